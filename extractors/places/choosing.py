"""Which gazetteer entry a name means: what the text puts it in, decided from the widest area inward, then the best fit.

"Foo area, Samarra district, Iraq" is read from its end: the country decides between the districts of that name, the
district between the areas. A quarter of a town lies in the town that the text has named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.places import tables
from extractors.places.context import PlaceContext
from extractors.places.distance import distance_km
from extractors.places.gazetteer import Gazetteer
from extractors.places.holding import Holder, holder_from, holders_of, is_far_off, is_same_place, lies_in, nearest
from extractors.places.lexicon import PlaceLexicon
from extractors.places.lookup import EXACT_ONLY
from extractors.places.names import place_key
from extractors.places.records import AREAS, HELD, Candidate, Place, PlaceKind, PlaceMention, Unresolved
from extractors.places.scoring import (
    Scored,
    Setting,
    is_alone_abroad,
    is_out_of_chain,
    is_tie,
    is_world_known,
    score_all,
    setting_of,
    stands_alone,
)

_FUZZY_LEAST = 88.0
_SLIP_LEAST = 82.0
"""Likeness of a town's name with one letter wrong or two in the wrong order."""
_FUZZY_COUNTRIES = 3
_FUZZY_SHARE = 0.5
_CITY = 50_000
_SMALL_TOWN = 5_000
_SLIP_TOWN = 15_000
_FAR_BETTER_KNOWN = 10
_LAST = 4
"""So many places back a quarter's city may have been told of."""
_QUARTER_KM = 40.0
_NEIGHBOURHOOD = "neighbourhood"
_TOWNS = ("city", "town")
_LOCAL_KINDS = frozenset({"populated", "area", "facility"})
_BOUNDLESS = frozenset({"region", "natural"})
"""Kinds of which nobody knows how far they reach."""
_AREA_KINDS = AREAS | {"region", "natural"}


class Around(NamedTuple):
    """What stands around a mention: the other mentions of its sentence, and the places of the article before."""

    others: Sequence[PlaceMention]
    recent: Sequence[Place]


