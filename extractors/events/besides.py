"""Who is harmed beside those of a harm word: "in addition to the bomber, four were killed", "killed along with two guards".

Beside an attacker's death anyone may be harmed, so that he adds one and they are whom the harm word counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.events.amounts import VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.harm_lexicon import HarmLexicon
from extractors.events.harm_slots import ATTACKERS_BEFORE, Harm
from extractors.events.slots import EMPTY, Slot
from extractors.events.triggers import PhraseTable

_APART = frozenset([",", ";", "C", "S"])
_KILLED = "killed"
_BETWEEN = frozenset(["N", "P", "T", "B"])
"""Groups between a verb of harm and those who suffer it with somebody: "killed in Foo with his wife"."""


class Besides:
    """Reads who is set beside the victims of a sentence; `table` holds the harm words with their categories."""

    def __init__(self, lexicon: HarmLexicon, table: PhraseTable[tuple[str, str]], victims: VictimCounter) -> None:
        """Keep the words, and what counts people."""
        self._attackers, self._table, self._victims = lexicon.attackers, table, victims
        self._phrases: PhraseTable[str] = PhraseTable()
        for phrase in (*lexicon.besides, *lexicon.with_kin):
            self._phrases.add(phrase, phrase)
        self._with_kin = frozenset(lexicon.with_kin)

    def read(self, found: list[Harm], analysis: Analysis) -> Iterable[Harm]:
        """The harm that stands beside that of the harm words found."""
        lowers = analysis.sentence.lowers
        for first, last, phrases in self._phrases.matches(lowers):
            slot = analysis.clauses.group_at(last) if last < len(lowers) else EMPTY
            before = next((h for h in reversed(found) if h.last <= first), None)
            if not self._with_kin.isdisjoint(phrases) and not self._is_with_kin(first, before, slot, analysis):
                continue
            behind = next((h for h in found if h.first > last), None)
            kinds, own = analysis.clauses.kinds, analysis.owner[first]
            is_apart = not own or kinds[own - 1] in _APART or before is None or "V" in kinds[before.position + 1 : own]
            harm = (behind or before) if is_apart else (before or behind)
            if not slot.groups or harm is None or not harm.amounts:
                continue
            heads = {lowers[analysis.chunks[g].head] for g in slot.groups}
            category = harm.category if self._attackers.isdisjoint(heads) else _KILLED
            groups = slot.groups
            for _, _, values in self._table.matches([lowers[analysis.chunks[groups[0]].head]]):
                category, inner = values[0][0], analysis.clauses.of_group(groups[0])
                groups = () if inner is None else (inner,)  # "along with the wounding of six others"
            amounts = self._victims.amounts(category, groups, analysis)
            for amount in amounts:
                is_beside = amount.coded is not None and not self._is_attacker(amount, analysis)
                amount.is_additional |= is_beside and (harm is before or not first)
                if amount.coded is None and category == _KILLED:
                    amount.rule_id = ATTACKERS_BEFORE
            starts = {a.start for h in found if h.form != "noun" for a in h.amounts}
            amounts = [
                a for a in amounts if a.start not in starts
            ]  # "in addition to the bomber, two men and a boy died"
            if amounts:
                yield Harm(category, harm.position, first, last, amounts, [], harm.causes, harm.form)

    def _is_attacker(self, amount: Amount, analysis: Analysis) -> bool:
        group = analysis.group_from(amount.start)
        return group is not None and analysis.clauses.lows[group] in self._attackers

    def _is_with_kin(self, first: int, harm: Harm | None, slot: Slot, analysis: Analysis) -> bool:
        """True for "was killed with his wife and two children": they stand by the verb itself, and are his."""
        own = analysis.owner[first]
        if harm is None or not slot.groups or not self._victims.is_kin(slot.groups[0], analysis):
            return False
        return _BETWEEN.issuperset(analysis.clauses.kinds[harm.position + 1 : own])
