"""GeoNames' files: the dump of places, alternate names, and the names of first and second-level areas."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from math import isfinite

from extractors.places import tables
from extractors.places.entry import Entry
from extractors.places.names import plain
from extractors.places.records import PlaceKind
from extractors.places.spellings import is_name
from flows.gazetteers.features import features
from flows.gazetteers.opening import Source, open_bytes, open_text
from flows.gazetteers.records import GONE, Item, Placed, RowProblem, Skipped

PREFIX = "geonames:"
_COLUMNS = 19
_NO_NAMES = frozenset(
    {"link", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "wkdt", "fr_1793", "phon", "piny", "uicn"}
)
"""Values of the language column that mark what is no name in any language."""
_TOP = 0xFFFFFFFF - 2
_OTHER_FEATURE = Skipped("other features")
_HISTORICAL = Skipped("historical places")
_COUNTRY = Skipped("countries")
_NO_COUNTRY = Skipped("outside all countries")
_NO_SPELLING = Skipped("no spelling of news")
_HISTORICAL_NAME = Skipped("historical names")
_OF_OTHERS = Skipped("names of other places")


@dataclass(frozen=True)
class AreaNames:
    """Names of areas by GeoNames code: "SY.09" for the first level, "SY.09.171042" for the second, one more below."""

    names: dict[str, str] = field(default_factory=dict)

    def read_codes(self, source: Source) -> Iterator[RowProblem]:
        """Take the names of `admin1CodesASCII.txt` or `admin2Codes.txt`."""
        with open_text(source) as lines:
            for number, line in enumerate(lines, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 2 or "." not in cells[0]:
                    if line.strip():
                        yield RowProblem(number, "bad_row", f"expected a code and a name, found {line.strip()[:80]!r}")
                    continue
                self.names[cells[0]] = _plain(cells[1]) or cells[0]

    def read_dump(self, source: Source) -> None:
        """Take the areas that a dump of places lists itself; the names of code files stay."""
        with open_bytes(source) as file:
            for line in file:
                if b"\tA\tADM" in line:
                    cells = line.decode("utf-8", "replace").split("\t")
                    level = cells[7][3:4]
                    if len(cells) == _COLUMNS and len(cells[7]) == 4 and level in "123":
                        code = ".".join([cells[8], *cells[10 : 10 + int(level)]])
                        self.names.setdefault(code, _plain(cells[1]))


def read_places(source: Source, areas: Mapping[str, str], skip: int, *, has_alternates: bool) -> Iterator[Item]:
    """The rows of a dump of places, in order.

    Args:
        source: The dump.
        areas: Names of areas by code.
        skip: Rows to leave out at the beginning.
        has_alternates: Spellings come from `alternateNamesV2`, so those of the dump's own column are not needed.
    """
    countries = tables.countries()
    with open_text(source) as lines:
        for number, line in enumerate(islice(lines, skip, None), skip + 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != _COLUMNS:
                yield RowProblem(number, "bad_row", f"expected {_COLUMNS} columns, found {len(cells)}: {line[:60]!r}")
            elif cells[7] not in features():
                yield _COUNTRY if cells[7].startswith("PCL") else _OTHER_FEATURE
            elif cells[8] not in countries:
                yield _NO_COUNTRY
            else:
                yield _place(number, cells, areas, has_alternates, source.name)


def _place(number: int, cells: list[str], areas: Mapping[str, str], has_alternates: bool, source: str) -> Item:
    feature = features()[cells[7]]
    if feature.was == "historical":
        return _HISTORICAL
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
        people, ident = int(cells[14] or 0), int(cells[0].lstrip("\ufeff"))
    except ValueError:
        found = (cells[0], cells[4], cells[5], cells[14])
        return RowProblem(number, "bad_number", f"expected id, latitude, longitude and population, found {found}")
    if not (isfinite(latitude) and abs(latitude) <= 90 and isfinite(longitude) and abs(longitude) <= 180):
        return RowProblem(number, "bad_coordinates", f"expected degrees, found {cells[4]!r}, {cells[5]!r}")
    name, iso2 = cells[1].strip(), cells[8]
    if not name or not 0 < ident < 0xFFFFFFFF:
        return RowProblem(number, "no_name", f"expected an id and a name, found {cells[0]!r}, {name!r}")
    if feature.kind not in ("populated", "admin1") and not is_name(name):
        return _NO_SPELLING
    code = f"{iso2}.{cells[10]}" if cells[10] and cells[10] != "00" else ""
    if feature.kind == "admin1" and not code:
        return RowProblem(number, "no_area_code", f"expected the code of the first-level area, found none: {name!r}")
    second = f"{code}.{cells[11]}" if code and cells[11] else ""
    third = f"{second}.{cells[12]}" if second and cells[12] else ""
    is_town = feature.kind == "populated"
    spellings = {name, *_more(cells, has_alternates)}
    entry = Entry(
        _place_id(feature.kind, code, second, ident), _plain(name), feature.kind, latitude, longitude, iso2, code,
        areas.get(second, "") if feature.kind != "admin2" else _plain(name),
        min(max(people, 0), _TOP) if is_town else 0, min(max(people, 0), _TOP) if is_town else 0,
        tuple(spellings), _countries(iso2, cells[9], feature.kind), areas.get(third, ""), cells[7], source,
    )  # fmt: skip
    return Placed(entry, GONE if feature.was == "gone" else 0, ident)


def _place_id(kind: PlaceKind, code: str, second: str, ident: int) -> str:
    """Areas of two levels go by their code, as in the embedded gazetteer; all else by number."""
    if kind == "admin1":
        return f"area:{code}"
    return f"district:{second}" if kind == "admin2" and second else f"{PREFIX}{ident}"


def _more(cells: list[str], has_alternates: bool) -> Iterator[str]:
    if cells[2] != cells[1] and is_name(cells[2]):
        yield cells[2]
    if cells[3] and not has_alternates:
        yield from filter(is_name, cells[3].split(","))


def _countries(iso2: str, others: str, kind: PlaceKind) -> tuple[str, ...]:
    """The countries of what lies across borders: mountains, rivers and regions only."""
    if not others or kind not in ("natural", "region"):
        return ()
    known = [code for code in dict.fromkeys((iso2, *others.split(","))) if code in tables.countries()]
    return tuple(known) if len(known) > 1 else ()


def _plain(name: str) -> str:
    return name if name.isascii() and not name.startswith("'") and "`" not in name else plain(name)


def read_alternates(source: Source, wanted: Container[int], skip: int) -> Iterator[tuple[int, str] | Item]:
    """The rows of `alternateNamesV2.txt`: numbers of places with a spelling, problems, and what is left out."""
    with open_text(source) as lines:
        for number, line in enumerate(islice(lines, skip, None), skip + 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 4 or not cells[1].isdigit():
                yield RowProblem(number, "bad_row", f"expected numbers, language and name, found {line[:60]!r}")
            elif int(cells[1]) not in wanted:
                yield _OF_OTHERS
            elif cells[2] in _NO_NAMES or not is_name(cells[3]):
                yield _NO_SPELLING
            elif len(cells) > 7 and cells[7] == "1":
                yield _HISTORICAL_NAME
            else:
                yield int(cells[1]), cells[3]
