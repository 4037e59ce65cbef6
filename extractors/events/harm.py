"""Harm to people: how many were killed, wounded, abducted, arrested or driven out, and by which event.

Every harm word takes its victims from its own clause: object of "killed", subject of "were killed" and "died", of-group
of "deaths", to-group of "the toll rose to". Subsets ("including three children") stand behind a preposition and are
never added. Sources of the rules: codebook section 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extractors.events.amounts import BARE, VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.harm_lexicon import HarmLexicon, dying, surface_forms
from extractors.events.harm_nouns import HarmNouns
from extractors.events.harm_slots import (
    ATTACKERS_BEFORE,
    PREDICATE,
    Harm,
    HarmWord,
    causes_of,
    is_aside,
    word_position,
)
from extractors.events.harm_verbs import HarmVerbs
from extractors.events.put_right import Corrections
from extractors.events.remarks import RemarkReader
from extractors.events.retelling import set_apart_other_sources, without_deeds_of_victims
from extractors.events.slots import EMPTY
from extractors.events.triggers import PhraseTable
from extractors.lexicons.loader import load
from extractors.mentions.actors_groups import SITE
from extractors.mentions.records import ARMED_KINDS
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs
from extractors.text.tags import BE
from extractors.text.tokens import Sentence

_NO_FORM = "none"
_LOST = "lost"
_DEAD_AND_HURT = {"killed", "injured"}
_VAGUE = "count:vague"
_EITHER = "vague_plural:either"
_APART = frozenset([",", ";", "C", "S"])
_NOUN_FORMS = frozenset(["noun", "toll", "body", "life"])


class HarmFinder:
    """Finds harm words and counts their victims."""

    def __init__(self, lexicon: HarmLexicon, grammar: Grammar) -> None:
        """Inflect the harm words of every category."""
        self.remarks = RemarkReader(lexicon.remarks, lexicon.attackers)
        self._links = grammar.links
        self.later, self.dying = lexicon.later, dying(lexicon.killed, grammar.tables)
        self._victims = VictimCounter(lexicon, grammar)
        self._nouns = HarmNouns(lexicon, grammar, self._victims)
        self._weak = self._nouns.weak
        self._weak_nouns: set[str] = set()
        self._strong: PhraseTable[str] = PhraseTable()
        self._either, self._both = lexicon.either, lexicon.both
        self._attackers, self._contrasts = lexicon.attackers, lexicon.contrasts
        self._table: PhraseTable[tuple[str, str]] = PhraseTable()
        self._beside: PhraseTable[str] = PhraseTable()
        self.words: set[str] = set()
        for category, words in lexicon.categories().items():
            for phrase, form in surface_forms(words, grammar.tables):
                self._table.add(phrase, (category, form))
                if form in self._weak:
                    self._weak_nouns.add(phrase)
                else:
                    self._strong.add(phrase, form)
                self.words.add(phrase)
        for phrase in (*lexicon.outcomes, *lexicon.burnt_outcomes):
            self._table.add(phrase, ("killed", "outcome"))
            self._strong.add(phrase, "outcome")
        for phrase in (form for verb in lexicon.losing for form in grammar.tables.verb_forms(verb)):
            self._table.add(phrase, ("killed", _LOST))
            self._strong.add(phrase, _LOST)
            self.words.add(phrase)
        for phrase in lexicon.no_harm:
            self._table.add(phrase, ("", _NO_FORM))
        self._singled_out: PhraseTable[str] = PhraseTable()
        for phrase in lexicon.singled_out:
            self._singled_out.add(phrase, phrase)
        for phrase in lexicon.besides:
            self._beside.add(phrase, phrase)
        self.unsolved: PhraseTable[str] = PhraseTable()
        for phrase in lexicon.unsolved:
            self.unsolved.add(phrase, phrase)
        self._of_fighters = forms_of_verbs(lexicon.of_fighters, grammar.tables)
        self._of_people = forms_of_verbs(lexicon.of_people, grammar.tables)
        self._corrections = Corrections(
            lexicon.corrections,
            lexicon.remarks.totals,
            lexicon.toll_words.superseded,
            lexicon.many_pronouns,
            grammar,
        )
        self._verbs = HarmVerbs(lexicon, grammar, self._victims, frozenset(self.words))

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> HarmFinder:
        """The finder of a shipped language."""
        return cls(load(HarmLexicon, language, "harm.yml"), grammar)

    def may_hold(self, sentence: Sentence) -> bool:
        """True when a harm word stands in the sentence."""
        if self._strong.matches(sentence.lowers):
            return True
        is_weak = not self._weak_nouns.isdisjoint(sentence.lowers)
        return is_weak and any(not verbs.isdisjoint(sentence.lowers) for verbs in self._weak.values())

    def find(self, analysis: Analysis) -> list[Harm]:
        """Harm words of a sentence with counted victims, in text order."""
        found: list[Harm] = []
        for first, last, values in self._table.matches(analysis.sentence.lowers):
            position = word_position(first, last, analysis)
            words = (HarmWord(category, form, first, last, position) for category, form in values)
            harm = next((h for h in (self._harm(word, analysis) for word in words) if h is not None), None)
            if harm is not None:
                harm.leave_out(found)
                if not is_aside(harm, found, analysis):
                    found.append(harm)
        if not found or any(harm.is_superseded for harm in found):
            return [*self._remarked(analysis)]
        if len(found) > 1:
            found = without_deeds_of_victims(found, analysis)
            set_apart_other_sources(found, analysis, self._contrasts)
        self._corrections.put_right(found, analysis)
        self._leave_open(found, analysis)
        self._bury_the_wounded(found, analysis)
        for _, last, _ in self._singled_out.matches(analysis.sentence.lowers):
            for amount in (a for harm in found for a in harm.amounts if harm.category == "killed" and a.is_counted):
                amount.is_part = amount.is_part or amount.start >= analysis.sentence.starts[last - 1]
        parts = self.remarks.parts(analysis)
        for amount in (a for harm in found for a in harm.amounts) if parts != 1 else ():
            amount.parts = parts
        return [*found, *self._besides(found, analysis), *self._remarked(analysis)]

    def _leave_open(self, found: list[Harm], analysis: Analysis) -> None:
        """Take the number from both harms of "200 were killed or wounded", "19 killed and injured": nobody knows who died."""
        for one, two in pairwise(found):
            between = analysis.sentence.lowers[one.last : two.first]
            if one.category == two.category or len(between) != 1:
                continue
            if self._either.isdisjoint(between) and (self._both.isdisjoint(between) or not _is_one_number(one, two)):
                continue
            for amount in (a for a in (*one.amounts, *two.amounts) if (a.coded or 0) > 1):
                amount.low, amount.coded, amount.rule_id = None, None, _EITHER

    def _bury_the_wounded(self, found: list[Harm], analysis: Analysis) -> None:
        """Take from the wounded whom another verb counts among the dead: "three died after sustaining injuries"."""
        joins = self._either | self._both
        for one, two in pairwise(found):
            if {one.category, two.category} != _DEAD_AND_HURT or joins.issuperset(
                analysis.sentence.lowers[one.last : two.first]
            ):
                continue
            dead, hurt = (one, two) if one.category == "killed" else (two, one)
            counted = {a.start for a in dead.amounts if a.coded is not None}
            hurt.amounts = [a for a in hurt.amounts if a.start not in counted or a.coded is None]

    def _remarked(self, analysis: Analysis) -> Iterable[Harm]:
        """What a note says of its own numbers."""
        for amount in self.remarks.read(analysis) if self.remarks.may_hold(analysis) else ():
            token = next(i for i, start in enumerate(analysis.sentence.starts) if start == amount.start)
            yield Harm("killed", analysis.owner[token], token, token + 1, [amount], [], [], "stated")

    def _harm(self, word: HarmWord, analysis: Analysis) -> Harm | None:
        chunk = analysis.chunks[word.position]
        is_verb = word.form in ("verb", "die") and chunk.kind == "V" and word.first <= chunk.head
        if is_verb and not analysis.sentence.glued[word.first]:
            harm = self._verbs.harm(word, chunk, analysis)
            verb = analysis.sentence.lowers[word.first]
            if verb in self._of_people:
                return harm if any(map(_counts_people, harm.amounts)) else None
            return harm if verb not in self._of_fighters or _counts_fighters(harm) else None
        if word.form == _LOST:
            return self._verbs.lost(word, chunk, analysis) if chunk.kind == "V" else None
        if word.form == "outcome":
            return self._verbs.outcome(word, analysis)
        if word.form == PREDICATE:
            return self._predicate_harm(word, chunk, analysis) or self._verbs.by_shooting(word, analysis)
        if chunk.kind == "N" and word.form in _NOUN_FORMS:
            return self._nouns.harm(word, chunk, analysis)
        return None

    def _besides(self, found: list[Harm], analysis: Analysis) -> Iterable[Harm]:
        """ "In addition to the bomber, four were killed": one more; beside an attacker's death anyone may be harmed."""
        lowers = analysis.sentence.lowers
        for first, last, _ in self._beside.matches(lowers):
            slot = analysis.clauses.group_at(last) if last < len(lowers) else EMPTY
            before = next((h for h in reversed(found) if h.last <= first), None)
            behind = next((h for h in found if h.first > last), None)
            kinds, own = analysis.clauses.kinds, analysis.owner[first]
            is_apart = not own or kinds[own - 1] in _APART or before is None or "V" in kinds[before.position + 1 : own]
            harm = (behind or before) if is_apart else (before or behind)
            if not slot.groups or harm is None or not harm.amounts:
                continue
            heads = {lowers[analysis.chunks[g].head] for g in slot.groups}
            category = harm.category if self._attackers.isdisjoint(heads) else "killed"
            groups = slot.groups
            for _, _, values in self._table.matches([lowers[analysis.chunks[groups[0]].head]]):
                category, inner = values[0][0], analysis.clauses.of_group(groups[0])
                groups = () if inner is None else (inner,)  # "along with the wounding of six others"
            amounts = self._victims.amounts(category, groups, analysis)
            for amount in amounts:
                is_beside = amount.coded is not None and self._attackers.isdisjoint(heads)
                amount.is_additional |= is_beside and (harm is before or not first)
                if amount.coded is None and category == "killed":
                    amount.rule_id = ATTACKERS_BEFORE
            starts = {a.start for h in found if h.form != "noun" for a in h.amounts}
            if amounts and starts.isdisjoint(a.start for a in amounts):
                yield Harm(category, harm.position, first, last, amounts, [], harm.causes, harm.form)

    def _predicate_harm(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "left 12 dead", "12 dead", "five others wounded": the group just before or around the word."""
        before = word.position - 1
        if chunk.kind == "N" and analysis.counts_in(chunk.first, word.first):
            group = word.position
        elif chunk.kind in "BVN" and before >= 0 and analysis.chunks[before].kind == "N" and chunk.first == word.first:
            group = before
        elif (
            chunk.kind == "N"
            and word.last == chunk.last
            and analysis.clauses.chain_head(word.position) != word.position
        ):
            group = word.position
        elif chunk.kind == "V" and analysis.tags[chunk.head] == BE:
            group = (analysis.clauses.subject(word.position).groups or (-1,))[-1]
        else:
            return None
        if group < 0:
            return None
        clauses = analysis.clauses
        if not self._victims.counts_people(group, analysis):
            group = clauses.chain_head(group)
        groups = [g for g in clauses.listed_left(group) if g == group or self._nouns.is_free(g, analysis)]
        amounts = self._victims.amounts(word.category, groups, analysis, needs_count=True)
        verb, how = clauses.governor(group) or (-1, "")
        left = (
            clauses.subject(verb).groups if how == "object" else ()
        )  # "shelling left 12 dead, with reports of clashes"
        return word.harm(amounts, [], [*left, *causes_of(word.position, analysis, self._links)]) if amounts else None


def _counts_people(amount: Amount) -> bool:
    """True for a number of people, not of their houses."""
    is_people = any(not v.rule_id.endswith(SITE) for v in amount.victims)
    return amount.is_counted and bool(amount.coded) and (is_people or amount.rule_id.endswith(BARE))


def _counts_fighters(harm: Harm) -> bool:
    """True where a number is told of people under arms."""
    return any(
        a.is_counted and a.coded is not None and a.victims and all(v.kind in ARMED_KINDS for v in a.victims)
        for a in harm.amounts
    )


def _is_one_number(one: Harm, two: Harm) -> bool:
    """True for deaths and wounds with one exact number between them."""
    if {one.category, two.category} != _DEAD_AND_HURT:
        return False
    told = [[a for a in harm.amounts if a.is_counted and not a.rule_id.startswith(_VAGUE)] for harm in (one, two)]
    return bool(told[0]) and {a.start for a in told[0]} == {a.start for a in told[1]}
