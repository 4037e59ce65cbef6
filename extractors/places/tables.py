"""The language-free facts that the gazetteer needs beside its points: countries, first-level areas, extra places.

Countries and areas carry the names that ACLED and plain news use; what GeoNames calls them is only a spelling to find.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import cast

from pydantic import RootModel

from extractors.lexicons.loader import LexiconError, Strict, load
from extractors.places.names import place_key
from extractors.places.records import PlaceKind

FOLDER, VILLAGES = "places", "villages.tsv"
BY_HAND, VILLAGE = "extra:", "village:"
"""What the ids of extra places begin with, and those of the table of villages."""


class Country(Strict):
    """A country in ACLED's naming: `iso` ISO 3166 numeric, `iso3` alpha-3, `region` as in section 9."""

    name: str
    iso: int
    iso3: str
    region: str
    capital: str | None


class AreaNames(Strict):
    """News names of a first-level area, and its seat where neither name nor size tells it."""

    name: str
    aliases: list[str]
    capital: str | None = None


class ExtraPlace(Strict):
    """A place added by hand. `at` is latitude, longitude; `of` names the city of which it is a district.

    `is_village` is true for the rows of `villages.tsv`, which count for as much as their inhabitants, and no more.
    """

    name: str
    aliases: list[str]
    kind: PlaceKind
    at: tuple[float, float]
    admin1: str | None = None
    population: int = 0
    of: str | None = None
    iso2: str | None = None
    countries: tuple[str, ...] = ()
    is_village: bool = False


class Countries(RootModel[dict[str, Country]]):
    """Countries by ISO 3166 alpha-2 code."""


class Areas(RootModel[dict[str, AreaNames]]):
    """First-level areas with names of their own, by GeoNames code ("SY.08")."""


class ExtraPlaces(RootModel[dict[str, list[ExtraPlace]]]):
    """Extra places by country code; a key that is no country holds places that state their country themselves."""


@cache
def countries() -> dict[str, Country]:
    """All countries, by alpha-2 code."""
    return load(Countries, FOLDER, "countries.yml").root


@cache
def areas() -> dict[str, AreaNames]:
    """First-level areas of the world by GeoNames code: names, other spellings, seat where known."""
    named = load(Areas, FOLDER, "admin1_names.yml").root
    found: dict[str, AreaNames] = {}
    for code, name, geonames_name in _admin1_rows():
        given = named.get(code)
        spellings = [n for n in (name, geonames_name) if n]
        found[code] = (
            AreaNames(name=given.name, aliases=[*given.aliases, *spellings], capital=given.capital)
            if given
            else AreaNames(name=name, aliases=spellings[1:])
        )
    unknown = set(named) - set(found)
    if unknown:
        raise LexiconError(f"admin1_names.yml: no such area: {', '.join(sorted(unknown))}")
    return found


