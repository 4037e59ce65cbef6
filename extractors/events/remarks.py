"""What a text says of its own numbers: which one the table has, and over how many events a total is spread.

Coders' notes state the coded number ("fatalities coded as 10", "total 5 fatalities") or that a total belongs to several
events ("split across three events"); news and databases tell totals "across both attacks". Codebook section 7: totals
are divided, remainder first.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.harm_slots import Setting
from extractors.lexicons.loader import Strict
from extractors.mentions.counts_numerals import NumeralWords
from extractors.mentions.records import CountMention

TOTAL_HERE = "total_of_this_event"
"""Rule of "total 2 fatalities coded to this event", which nothing divides any more."""
_REACH = 8
"""Tokens behind a word of coding or dividing within which its number stands."""
_PAIR = 4
"""Tokens of "this and another", or "this attack and a"."""


class RemarkWords(Strict):
    """The part of `harm.yml` that tells how texts speak of their own numbers."""

    counted_nouns: frozenset[str]
    coded: frozenset[str]
    coded_links: frozenset[str]
    coded_here: list[str]
    totals: frozenset[str]
    divided: frozenset[str]
    divided_links: frozenset[str]
    across: frozenset[str]
    whole: frozenset[str]
    the: frozenset[str]
    both: frozenset[str]
    one: frozenset[str]
    of: frozenset[str]
    this_one: frozenset[str]
    another: frozenset[str]
    which: frozenset[str]
    several_events: frozenset[str]
    days: str


class RemarkReader:
    """Reads remarks about numbers of dead."""

    def __init__(self, words: RemarkWords, attackers: frozenset[str], numerals: NumeralWords) -> None:
        """Keep the words, the nouns for those who attack, and what reads a number of days."""
        self._attackers, self._numerals = attackers, numerals
        self._words = words
        self._here = [tuple(phrase.split()) for phrase in words.coded_here]

    def may_hold(self, analysis: Analysis) -> bool:
        """True when the sentence names what is counted in notes ("fatalities")."""
        return not self._words.counted_nouns.isdisjoint(analysis.vocabulary)

    def read(self, analysis: Analysis) -> Iterator[Amount]:
        """The number that the note says is coded, and the number of events that share the total."""
        total = self._total(analysis)
        stated = self._coded_as(analysis) or total
        if stated is not None:
            rule = TOTAL_HERE if stated is total else "stated_by_the_note"
            yield _amount(stated, stated.coded or 0, 1, rule)
        divided = self._divided(analysis)
        if divided is not None:
            yield _amount(divided, None, (divided.coded or 1) * self._days(divided, analysis), "divided_by_the_note")

    # -- the number in the table -------------------------------------------------------------------------------

    def _coded_as(self, analysis: Analysis) -> CountMention | None:
        """ "Fatalities coded as 10", "coded at a low estimate of 3"; not "coded across 6 events"."""
        lowers, words = analysis.sentence.lowers, self._words
        for i, low in enumerate(lowers):
            if low in words.coded:
                j = i + 1
                while j < len(lowers) and lowers[j] in words.coded_links:
                    j += 1
                count = _count_at(j, analysis) if j > i + 1 else None
                if count is not None and not self._is_of_events(count, analysis):
                    return count
        return None

    def _total(self, analysis: Analysis) -> CountMention | None:
        """ "Total 5 fatalities", "1 fatality" alone, "2 fatalities coded to this event"."""
        lowers, words = analysis.sentence.lowers, self._words
        for count in analysis.counts:
            if count.first > 1 and lowers[count.first - 1] == ":" and lowers[count.first - 2] in words.counted_nouns:
                return count
            noun = next(
                (j for j in range(count.last, min(count.last + 2, len(lowers))) if lowers[j] in words.counted_nouns), -1
            )
            if noun < 0:
                continue
            opens = count.first > 0 and not words.totals.isdisjoint(lowers[max(0, count.first - 2) : count.first])
            if opens or self._is_alone(count.first, noun + 1, lowers) or self._is_coded_here(noun + 1, lowers):
                return count
        return None

    @staticmethod
    def _is_alone(first: int, last: int, lowers: list[str]) -> bool:
        return not any(word[0].isalnum() for word in (*lowers[:first], *lowers[last:]))

    def _is_coded_here(self, start: int, lowers: list[str]) -> bool:
        ends = ((i, phrase) for phrase in self._here for i in range(start, len(lowers) - len(phrase) + 1))
        return any(tuple(lowers[i : i + len(phrase)]) == phrase for i, phrase in ends)

    def _is_of_events(self, count: CountMention, analysis: Analysis) -> bool:
        lowers = analysis.sentence.lowers
        return not self._words.several_events.isdisjoint(lowers[count.last : count.last + 2])

    def _divided(self, analysis: Analysis) -> CountMention | None:
        """ "Split equally among three events": the number of events."""
        lowers, words = analysis.sentence.lowers, self._words
        for i, low in enumerate(lowers):
            if low not in words.divided:
                continue
            j = i + 1
            while j < len(lowers) and lowers[j] in words.divided_links:
                j += 1
            count = _count_at(j, analysis) if j > i + 1 else None
            if count is not None and self._is_of_events(count, analysis):
                return count
        return None

    def _days(self, divided: CountMention, analysis: Analysis) -> int:
        """Over how many days each of the places had its share: two, of "spread across three locations in two days"."""
        for at in range(divided.last + 1, min(divided.last + 1 + _PAIR, len(analysis.sentence))):
            numeral = self._numerals.read(analysis.sentence, at)
            if numeral is not None:
                number, end = numeral
                return number if analysis.sentence.lowers[end : end + 1] == [self._words.days] else 1
        return 1

    # -- totals of several events ------------------------------------------------------------------------------

    def setting(self, analysis: Analysis) -> Setting:
        """What the sentence says of the events and attackers that later sentences count together."""
        attackers = None
        for count in analysis.counts:
            head = analysis.chunks[analysis.owner[count.first]].head
            if count.coded and analysis.sentence.lowers[head] in self._attackers:
                attackers = count.coded
        return Setting(self._series(analysis), attackers)

    def _series(self, analysis: Analysis) -> int | None:
        """How many events the one told of is one of: "this was one of four coordinated attacks"."""
        lowers, words = analysis.sentence.lowers, self._words
        if words.one.isdisjoint(lowers):
            return None
        for count in analysis.counts:
            is_one = lowers[count.first - 2 : count.first - 1] and lowers[count.first - 2] in words.one
            if is_one and lowers[count.first - 1] in words.of and self._event_behind(count.last, lowers):
                return count.coded
        return None

    def parts(self, analysis: Analysis) -> int | None:
        """Over how many events the harm of a sentence is spread: "killed across this and two other attacks".

        `None` where the sentence tells of "the attacks" without their number, 1 where it tells of no others.
        """
        lowers, words = analysis.sentence.lowers, self._words
        is_open = False
        for i, low in enumerate(lowers):
            is_across = low in words.across
            if not is_across and low not in words.whole:
                continue
            if is_across and lowers[i + 1 : i + 2] and lowers[i + 1] in words.which:
                is_open = True
                continue
            end = self._event_behind(i + 1, lowers)
            if is_across and not end and self._is_pair(i + 1, lowers):
                return 2
            is_open = is_open or (is_across and end == i + 1)
            number = self._number(i if low in words.both else i + 1, end, analysis) if end else 1
            if number > 1 and (is_across or low not in words.the):
                return number
            is_open = is_open or (end > 0 and lowers[end] in words.several_events)
        return None if is_open else 1

    def _is_pair(self, first: int, lowers: list[str]) -> bool:
        """True for "this and a similar attack"."""
        near = lowers[first : first + _PAIR]
        return bool(near) and near[0] in self._words.this_one and not self._words.another.isdisjoint(near)

    def _event_behind(self, first: int, lowers: list[str]) -> int:
        """Position of the noun for several events that soon follows; 0 for none."""
        reach = range(first, min(first + _REACH, len(lowers)))
        return next((j for j in reach if lowers[j] in self._words.several_events), 0)

    def _number(self, first: int, last: int, analysis: Analysis) -> int:
        """The number of events between two tokens: "all three", "both", "this and two other"."""
        lowers, words = analysis.sentence.lowers[first:last], self._words
        counts = analysis.counts_in(first, last)
        number = (counts[0].coded or 1) if counts else 2 * (not words.both.isdisjoint(lowers))
        return max(1, number + (not words.this_one.isdisjoint(lowers)))


def _count_at(first: int, analysis: Analysis) -> CountMention | None:
    return next((c for c in analysis.counts if c.first == first), None)


def _amount(count: CountMention, number: int | None, parts: int, rule: str) -> Amount:
    return Amount("killed", number, number, number, count.start, count.end, rule, is_stated=True, parts=parts)
