"""What the text puts a name in, and how far from that the place may lie.

Borders are drawn differently by every source, and many areas are known by the point of one town only: so distance decides
where containment cannot, within a reach that depends on what holds the name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.places.distance import distance_km
from extractors.places.joining import BESIDE
from extractors.places.records import HELD, Candidate, PlaceMention
from extractors.places.sharing import ASIDE

SAME_PLACE_KM = 25.0
NEAR_KM = 150.0
OBSCURE = ("geonames:", "district:", "part:", HELD)
"""What the ids of places begin with that are known only where they have inhabitants enough."""
LARGE_KINDS = frozenset({"natural", "region", "area"})
HELD_POINTS = 4.0
_AREA_KM = 100.0
_PROVINCE_KM = 300.0
_BESIDE_KM = 500.0
_CITY_KM = 25.0
_DISTRICT_KM = 40.0
_PART_KM = 20.0
_FEW = 8
_LISTED = ("shared", "listed")
_LIST = "list"
_OF_TOWNS = frozenset({"neighbourhood", "facility", "camp", "area"})


@dataclass(frozen=True, slots=True)
class Holder:
    """What the text puts a name in.

    `reach` is how far from the middle of a town or district a place of that very name may lie, `near_reach` one of a
    similar name, kilometres. `is_beside`: the name lies at some distance from it ("40 km south of").
    """

    candidate: Candidate
    reach: float
    near_reach: float
    is_beside: bool = False


def holders_of(mention: PlaceMention, others: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions that say in what this one lies, narrowest first: the containers behind it, else the one before.

    What an owner holds is narrower than the owner ("in Syria's Idlib province"); a place that is none keeps its owner.
    """
    after: list[PlaceMention] = []
    for other in others:
        if other.first < mention.last or other.rule_id == ASIDE:
            continue
        if not other.is_container:
            if mention.rule_id in _LISTED and other.descriptor == mention.descriptor:
                continue
            after = after[:-1] if after and after[-1].is_owner else after
            break
        at = len(after) - 1 if after and after[-1].is_owner else len(after)
        after.insert(at, other)
    if after:
        return after
    before = [
        o
        for o in others
        if o.is_container and o.rule_id != ASIDE and o.last <= mention.first and o.first + 7 >= mention.first
    ]
    return before[-1:] if not mention.is_container and not (before and _goes_on(mention, before[-1])) else []


def _goes_on(mention: PlaceMention, wider: PlaceMention) -> bool:
    """True for the Baz of "at Foo in Bar and at Baz": a list goes on behind the town that holds one of its members."""
    is_town = bool(wider.candidates) and wider.candidates[0].kind == "populated"
    return mention.rule_id == _LIST and bool(mention.candidates) and is_town and not wider.is_owner


def holder_from(candidate: Candidate, inner: PlaceMention, wider: PlaceMention | None) -> Holder:
    """A holder with its reach: a city's for its quarters, a district's or town's for what the text says is in it."""
    descriptor = wider.descriptor if wider is not None else "city"
    if wider is not None and wider.rule_id == BESIDE:
        return Holder(candidate, _BESIDE_KM, _PROVINCE_KM, is_beside=True)
    in_city = inner.descriptor == "neighbourhood" or (inner.descriptor in _OF_TOWNS and descriptor == "city")
    is_narrow = descriptor in ("city", "town", "district")
    reach = _CITY_KM if in_city else NEAR_KM
    return Holder(candidate, reach, min(reach, _DISTRICT_KM if is_narrow else _AREA_KM))


def holds(holder: Candidate, candidate: Candidate, reach: float) -> float:
    """Evidence from the area or town that the text puts the name in.

    Sources draw the borders of areas differently, so a place near the seat of the area counts a little too.
    """
    if holder.contains(candidate):
        return HELD_POINTS
    if holder.iso2 != candidate.iso2 or holder.kind == "country" or candidate.place_id.startswith(HELD):
        return 0.0
    reach = min(reach, _reach_of(holder, candidate)) if reach < _BESIDE_KM else reach
    away = distance_km((holder.latitude, holder.longitude), (candidate.latitude, candidate.longitude))
    if holder.kind == "admin1":
        return HELD_POINTS / 4 if away <= min(reach, NEAR_KM) and candidate.kind != "admin1" else 0.0
    is_large = holder.kind in LARGE_KINDS and not holder.place_id.startswith("part:")
    reach = max(reach, _AREA_KM) if is_large else reach
    return 0.0 if candidate.kind == "admin1" else HELD_POINTS * max(0.0, 1.0 - away / reach)


def _reach_of(holder: Candidate, candidate: Candidate) -> float:
    """How far from the point of a holder what it holds may lie: little for small areas, and for names of small areas."""
    if holder.place_id.startswith("part:") or (holder.kind == candidate.kind == "admin2"):
        return _PART_KM
    is_elsewhere = holder.kind == "admin2" and candidate.admin2 is not None
    return _PART_KM if is_elsewhere else _DISTRICT_KM if candidate.place_id.startswith(OBSCURE[1:]) else math.inf


def lies_in(candidate: Candidate, holder: Holder | None) -> bool:
    """True unless the text puts a similar name in an area or at a town where the candidate does not lie."""
    return holder is None or holds(holder.candidate, candidate, holder.near_reach) > 0


def is_far_off(candidate: Candidate, holder: Holder | None) -> bool:
    """True for a town, however large, hundreds of kilometres from the district that the text puts the name in."""
    if holder is None or holder.is_beside or holder.candidate.kind != "admin2":
        return False
    middle = holder.candidate
    away = distance_km((middle.latitude, middle.longitude), (candidate.latitude, candidate.longitude))
    return away > _PROVINCE_KM and not middle.place_id.startswith(HELD)


def with_points(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates, without areas that have no point of their own where a place of the name with one lies near."""
    held = [c for c in candidates if c.place_id.startswith(HELD)]
    if not held or len(held) == len(candidates):
        return candidates
    real = [c for c in candidates if not c.place_id.startswith(HELD)]
    return [c for c in candidates if c not in held or not any(_may_be_same(c, other) for other in real)]


def _may_be_same(held: Candidate, other: Candidate) -> bool:
    """True where a place could be the area of its name that only its province places, with borders drawn otherwise."""
    if held.iso2 != other.iso2 or other.kind == "country":
        return False
    away = distance_km((held.latitude, held.longitude), (other.latitude, other.longitude))
    return held.admin1 == other.admin1 or away <= _PROVINCE_KM


def nearest(candidates: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The one of the candidates that lies nearest to any of the others, in the same country and not too far away."""
    pairs = (
        (distance_km((c.latitude, c.longitude), (o.latitude, o.longitude)), n)
        for n, c in enumerate(candidates[:_FEW])
        for o in others[:_FEW]
        if c.iso2 == o.iso2 and c.kind != "country" and c.place_id != o.place_id
    )
    away, best = min(pairs, default=(math.inf, 0))
    return (candidates[best],) if away <= NEAR_KM else ()


def is_same_place(first: Candidate, second: Candidate) -> bool:
    """True when two candidates stand for the same spot on the map."""
    return distance_km((first.latitude, first.longitude), (second.latitude, second.longitude)) <= SAME_PLACE_KM
