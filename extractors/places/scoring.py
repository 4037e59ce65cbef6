"""Chooses among the places that a name may mean, by evidence that can be told: each point of the score has a reason.

Evidence: the area the text puts the name in, the countries the article is about, the places resolved before, the kind
that the descriptor asks for, the dateline, and how well known a place is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.places import tables
from extractors.places.context import PlaceContext
from extractors.places.distance import distance_km
from extractors.places.holding import LARGE_KINDS, NEAR_KM, OBSCURE, Holder, holds, with_points
from extractors.places.names import place_key
from extractors.places.records import Candidate, Place, PlaceKind, PlaceMention

_WORLD_KNOWN = 300_000
_OVERSHADOWED = 30
_FAIR_SHARE = 0.6
_REGIONAL = 100_000
_SMALL_TOWN = 3_000
_TOWN = 20_000
_CLEARLY_LARGER = 5
_FROM_TABLES = ("geonames:", tables.VILLAGE)
"""What the ids of places begin with that are known for nothing but their inhabitants."""
_AREA = 1.5
_HOME, _PERHAPS_ABROAD = 4.0, 2.4
_TIE = 0.3
_NEGLIGIBLE = 0.05
_MENTIONED = 1.0
_OFTEN = 4
_CHAIN_GAP = 5
"""So many words at most stand between a place and the area it lies in."""
_LOCAL_KINDS = frozenset({"populated", "area", "facility"})


class Scored(NamedTuple):
    """A candidate with its score and the parts of it by the evidence they stand for.

    `is_supported`: something beside its fame speaks for it. `is_held`: it lies where the words beside it say.
    `confidence`: how sure the choice is, 0 to 1, once it is made. `rival`: the candidate elsewhere that fits next best.
    """

    candidate: Candidate
    score: float
    parts: Mapping[str, float]
    is_supported: bool
    is_held: bool
    confidence: float = 0.0
    rival: Candidate | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts that count, for a person ("country +4.0")."""
        return tuple(f"{name} {value:+.1f}" for name, value in self.parts.items() if abs(value) >= _NEGLIGIBLE)


class Setting(NamedTuple):
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


def score_all(mention: PlaceMention, setting: Setting, context: PlaceContext, recent: Sequence[Place]) -> list[Scored]:
    """All candidates of a mention, best first."""
    others = context.without(setting.key) if _is_shared(mention.candidates) else context
    if not others.shares and setting.holder is None:
        others = context
    scored = [_score(c, setting, context, others, recent) for c in with_points(mention.candidates)]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.place_id))


def _is_shared(candidates: Sequence[Candidate]) -> bool:
    """True for a name whose bearers in two countries are both well known.

    One that is far larger than the others, and one added by hand, tells its country itself.
    """
    sizes: dict[str, int] = {}
    for c in candidates:
        if c.place_id.startswith(tables.BY_HAND):
            return False
        sizes[c.iso2] = max(c.population, sizes.get(c.iso2, 0))
    first, second = (*sorted(sizes.values(), reverse=True), 0, 0)[:2]
    return second * _OVERSHADOWED >= first and len(sizes) > 1


def _score(
    candidate: Candidate, setting: Setting, context: PlaceContext, others: PlaceContext, recent: Sequence[Place]
) -> Scored:
    """The candidate's points; `others` is the context as the other names of the text give it."""
    share = _share(candidate, context)
    held = holds(setting.holder.candidate, candidate, setting.holder.reach) if setting.holder else 0.0
    near = _nearness(candidate, recent) if share or held else 0.0
    parts = {
        "fame": _fame(candidate, setting),
        "spelling": 0.6 if place_key(candidate.name) == setting.key else 0.0,
        "country": _country_points(candidate, others),
        "inside": held or (_MENTIONED if any(m.contains(candidate) for m in setting.mentioned) else 0.0),
        "area": _AREA * math.sqrt(others.areas.get((candidate.iso2, candidate.admin1 or ""), 0.0)),
        "near": near,
        "dateline": 0.5 if candidate.iso2 == context.dateline else 0.0,
        "kind": _fit(candidate, setting),
    }
    is_known = candidate.population >= _TOWN or not candidate.place_id.startswith(OBSCURE)
    is_home = share > 0 and ((is_known and not setting.is_loose) or share >= _FAIR_SHARE * context.top_share)
    return Scored(candidate, sum(parts.values()), parts, bool(is_home or held or near), held > 0)


def _fame(candidate: Candidate, setting: Setting) -> float:
    """Inhabitants on a log scale; a town in the shadow of a far larger namesake needs proof."""
    fame = 0.35 * math.log10(candidate.population + 10)
    is_shadowed = setting.largest >= _WORLD_KNOWN and candidate.population * _OVERSHADOWED < setting.largest
    return fame - 2.0 if is_shadowed and candidate.kind == "populated" else fame


