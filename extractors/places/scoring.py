"""Chooses among the places that a name may mean, by evidence that can be told: each point of the score has a reason.

Evidence: the area the text puts the name in, the countries the article is about, the places resolved before, the kind
that the descriptor asks for, the dateline, and how well known a place is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geopy.distance import great_circle

from extractors.places.context import PlaceContext
from extractors.places.joining import BESIDE
from extractors.places.names import place_key
from extractors.places.records import HELD, Candidate, Place, PlaceKind, PlaceMention

SAME_PLACE_KM = 25.0
_NEAR_KM = 150.0
_AREA_KM = 100.0
_PROVINCE_KM = 300.0
_BESIDE_KM = 500.0
_CITY_KM = 25.0
_DISTRICT_KM = 40.0
_PART_KM = 20.0
_WORLD_KNOWN = 300_000
_OVERSHADOWED = 30
_FAIR_SHARE = 0.6
_REGIONAL = 100_000
_SMALL_TOWN = 3_000
_TOWN = 20_000
_CLEARLY_LARGER = 5
_HELD = 4.0
_AREA = 1.5
_TIE = 0.3
_FEW = 8
_NEGLIGIBLE = 0.05
_MENTIONED = 1.0
_LOCAL_KINDS = frozenset({"populated", "area", "facility"})
_LARGE_KINDS = frozenset({"natural", "region", "area"})
_OBSCURE = ("geonames:", "district:", "part:", HELD)
"""What the ids of places begin with that are known only where they have inhabitants enough."""
_OF_TOWNS = frozenset({"neighbourhood", "facility", "camp", "area"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and the parts of it by the evidence they stand for.

    `is_supported`: something beside its fame speaks for it. `is_held`: it lies where the words beside it say.
    `confidence`: how sure the choice is, 0 to 1, once it is made.
    """

    candidate: Candidate
    score: float
    parts: Mapping[str, float]
    is_supported: bool
    is_held: bool
    confidence: float = 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts that count, for a person ("country +4.0")."""
        return tuple(f"{name} {value:+.1f}" for name, value in self.parts.items() if abs(value) >= _NEGLIGIBLE)


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What a mention's candidates are measured against, gathered once a mention.

    Attributes:
        key: Exact key of the name.
        kind: Kind that the descriptor names, if any.
        is_loose: The candidates bear another spelling.
        relation_is_part: The words speak of part of a place ("northern X").
        holder: What the text says the name lies in, if anything.
        mentioned: Candidates of the other names of the sentence.
        largest: Inhabitants of the largest town of just this name.
        seats: Areas (country, name) with a candidate town of the name; a country alone when the town is large.
    """

    key: str
    kind: PlaceKind | None
    is_loose: bool
    relation_is_part: bool
    holder: Holder | None
    mentioned: tuple[Candidate, ...]
    largest: int
    seats: frozenset[tuple[str, str | None]]


