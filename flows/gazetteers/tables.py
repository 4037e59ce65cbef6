"""Places of tables: OCHA's lists with p-codes, and any table with a name, a latitude and a longitude.

The table says what a place is called, where it lies and what it lies in. What it leaves out is taken from the embedded
places: the country of the nearest town, its province. A point far from every town of its country is a problem, not a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractors.places.entry import Entry
from extractors.places.names import place_key, plain
from extractors.places.records import PlaceKind
from extractors.places.spellings import is_name
from flows.gazetteers.features import codes_by_word, features
from flows.gazetteers.headers import Headers
from flows.gazetteers.opening import Source
from flows.gazetteers.own_areas import own_area
from flows.gazetteers.records import GONE, GUESSED_AREA, Item, Placed, RowProblem, Skipped, degrees
from flows.gazetteers.surroundings import Surroundings
from flows.gazetteers.table_rows import read_rows

_LONGEST_NAME = 120
_NO_LEVEL = 0
_AREAS = (1, 2, 3)
_TOP = 0xFFFFFFFF - 2
_EMPTY = Skipped("empty rows")
_HISTORICAL = Skipped("historical places")


def read_table(source: Source, surroundings: Surroundings, skip: int) -> Iterator[Item]:
    """The rows of a table below its header, in order, without the first `skip`.

    Raises:
        SourceError: The table cannot be read or lacks a column.
    """
    for number, headers, cells in islice(read_rows(source), skip, None):
        yield _TableRow(number, headers, cells, source, surroundings).item()


@dataclass(frozen=True, slots=True)
class _TableRow:
    number: int
    headers: Headers
    cells: Sequence[object]
    source: Source
    around: Surroundings

    def item(self) -> Item:
        if not any(cell not in (None, "") for cell in self.cells):
            return _EMPTY
        level, name = self._name()
        key = place_key(name)
        if not key or len(name) > _LONGEST_NAME:
            return self._problem("no_name", "a name of 1 to 120 letters", name)
        latitude, longitude = degrees(self._cell("latitude"), 90), degrees(self._cell("longitude"), 180)
        if latitude is None or longitude is None or latitude == longitude == 0:
            found = f"{self._text('latitude')!r}, {self._text('longitude')!r}"
            return self._problem("bad_coordinates", "latitude and longitude in decimal degrees", found)
        iso2 = self._country(latitude, longitude)
        if iso2 is None:
            return self._problem("no_country", "a country, in a column, the settings or near a town", name)
        nearest = self.around.nearest(latitude, longitude, iso2)
        if nearest is None and self._is_elsewhere(latitude, longitude):
            return self._problem("far_from_country", f"a point in {iso2}", f"{latitude}, {longitude} ({name})")
        feature = self._feature(level)
        if feature and features()[feature].was == "historical":
            return _HISTORICAL
        area, is_guessed = self._area(iso2, nearest.area_code if nearest else "")
        return Placed(
            self._entry(name, level, latitude, longitude, iso2, area, feature), self._flags(feature, is_guessed)
        )

    def _entry(
        self, name: str, level: int, latitude: float, longitude: float, iso2: str, area: str, feature: str
    ) -> Entry:
        kind: PlaceKind = features()[feature].kind if feature else "populated"
        people = self._population() if kind == "populated" else 0
        second, third = self._level(2), self._level(3) if level != 3 else ""
        return Entry(
            self._place_id(kind, level, area, iso2), plain(name), kind, latitude, longitude, iso2, area,
            plain(second), people, people, (name, *self._spellings(level)), (), plain(third), feature, self.source.name,
        )  # fmt: skip

    def _place_id(self, kind: PlaceKind, level: int, area: str, iso2: str) -> str:
        code = self._code(level) or self.number
        if kind in ("admin1", "admin2"):
            return f"area:{area}" if kind == "admin1" else f"district:{iso2}/{code}"
        return f"{self.source.name}:{code}"

    def _flags(self, feature: str, is_guessed: bool) -> int:
        gone = GONE if feature and features()[feature].was == "gone" else 0
        return gone | (GUESSED_AREA if is_guessed else 0)

    # Cells

    def _at(self, column: int | None) -> object:
        return self.cells[column] if column is not None and column < len(self.cells) else None

    def _cell(self, name: str) -> object:
        return self._at(self.headers.fields.get(name))

    def _text(self, name: str) -> str:
        return _words(self._cell(name))

    def _level(self, level: int) -> str:
        return _words(self._at(self.headers.names.get(level))) or (
            self._text(f"admin{level}") if level in _AREAS else ""
        )

    def _code(self, level: int) -> str:
        """The p-code of the place: of its own column, else that of the level it stands for."""
        return self._text("code") or _words(self._at(self.headers.codes.get(level)))

    # What they mean

    def _name(self) -> tuple[int, str]:
        """The name, and the level of the area that it is; no level for a place of a name column."""
        if "name" in self.headers.fields:
            return _NO_LEVEL, self._text("name")
        filled = [n for n in sorted(self.headers.names, reverse=True) if n and _words(self._at(self.headers.names[n]))]
        level = filled[0] if filled else _NO_LEVEL
        return level, _words(self._at(self.headers.names.get(level)))

    def _spellings(self, level: int) -> Iterator[str]:
        """Other spellings, of the columns that speak of the same level."""
        for at in self.headers.spellings.get(level, ()):
            for part in _words(self._at(at)).replace(";", ",").replace("|", ",").split(","):
                if is_name(part.strip()):
                    yield part.strip()

    def _country(self, latitude: float, longitude: float) -> str | None:
        cells = (
            self._text("country"),
            _words(self._at(self.headers.codes.get(0))),
            _words(self._at(self.headers.names.get(0))),
        )
        for text in cells:
            found = self.around.country(text) if text else None
            if found:
                return found
        if self.source.settings.country:
            return self.source.settings.country
        nearest = self.around.nearest(latitude, longitude)
        return nearest.iso2 if nearest else None

    def _is_elsewhere(self, latitude: float, longitude: float) -> bool:
        """True where some town is near, but none of the row's country."""
        return self.around.nearest(latitude, longitude) is not None

    def _feature(self, level: int) -> str:
        """The feature code of the place: what its kind column says, else what its level is."""
        if level in _AREAS:
            return f"ADM{level}"
        return codes_by_word().get(self._text("kind").lower(), "")

    def _area(self, iso2: str, nearest: str) -> tuple[str, bool]:
        """The code of the first-level area, and whether it is only a guess.

        Where no column speaks of the first level, that of the second may ("district or area"); else the nearest town has it.
        """
        first, second = self._level(1), self._level(2)
        if first and (found := self.around.area(iso2, first)):
            return found, False
        if first and 1 in self.headers.names:
            return own_area(iso2, first), False
        if second and (found := self.around.area(iso2, second)):
            return found, True
        return nearest, True

    def _population(self) -> int:
        try:
            return min(max(int(float(str(self._cell("population") or 0).replace(",", ""))), 0), _TOP)
        except (ValueError, OverflowError):
            return 0

    def _problem(self, kind: str, expected: str, found: str) -> RowProblem:
        return RowProblem(self.number, kind, f"expected {expected}, found {found[:100]!r}")


def _words(cell: object) -> str:
    """A cell as text: blanks put in order, a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
