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
from extractors.events.besides import Besides
from extractors.events.frame_records import Amount
from extractors.events.harm_lexicon import HarmLexicon, dying, surface_forms
from extractors.events.harm_nouns import HarmNouns
from extractors.events.harm_slots import (
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
from extractors.events.triggers import PhraseTable
from extractors.lexicons.loader import load
from extractors.mentions.actors_groups import SITE
from extractors.mentions.counts_lexicon import load_numbers
from extractors.mentions.counts_numerals import NumeralWords
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
_ANTECEDENT = "antecedent"
_NOUN_FORMS = frozenset(["noun", "toll", "body", "life"])


class HarmFinder:
    """Finds harm words and counts their victims."""

    def __init__(self, lexicon: HarmLexicon, grammar: Grammar, numerals: NumeralWords) -> None:
        """Inflect the harm words of every category."""
        self.remarks = RemarkReader(lexicon.remarks, lexicon.attackers, numerals)
        self._links = grammar.links
        self.later, self.dying = lexicon.later, dying(lexicon.killed, grammar.tables)
        self._victims = VictimCounter(lexicon, grammar)
        self._nouns = HarmNouns(lexicon, grammar, self._victims)
        self._weak = self._nouns.weak
        self._weak_nouns: set[str] = set()
        self._strong: PhraseTable[str] = PhraseTable()
        self._either, self._both = lexicon.either, lexicon.both
        self._contrasts = lexicon.contrasts
        self._reports = lexicon.corrections.reports
        self._table: PhraseTable[tuple[str, str]] = PhraseTable()
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
        self.unsolved: PhraseTable[str] = PhraseTable()
        for phrase in lexicon.unsolved:
            self.unsolved.add(phrase, phrase)
        self._of_fighters = forms_of_verbs(lexicon.of_fighters, grammar.tables)
        self._treating = forms_of_verbs(lexicon.treating, grammar.tables)
        self._ailing_links, self._ailments = lexicon.ailing_links, lexicon.ailments
        self._leaving = forms_of_verbs(lexicon.leaving, grammar.tables)
        self._of_people = forms_of_verbs(lexicon.of_people, grammar.tables)
        self._corrections = Corrections(
            lexicon.corrections,
            lexicon.remarks.totals,
            lexicon.toll_words.superseded,
            lexicon.many_pronouns,
            grammar,
        )
        self._besides = Besides(lexicon, self._table, self._victims)
        self._verbs = HarmVerbs(lexicon, grammar, self._victims, frozenset(self.words))

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> HarmFinder:
        """The finder of a shipped language."""
        return cls(load(HarmLexicon, language, "harm.yml"), grammar, load_numbers(language).numerals)

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
            found = without_deeds_of_victims(found, analysis, self._victims)
            set_apart_other_sources(found, analysis, self._contrasts, self._reports)
        for harm in (h for h in found if h.agents):
            _note_doers(harm, analysis)
        self._corrections.put_right(found, analysis)
        self._leave_open(found, analysis)
        self._bury_the_wounded(found, analysis)
        for _, last, _ in self._singled_out.matches(analysis.sentence.lowers):
            for amount in (a for harm in found for a in harm.amounts if harm.category == "killed" and a.is_counted):
                amount.is_part = amount.is_part or amount.start >= analysis.sentence.starts[last - 1]
        parts = self.remarks.parts(analysis)
        for amount in (a for harm in found for a in harm.amounts) if parts != 1 else ():
            amount.parts = parts
        return [*found, *self._besides.read(found, analysis), *self._remarked(analysis)]

    def _leave_open(self, found: list[Harm], analysis: Analysis) -> None:
        """Take the number from both harms of "200 were killed or wounded", "19 killed and injured": nobody knows who died."""
        for one, two in pairwise(found):
            between = analysis.sentence.lowers[one.last : two.first]
            if one.category == two.category or len(between) > 1:
                continue
            is_run_on = not between and one.form == two.form  # a headline's "kills injures 70"
            is_joined = is_run_on or not self._both.isdisjoint(between)
            if self._either.isdisjoint(between) and not (is_joined and _is_one_number(one, two)):
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
            if verb in self._treating and word.last - word.first == 1 and not self._is_of_ailment(word, analysis):
                return None
            if verb in self._of_people:
                return harm if any(map(_counts_people, harm.amounts)) else None
            return harm if verb not in self._of_fighters or _counts_fighters(harm) else None
        if word.form == _LOST:
            return self._verbs.lost(word, chunk, analysis) if chunk.kind == "V" else None
        if word.form == "outcome":
            return self._verbs.outcome(word, analysis)
        if word.form == PREDICATE:
            told = self._verbs.number_of(word, chunk, analysis) or self._predicate_harm(word, chunk, analysis)
            return told or self._verbs.by_shooting(word, analysis)
        if chunk.kind == "N" and word.form in _NOUN_FORMS:
            return self._nouns.harm(word, chunk, analysis)
        return None

    def _is_state(self, position: int, analysis: Analysis) -> bool:
        """True for "were dead" and "were left dead"."""
        chunk = analysis.chunks[position]
        is_left = chunk.voice == "passive" and analysis.clauses.lows[position] in self._leaving
        return is_left or analysis.tags[chunk.head] == BE

    def _of_state(self, before: int, analysis: Analysis) -> int:
        """Who is in hospital: "12 are in hospital", "leaving 12 in hospital", "with 12 in hospital"; -1 for nobody."""
        clauses = analysis.clauses
        if before < 1 or clauses.kinds[before] not in "NV":
            return -1
        if clauses.kinds[before] == "V":
            is_state = analysis.tags[analysis.chunks[before].head] == BE
            return clauses.subject(before).groups[-1] if is_state and clauses.subject(before).groups else -1
        opener = clauses.listed_left(before)[0] - 1
        is_left = clauses.kinds[opener] == "V" and clauses.lows[opener] in self._leaving
        is_with = clauses.kinds[opener] == "P" and clauses.lows[opener] in self._links.met
        return before if is_left or is_with else -1

    def _is_of_ailment(self, word: HarmWord, analysis: Analysis) -> bool:
        """True for "treated for broken ribs"."""
        prepositions = analysis.clauses.prepositions(word.position)
        behind = (analysis.chunks[g] for link, groups in prepositions if link in self._ailing_links for g in groups)
        return any(not self._ailments.isdisjoint(analysis.sentence.lowers[c.first : c.last]) for c in behind)

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
        elif chunk.kind == "P":
            group = self._of_state(before, analysis)
        elif chunk.kind == "V" and self._is_state(word.position, analysis):
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
        for amount in amounts if chunk.kind == "P" else ():
            amount.is_found = True  # those "in hospital" are the wounded once more
        verb, how = clauses.governor(group) or (-1, "")
        left = (
            clauses.subject(verb).groups if how == "object" else ()
        )  # "shelling left 12 dead, with reports of clashes"
        return word.harm(amounts, [], [*left, *causes_of(word.position, analysis, self._links)]) if amounts else None


def _note_doers(harm: Harm, analysis: Analysis) -> None:
    """Tell the amounts of a harm who did it in person: the gunmen of "gunmen killed 12 people", not who flew the raids."""
    subject = analysis.clauses.subject(harm.position)
    people = () if subject.step == _ANTECEDENT else set(subject.groups) - analysis.event_nouns()
    doers = frozenset(m.kind for m in harm.agents if analysis.owner[m.head] in people and not m.is_equipment)
    for amount in harm.amounts:
        amount.doers = doers


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
