"""What the clause of a frame holds beside its roles: places, days, weapons, an unnamed settlement.

The clause of an event noun is that of the verb that governs it, unless a preposition of time opens an adjunct of its own.
"""

from __future__ import annotations

from collections.abc import Collection

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame, Spot
from extractors.events.instruments import Tools
from extractors.events.spans_before import is_of_span_before
from extractors.events.triggers import PhraseTable
from extractors.events.weapons_lost import weapons_lost
from extractors.events.where_clause import (
    days_of_happening,
    days_of_relative,
    place_that_undergoes,
    place_told_of,
    places_of_next_verb,
    places_of_relative,
)
from extractors.mentions.records import STATE_KINDS, DateMention
from extractors.places.records import PlaceMention
from extractors.places.sharing import ASIDE
from extractors.text.grammar import Chunk, Grammar

COARSE = frozenset(["year", "vague"])
"""Dates too coarse to say when an event was."""
_SINCE = "since"
_NOT_BEFORE = frozenset(["none", "from", "to"])

_THERE = frozenset(["at", "near"])
_REACHED = _THERE | {"part"}
"""What is fired falls at a place or in a part of it."""
_POST_REACH = 4
"""Tokens before a place among which stands how somebody is there."""
_AT = "at"
_PROTEST = "protest"
_ABOUT = frozenset(["protest", "gathering"])
"""Kinds of event that are about something."""
_CORE = frozenset(["subject", "object"])
_WITH_PLANES = STATE_KINDS | {"external"}
"""Kinds of actor that have an air force."""
_ANYWHERE = frozenset(["mishap", "defusing", "dud", "gas_filled", "unopposed", "demands", "marked"])
"""Instruments that count wherever in the sentence they stand."""
_PLACED = frozenset("PNT")
"""Kinds of group that say where and when a bomb was left."""
_LISTED = frozenset("NC,")
"""Word groups of a list."""
_OF_WEAPONS = frozenset(["launch", "device"])
"""Frames whose object or subject is the weapon."""
_AIRCRAFT, _DEVICE = "aircraft", "device"
"""Names of the instruments that fly, and of bombs that are laid or carried."""