def holders_of(mention: PlaceMention, others: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions that say in what this one lies, narrowest first: the containers behind it, else the one before."""
    after = []
    for other in others:
        if other.first < mention.last:
            continue
        if not other.is_container:
            break
        after.append(other)
    if after:
        return after
    before = [o for o in others if o.is_container and o.last <= mention.first and o.first + 7 >= mention.first]
    return before[-1:] if not mention.is_container else []


def setting_of(
    mention: PlaceMention, kind: PlaceKind | None, others: Sequence[PlaceMention], holder: Holder | None
) -> Setting:
    """Gathers what a mention's candidates are measured against; `holder` is what the text puts it in, if known."""
    key = place_key(mention.name)
    towns = [c for c in mention.candidates if c.kind == "populated"]
    return Setting(
        key,
        kind,
        mention.rule_id.startswith("loose"),
        mention.relation == "part",
        holder,
        tuple(c for o in others if o.first != mention.first for c in o.candidates[:3]),
        max((c.population for c in towns if place_key(c.name) == key), default=0),
        frozenset((c.iso2, c.admin1) for c in towns)
        | frozenset((c.iso2, None) for c in towns if c.population >= _REGIONAL),
    )


def holder_from(candidate: Candidate, inner: PlaceMention, wider: PlaceMention | None) -> Holder:
    """A holder with its reach: a city's for its quarters, a district's or town's for what the text says is in it."""
    descriptor = wider.descriptor if wider is not None else "city"
    if wider is not None and wider.rule_id == BESIDE:
        return Holder(candidate, _BESIDE_KM, _AREA_KM, is_beside=True)
    in_city = inner.descriptor == "neighbourhood" or (inner.descriptor in _OF_TOWNS and descriptor == "city")
    is_narrow = descriptor in ("city", "town", "district")
    reach = _CITY_KM if in_city else _NEAR_KM
    return Holder(candidate, reach, min(reach, _DISTRICT_KM if is_narrow else _AREA_KM))


def score_all(mention: PlaceMention, setting: Setting, context: PlaceContext, recent: Sequence[Place]) -> list[Scored]:
    """All candidates of a mention, best first."""
    scored = [_score(c, setting, context, recent) for c in _with_points(mention.candidates)]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.place_id))


