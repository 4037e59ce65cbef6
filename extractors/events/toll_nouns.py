"""What a toll says: "the toll rose to 12" has all dead of before in it, "put the toll at 15" is one source's number.

A toll that only an earlier report gave is superseded, and so is all else that its sentence counts.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.events.amounts import VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.harm_slots import groups_behind
from extractors.lexicons.loader import Strict
from extractors.mentions.dates import LONG
from extractors.text.grammar_lexicon import LinkWords
from extractors.text.morphology import Morphology, forms_of_verbs
from extractors.text.tags import BE, POSS

_BEFORE = 2
"""Tokens before a noun or verb among which "earlier" belongs to it."""


class TollWords(Strict):
    """The part `toll_words` of `harm.yml`."""

    given: list[str]
    reached: list[str]
    numbers: frozenset[str]
    superseded: frozenset[str]
    spans: frozenset[str]


class TollNoun(NamedTuple):
    """Groups with the number of a toll, none where that was given up.

    `is_total` where the toll has grown to the number, `is_old` where the whole clause tells of an earlier report.
    """

    groups: tuple[int, ...]
    is_total: bool
    is_old: bool


class TollReader:
    """Reads the nouns for a toll of one language."""

    def __init__(self, words: TollWords, victims: VictimCounter, links: LinkWords, tables: Morphology) -> None:
        """Inflect the verbs by which a source gives a toll."""
        self._given = forms_of_verbs(words.given, tables)
        self._reached = forms_of_verbs(words.reached, tables)
        self._superseded, self._spans = words.superseded, words.spans
        self._victims = victims
        self._links = links

    def read(self, position: int, analysis: Analysis) -> TollNoun:
        """The toll whose noun stands in a group."""
        verb, how = analysis.clauses.governor(position) or (-1, "")
        is_given = how == "object" and analysis.clauses.lows[verb] in self._given
        is_old = self._is_reported_before(position, verb, analysis)
        is_open = is_old or self._is_former(position, analysis) or self._is_feared(verb, analysis)
        is_open = is_open or self._is_of_months(position, analysis)
        groups = () if is_open else self._groups(position, analysis)
        return TollNoun(groups, not is_given, is_old)

    def _groups(self, position: int, analysis: Analysis) -> tuple[int, ...]:
        """The group with the number, behind the verb that governs the toll ("was 45", "rose to 45") or the toll itself."""
        clauses = analysis.clauses
        verb, how = clauses.governor(position) or (position, "")
        if how == "subject" and self._says_number(verb, analysis):
            told = [g for g in clauses.objects(verb).groups if self._victims.counts_people(g, analysis)]
            if told:
                return tuple(told[:1])
        behind = next((i for i in range(position + 1, len(clauses.kinds)) if clauses.kinds[i] in "V;S"), position)
        for place in (verb, position, behind):
            groups = [
                g for g in groups_behind(self._links.toll, place, analysis) if self._victims.counts_people(g, analysis)
            ]
            if groups:
                return tuple(groups[:1])
        return ()

    def _is_of_months(self, position: int, analysis: Analysis) -> bool:
        """True for "this month's toll" and "the toll over the weekend", which count more than one event."""
        clauses, end = analysis.clauses, position + 2
        if clauses.kinds[position + 1 : end] == ["P"] and clauses.lows[position + 1] in self._links.spread:
            while clauses.kinds[end : end + 1] in (["N"], ["T"]):
                end += 1
            told = slice(analysis.chunks[position + 1].last, analysis.chunks[end - 1].last)
            if not self._spans.isdisjoint(analysis.sentence.lowers[told]):
                return True
        dates = (d for d in analysis.dates if d.granularity in LONG)
        is_owner = position > 0 and analysis.tags[analysis.chunks[position].first] == POSS
        return any(analysis.owner[d.first] == position - is_owner for d in dates)

    @staticmethod
    def _is_feared(verb: int, analysis: Analysis) -> bool:
        """True for the number of "the toll could rise to 45", which nobody has counted."""
        return verb >= 0 and analysis.chunks[verb].is_modal and not analysis.chunks[verb].is_perfect

    def _says_number(self, verb: int, analysis: Analysis) -> bool:
        """True for a verb with the number right behind it: "was 45", "reached 45"."""
        return analysis.clauses.lows[verb] in self._reached or analysis.tags[analysis.chunks[verb].head] == BE

    def _is_former(self, position: int, analysis: Analysis) -> bool:
        """True for "up from an earlier toll of 5"."""
        chunk = analysis.chunks[position]
        return self._has_old(max(0, chunk.first - _BEFORE), chunk.last, analysis)

    def _is_reported_before(self, position: int, verb: int, analysis: Analysis) -> bool:
        """True for "earlier put the toll at 5", "initial reports put the toll at 5"."""
        if verb < 0:
            return False
        chunks = analysis.chunks
        head = chunks[verb].head
        subject = (chunks[g] for g in analysis.clauses.subject(verb).groups if g != position)
        spans = [(max(0, head - _BEFORE), head), *((c.first, c.last) for c in subject)]
        return any(self._has_old(first, last, analysis) for first, last in spans)

    def _has_old(self, first: int, last: int, analysis: Analysis) -> bool:
        return not self._superseded.isdisjoint(analysis.sentence.lowers[first:last])
