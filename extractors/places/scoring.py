"""Chooses among the places that a name may mean, by evidence that can be told: each point of the score has a reason.

Evidence: the area the text puts the name in, the countries the article is about, the places resolved before, the kind
that the descriptor asks for, the dateline, and how well known a place is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geopy.distance import great_circle

from extractors.places.context import PlaceContext
from extractors.places.names import place_key
from extractors.places.records import Candidate, Place, PlaceKind, PlaceMention

SAME_PLACE_KM = 25.0
_NEAR_KM = 150.0
_WORLD_KNOWN = 300_000
_LOCAL_KINDS = frozenset({"populated", "area", "facility"})
_LARGE_KINDS = frozenset({"natural", "region", "area"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and the evidence for it. `is_supported`: something beside its fame speaks for it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    is_supported: bool


def score_all(
    mention: PlaceMention,
    kind: PlaceKind | None,
    context: PlaceContext,
    others: Sequence[PlaceMention],
    recent: Sequence[Place],
) -> list[Scored]:
    """All candidates of a mention, best first.

    Args:
        mention: The mention, with its candidates.
        kind: The kind that its descriptor names, if any.
        context: The article's countries.
        others: The other mentions of the sentence.
        recent: Places resolved before, latest last.
    """
    holders = _holders(mention, others)
    key = place_key(mention.name)
    scored = [_score(c, mention, kind, key, context, holders, recent) for c in mention.candidates]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.place_id))


def _holders(mention: PlaceMention, others: Sequence[PlaceMention]) -> list[tuple[PlaceMention, float]]:
    """Other mentions with the weight of their holding this one: what the text puts it in weighs most."""
    rest = [o for o in others if o.first != mention.first]
    following = min((o.first for o in rest if o.first >= mention.last and o.is_container), default=-1)
    preceding = max((o.first for o in rest if o.first < mention.first and o.is_container), default=-1)
    return [(o, 4.0 if o.first in (following, preceding) else 1.0) for o in rest]


def _score(
    candidate: Candidate,
    mention: PlaceMention,
    kind: PlaceKind | None,
    key: str,
    context: PlaceContext,
    holders: Sequence[tuple[PlaceMention, float]],
    recent: Sequence[Place],
) -> Scored:
    fame = 0.35 * math.log10(candidate.population + 10)
    home = _home(candidate, context)
    held = max((w for o, w in holders if any(c.contains(candidate) for c in o.candidates[:6])), default=0.0)
    near = _nearness(candidate, recent)
    dateline = 0.5 if candidate.iso2 == context.dateline else 0.0
    fit = _fit(candidate, mention, kind)
    spelling = 0.6 if place_key(candidate.name) == key else 0.0
    parts = {"country": home, "inside": held, "near": near, "dateline": dateline, "kind": fit}
    reasons = tuple(f"{name} {value:+.1f}" for name, value in parts.items() if abs(value) >= 0.05)
    total = fame + spelling + sum(parts.values())
    return Scored(candidate, total, reasons, bool(home or held or near or dateline))


def _home(candidate: Candidate, context: PlaceContext) -> float:
    """How much the article is about the candidate's country."""
    codes = candidate.countries or (candidate.iso2,)
    return 4.0 * math.sqrt(max(context.shares.get(code, 0.0) for code in codes))


def _nearness(candidate: Candidate, recent: Sequence[Place]) -> float:
    """How close the candidate lies to places that the article has named before."""
    best = 0.0
    for place in recent[-4:]:
        if place.iso2 != candidate.iso2 or place.latitude is None or place.longitude is None:
            continue
        away = distance_km((place.latitude, place.longitude), (candidate.latitude, candidate.longitude))
        same_area = 0.5 if place.admin1 == candidate.admin1 else 0.0
        best = max(best, 0.3 + same_area + max(0.0, 1.0 - away / _NEAR_KM))
    return best


def _fit(candidate: Candidate, mention: PlaceMention, kind: PlaceKind | None) -> float:
    """How well the candidate's kind fits the descriptor, or its absence."""
    is_area = candidate.kind == "admin1"
    if candidate.kind == "country":
        return 3.0 if kind is None or kind == "admin1" else -1.0
    if kind == "admin1":
        return 3.0 if is_area else -1.5
    if kind == "region":
        return 1.5 if is_area or candidate.kind in _LARGE_KINDS else 0.0
    if kind == "natural":
        return 2.0 if candidate.kind in _LARGE_KINDS else -1.0
    if kind in _LOCAL_KINDS:
        return 0.8 if candidate.kind in _LOCAL_KINDS else -3.0
    if is_area:
        return 1.0 if mention.relation == "part" else -1.0
    return 0.0


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, kilometres."""
    return float(great_circle(first, second).km)


def is_same_place(first: Candidate, second: Candidate) -> bool:
    """True when two candidates stand for the same spot on the map."""
    return distance_km((first.latitude, first.longitude), (second.latitude, second.longitude)) <= SAME_PLACE_KM


def is_world_known(candidate: Candidate) -> bool:
    """True for what needs no context: countries and large towns."""
    return candidate.kind == "country" or candidate.population >= _WORLD_KNOWN