def _with_points(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
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


def _score(candidate: Candidate, setting: Setting, context: PlaceContext, recent: Sequence[Place]) -> Scored:
    share = _share(candidate, context)
    held = _holds(setting.holder.candidate, candidate, setting.holder.reach) if setting.holder else 0.0
    near = _nearness(candidate, recent) if share or held else 0.0
    parts = {
        "fame": _fame(candidate, setting),
        "spelling": 0.6 if place_key(candidate.name) == setting.key else 0.0,
        "country": 4.0 * math.sqrt(share),
        "inside": held or (_MENTIONED if any(m.contains(candidate) for m in setting.mentioned) else 0.0),
        "area": _AREA * math.sqrt(context.areas.get((candidate.iso2, candidate.admin1 or ""), 0.0)),
        "near": near,
        "dateline": 0.5 if candidate.iso2 == context.dateline else 0.0,
        "kind": _fit(candidate, setting),
    }
    top_share = max(context.shares.values(), default=1.0)
    is_known = candidate.population >= _TOWN or not candidate.place_id.startswith(_OBSCURE)
    is_home = share > 0 and ((is_known and not setting.is_loose) or share >= _FAIR_SHARE * top_share)
    return Scored(candidate, sum(parts.values()), parts, bool(is_home or held or near), held > 0)


def _fame(candidate: Candidate, setting: Setting) -> float:
    """Inhabitants on a log scale; a town in the shadow of a far larger namesake needs proof."""
    fame = 0.35 * math.log10(candidate.population + 10)
    is_shadowed = setting.largest >= _WORLD_KNOWN and candidate.population * _OVERSHADOWED < setting.largest
    return fame - 2.0 if is_shadowed and candidate.kind == "populated" else fame


def _share(candidate: Candidate, context: PlaceContext) -> float:
    """How much the article is about the candidate's country, 0 to 1."""
    if not candidate.countries:
        return context.shares.get(candidate.iso2, 0.0)
    return max(context.shares.get(code, 0.0) for code in candidate.countries)


def _holds(holder: Candidate, candidate: Candidate, reach: float) -> float:
    """Evidence from the area or town that the text puts the name in.

    Sources draw the borders of areas differently, so a place near the seat of the area counts a little too.
    """
    if holder.contains(candidate):
        return _HELD
    if holder.iso2 != candidate.iso2 or holder.kind == "country" or candidate.place_id.startswith(HELD):
        return 0.0
    reach = min(reach, _reach_of(holder, candidate)) if reach < _BESIDE_KM else reach
    away = distance_km((holder.latitude, holder.longitude), (candidate.latitude, candidate.longitude))
    if holder.kind == "admin1":
        return _HELD / 4 if away <= min(reach, _NEAR_KM) and candidate.kind != "admin1" else 0.0
    is_large = holder.kind in _LARGE_KINDS and not holder.place_id.startswith("part:")
    reach = max(reach, _AREA_KM) if is_large else reach
    return 0.0 if candidate.kind == "admin1" else _HELD * max(0.0, 1.0 - away / reach)


def _reach_of(holder: Candidate, candidate: Candidate) -> float:
    """How far from the point of a holder what it holds may lie: little for small areas, and for names of small areas."""
    if holder.place_id.startswith("part:") or (holder.kind == candidate.kind == "admin2"):
        return _PART_KM
    is_elsewhere = holder.kind == "admin2" and candidate.admin2 is not None
    return _PART_KM if is_elsewhere else _DISTRICT_KM if candidate.place_id.startswith(_OBSCURE[1:]) else math.inf


def lies_in(candidate: Candidate, holder: Holder | None) -> bool:
    """True unless the text puts a similar name in an area or at a town where the candidate does not lie."""
    return holder is None or _holds(holder.candidate, candidate, holder.near_reach) > 0


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


def _fit(candidate: Candidate, setting: Setting) -> float:
    """How well the candidate's kind fits the descriptor, or its absence."""
    kind, is_area = setting.kind, candidate.kind == "admin1"
    if candidate.kind == "country":
        return -1.0 if kind == "populated" else 3.0
    if kind == "admin1":
        return 3.0 if is_area else 2.0 if candidate.kind == "admin2" else -1.5
    if kind == "region":
        return 1.5 if is_area or candidate.kind in _LARGE_KINDS else 0.0
    if candidate.kind == "admin2":
        return 1.0 if kind == "area" else -1.0 if kind in _LOCAL_KINDS else -0.5
    if kind == "natural":
        return 2.0 if candidate.kind in _LARGE_KINDS else -1.0
    if kind in _LOCAL_KINDS:
        return 0.8 if candidate.kind in _LOCAL_KINDS else -3.0
    if is_area:
        is_town_too = not setting.seats.isdisjoint({(candidate.iso2, candidate.admin1), (candidate.iso2, None)})
        return 1.0 if setting.relation_is_part else -1.0 if is_town_too else 0.5
    return 0.0


@lru_cache(maxsize=65536)
def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, kilometres."""
    return float(great_circle(first, second).km)


def nearest(candidates: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The one of the candidates that lies nearest to any of the others, in the same country and not too far away."""
    pairs = (
        (distance_km((c.latitude, c.longitude), (o.latitude, o.longitude)), n)
        for n, c in enumerate(candidates[:_FEW])
        for o in others[:_FEW]
        if c.iso2 == o.iso2 and c.kind != "country"
    )
    away, best = min(pairs, default=(math.inf, 0))
    return (candidates[best],) if away <= _NEAR_KM else ()


def is_same_place(first: Candidate, second: Candidate) -> bool:
    """True when two candidates stand for the same spot on the map."""
    return distance_km((first.latitude, first.longitude), (second.latitude, second.longitude)) <= SAME_PLACE_KM


def is_world_known(candidate: Candidate) -> bool:
    """True for what needs no context: countries and large towns."""
    return candidate.kind == "country" or candidate.population >= _WORLD_KNOWN


def is_tie(best: Scored, rival: Scored) -> bool:
    """True where two places far apart fit about equally well and are about equally large: choosing would be a guess."""
    is_close = best.score - rival.score < _TIE
    return is_close and 2 * rival.candidate.population >= best.candidate.population


def stands_alone(mention: PlaceMention, best: Scored, rival: Scored | None, context: PlaceContext) -> bool:
    """True where the article names no country and only one place, or one far larger than the others, has the name."""
    if (context.shares and context.is_grounded) or mention.rule_id.startswith("loose"):
        return False
    candidate = best.candidate
    if candidate.population < _SMALL_TOWN and candidate.place_id.startswith("geonames:"):
        return False
    if rival is None or rival.candidate.iso2 == candidate.iso2:
        return True
    return candidate.population >= _TOWN and candidate.population >= _CLEARLY_LARGER * rival.candidate.population
