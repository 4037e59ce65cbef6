"""What each meaning of a name is worth, given the article: each point has a reason.

The names of an article explain each other. A Springfield beside Decatur and Peoria is the one of Illinois, though none of
them says so. So names vote for the areas and the neighbourhood of their likely meanings, and are weighed again with the
votes of the others, some rounds until they agree.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.places.distance import distance_km
from extractors.places.names import place_key
from extractors.places.records import Candidate
from extractors.toponyms.holding import holds
from extractors.toponyms.lexicon import WIDE
from extractors.toponyms.senses import Sense

_ROUNDS = 5
_NEAR_KM = 150.0
_VOTERS = 6
_FAME = 0.6
_SPELLING = 1.5
_BEGINNING = 0.7
_CAPITAL = 1.0
_COUNTRY = 3.0
_AREA = 2.0
_NEAR = 1.4
_MOST_NEAR = 2.2
_HELD = 7.0
_HOLDS = 3.0
_GREAT, _GREATNESS = 5.5, 0.6
_DATELINE = 0.6
_COUNTRY_NAME = 7.5
_FIRST_LEVEL = 1.0
_FULL_VOTE, _PEOPLE_VOTE = 1.5, 0.8
_DOUBT = 0.4
_DISTRICT = 2.0
_LOCAL = frozenset({"populated", "area", "facility"})
_VOTING = _LOCAL | {"admin2"}

_NEGLIGIBLE = 0.05
Area = tuple[str, str]
District = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its points, in all and by the evidence that they stand for."""

    candidate: Candidate
    score: float
    parts: Mapping[str, float]

    @property
    def reasons(self) -> str:
        """The parts that count, for a person ("country +2.0; near +1.1")."""
        return "; ".join(f"{name} {value:+.1f}" for name, value in self.parts.items() if abs(value) >= _NEGLIGIBLE)


def weigh(senses: Sequence[Sense], dateline: str | None, capitals: frozenset[str]) -> list[list[Weighed]]:
    """The candidates of each sense, best first, after all senses have voted for each other.

    Args:
        senses: The senses of an article.
        dateline: Country (alpha-2) of the dateline, if any.
        capitals: Ids of the capitals of countries.
    """
    base = [[_base(c, sense, dateline, capitals) for c in sense.candidates] for sense in senses]
    for sense, parts in zip(senses, base, strict=True):
        sense.weights = _softmax([sum(p.values()) for p in parts])
    ranked: list[list[Weighed]] = []
    for _ in range(_ROUNDS):
        votes = Votes(senses)
        ranked, weights = [], []
        for number, (sense, parts) in enumerate(zip(senses, base, strict=True)):
            scored = [votes.weighed(c, part, number) for c, part in zip(sense.candidates, parts, strict=True)]
            weights.append(_softmax([s.score for s in scored]))
            ranked.append(sorted(scored, key=lambda s: (-s.score, s.candidate.place_id)))
        for sense, likely in zip(senses, weights, strict=True):
            sense.weights = likely
    return ranked


def _base(candidate: Candidate, sense: Sense, dateline: str | None, capitals: frozenset[str]) -> dict[str, float]:
    """The points that do not depend on the other names."""
    return {
        "fame": _fame(candidate),
        "spelling": _spelling(candidate, sense.key),
        "inside": _HELD if any(holds(h, candidate) for h in sense.holders) else 0.0,
        "around": _HOLDS if any(holds(candidate, i) for i in sense.inner) else 0.0,
        "dateline": _DATELINE if candidate.iso2 and candidate.iso2 == dateline else 0.0,
        "capital": _CAPITAL if candidate.place_id in capitals else 0.0,
        "kind": _fit(candidate, sense),
    }


def _fame(candidate: Candidate) -> float:
    """Inhabitants on a log scale that rises faster for the great cities of the world."""
    if candidate.kind == "country" or candidate.place_id.startswith(WIDE):
        return 0.0
    size = math.log10(candidate.population + 10)
    return _FAME * size + _GREATNESS * max(0.0, size - _GREAT)


def _spelling(candidate: Candidate, key: str) -> float:
    """Whether the name is the entry's main name, or at least its beginning ("Foo" for "Foo City", "Foo upon Bar")."""
    name = place_key(candidate.name)
    return _SPELLING if name == key else _BEGINNING if name.startswith(f"{key} ") else 0.0


