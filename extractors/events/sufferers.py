"""Whom a passive harm verb or "died" is about, also where its subject is long or its number stands far away."""

from __future__ import annotations

from extractors.events.amounts import VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.groups import FINITE
from extractors.events.slots import Slot
from extractors.mentions.records import CountMention
from extractors.text.tags import BE

_JOINTS = ("C", ",")
_BEFORE_OPENING = frozenset(["B", "T", ",", '"'])
"""Groups that may stand before the one that opens a clause."""


class Sufferers:
    """Finds the noun groups that were harmed."""

    def __init__(self, victims: VictimCounter, claiming: frozenset[str]) -> None:
        """Keep what tells people from things, and the verbs of what claims lives."""
        self._victims, self._claiming = victims, claiming

    def of(self, position: int, subject: Slot, analysis: Analysis) -> tuple[int, ...]:
        """Whom a passive or "died" is about; of "reports of two men killed" the two men."""
        if subject.step == "antecedent":
            last = analysis.chunks[subject.groups[-1]]
            is_place = bool(analysis.places_in(last.first, last.last)) and len(subject.groups) > 1
            return subject.groups[:1] if is_place else subject.groups[-1:]
        clauses, before = analysis.clauses, position - 1
        chunk = analysis.chunks[position]
        may_be_bare = chunk.tense == "participle" or (chunk.voice == "active" and chunk.last - chunk.first == 1)
        is_bare = may_be_bare and before >= 0 and clauses.kinds[before] == "N"
        if is_bare and self._victims.counts_people(before, analysis):
            first = clauses.listed_left(before)[0]
            is_told = first != before and clauses.kinds[first - 1] == "V"
            if is_told and clauses.lows[first - 1] in clauses.grammar.reporting - self._claiming:
                return clauses.listed_left(before)  # "reports 12 rebels and two soldiers killed"
            if before not in subject.groups or is_told:
                return (before,)
        return self._counted_subject(position, subject.groups, analysis)

    def _counted_subject(self, position: int, groups: tuple[int, ...], analysis: Analysis) -> tuple[int, ...]:
        """The counted people of a subject: without "according to the UN, ..." before, or far from their verb."""
        clauses = analysis.clauses
        hidden = self._swallowed(position, groups, analysis)
        own = self._without_objects(position, (*groups, *hidden), analysis)
        groups, hidden = tuple(g for g in groups if g in own), tuple(g for g in hidden if g in own)
        counted = [g for g in own if self._victims.counts_people(g, analysis)]
        if hidden:
            return tuple(g for g in own if g in hidden or self._victims.is_counted(g, analysis))
        if counted:
            is_led = groups[0] != counted[0] and groups[0] > 0 and clauses.kinds[groups[0] - 1] == "P"
            return tuple(g for g in groups if g >= counted[0]) if is_led else groups
        opening = self._opening(position, analysis)
        return groups if opening is None else clauses.listed_right(opening)

    @staticmethod
    def _without_objects(position: int, groups: tuple[int, ...], analysis: Analysis) -> tuple[int, ...]:
        """The groups behind "and" where the first are the object of another verb: "killed 12 people and eight were hurt"."""
        clauses, verb = analysis.clauses, groups[0] - 1 if len(groups) > 1 else -1
        if verb < 0 or clauses.kinds[verb] != "V" or analysis.chunks[position].tense not in FINITE:
            return groups
        chunk = analysis.chunks[verb]
        is_deed = (
            chunk.tense in FINITE and chunk.voice == "active" and clauses.lows[verb] not in clauses.grammar.reporting
        )
        own = next((n for n, group in enumerate(groups) if n and clauses.kinds[group - 1] in _JOINTS), None)
        return groups[own:] if is_deed and own is not None else groups

    def _swallowed(self, position: int, groups: tuple[int, ...], analysis: Analysis) -> tuple[int, ...]:
        """The last of "a member of the council, a clerk and two of his guards", which "of" hides."""
        clauses = analysis.clauses
        while clauses.kinds[max(position - 2, 0) : position] == ["V", "C"]:
            position -= 2  # "were ambushed and killed"
        if not groups or position < 1 or clauses.kinds[position - 1] != "N":
            return ()
        head = clauses.chain_head(position - 1)
        is_joined = head > groups[-1] and clauses.kinds[head - 1] == "C" and "V" not in clauses.kinds[groups[-1] : head]
        listed = clauses.listed_left(head) if is_joined else ()
        is_part = bool(listed) and clauses.lows[listed[0] - 1] in clauses.grammar.links.parts
        hidden = (g for g in listed if g > groups[-1])
        if is_part:  # "40 people including women and a child": only "and 12 others" would be more
            return tuple(g for g in hidden if any(c.coded != 1 for c in self._counts(g, analysis)))
        return tuple(g for g in hidden if self._victims.counts_people(g, analysis) or self._victims.is_kin(g, analysis))

    def _counts(self, group: int, analysis: Analysis) -> list[CountMention]:
        """The numbers of a group of people."""
        chunk = analysis.chunks[group]
        is_people = self._victims.counts_people(group, analysis)
        return analysis.counts_in(chunk.first, chunk.last) if is_people else []

    def _opening(self, position: int, analysis: Analysis) -> int | None:
        """The counted group that opens the clause of a verb, with asides and relative clauses between."""
        clauses = analysis.clauses
        kinds, first = clauses.kinds, position
        while first > 0 and kinds[first - 1] not in ";S":
            first -= 1
        while first < position and kinds[first] != "N":
            if kinds[first] not in _BEFORE_OPENING and not (kinds[first] == "P" and clauses.is_before_date(first)):
                return None
            first += 1
        if first == position:
            return None
        if not self._victims.counts_people(first, analysis):
            return first if self._is_far(first, position, analysis) else None
        is_main = all(not self._is_main_verb(i, first, analysis) for i in range(first + 1, position) if kinds[i] == "V")
        return first if is_main else None

    def _is_far(self, first: int, position: int, analysis: Analysis) -> bool:
        """True for the clerk of "a clerk at the Foo bank, in Bar, was shot": nothing but his places stands between."""
        kinds = analysis.clauses.kinds
        is_simple = analysis.chunks[position].tense in FINITE and {"V", "R", "C"}.isdisjoint(kinds[first:position])
        if not is_simple or not self._victims.names_people(first, analysis):
            return False
        named = (analysis.chunks[i] for i in range(first + 1, position) if kinds[i] == "N")
        return all(not self._victims.names_people(analysis.owner[c.first], analysis) for c in named)

    @staticmethod
    def _is_main_verb(verb: int, first: int, analysis: Analysis) -> bool:
        """True for a finite verb that no relative pronoun opens."""
        clauses = analysis.clauses
        if clauses.lows[verb] in clauses.grammar.reporting or analysis.tags[analysis.chunks[verb].head] == BE:
            return False
        return analysis.chunks[verb].tense in FINITE and "R" not in clauses.kinds[first:verb]