def _country_points(candidate: Candidate, context: PlaceContext) -> float:
    """What the article's countries say for the candidate: less where only armed men speak, who may be abroad."""
    points = _HOME if context.is_grounded else _PERHAPS_ABROAD
    return points * math.sqrt(_share(candidate, context))


def _share(candidate: Candidate, context: PlaceContext) -> float:
    """How much the article is about the candidate's country, 0 to 1."""
    if not candidate.countries:
        return context.shares.get(candidate.iso2, 0.0)
    return max(context.shares.get(code, 0.0) for code in candidate.countries)


def _nearness(candidate: Candidate, recent: Sequence[Place]) -> float:
    """How close the candidate lies to places that the article has named before."""
    best = 0.0
    for place in recent[-4:]:
        if place.iso2 != candidate.iso2 or place.latitude is None or place.longitude is None:
            continue
        away = distance_km((place.latitude, place.longitude), (candidate.latitude, candidate.longitude))
        same_area = 0.5 if place.admin1 == candidate.admin1 else 0.0
        best = max(best, 0.3 + same_area + max(0.0, 1.0 - away / NEAR_KM))
    return best


def _fit(candidate: Candidate, setting: Setting) -> float:
    """How well the candidate's kind fits the descriptor, or its absence."""
    kind, is_area = setting.kind, candidate.kind == "admin1"
    if candidate.kind == "country":
        return -1.0 if kind == "populated" else 3.0
    if kind == "admin1":
        return 3.0 if is_area else 2.0 if candidate.kind == "admin2" else -1.5
    if kind == "region":
        return 1.5 if is_area or candidate.kind in LARGE_KINDS else 0.0
    if kind == "area" and is_area:
        return 0.8
    if candidate.kind == "admin2":
        return 1.0 if kind == "area" else -1.0 if kind in _LOCAL_KINDS else -0.5
    if kind == "natural":
        return 2.0 if candidate.kind in LARGE_KINDS else -1.0
    if kind in _LOCAL_KINDS:
        return 0.8 if candidate.kind in _LOCAL_KINDS else -3.0
    if is_area:
        is_town_too = not setting.seats.isdisjoint({(candidate.iso2, candidate.admin1), (candidate.iso2, None)})
        return 1.0 if setting.relation_is_part else -1.0 if is_town_too else 0.5
    return 0.0


def is_world_known(candidate: Candidate) -> bool:
    """True for what needs no context: countries and large towns."""
    return candidate.kind == "country" or candidate.population >= _WORLD_KNOWN


def is_tie(best: Scored, rival: Scored) -> bool:
    """True where two places far apart fit about equally well and are about equally large: choosing would be a guess."""
    is_close = best.score - rival.score < _TIE
    return is_close and 2 * rival.candidate.population >= best.candidate.population


def stands_alone(mention: PlaceMention, best: Scored, rival: Scored | None, context: PlaceContext) -> bool:
    """True where the article names no country and only one place, or one far larger than the others, has the name.

    The quarter of a city does not: every other city may have one of that name that no table knows.
    """
    if (context.shares and context.is_grounded) or mention.rule_id.startswith("loose"):
        return False
    candidate = best.candidate
    if candidate.population < _SMALL_TOWN and candidate.place_id.startswith(_FROM_TABLES):
        return False
    if candidate.place_id.startswith(tables.VILLAGE) and candidate.place_id in tables.cities_of_quarters():
        return False
    if rival is None or rival.candidate.iso2 == candidate.iso2:
        return True
    return candidate.population >= _TOWN and candidate.population >= _CLEARLY_LARGER * rival.candidate.population


def is_out_of_chain(mention: PlaceMention, candidate: Candidate, others: Sequence[PlaceMention]) -> bool:
    """True for a place elsewhere than all areas that stand right behind its name: "Foo village, Bar district, Baz"."""
    if not mention.descriptor:
        return False
    areas, last, links = frozenset[tuple[str, str | None]](), mention.last, 0
    for other in sorted((o for o in others if o.first >= mention.last and o.candidates), key=lambda o: o.first):
        homes = frozenset((c.iso2, c.admin1) for c in other.candidates)
        shared = areas & homes if links else homes
        if other.first - last > _CHAIN_GAP or not shared:
            break
        areas, last, links = shared, other.last, links + 1
    return links > 1 and (candidate.iso2, candidate.admin1) not in areas


def is_alone_abroad(setting: Setting, best: Scored, context: PlaceContext) -> bool:
    """True where the article plays elsewhere and nothing but the name speaks for the country that it would have.

    In a long report from Syria a village "Barna" is one that the gazetteer lacks, not the town in Bulgaria.
    """
    candidate = best.candidate
    if candidate.kind == "country":
        return False
    others = context.without(setting.key)
    return others.is_grounded and _share(candidate, others) == 0.0 and others.times(others.main) >= _OFTEN