class Surroundings:
    """Reads the clauses of bound frames."""

    def __init__(self, instruments: PhraseTable[str], grammar: Grammar) -> None:
        """Keep the instrument words and the grammar."""
        self._instruments = instruments
        self._grammar = grammar

    def read(self, frames: list[Frame], analysis: Analysis) -> None:
        """Fill in places, days, instruments and the governing verb of the sentence's frames."""
        tools = self._instruments.matches(analysis.sentence.lowers)
        lost = weapons_lost(analysis) if tools else frozenset()
        has_settlement = not self._grammar.settlements.isdisjoint(analysis.vocabulary)
        for frame in frames:
            first, last = _extent(frame)
            if analysis.places:
                self._places(frame, first, last)
            if analysis.dates:
                frame.dates = days_of_happening(frame) or [d for d in analysis.dates if first <= d.first < last]
                frame.dates = _without_days_of_verbs_before(frame.dates, frame)
                frame.dates = frame.dates or self._day_before(frame) or days_of_relative(frame)
                frame.has_own_day = any(d.granularity not in COARSE for d in frame.dates)
            frame.names_settlement = has_settlement and self._names_settlement(frame, last)
            frame.is_elsewhere = has_settlement and self._is_unnamed(frame, last)
            if tools:
                self._weapons(frame, tools, lost, first, last)

    def _day_before(self, frame: Frame) -> list[DateMention]:
        """The day that a when-clause tells more of: "the deadliest since Tuesday, when rebels attacked Foo"."""
        analysis, clauses = frame.analysis, frame.analysis.clauses
        opener = clauses.break_before(frame.position)
        if opener < 1 or clauses.kinds[opener] != "S" or clauses.lows[opener] not in self._grammar.links.moment:
            return []
        governor = clauses.governor(frame.position) if frame.is_noun else None
        if "V" in clauses.kinds[opener + 1 : governor[0] if governor is not None else frame.position]:
            return []  # "since Tuesday when the truce ended 40 have been killed"
        at = opener - 1 - (clauses.kinds[opener - 1] == ",")
        named = next((d for d in analysis.dates if analysis.owner[d.last - 1] == at), None)
        if named is None or named.first_day is None:
            return []
        since = named.rule_id.startswith(_SINCE)
        return [named._replace(last_day=named.first_day, is_duration=False) if since else named]

    def _places(self, frame: Frame, first: int, last: int) -> None:
        """Places of the clause behind the trigger, else before it, else inside the trigger's own noun group."""
        analysis, own = frame.analysis, frame.trigger.first
        taken = {id(s.mention) for s in frame.spots}
        named = [m for m in analysis.places if not (m.is_country and analysis.is_part_of_actor(m))]
        named = [m for m in named if not (m.is_container or self._is_home(m, analysis))] or named
        named = [m for m in named if id(m) not in taken]
        behind = [m for m in named if own <= m.first < last and self._is_governed(m, analysis)]
        hit = [m for m in named if m.first >= last and m.relation in _THERE]
        reached = [m for m in named if m.first >= last and m.relation in _REACHED]
        is_about = _is_purpose(frame) or self._are_topics(frame, behind)
        behind = [] if is_about else self._struck(behind, reached, frame)
        lines = [s for s in frame.spots if s.mention.rule_id == ASIDE]
        frame.spots = [s for s in frame.spots if s.mention.rule_id != ASIDE]
        frame.spots += [Spot(m, "clause") for m in behind]
        if not frame.spots:
            frame.spots += [Spot(m, "relative") for m in places_of_relative(frame) if m in named]
        if not frame.spots:
            frame.spots += [Spot(m, "clause") for m in places_of_next_verb(frame) if m in named]
        if not frame.spots:
            before = [m for m in named if first <= m.first < own and m.relation not in _NOT_BEFORE]
            if before and hit and self._is_told_there(frame):
                frame.spots += [Spot(hit[0], "clause")]
            elif before and reached and all(self._is_post(m, frame) for m in before):
                frame.spots += [Spot(reached[0], "clause")]
            else:
                frame.spots += [Spot(m, "clause_before") for m in before]
        if not frame.spots:
            frame.spots += [Spot(m, "clause_before") for m in place_told_of(frame, self._grammar)]
        if not frame.spots:
            frame.spots += [Spot(m, "subject") for m in place_that_undergoes(frame, self._grammar)]
        if not frame.spots:
            group = analysis.chunks[frame.position].first
            frame.spots += [Spot(m, "premodifier") for m in analysis.places_in(group, own) if not m.is_country]
        frame.spots += lines

    def _struck(self, behind: list[PlaceMention], hit: list[PlaceMention], frame: Frame) -> list[PlaceMention]:
        """The places of a clause without those where whoever fires is: "shells fired by men posted at Foo fell on Bar"."""
        free = [m for m in behind if not self._is_post(m, frame)]
        return free or (hit[:1] if behind and hit else behind)

    def _are_topics(self, frame: Frame, behind: list[PlaceMention]) -> bool:
        """True for the Bar of "a Foo rally over the war in Bar": where it was stands in the event's own group."""
        analysis, clauses, position = frame.analysis, frame.analysis.clauses, frame.position
        opener = position + 1
        if frame.kind not in _ABOUT or not behind or clauses.kinds[opener : opener + 1] != ["P"]:
            return False
        own = analysis.places_in(analysis.chunks[position].first, frame.trigger.first)
        grammar, cause = self._grammar, clauses.last_word(opener + 1) if opener + 1 < len(clauses.kinds) else ""
        is_about = clauses.lows[opener] in grammar.links.topic or cause in grammar.sympathies
        if not is_about or all(m.is_country for m in own):
            return False
        return all("V" not in clauses.kinds[opener : analysis.owner[m.first]] for m in behind)

    def _is_home(self, mention: PlaceMention, analysis: Analysis) -> bool:
        """True for the Foo of "two soldiers of the Foo state": whose they are, and hardly where it was."""
        before = analysis.owner[mention.first] - 1
        if before < 0 or analysis.clauses.lows[before] not in self._grammar.partitives:
            return False
        end = analysis.chunks[before].first
        return any(m.last == end and m.kind in STATE_KINDS for m in analysis.actors)

    def _is_told_there(self, frame: Frame) -> bool:
        """True for the event that somebody tells of: "in Washington the ministry confirmed raids on Foo"."""
        governor = frame.analysis.clauses.governor(frame.position) if frame.is_noun else None
        return governor is not None and frame.analysis.clauses.lows[governor[0]] in self._grammar.reporting

    def _is_post(self, mention: PlaceMention, frame: Frame) -> bool:
        """True for where whoever acts is: "forces located at Foo" of "forces located at Foo fired on Bar"."""
        words = frame.analysis.sentence.lowers[max(0, mention.first - _POST_REACH) : mention.first]
        verb = frame.analysis.chunks[frame.position]
        is_passive = verb.voice == "passive" and verb.last - verb.first > 1
        return not is_passive and not self._grammar.links.posted.isdisjoint(words)

    def _is_governed(self, mention: PlaceMention, analysis: Analysis) -> bool:
        """True when a preposition puts something at the place, be it through a chain of "of"."""
        if mention.relation != "none":
            return True
        before, clauses = analysis.owner[mention.first] - 1, analysis.clauses
        return before >= 0 and clauses.kinds[before] == "P" and clauses.lows[before] in self._grammar.partitives

    def _names_settlement(self, frame: Frame, last: int) -> bool:
        """True for "a village in the north" behind the trigger, within its clause; not for "a market in the town of Foo"."""
        lowers, grammar, own = frame.analysis.sentence.lowers, self._grammar, frame.trigger.first
        if any(s.mention.descriptor in grammar.settlements and s.mention.relation == _AT for s in frame.spots):
            return False
        return any(
            chunk.kind == "N"
            and own < chunk.last <= last
            and lowers[chunk.first] in grammar.indefinite
            and lowers[chunk.head] in grammar.settlements
            for chunk in frame.analysis.chunks
        )

    def _is_unnamed(self, frame: Frame, last: int) -> bool:
        """True for "at an unknown village" and "on another village" behind the trigger, within its clause."""
        sentence, grammar = frame.analysis.sentence, self._grammar
        unnamed = grammar.unnamed | grammar.others
        if unnamed.isdisjoint(frame.analysis.vocabulary):
            return False
        return any(
            chunk.kind == "N"
            and frame.trigger.first < chunk.last <= last
            and sentence.lowers[chunk.head] in grammar.settlements
            and not unnamed.isdisjoint(sentence.lowers[chunk.first : chunk.head])
            for chunk in frame.analysis.chunks
        )

    def _weapons(self, frame: Frame, tools: Tools, lost: Collection[int], first: int, last: int) -> None:
        """Weapons of the clause and of its subject; what was hit or lost is none, unless it was launched or went off."""
        is_weapons = frame.trigger.rule.frame in _OF_WEAPONS
        hit = () if is_weapons else (*frame.object_groups, *lost)
        doers = frame.subject_groups
        if is_weapons and not doers and not frame.is_noun:
            doers = frame.analysis.clauses.subject(frame.position).groups  # "a bomb hidden in a cart went off"
        left = _left_behind(frame) if is_weapons else ()
        for start, _, names in tools:
            owner = frame.analysis.owner[start]
            is_here = first <= start < last and owner not in hit
            is_here = is_here and not frame.analysis.clauses.is_days_apart(owner, frame.position)
            is_here = is_here and not is_of_span_before(owner, frame.position, frame.analysis.clauses)
            is_meant = is_here or owner in doers or not _ANYWHERE.isdisjoint(names)
            is_meant = is_meant or (owner in left and _DEVICE in names)
            if is_meant and not self._goes_along(frame, owner):
                if _AIRCRAFT in names and _are_men(frame, owner, start):
                    names = [_DEVICE]
                frame.instruments.update(names)
                frame.is_by_air = frame.is_by_air or (_AIRCRAFT in names and owner in frame.subject_groups)

    def _goes_along(self, frame: Frame, group: int) -> bool:
        """True for the tanks of "infantry backed by tanks attacked the hill", which is a fight on the ground."""
        clauses, links, at = frame.analysis.clauses, self._grammar.links, group - 1
        while at > 0 and (clauses.kinds[at] in _LISTED or clauses.lows[at] in self._grammar.partitives):
            at -= 1  # "preceded by days of shelling"
        is_by = at > 0 and clauses.kinds[at - 1 : at + 1] == ["V", "P"] and clauses.lows[at] in links.agent
        return is_by and clauses.last_word(at - 1) in links.backed