def _admin1_rows() -> list[tuple[str, str, str]]:
    """The rows of the GeoNames table: code, plain name, GeoNames' own name or ""."""
    path = resources.files("extractors.lexicons").joinpath(FOLDER, "admin1.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(code, name, original) for code, name, original in rows]


@dataclass(frozen=True, slots=True)
class District:
    """A second-level area: GeoNames code ("SY.12.21"), names (the plain one first), GeoNames numbers of towns in it."""

    code: str
    names: tuple[str, ...]
    towns: tuple[str, ...]

    @property
    def iso2(self) -> str:
        """Alpha-2 code of its country."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a first- or second-level area, with its point where that is known."""

    iso2: str
    admin1: str
    admin2: str
    name: str
    at: tuple[float, float] | None


@cache
def districts() -> tuple[District, ...]:
    """Second-level areas of the world."""
    return tuple(
        District(code, tuple(names.split("|")), _summed(steps))
        for code, names, steps in _compressed_rows("districts.tsv.xz")
        if code.partition(".")[0] in countries() and names
    )


@cache
def parts() -> tuple[Part, ...]:
    """Parts of areas, in the countries where a free source lists them."""
    return tuple(
        Part(iso2, admin1, admin2, name, (float(latitude), float(longitude)) if latitude else None)
        for iso2, admin1, admin2, name, latitude, longitude in _compressed_rows("parts.tsv.xz")
    )


def _summed(steps: str) -> tuple[str, ...]:
    """Numbers of towns from the steps between them."""
    return tuple(str(number) for number in accumulate(map(int, steps.split())))


def _compressed_rows(name: str) -> list[list[str]]:
    """The rows of a compressed table without its head."""
    raw = resources.files("extractors.lexicons").joinpath(FOLDER, name).read_bytes()
    return [line.split("\t") for line in lzma.decompress(raw).decode().splitlines()[1:]]


@cache
def extra_places() -> tuple[tuple[str, ExtraPlace], ...]:
    """Places added by hand, each with the country it is filed under.

    Raises:
        LexiconError: An entry names no known country or area.
    """
    found = [
        (entry.iso2 or group, entry)
        for group, entries in load(ExtraPlaces, FOLDER, "overrides.yml").root.items()
        for entry in entries
    ]
    table = resources.files("extractors.lexicons").joinpath(FOLDER, VILLAGES).read_text(encoding="utf-8")
    found.extend(read_villages(table.splitlines()[1:]))
    for iso2, entry in found:
        if iso2 not in countries() or (entry.admin1 and f"{iso2}.{entry.admin1}" not in areas()):
            raise LexiconError(f"{entry.name}: no such country or area: {iso2}.{entry.admin1}")
    return tuple(found)


def read_villages(rows: Iterable[str]) -> Iterator[tuple[str, ExtraPlace]]:
    """The rows of `villages.tsv`, without its head: small places and quarters of cities, each with its country.

    Args:
        rows: Alpha-2 code, GeoNames code of the first-level area, name, other spellings (between semicolons), latitude,
            longitude (WGS 84 degrees), kind, inhabitants, and of a quarter the city; between tabs.

    Raises:
        LexiconError: A row is not of that form.
    """
    for number, row in enumerate(rows, 2):
        try:
            iso2, admin1, name, spellings, latitude, longitude, kind, population, city = row.split("\t")
            place = ExtraPlace(
                name=name,
                aliases=spellings.split(";") if spellings else [],
                kind=cast(PlaceKind, kind),
                at=(float(latitude), float(longitude)),
                admin1=admin1,
                population=int(population),
                of=city or None,
                is_village=True,
            )
        except ValueError as error:
            raise LexiconError(f"{VILLAGES}, line {number}: {error}") from error
        yield iso2, place


def extra_id(iso2: str, name: str, *, is_village: bool = False) -> str:
    """The identifier of an extra place."""
    return f"{VILLAGE if is_village else BY_HAND}{iso2}/{place_key(name).replace(' ', '-')}"


def id_of(iso2: str, place: ExtraPlace) -> str:
    """The identifier of a place of these tables, filed under a country."""
    return extra_id(iso2, place.name, is_village=place.is_village)


@cache
def cities_of_quarters() -> Mapping[str, str]:
    """Name of the city that a place added by hand is a quarter of, by the place's identifier."""
    return {id_of(iso2, place): place.of for iso2, place in extra_places() if place.of}


@cache
def stretches() -> frozenset[str]:
    """The identifiers of places added by hand that are no settlements: valleys, camps, regions."""
    return frozenset(id_of(iso2, place) for iso2, place in extra_places() if place.kind != "populated")


def digest_sources() -> list[bytes]:
    """The bytes of every data file here, in a fixed order, for the digest of an index built from them."""
    folder = resources.files("extractors.lexicons").joinpath(FOLDER)
    return [p.read_bytes() for p in sorted(folder.iterdir(), key=lambda p: p.name) if p.is_file()]
