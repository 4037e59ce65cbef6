"""Where was it? The places of an event by named steps that go outward from its clause.

The clause, the sentence, the sentences before, the lead, the dateline, the country of the target, the country of the
article. A clause may name several places; a borrowed place is always one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from extractors.coding.at_event import FROM, LEAVING, MOVES, spots_at_event
from extractors.coding.elsewhere import is_elsewhere, is_end_of_way, is_entered, is_in_name, is_of_day_before
from extractors.coding.narrower import NOT_AROUND, narrower
from extractors.coding.place_choice import (
    by_name,
    innermost,
    is_famous,
    is_famous_abroad,
    is_same_point,
    lies_in,
    narrowest,
    or_inner,
    overlaps,
    renamed,
)
from extractors.coding.place_issues import doubtful, unresolved
from extractors.coding.place_lists import list_around
from extractors.coding.quarters import city_of, only_area
from extractors.coding.situation import Situation
from extractors.coding.starts import nearest_abroad, starts_of
from extractors.coding.unplaced import is_name, unknown_name
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame, Spot
from extractors.places.holding import holders_of
from extractors.places.lookup import country_candidate
from extractors.places.records import NAMED, UNKNOWN, Place, PlaceMention
from extractors.places.resolve import Places
from extractors.places.sharing import ASIDE
from extractors.text.grammar import Grammar

Located = list[tuple[Place, str]]
"""Places with the step that found each."""

NOWHERE: tuple[tuple[None, str]] = ((None, "nowhere"),)
"""In the stead of places, for an event of which the text tells no place and no country."""

_NEAR = "near"
_OWN_STEPS = frozenset(
    ["name_not_in_gazetteer", "object", "clause", "clause_before", "premodifier", "subject", "harm_clause"]
)
_PART = "part"
_SITE = "facility"
_CITY = "city"
_REACH = 3
"""Sentences over which a place carries on."""
_WIDE = 3
"""Geo-precision of a province or country."""
_WEAK = 0.55
"""Least score of a choice between two places that needs no second look."""
_NAME_SCORE = 0.2
_TARGET_SCORE = 0.3

_RECENT = 20
"""So many places back "the town" may point."""


class Placer:
    """Finds the places of events."""

    def __init__(self, places: Places, grammar: Grammar) -> None:
        """Keep the resolver and the prepositions of place."""
        self._places = places
        self._grammar = grammar
        self._impact = grammar.impact
        self._earlier = grammar.earlier
        self._own_steps = grammar.links.own_place | _OWN_STEPS

    def is_own(self, step: str) -> bool:
        """True for a step that takes the place from the event's own clause."""
        return step in self._own_steps

    @staticmethod
    def is_beside(place: Place, frame: Frame, situation: Situation) -> bool:
        """True where the clause puts the event near the place, not at it."""
        if place.place_id.startswith(NAMED):
            return False
        named = (s.mention for s in frame.spots if situation.resolved.get(id(s.mention)) is place)
        return any(mention.relation == _NEAR for mention in named)

    def country_of(self, frame: Frame, situation: Situation) -> str | None:
        """Alpha-2 code of the country that the frame's own place lies in, else of the country the article is about."""
        for spot in frame.spots:
            place = self.resolve(spot.mention, frame.analysis, situation)
            if place is not None:
                return place.iso2
        return situation.country

    def where(self, frame: Frame, situation: Situation) -> Located:
        """Places of the event with the step that found them; several only when the clause names several."""
        if frame.spots:
            named = self._named(frame, situation)
            if named:
                return self._by_narrower_name(named, frame, situation)
            unplaced = self._unplaced(frame, situation)
            if unplaced is not None:
                return [(place, "name_not_in_gazetteer") for place in self._listed(unplaced, frame, situation)]
        borrowed = ((place, step) for step, place in self._borrowed(frame, situation) if place is not None)
        return list(islice(borrowed, 1))

    def origin(self, frame: Frame, place: Place | None, situation: Situation) -> tuple[str, str] | None:
        """Code and name of another country that the event came from: Lebanon, of "rockets fired from Lebanon"."""
        verb, how = frame.analysis.clauses.governor(frame.position) or (-1, "")
        if how == "object" and frame.analysis.clauses.lows[verb] not in self._impact:
            return None  # "received missiles from abroad"
        for mention in starts_of(frame, self._grammar):
            start = self.resolve(mention, frame.analysis, situation)
            if start is None and (abroad := nearest_abroad(mention, place)) is not None:
                return abroad
            if start is not None and start.country and (place is None or start.iso2 != place.iso2):
                return start.iso2, start.country
        return None

    def resolve(self, mention: PlaceMention, analysis: Analysis, situation: Situation) -> Place | None:
        """The mention's place, resolved once; a name that cannot be placed becomes an issue."""
        key = id(mention)
        if key in situation.resolved:
            return situation.resolved[key]
        result = self._places.resolve(mention, situation.context, analysis.places, situation.recent[-_RECENT:])
        place = result if isinstance(result, Place) else None
        if isinstance(result, Place):
            situation.recent.append(result)
            situation.sentence_places.setdefault(analysis.sentence.index, result)
            if result.runner_up and result.score < _WEAK:
                situation.issues.append(doubtful(situation.article.id, mention, result))
        elif not mention.is_anaphor:
            situation.issues.append(unresolved(situation.article.id, mention, result))
        situation.resolved[key] = place
        return place

    # -- the clause --------------------------------------------------------------------------------------------

    def _named(self, frame: Frame, situation: Situation) -> Located:
        """Places that the clause names: the first or one inside it, and those that a list joins to it."""
        spots = spots_at_event(frame, self._grammar)
        first = next(((s, p) for s in spots if (p := self.resolve(s.mention, frame.analysis, situation))), None)
        if first is None:
            return []
        spot, place = first
        spot, place = self._most_specific(spot, place, frame, situation)
        found = [(place, spot.step)]
        for other in list_around(spot, spots, frame.analysis) if len(spots) > 1 else ():
            joined = self._member(other, place, frame, situation)
            if frame.analysis.is_note and other.mention.rule_id == UNKNOWN and is_same_point(joined, place):
                continue  # a note tells of one event, be it in villages that nobody knows
            if not any(overlaps(joined, known) for known, _ in found):
                found.append((joined, other.step))
        return found

    def _member(self, spot: Spot, first: Place, frame: Frame, situation: Situation) -> Place:
        """The place of a further name of a list: what no gazetteer knows is told in one breath with what lies near it."""
        place = self.resolve(spot.mention, frame.analysis, situation)
        if place is not None and place.iso2 == first.iso2:
            return place
        is_point = first.latitude is not None and (first.geo_precision < _WIDE or first.place_id.startswith(NAMED))
        is_apart = spot.mention.descriptor == _CITY or is_famous(spot.mention)
        return by_name(spot.mention.name, first) if is_apart or not is_point else renamed(first, spot.mention.name)

    def _by_narrower_name(self, found: Located, frame: Frame, situation: Situation) -> Located:
        """A wide place gives way to the name of what lies in it, though no gazetteer knows that ("Foo, in Mali")."""
        place, step = found[0]
        if len(found) > 1 or (place.latitude is not None and place.geo_precision < _WIDE):
            return found
        spots = spots_at_event(frame, self._grammar)
        mention = next((s.mention for s in spots if is_name(s.mention, frame)), None)
        if mention is None or self.resolve(mention, frame.analysis, situation) is not None:
            return found
        return [(renamed(place, mention.name), step)]

    def _most_specific(self, spot: Spot, place: Place, frame: Frame, situation: Situation) -> tuple[Spot, Place]:
        """A country or province gives way to a narrower place of the same clause, a country to one of the sentence."""
        if place.latitude is not None and place.geo_precision < _WIDE:
            return spot, place
        others = [other for other in frame.spots if other.mention.relation not in MOVES]
        others += narrower(frame)
        if place.latitude is None and not spot.mention.is_anaphor:
            others += [Spot(m, "sentence") for m in frame.analysis.places if m.relation not in NOT_AROUND]
        for other in sorted(others, key=lambda other: other.mention.rule_id == ASIDE):
            inner = self.resolve(other.mention, frame.analysis, situation)
            if inner is not None and lies_in(inner, place):
                return other, inner
        return spot, place

    # -- beyond the clause -------------------------------------------------------------------------------------

    def _borrowed(self, frame: Frame, situation: Situation) -> Iterator[tuple[str, Place | None]]:
        """Candidate places from outside the clause, nearest first."""
        analysis, index = frame.analysis, frame.analysis.sentence.index
        if frame.is_elsewhere:
            yield "country", situation.country_place
            return
        seats = self._places.capitals
        named = [m for m in analysis.places if not is_elsewhere(m, frame, self._grammar, seats)]
        ends = [m for m in named if is_end_of_way(m, frame, self._grammar) or is_entered(m, frame, self._grammar)]
        aside = {
            id(m) for end in ends for m in (end, *holders_of(end, analysis.places)) if m is end or not m.is_country
        }
        named = [m for m in named if id(m) not in aside]
        here = [m for m in named if m.relation not in NOT_AROUND and not is_in_name(m, analysis)]
        around = innermost([m for m in here if not self._is_of_before(m, frame)], analysis)
        around.sort(key=lambda m: abs(m.first - frame.trigger.first))
        known = [p for m in ends if (p := self.resolve(m, analysis, situation)) and p.latitude]
        way = narrowest([p for p in known if p.iso2 == situation.country])
        yield "sentence", or_inner(narrowest([self.resolve(m, analysis, situation) for m in around], seats), way)
        apart = [self.resolve(m, analysis, situation) for m in named if m.relation in NOT_AROUND]
        yield "sentence_apart", narrowest([p for p in apart if p and p.latitude and p.iso2 == situation.country])
        if is_of_day_before(frame, self._earlier):
            yield "sentence_apart", way
        for back in range(1, _REACH + 1):
            before = situation.sentence_places.get(index - back)
            is_other_country = before is not None and before.latitude is None and before.iso2 != situation.country
            yield "previous_sentence", None if is_other_country and situation.country else or_inner(before, way)
        lead = next((d.place for d in situation.drafts if d.place is not None and d.place.latitude is not None), None)
        if lead is not None and (situation.country is None or lead.iso2 == situation.country):
            yield "lead", lead
        is_in_part = any(m.is_country and m.relation == _PART for m in analysis.places)  # "in the southern Philippines"
        filed = situation.dateline_place
        if filed is not None and filed.iso2 == situation.country and not is_in_part:
            yield "dateline", filed
        yield "sentence_apart", way
        if analysis.is_note:
            yield "named_for", self._places.named_for(analysis.sentence, situation.context)
        yield "country_of_target", self._country_of_target(frame, situation)
        yield "name_not_in_gazetteer", self._unplaced(frame, situation)
        yield "country", self._country(frame, situation)

    def _country(self, frame: Frame, situation: Situation) -> Place | None:
        """The article's country, unless only a part of the unknown name that the clause gives speaks for it."""
        name = unknown_name(frame)
        if name is None or self._is_known(name, frame, situation):
            return situation.country_place
        return situation.country_place if situation.context.beyond(name).main is not None else None

    def _is_of_before(self, mention: PlaceMention, frame: Frame) -> bool:
        """True for the place of "the attack came days after a raid on Foo", which is not that of the attack."""
        clauses, owner = frame.analysis.clauses, frame.analysis.owner[mention.first]
        if frame.position < owner and clauses.is_days_apart(frame.position, owner):
            return True
        between = range(frame.position + 1, owner)
        opens = (i for i in between if clauses.kinds[i] in "SP")
        return frame.is_anaphoric and any(clauses.lows[i] in self._earlier for i in opens)

    def _unplaced(self, frame: Frame, situation: Situation) -> Place | None:
        """The name that the clause gives but no gazetteer knows: at the known place beside it, else only in its country."""
        name, country = unknown_name(frame), self._country(frame, situation)
        if country is None or name is None or self._is_known(name, frame, situation):
            return None
        if any(m.name == name and is_famous_abroad(m, country) for m in frame.analysis.places):
            return None
        beside = [
            self.resolve(m, frame.analysis, situation)
            for m in frame.analysis.places
            if not m.is_anaphor and m.rule_id != ASIDE and (m.relation != FROM or frame.kind in LEAVING)
        ]
        wider = narrowest(
            [country, *(p for p in beside if p and p.latitude and p.iso == country.iso)], self._places.capitals
        )
        if wider is None or wider is country:
            wider = city_of(frame, name, situation) or only_area(situation.recent, country)
        if wider is None:
            return by_name(name, country)
        is_site = any(m.name == name and m.descriptor == _SITE for m in frame.analysis.places)
        return wider if is_site else renamed(wider, name)

    def _listed(self, first: Place, frame: Frame, situation: Situation) -> list[Place]:
        """An unknown place and, in an article, the others of its list that no gazetteer knows, all at the same area."""
        spots = spots_at_event(frame, self._grammar)
        spot = next((s for s in spots if s.mention.name == first.location and not s.mention.is_anaphor), None)
        if spot is None or frame.analysis.is_note:
            return [first]
        names = [other.mention.name for other in list_around(spot, spots, frame.analysis)]
        return [first, *(renamed(first, name) for name in dict.fromkeys(names) if name != first.location)]

    def _is_known(self, name: str, frame: Frame, situation: Situation) -> bool:
        """True when a name of the sentence has its place, though nothing binds it to the event."""
        named = (m for m in frame.analysis.places if m.name == name)
        return any(self.resolve(m, frame.analysis, situation) is not None for m in named)

    def _country_of_target(self, frame: Frame, situation: Situation) -> Place | None:
        """The country whose forces or people were hit, where the words name one ("an Iranian oil platform")."""
        iso2 = next((f.mention.country for f in frame.targets if f.mention.country), None)
        is_abroad = any(f.mention.country == situation.country for f in frame.agents)
        if iso2 is None or situation.country is None or not is_abroad:
            return None
        country = country_candidate(self._places.gazetteer, iso2)
        reason = "country of the target"
        return self._places.as_place(country, country.name, 3, _TARGET_SCORE, reason, situation.context)