class Chooser:
    """Chooses among the places that a name may mean."""

    def __init__(self, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
        """Keep the gazetteer and the place words."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def kind(self, mention: PlaceMention) -> PlaceKind | None:
        """The kind that the mention's descriptor names."""
        descriptor = self._lexicon.descriptors.get(mention.descriptor or "")
        return descriptor.kind if descriptor else None

    def holder(self, mention: PlaceMention, context: PlaceContext, around: Around) -> Holder | None:
        """The narrowest place or area that the text puts the mention in and that is known, decided from the widest in.

        Without such words a neighbourhood lies in the city that the sentence, else the article, has named before.
        """
        holder: Holder | None = None
        chain = [mention, *holders_of(mention, around.others)]
        for inner, wider in reversed(list(pairwise(chain))):
            if holder is None and wider.descriptor == _NEIGHBOURHOOD:
                holder = self._city_before(wider, context, around, None)
            candidate = self._wider(wider, inner, context, around, holder)
            holder = holder_from(candidate, inner, wider) if candidate else holder
        if mention.descriptor != _NEIGHBOURHOOD or (holder is not None and holder.candidate.kind not in _AREA_KINDS):
            return holder
        return self._city_before(mention, context, around, holder) or holder

    def _wider(
        self, wider: PlaceMention, inner: PlaceMention, context: PlaceContext, around: Around, holder: Holder | None
    ) -> Candidate | None:
        """The place that a wider name means, given the name inside it; also one of nearly this spelling."""
        fitting = _in_proportion(self._fitting(wider, inner), wider, inner)
        mention = wider._replace(candidates=fitting or wider.candidates)
        found = self.best(mention, context, around, holder, fitting) if mention.candidates else None
        return found.candidate if isinstance(found, Scored) else self.similar(wider, context, holder)[0]

    def _fitting(self, wider: PlaceMention, inner: PlaceMention) -> tuple[Candidate, ...]:
        """The candidates of the wider name that hold or are nearest to one of the inner name; empty when none are.

        Where no place spelt just so does, another transliteration of the wider name may.
        """
        named = [c for c in wider.candidates if c.kind == "populated" or wider.descriptor not in _TOWNS]
        fitting = tuple(c for c in named if any(c.contains(i) for i in inner.candidates))
        if wider.candidates == inner.candidates:
            return ()
        if fitting or not inner.candidates or (wider.candidates and wider.candidates[0].kind == "country"):
            return fitting
        is_loose = inner.rule_id.startswith("loose")
        beside = nearest(named, [c for c in inner.candidates if not (is_loose or c.place_id.startswith(HELD))])
        alike = () if beside else self._gazetteer.loose(place_key(wider.name))
        return beside or tuple(c for c in alike if any(c.contains(i) for i in inner.candidates))

    def _city_before(
        self, mention: PlaceMention, context: PlaceContext, around: Around, holder: Holder | None
    ) -> Holder | None:
        """The city named before a neighbourhood: in its sentence, else last in the article."""
        earlier = [o for o in around.others if o.last <= mention.first and o.descriptor != _NEIGHBOURHOOD]
        before = [o for n, o in enumerate(earlier) if _is_town(o) and not _is_widest(earlier[n : n + 2])]
        for other in reversed(before):
            inner = Around([o for o in around.others if o.first != mention.first], around.recent)
            found = self.best(other._replace(relation="at"), context, inner, self.holder(other, context, inner))
            if isinstance(found, Scored) and found.candidate.kind == "populated":
                return holder_from(found.candidate, mention, None) if lies_in(found.candidate, holder) else None
        beside = [o.candidates[0] for o in around.others if o.first != mention.first and o.candidates]
        if any(
            _is_among(c, beside, around.recent) for c in mention.candidates if c.place_id.startswith(tables.BY_HAND)
        ):
            return None
        last = around.recent[-1] if around.recent else None
        city = self._city_of(last) if last is not None and last.geo_precision < 3 else None
        return holder_from(city, mention, None) if city is not None else None

    def _city_of(self, place: Place) -> Candidate | None:
        """The city that a place is, or that it is a quarter of."""
        entry = self._gazetteer.entry_of(place)
        if entry is not None and entry.kind == "populated" and entry.population >= _CITY:
            return entry
        name = tables.cities_of_quarters().get(place.place_id, place.coded_to)
        found = self._gazetteer.candidates(place_key(name)) if name else ()
        return next((c for c in found if c.iso2 == place.iso2 and c.population >= _CITY), None)

    def best(
        self,
        mention: PlaceMention,
        context: PlaceContext,
        around: Around,
        holder: Holder | None,
        fitting: Sequence[Candidate] = (),
    ) -> Scored | Unresolved:
        """The candidate that fits best, with its lead over the next; or why none will do.

        Those that are `fitting` need no other proof: that one name lies in the other supports both.
        """
        others = [o for o in around.others if o.first != mention.first]
        setting = setting_of(mention, self.kind(mention), others, holder)
        ranked = score_all(mention, setting, context, around.recent)
        best = ranked[0]
        others_named = (s for s in ranked[1:] if not is_same_place(s.candidate, best.candidate))
        rival = next((s for s in others_named if not _is_settled(best.candidate, s.candidate)), None)
        doubt = _doubt(mention, setting, best, rival, context)
        is_small = not best.is_held and best.candidate.population < _SLIP_TOWN
        if is_small and is_out_of_chain(mention, best.candidate, others):
            doubt = "it lies elsewhere than the areas behind its name"
        if doubt and not fitting:
            return _ambiguous(mention, doubt)
        return best._replace(confidence=_confidence(best, rival), rival=rival.candidate if rival else None)

    def with_loose(self, mention: PlaceMention, holder: Holder | None) -> PlaceMention:
        """The mention, with other transliterations where only such lie in the area that the text puts the name in."""
        area = holder.candidate if holder and holder.candidate.kind in ("admin1", "admin2") else None
        if area is None or mention.is_container or any(area.contains(c) for c in mention.candidates):
            return mention
        alike = tuple(c for c in self._gazetteer.loose(place_key(mention.name)) if area.contains(c))
        return mention._replace(candidates=(*mention.candidates, *alike)) if alike else mention

    def similar(
        self, mention: PlaceMention, context: PlaceContext, holder: Holder | None, others: Sequence[PlaceMention] = ()
    ) -> tuple[Candidate | None, float]:
        """The most similar name of the article's countries that lies where the text says; its likeness, 0 to 100."""
        refused = {c.place_id for c in mention.candidates}
        ordered = sorted(context.countries, key=lambda code: (-context.shares[code], code))
        for iso2 in ordered[:_FUZZY_COUNTRIES]:
            if holder is None and context.shares[iso2] < _FUZZY_SHARE * context.top_share:
                break
            for candidate, likeness in self._gazetteer.fuzzy(mention.name, iso2):
                if candidate.place_id.startswith(EXACT_ONLY) and holder is None:
                    continue
                if likeness < _least(mention, candidate, context, iso2) or candidate.place_id in refused:
                    continue
                if lies_in(candidate, holder) and not is_out_of_chain(mention, candidate, others):
                    return candidate, likeness
        return None, 0.0


def _least(mention: PlaceMention, candidate: Candidate, context: PlaceContext, iso2: str) -> float:
    """How alike a name must be: less where it is that of a well-known town of the article's country but for one slip."""
    is_slip = len(mention.name) == len(candidate.name) and mention.name[:1] == candidate.name[:1]
    is_known = candidate.population >= _SLIP_TOWN and iso2 == context.main
    return _SLIP_LEAST if is_slip and is_known and not mention.descriptor else _FUZZY_LEAST


def _in_proportion(fitting: tuple[Candidate, ...], wider: PlaceMention, inner: PlaceMention) -> tuple[Candidate, ...]:
    """The candidates that fit, unless they only do so for an obscure name and leave out a place far better known."""
    known = max((c.population for c in wider.candidates), default=0)
    is_obscure = all(c.population < _SMALL_TOWN for c in inner.candidates)
    least = max((c.population for c in fitting if c.kind == "populated"), default=known)
    return () if is_obscure and known > _FAR_BETTER_KNOWN * max(least, 1) else fitting


def _is_among(candidate: Candidate, beside: Sequence[Candidate], places: Sequence[Place]) -> bool:
    """True for an entry close to what its sentence names or to a place told of last, and where none was told of."""
    named = [(c.latitude, c.longitude) for c in beside if c.kind == "populated" and c.population >= _CITY]
    known = [(p.latitude, p.longitude) for p in places[-_LAST:] if p.latitude is not None and p.longitude is not None]
    here = (candidate.latitude, candidate.longitude)
    return not known or any(distance_km(here, there) <= _QUARTER_KM for there in (*named, *known))


def _is_town(mention: PlaceMention) -> bool:
    """True for a mention of a town that the sentence puts something at or in."""
    is_placed = mention.is_container or mention.relation not in ("none", "from", "to")
    return is_placed and any(c.kind == "populated" and c.population >= _SMALL_TOWN for c in mention.candidates[:8])


def _is_widest(mentions: Sequence[PlaceMention]) -> bool:
    """True for the last container of a chain, which is an area: "Bar" of "a quarter of Foo, Bar", not "Foo"."""
    return mentions[0].is_container and not (len(mentions) > 1 and mentions[1].is_container)


def _is_settled(best: Candidate, other: Candidate) -> bool:
    """True for a namesake in the area of a place that was entered by hand, which says which of them is meant."""
    is_beside = (best.iso2, best.admin1, best.name) == (other.iso2, other.admin1, other.name)
    return is_beside and best.place_id.startswith(tables.BY_HAND)


def _doubt(
    mention: PlaceMention, setting: Setting, best: Scored, rival: Scored | None, context: PlaceContext
) -> str | None:
    """Why the best candidate is not good enough; `None` when it is."""
    is_area = setting.kind == best.candidate.kind == "admin1"
    is_known = is_area or (is_world_known(best.candidate) and not setting.is_loose)
    if not (best.is_supported or is_known or stands_alone(mention, best, rival, context)):
        return "nothing in the article speaks for its country"
    if context.within is not None and not (best.is_held or is_known or best.candidate.iso2 in context.within):
        return "the armed groups of the article do not act in its country"
    is_said_so = is_area or (is_known and place_key(best.candidate.name) == setting.key)
    if not (best.is_held or is_said_so) and is_alone_abroad(setting, best, context):
        return "the article plays in another country, and only the name itself speaks for its own"
    is_outside = setting.holder is not None and not best.is_held and best.candidate.kind != "country" and not is_area
    is_small = best.candidate.population < _CITY or setting.kind in _LOCAL_KINDS
    has_bounds = setting.holder is not None and setting.holder.candidate.kind not in _BOUNDLESS
    if is_outside and (
        (is_small and has_bounds)
        or _is_abroad(best.candidate, setting.holder)
        or is_far_off(best.candidate, setting.holder)
    ):
        return "none lies where the text says"
    if setting.kind == "facility" and best.candidate.kind == "admin2" and _is_in_town(setting.holder):
        return "no district lies in a town"
    if setting.kind == "populated" and best.candidate.kind in ("natural", "region"):
        return "none is a settlement"
    if setting.kind == "natural" and best.candidate.kind not in _BOUNDLESS and not best.is_supported:
        return "none is a river or mountain"
    if rival and not best.is_held and is_tie(best, rival):
        return f"{len(mention.candidates)} places of the name, two of which fit equally well"
    return None


def _is_in_town(holder: Holder | None) -> bool:
    """True where the text puts the name in a town, not only beside it."""
    return holder is not None and not holder.is_beside and holder.candidate.kind == "populated"


def _is_abroad(candidate: Candidate, holder: Holder | None) -> bool:
    """True when the text puts the name in a place of another country, not only beside it."""
    if holder is None or holder.is_beside:
        return False
    return holder.candidate.iso2 not in (candidate.iso2, *candidate.countries)


def _ambiguous(mention: PlaceMention, why: str) -> Unresolved:
    names = ", ".join(f"{c.name} ({c.admin1}, {c.iso2})" for c in mention.candidates[:3])
    return Unresolved(mention.name, "ambiguous_place", f"{why}: {names}")


def _confidence(best: Scored, rival: Scored | None) -> float:
    """How sure the choice is, 0 to 1: its lead over the runner-up, lower when only fame speaks for it."""
    lead = 1.0 / (1.0 + math.exp(rival.score - best.score)) if rival else 1.0
    return lead * (1.0 if best.is_supported else 0.6)
