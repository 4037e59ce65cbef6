"""Second-level areas and the parts of them that news names: districts, counties, communes, wards.

No free source gives all of them a point, so a district gets that of its namesake town, else of the largest town in it
(codebook section 6: "a representative town"). One without any town is known only by the wider area it lies in: its
entry stands at that area's seat and is marked as `HELD`, and is never coded more precisely than the wider area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from extractors.places import tables
from extractors.places.distance import distance_km
from extractors.places.entry import Entry
from extractors.places.names import loose_key, place_key, plain
from extractors.places.records import HELD

_MOST_PEOPLE = 20_000
"""A district counts as a town of at most this size: its name alone is no proof that a place is meant."""
_SHORTEST_KNOWN = 5
_FARTHEST_KM = 250.0
KNOWN_WEIGHT = 0.5
"""How much a district's name speaks for its country, where no other country has a place of the name."""
Cities = dict[str, dict[str, Any]]
IsName = Callable[[str], bool]
"""Says whether a spelling could stand in a news text, and is no everyday word."""


def name_districts_of(cities: Cities) -> None:
    """Gives towns the name of the district they lie in, where the table tells it."""
    for district in tables.districts():
        for town in district.towns:
            if town in cities:
                cities[town]["admin2"] = plain(district.names[0])


def district_entries(cities: Cities, seats: Mapping[str, str], is_name: IsName) -> Iterator[Entry]:
    """Districts of the countries whose areas are known, with the point of the town that stands for each."""
    namesakes = _Namesakes(cities)
    for district in tables.districts():
        area_code = district.code.rpartition(".")[0]
        seat = cities.get(seats.get(area_code, ""))
        names = tuple(name for name in district.names if is_name(name))
        if seat is None or not names:
            continue
        inside = [cities[t] for t in district.towns if t in cities]
        town = _town_of(inside, namesakes.named(area_code, names, inside)) or namesakes.across(seat, names)
        point, prefix = (town, "district") if town is not None else (seat, HELD)
        people = min(sum(t["population"] for t in inside), _MOST_PEOPLE)
        name = plain(district.names[0])
        yield Entry(
            f"{prefix}:{district.code}", name, "admin2", point["latitude"], point["longitude"], district.iso2, area_code,
            name, people, min(people, max(0, int(point["population"]) - 1)), names,
        )  # fmt: skip


def part_entries(cities: Cities, seats: Mapping[str, str], is_name: IsName) -> Iterator[Entry]:
    """Parts of districts: at their own point where the table gives one, else at the seat of the area."""
    codes = {(code.partition(".")[0], place_key(area.name)): code for code, area in tables.areas().items()}
    for number, part in enumerate(tables.parts()):
        code = codes[part.iso2, place_key(part.admin1)]
        seat = cities.get(seats.get(code, ""))
        if (seat is None and part.at is None) or not is_name(part.name):
            continue
        prefix = "part" if part.at else HELD
        latitude, longitude = part.at or ((seat["latitude"], seat["longitude"]) if seat else (0.0, 0.0))
        yield Entry(
            f"{prefix}:{part.iso2}/{number}", part.name, "area", latitude, longitude, part.iso2, code, part.admin2, 0, 0,
            (part.name,),
        )  # fmt: skip


def known_districts(entries: Sequence[Entry], cities: Cities) -> list[tuple[str, str, float, str]]:
    """Names of districts that no place of another country bears: they tell where a text plays, as `Gazetteer.known`."""
    homes: dict[str, set[str]] = defaultdict(set)
    for city in cities.values():
        homes[place_key(str(city["name"]))].add(city["countrycode"])
    for entry in entries:
        for name in entry.names:
            homes[place_key(name)].add(entry.iso2)
    found = {
        entry.name: (entry.name, entry.iso2, KNOWN_WEIGHT, entry.area_code)
        for entry in entries
        if entry.kind == "admin2" and len(entry.name) >= _SHORTEST_KNOWN and len(homes[place_key(entry.name)]) == 1
    }
    return list(found.values())


class _Namesakes:
    """Finds towns of an area by name; other spellings are looked at only where no main name fits."""

    def __init__(self, cities: Cities) -> None:
        self._towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._by_country: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in cities.values():
            self._towns[f"{city['countrycode']}.{city['admin1code']}"].append(city)
            self._by_country[city["countrycode"], place_key(str(city["name"]))].append(city)
        self._main: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self._all: dict[str, dict[str, list[dict[str, Any]]]] = {}

    def named(self, area_code: str, names: Sequence[str], inside: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Towns of the area with one of the names."""
        keys = [loose_key(place_key(name)) for name in names]
        main = self._main.get(area_code) or self._main.setdefault(area_code, self._keyed(area_code, is_main=True))
        found = [town for key in keys for town in main.get(key, ())]
        if found or inside:
            return found
        every = self._all.get(area_code) or self._all.setdefault(area_code, self._keyed(area_code, is_main=False))
        return [town for key in keys for town in every.get(key, ())]

    def across(self, seat: dict[str, Any], names: Sequence[str]) -> dict[str, Any] | None:
        """The one town of the name in the country, not far from the area's seat: borders are drawn differently."""
        found = [town for name in names for town in self._by_country[seat["countrycode"], place_key(name)]]
        if len(found) != 1:
            return None
        away = distance_km((seat["latitude"], seat["longitude"]), (found[0]["latitude"], found[0]["longitude"]))
        return found[0] if away <= _FARTHEST_KM else None

    def _keyed(self, area_code: str, *, is_main: bool) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for town in self._towns[area_code]:
            names = (str(town["name"]),) if is_main else (str(town["name"]), *town["alternatenames"])
            for key in {loose_key(place_key(name)) for name in names}:
                found[key].append(town)
        return found


def _town_of(inside: list[dict[str, Any]], namesakes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The town that stands for a district: the namesake, rather one inside it, else the largest inside."""
    for towns in ([t for t in namesakes if t in inside], namesakes, inside):
        if towns:
            return max(towns, key=lambda town: int(town["population"]))
    return None
