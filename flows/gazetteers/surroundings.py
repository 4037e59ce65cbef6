"""What the embedded places say of a point or of a name of an area: country, first-level area, the town nearest to it.

Tables often give a point without the country or province that it lies in, or spell the province their own way.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from geopy.distance import great_circle

from extractors.places import tables
from extractors.places.names import loose_key, place_key

NEAR_KM = 100.0
"""A point without any town so near is not given a country or area."""

_CELLS = 4
"""Cells of the grid a degree."""


class Town(NamedTuple):
    """Where a town lies: degrees, country, and code of its first-level area."""

    latitude: float
    longitude: float
    iso2: str
    area_code: str


class Surroundings:
    """Towns by where they lie, areas and countries by what they are called."""

    def __init__(self, towns: Iterable[tuple[float, float, str, str]]) -> None:
        """Take the towns that stand for their surroundings."""
        self._grid: dict[tuple[int, int], list[Town]] = defaultdict(list)
        for town in map(Town._make, towns):
            self._grid[_cell(town.latitude, town.longitude)].append(town)
        self._areas: dict[str, dict[str, str]] = defaultdict(dict)
        for code, area in tables.areas().items():
            for name in (area.name, *area.aliases):
                key = place_key(name)
                self._areas[code[:2]].setdefault(key, code)
                self._areas[code[:2]].setdefault(loose_key(key), code)
        self._countries = {place_key(c.name): iso2 for iso2, c in tables.countries().items()}
        self._countries |= {c.iso3.lower(): iso2 for iso2, c in tables.countries().items()}

    def nearest(self, latitude: float, longitude: float, iso2: str | None = None) -> Town | None:
        """The town nearest to a point, in a country if one is given; `None` where none is near."""
        point = latitude, longitude
        for reach in (1, 2, 2 * _CELLS):
            towns = [t for t in self._around(latitude, longitude, reach) if iso2 in (None, t.iso2)]
            if towns:
                km, best = min((float(great_circle(point, t[:2]).km), t) for t in towns)
                return best if km <= NEAR_KM else None
        return None

    def _around(self, latitude: float, longitude: float, reach: int) -> Iterable[Town]:
        row, column = _cell(latitude, longitude)
        for y in range(row - reach, row + reach + 1):
            for x in range(column - reach, column + reach + 1):
                yield from self._grid.get((y, x), ())

    def country(self, text: str) -> str | None:
        """The alpha-2 code that a cell means: a code of two or three letters, a p-code, or a name of a country."""
        code = text.strip().upper()
        if code[:2] in tables.countries() and (len(code) == 2 or code[2:].isdigit()):
            return code[:2]
        return self._countries.get(place_key(text))

    def area(self, iso2: str, name: str) -> str | None:
        """The code of the first-level area that a cell means, also with further words ("Foo Governorate")."""
        areas = self._areas[iso2]
        words = place_key(name).split()
        for size in range(len(words), 0, -1):
            for part in (words[:size], words[len(words) - size :]):
                key = " ".join(part)
                found = areas.get(key) or areas.get(loose_key(key))
                if found:
                    return found
        return None


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude * _CELLS), math.floor(longitude * _CELLS)