def _are_men(frame: Frame, owner: int, word: int) -> bool:
    """True for the bombers of "Taliban bombers struck a post" and of bare "bombers struck": people, no planes."""
    mention = next((f.mention for f in frame.agents if f.mention.head == word), None)
    if mention is None or mention.is_equipment or mention.kind in _WITH_PLANES:
        return False
    chunk = frame.analysis.chunks[owner]
    return mention.entry_id is not None or (mention.country is None and chunk.last - chunk.first == 1)


def _is_purpose(frame: Frame) -> bool:
    """True for the protest of "marched in Foo to protest the arrest of a man in Bar": Bar is what it is about."""
    clauses, position = frame.analysis.clauses, frame.position
    is_infinitive = frame.kind == _PROTEST and clauses.chunks[position].tense == "infinitive"
    return is_infinitive and bool(clauses.objects(position).groups)


def _extent(frame: Frame) -> tuple[int, int]:
    """First and last token of the frame's clause; the verb that governs an event noun is noted on the way."""
    clauses, position = frame.analysis.clauses, frame.position
    chunks = clauses.chunks
    first = chunks[clauses.start(position)].first
    last = chunks[clauses.end(position) - 1].last
    if not frame.is_noun:
        return first, last
    opener = clauses.opener(position)
    if opener is not None:
        return chunks[opener].first, last
    governor = clauses.governor(position)
    if governor is None:
        return first, last
    verb, how = governor
    frame.verb = clauses.lows[verb] if how in _CORE else ""
    return min(first, chunks[clauses.start(verb)].first), max(last, chunks[clauses.end(verb) - 1].last)