def _fit(candidate: Candidate, sense: Sense) -> float:
    """How well the candidate's kind fits the descriptor, or its absence."""
    kind = candidate.kind
    if candidate.place_id.startswith(WIDE):
        return _COUNTRY_NAME
    if kind == "country":
        is_other = sense.kind in ("populated", "admin1") or _is_part_meant(candidate, sense)
        return -2.0 if is_other else _COUNTRY_NAME
    if sense.kind == "admin1":
        return 2.0 if kind in ("admin1", "admin2") else -1.5
    if sense.kind == "natural":
        return 2.0 if kind in ("natural", "region") else -1.0
    if sense.kind == "area" and kind == "admin1":
        return 0.0
    if kind == "admin2" and sense.kind == "area":
        return 0.8
    if sense.kind in _LOCAL and kind != "admin2":
        return 0.5 if kind in _LOCAL else -2.0
    if kind == "admin1":
        largest = max((c.population for c in sense.candidates if c.kind == "populated"), default=0)
        return -_FIRST_LEVEL if 10 * largest >= candidate.population else _FIRST_LEVEL
    return -0.8 if kind == "admin2" and any(c.kind == "populated" for c in sense.candidates) else 0.0


def _is_part_meant(country: Candidate, sense: Sense) -> bool:
    """True where a country is also called by the name of one of its parts, which then is the part's ("Scotland")."""
    if place_key(country.name) == sense.key:
        return False
    parts = (c for c in sense.candidates if c.kind == "admin1" and c.iso2 == country.iso2)
    return any(place_key(part.name) == sense.key for part in parts)


class Votes:
    """What the likely meanings of all names say for countries, areas and neighbourhoods; no name votes for itself."""

    def __init__(self, senses: Sequence[Sense]) -> None:
        """Count the votes."""
        self._senses = senses
        self._countries: dict[str, dict[int, float]] = defaultdict(dict)
        self._areas: dict[Area, dict[int, float]] = defaultdict(dict)
        self._districts: dict[District, dict[int, float]] = defaultdict(dict)
        self._given: dict[int, float] = {}
        for number, sense in enumerate(senses):
            voice = _PEOPLE_VOTE if sense.is_people else 1.0
            for candidate, weight in zip(sense.candidates, sense.weights, strict=True):
                full = _FULL_VOTE if candidate.kind in ("country", "admin1") and not sense.is_people else voice
                if candidate.iso2:
                    _add(self._countries[candidate.iso2], number, full * weight)
                    _add(self._given, number, full * weight)
                if candidate.admin1:
                    _add(self._areas[candidate.iso2, candidate.admin1], number, weight)
                if candidate.admin1 and candidate.admin2:
                    _add(self._districts[candidate.iso2, candidate.admin1, candidate.admin2], number, weight)

    def weighed(self, candidate: Candidate, parts: Mapping[str, float], number: int) -> Weighed:
        """A candidate of the sense of that number, with the votes of the others."""
        given = sum(self._given.values()) - self._given.get(number, 0.0)
        country = _without(self._countries.get(candidate.iso2, {}), number)
        area = _without(self._areas.get((candidate.iso2, candidate.admin1 or ""), {}), number)
        inner = (candidate.iso2, candidate.admin1 or "", candidate.admin2 or "")
        district = _without(self._districts.get(inner, {}), number)
        is_local, is_area = candidate.kind in _VOTING, candidate.kind == "admin1"
        every = {
            **parts,
            "country": _COUNTRY * math.sqrt(country / (given + _DOUBT)),
            "area": _AREA * math.sqrt(area / (area + 1.5)) if is_local or is_area else 0.0,
            "district": _DISTRICT * math.sqrt(district / (district + 0.5)) if is_local else 0.0,
            "near": self._nearness(candidate, number) if is_local else 0.0,
        }
        return Weighed(candidate, sum(every.values()), every)

    def _nearness(self, candidate: Candidate, number: int) -> float:
        """How much of the other names' likely meanings lies close by."""
        point, total = (candidate.latitude, candidate.longitude), 0.0
        for other, sense in enumerate(self._senses):
            if other == number or sense.is_people:
                continue
            pairs = zip(sense.candidates[:_VOTERS], sense.weights, strict=False)
            total += max(
                (
                    weight * max(0.0, 1.0 - distance_km(point, (c.latitude, c.longitude)) / _NEAR_KM)
                    for c, weight in pairs
                    if c.iso2 == candidate.iso2 and c.kind in _VOTING and weight >= _NEGLIGIBLE
                ),
                default=0.0,
            )
        return min(_MOST_NEAR, _NEAR * math.sqrt(total))


def _add(votes: dict[int, float], number: int, weight: float) -> None:
    votes[number] = votes.get(number, 0.0) + weight


def _without(votes: Mapping[int, float], number: int) -> float:
    return sum(votes.values()) - votes.get(number, 0.0)


def _softmax(scores: Sequence[float]) -> list[float]:
    best = max(scores, default=0.0)
    powers = [math.exp(score - best) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
