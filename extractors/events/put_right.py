"""Numbers that the text itself puts right: "five men (later found to be seven)", "him and his sons, six people in all".

What only an earlier report said stays, but counts no more where another number is told (codebook section 7 codes what is
known, not what was thought before).
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.lexicons.loader import Strict
from extractors.mentions.records import CountMention
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs

_MARKS = frozenset([",", "(", "[", "-", "\u2013", "\u2014"])
"""What parts a number from the words that put it right."""
_REACH = 9
"""Tokens behind the mark within which the correction begins."""
_BEFORE = 2
"""Tokens before a verb of saying among which "initially" belongs to it."""
_HALTS = frozenset([";", "R"])
_COUNTED = ("killed", "injured")


class CorrectionWords(Strict):
    """The part `corrections` of `harm.yml`."""

    when: frozenset[str]
    verbs: list[str]
    links: frozenset[str]
    reports: frozenset[str]
    raised: frozenset[str]
    origin: frozenset[str]


class Corrections:
    """Puts right the numbers of one sentence."""

    def __init__(
        self,
        words: CorrectionWords,
        totals: frozenset[str],
        superseded: frozenset[str],
        pronouns: frozenset[str],
        grammar: Grammar,
    ) -> None:
        """Inflect the verbs of correcting.

        Args:
            words: The words of correcting.
            totals: Words before a sum.
            superseded: Words of earlier reports.
            pronouns: Those for several people.
            grammar: The grammar of the language.
        """
        self._words, self._pronouns = words, pronouns
        self._verbs = forms_of_verbs(words.verbs, grammar.tables)
        self._totals, self._superseded = totals, superseded

    def put_right(self, found: list[Harm], analysis: Analysis) -> None:
        """Change the amounts of a sentence's harm to what its other words say of them."""
        hurt = [a for harm in found if harm.category == "injured" for a in harm.amounts if a.is_counted]
        for amount in (a for harm in found if harm.category == "killed" for a in harm.amounts if a.is_counted):
            if hurt and self._is_of_hurt(amount, hurt, analysis):
                amount.is_also, amount.is_part = True, False
        for harm in (h for h in found if h.category in _COUNTED and h.amounts):
            whole = self._whole(harm.amounts, analysis)
            if whole is not None:
                harm.amounts = [_with_number(harm.amounts[0], whole)]
            for amount in harm.amounts:
                new = self._corrected(amount, analysis)
                if new is not None:
                    _with_number(amount, new)
                amount.is_earlier = self._is_of_earlier_report(harm, analysis)
                amount.is_total = amount.is_total or (amount.is_counted and self._is_raised(amount, analysis))

    def _is_of_hurt(self, amount: Amount, hurt: list[Amount], analysis: Analysis) -> bool:
        """True for the one of "wounded two men, one of whom died later": he is among the dead as well."""
        clauses, group = analysis.clauses, analysis.group_from(amount.start)
        if group is None or clauses.kinds[group + 1 : group + 3] not in (["P", "R"], ["P", "N"]):
            return False
        is_them = clauses.kinds[group + 2] == "R" or clauses.lows[group + 2] in self._pronouns
        if clauses.lows[group + 1] not in clauses.grammar.partitives or not is_them:
            return False
        counted = [c for c in analysis.counts if c.start < amount.start]
        return bool(counted) and any(a.start <= counted[-1].start < a.end for a in hurt)

    def _whole(self, amounts: list[Amount], analysis: Analysis) -> CountMention | None:
        """The six of "killed a farmer and his family, a total of six people"."""
        kinds, last = analysis.clauses.kinds, analysis.group_from(max(a.start for a in amounts))
        if last is None or kinds[last + 1 : last + 3] != [",", "N"]:
            return None
        chunk = analysis.chunks[last + 2]
        count = next(iter(analysis.counts_in(chunk.first, chunk.first + 1)), None)
        if (
            count is None
            or not count.coded
            or self._totals.isdisjoint(analysis.sentence.lowers[chunk.first : count.last])
        ):
            return None
        return count if count.coded >= sum(a.coded or 0 for a in amounts) else None

    def _corrected(self, amount: Amount, analysis: Analysis) -> CountMention | None:
        """The seven of "five officers, later put at seven" and "five (later found to be seven) officers"."""
        group = analysis.group_from(amount.start) if amount.is_counted else None
        if group is None:
            return None
        lowers, first = analysis.sentence.lowers, analysis.chunks[group].last
        if lowers[first : first + 1] and lowers[first] not in _MARKS:
            return None
        for at in range(first + 1, min(first + _REACH, len(lowers) - 1)):
            if lowers[at] in self._words.when and lowers[at + 1] in self._verbs:
                return self._number_behind(at + 2, analysis)
        return None

    def _is_raised(self, amount: Amount, analysis: Analysis) -> bool:
        """True for the 14 of "14 people were killed, up from nine"."""
        lowers, raised = analysis.sentence.lowers, self._words.raised
        behind = (
            i for i, low in enumerate(lowers[:-2]) if low in raised and analysis.sentence.starts[i] > amount.start
        )
        at = next(behind, None)
        if at is None or lowers[at + 1] not in self._words.origin or analysis.counts_in(at + 2, at + 3) == []:
            return False
        return not any(amount.end < c.start < analysis.sentence.starts[at] for c in analysis.counts)

    def _number_behind(self, position: int, analysis: Analysis) -> CountMention | None:
        """The number alone behind "to be", "at" or "to"; "later put three in a cell" has none."""
        lowers, at = analysis.sentence.lowers, position
        while at < len(lowers) and lowers[at] in self._words.links:
            at += 1
        count = next((c for c in analysis.counts_in(at, at + 1) if c.coded), None)
        is_alone = count is not None and count.last >= analysis.chunks[analysis.owner[count.first]].last
        return count if is_alone and at > position else None

    def _is_of_earlier_report(self, harm: Harm, analysis: Analysis) -> bool:
        """True for "initial reports spoke of five dead" and "police had earlier said that five died"."""
        clauses = analysis.clauses
        verb = clauses.verb_before(harm.position - 1, _HALTS)
        if verb is None:
            return False
        lowers, head = analysis.sentence.lowers, analysis.chunks[verb].head
        if clauses.lows[verb] in clauses.grammar.reporting and not self._superseded.isdisjoint(
            lowers[max(0, head - _BEFORE) : head]
        ):
            return True
        before = clauses.before(verb, SKIPPED)
        if before < 0 or clauses.kinds[before] != "N" or clauses.lows[before] not in self._words.reports:
            return False
        chunk = analysis.chunks[before]
        return not self._superseded.isdisjoint(lowers[chunk.first : chunk.last])


def without_earlier(amounts: Iterable[Amount]) -> list[Amount]:
    """The amounts without those of earlier reports, where others give a number."""
    listed = list(amounts)
    later = [a for a in listed if not a.is_earlier]
    return later if any(a.coded for a in later) else listed


def _with_number(amount: Amount, count: CountMention) -> Amount:
    amount.low, amount.high, amount.coded = count.low, count.high, count.coded
    if not amount.is_counted:
        amount.rule_id = f"count:{count.rule_id}"
    return amount