def _without_days_of_verbs_before(days: list[DateMention], frame: Frame) -> list[DateMention]:
    """Without the Saturday of "shelled Foo on Saturday and bombed Bar on Sunday" for what was bombed.

    A day behind a verb is that verb's. The next verb of the same subject takes it over only where it has none of its own.
    """
    if len(days) < 2 or frame.is_noun:
        return days
    clauses, owner = frame.analysis.clauses, frame.analysis.owner
    if not any(d.is_day and not d.is_duration and owner[d.first] > frame.position for d in days):
        return days
    verbs = ((d, clauses.verb_before(owner[d.first], frozenset())) for d in days)
    return [d for d, verb in verbs if verb is None or verb >= frame.position]


def is_attribute(mention: PlaceMention, chunk: Chunk) -> bool:
    """True for the "U.S." of "a U.S. tanker": a country that says whose, not where."""
    return mention.last <= chunk.head and mention.is_country


def _left_behind(frame: Frame) -> tuple[int, ...]:
    """The bomb of "a bomb left in a bin exploded", whose participle looks like a past."""
    clauses, verb = frame.analysis.clauses, frame.position - 1
    while verb > 0 and clauses.kinds[verb] in _PLACED:
        verb -= 1
    is_left = 0 < verb < frame.position - 1 and clauses.lows[verb] in clauses.grammar.sending
    return clauses.subject(verb).groups if is_left else ()
