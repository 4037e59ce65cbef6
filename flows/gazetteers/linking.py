"""Which places of several sources are one: the same GeoNames number, the same area, or a name in common and near.

All places of all sources are numbered through, those of the embedded gazetteer first. A place that an earlier source has
is linked to it, and the earliest stands for all. Facts are held in arrays of a few bytes a place, names are read in order
from disk, so twelve million places need some hundred megabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geopy.distance import great_circle

from extractors.places.entry import KINDS
from flows.gazetteers.records import KIND_MASK
from flows.gazetteers.staging import NUMBER, Columns

POPULATED = KINDS.index("populated")
LEVELS = frozenset({KINDS.index("admin1"), KINDS.index("admin2")})
"""Kinds of areas that are linked by what they are known by, not by distance."""
AREA = KINDS.index("area")
_SCALE = 100_000
_CELL = 0.25
_DEGREE_KM = 111.0
_FAR = 3.4e38


@dataclass(frozen=True)
class Layer:
    """A source's share of the numbers: from `first` to before `last`; `within_km` is how far its links reach."""

    first: int
    last: int
    within_km: float


class Links:
    """The place that stands for each place: itself, or one of an earlier source."""

    def __init__(self, columns: Columns, layers: Sequence[Layer]) -> None:
        """Begin with every place standing for itself."""
        self._columns = columns
        self._layers = layers
        self._firsts = [layer.first for layer in layers]
        self._parent = array("I", range(len(columns)))
        self._away = array("f", bytes(4 * len(columns)))
        self._by_ident: array[int] = array("I")
        self._is_settled = bytearray(len(columns))

    def root(self, number: int) -> int:
        """The number of the place that stands for this one."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def is_root(self, number: int) -> bool:
        """Whether the place stands for itself."""
        return self._parent[number] == number

    def n_members(self) -> int:
        """Number of places that another one stands for."""
        return sum(1 for _ in self.members())

    def members(self) -> Iterator[int]:
        """Numbers of places that another one stands for."""
        return (number for number, parent in enumerate(self._parent) if parent != number)

    def link_numbers(self) -> None:
        """Link places of the same GeoNames number."""
        idents = self._columns.ident
        known = self._by_ident = array("I", bytes(4 * (max(idents, default=0) + 1)))
        for number, ident in enumerate(idents):
            if ident:
                if known[ident]:
                    self._settle(number, known[ident] - 1)
                else:
                    known[ident] = number + 1

    def _settle(self, number: int, first: int) -> None:
        self._parent[number] = first
        self._is_settled[number] = True

    def __contains__(self, ident: object) -> bool:
        """Whether a place has this GeoNames number; after `link_numbers`."""
        return isinstance(ident, int) and self.of_ident(ident) is not None

    def of_ident(self, ident: int) -> int | None:
        """The first place with a GeoNames number; after `link_numbers`."""
        found = self._by_ident[ident] if ident < len(self._by_ident) else 0
        return found - 1 if found else None

    def link_areas(self, areas: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        """Link areas of the first and second level, given in order by number with all that they are known by.

        The embedded ones stay as they are, though two of them may share a name.
        """
        known: dict[str, int] = {}
        behind = self._layers[0].last
        for number, marks in areas:
            first = next((known[mark] for mark in marks if mark in known), number) if number >= behind else number
            for mark in marks:
                known.setdefault(mark, first)
            if first != number and self._parent[number] == number:
                self._settle(number, first)

    def link_names(self, groups: Iterable[tuple[bytes, list[int]]]) -> None:
        """Link places that share a name and lie near each other; of several near ones the nearest counts.

        Args:
            groups: Exact keys with the numbers of all places that have it.
        """
        behind = self._layers[0].last
        for _, numbers in groups:
            if len(numbers) > 1 and max(numbers) >= behind:
                self._link_group(numbers)

    def _link_group(self, numbers: list[int]) -> None:
        cells: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for number in sorted(numbers):
            layer = self._layers[bisect_right(self._firsts, number) - 1]
            if layer.first and not self._is_settled[number] and self._kind(number) not in LEVELS:
                self._link(number, layer, cells)
            cells[self._cell(number)].append(number)

    def _link(self, number: int, layer: Layer, cells: dict[tuple[int, int, int], list[int]]) -> None:
        columns = self._columns
        country, row, column = self._cell(number)
        best, away = -1, layer.within_km
        for y in (row - 1, row, row + 1):
            for x in (column - 1, column, column + 1):
                for other in cells.get((country, y, x), ()):
                    is_numbered = columns.ident[other] and columns.ident[number]
                    if other >= layer.first or is_numbered or self._kind(other) != self._kind(number):
                        continue
                    distance = self.distance(number, other)
                    if distance <= away:
                        best, away = other, distance
        is_first = self._parent[number] == number
        if best >= 0 and (is_first or away < self._away[number]):
            self._parent[number], self._away[number] = best, away

    def distance(self, first: int, second: int) -> float:
        """Great-circle distance of two places, kilometres."""
        latitude, longitude = self._columns.latitude, self._columns.longitude
        apart = abs(latitude[first] - latitude[second]) / _SCALE * _DEGREE_KM
        if apart > 2 * _CELL * _DEGREE_KM:
            return _FAR
        points = ((latitude[n] / _SCALE, longitude[n] / _SCALE) for n in (first, second))
        return float(great_circle(*points).km)

    def _kind(self, number: int) -> int:
        return self._columns.flags[number] & KIND_MASK

    def _cell(self, number: int) -> tuple[int, int, int]:
        columns = self._columns
        size = _CELL * _SCALE
        return columns.country[number], int(columns.latitude[number] // size), int(columns.longitude[number] // size)


def grouped(rows: Iterable[bytes]) -> Iterator[tuple[bytes, list[int]]]:
    """Keys with the numbers of their places, from rows in order: a key, a zero byte, a number."""
    key, numbers = b"", list[int]()
    unpack = NUMBER.unpack_from
    for row in rows:
        if row[:-5] != key:
            if numbers:
                yield key, numbers
            key, numbers = row[:-5], []
        numbers.append(unpack(row, len(row) - 4)[0])
    if numbers:
        yield key, numbers
