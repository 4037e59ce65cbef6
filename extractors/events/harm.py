"""Harm to people: how many were killed, wounded, abducted, arrested or driven out, and by which event.

Every harm word takes its victims from its own clause: object of "killed", subject of "were killed" and "died", of-group
of "deaths", to-group of "the toll rose to". Subsets ("including three children") stand behind a preposition and are
never added. Sources of the rules: codebook section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.events.amounts import PeopleWords, VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount
from extractors.events.triggers import PhraseTable
from extractors.lexicons.loader import Strict, load
from extractors.mentions.records import ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import Morphology
from extractors.text.tokens import Sentence


class HarmWords(Strict):
    """Schema of one category of `harm.yml`."""

    verbs: list[str]
    phrases: list[str]
    intransitive: list[str]
    intransitive_phrases: list[str]
    nouns: list[str]
    tolls: list[str]
    predicates: list[str]


class HarmLexicon(PeopleWords):
    """Schema of `harm.yml`: the words of each category, and what tells people from things."""

    killed: HarmWords
    injured: HarmWords
    abducted: HarmWords
    arrested: HarmWords
    displaced: HarmWords
    also: frozenset[str]
    stated: frozenset[str]

    def categories(self) -> dict[str, HarmWords]:
        """The words by category, in the order above."""
        return {name: value for name, value in self if isinstance(value, HarmWords)}


@dataclass(slots=True)
class Harm:
    """One harm word with its amounts.

    `position` is the chunk of the harm word; `causes` are chunk positions of groups that caused it (subject of
    "killed", in-, by-, after-groups); `agents` are actor mentions that did it; `form` is verb, die, noun, toll,
    predicate or stated.
    """

    category: str
    position: int
    first: int
    last: int
    amounts: list[Amount]
    agents: list[ActorMention]
    causes: list[int]
    form: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A harm word where it stands in a sentence."""

    category: str
    form: str
    first: int
    last: int
    position: int

    def harm(
        self, amounts: list[Amount], agents: list[ActorMention], causes: list[int], is_negated: bool = False
    ) -> Harm:
        return Harm(self.category, self.position, self.first, self.last, amounts, agents, causes, self.form, is_negated)


class HarmFinder:
    """Finds harm words and counts their victims."""

    def __init__(self, lexicon: HarmLexicon, grammar: Grammar) -> None:
        """Inflect the harm words of every category."""
        self._also = lexicon.also
        self._stated = lexicon.stated
        self._links = grammar.links
        self._partitives = grammar.partitives
        self._victims = VictimCounter(lexicon, grammar)
        self._table: PhraseTable[tuple[str, str]] = PhraseTable()
        self.words: set[str] = set()
        for category, words in lexicon.categories().items():
            for phrase, form in _surface_forms(words, grammar.tables):
                self._table.add(phrase, (category, form))
                self.words.add(phrase)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> HarmFinder:
        """The finder of a shipped language."""
        return cls(load(HarmLexicon, language, "harm.yml"), grammar)

    def may_hold(self, sentence: Sentence) -> bool:
        """True when a harm word stands in the sentence."""
        return bool(self._table.matches(sentence.lowers))

    def find(self, analysis: Analysis) -> list[Harm]:
        """Harm words of a sentence with counted victims, in text order."""
        found: list[Harm] = []
        for first, last, values in self._table.matches(analysis.sentence.lowers):
            position = analysis.owner[first]
            words = (_Word(category, form, first, last, position) for category, form in values)
            harm = next((h for h in (self._harm(word, analysis) for word in words) if h is not None), None)
            if harm is not None:
                found.append(harm)
        return found

    def _harm(self, word: _Word, analysis: Analysis) -> Harm | None:
        chunk = analysis.chunks[word.position]
        is_verb = word.form in ("verb", "die") and chunk.kind == "V" and word.first <= chunk.head
        if is_verb and not analysis.sentence.glued[word.first]:
            return self._verb_harm(word, chunk, analysis)
        if word.form == "predicate":
            return self._predicate_harm(word, chunk, analysis)
        if chunk.kind == "N" and word.form in ("noun", "toll"):
            return self._noun_harm(word, chunk, analysis)
        return None

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb_harm(self, word: _Word, chunk: Chunk, analysis: Analysis) -> Harm:
        clauses = analysis.clauses
        objects, subject = _objects(word, analysis), clauses.subject(word.position)
        if _is_done_to_subject(word.form, chunk, objects, analysis):
            victims = subject.groups[-1:] if subject.step == "antecedent" else subject.groups
            causes, agents = self._causes(word.position, analysis), self._doers(word.position, analysis)
        else:
            victims = tuple(group for group in objects if group not in subject.groups)
            causes = [*subject.groups, *self._causes(word.position, analysis)]
            agents = _actors_of(subject.groups, analysis)
        amounts = self._victims.amounts(word.category, victims, analysis)
        if amounts and not self._also.isdisjoint(analysis.sentence.lowers[chunk.first : chunk.last]):
            for amount in amounts:
                amount.is_also = True
        return word.harm(amounts, agents, causes, chunk.is_negated)

    def _causes(self, position: int, analysis: Analysis) -> list[int]:
        """Groups behind a preposition of cause: "killed in a raid"."""
        prepositions = analysis.clauses.prepositions(position)
        return [group for word, groups in prepositions if word in self._links.cause for group in groups]

    def _doers(self, position: int, analysis: Analysis) -> list[ActorMention]:
        """Actors behind "by"."""
        prepositions = analysis.clauses.prepositions(position)
        groups = [group for word, found in prepositions if word in self._links.agent for group in found]
        return _actors_of(groups, analysis)

    # -- nouns and predicates ----------------------------------------------------------------------------------

    def _predicate_harm(self, word: _Word, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "left 12 dead", "12 dead", "five others wounded": the group just before or around the word."""
        before = word.position - 1
        if chunk.kind == "N" and analysis.counts_in(chunk.first, word.first):
            group = word.position
        elif chunk.kind in "BVN" and before >= 0 and analysis.chunks[before].kind == "N" and chunk.first == word.first:
            group = before
        else:
            return None
        amounts = self._victims.amounts(word.category, (group,), analysis, needs_count=True)
        return word.harm(amounts, [], self._causes(word.position, analysis)) if amounts else None

    def _noun_harm(self, word: _Word, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "12 deaths", "the deaths of 12 people", "the toll rose to 12", "fatalities coded as 12"."""
        if chunk.head >= word.last and word.form == "noun":
            return None
        coded = self._coded_as(word, analysis)
        if coded is not None:
            return coded
        groups, any_head = self._counted_groups(word, chunk, analysis)
        amounts = self._victims.amounts(word.category, groups, analysis, needs_count=True, any_head=any_head)
        if not amounts:
            return None
        causes = self._causes(word.position, analysis)
        verb, how = analysis.clauses.governor(word.position) or (-1, "")
        if how == "object" or how in self._links.toll_cause:
            causes.extend(analysis.clauses.subject(verb).groups)
        return word.harm(amounts, [], causes)

    def _counted_groups(self, word: _Word, chunk: Chunk, analysis: Analysis) -> tuple[tuple[int, ...], bool]:
        """Groups with the number that belongs to a noun, and whether it counts people whatever its head is."""
        if word.form == "toll":
            return self._toll_groups(word.position, analysis), True
        if analysis.counts_in(chunk.first, word.first):
            return (word.position,), True
        return _behind(self._partitives, word.position, analysis), False

    def _coded_as(self, word: _Word, analysis: Analysis) -> Harm | None:
        """ "Fatalities coded as 10": the writer of the note says which number the table has."""
        clauses, verb = analysis.clauses, word.position + 1
        if verb >= len(clauses.kinds) or clauses.kinds[verb] != "V" or clauses.lows[verb] not in self._stated:
            return None
        count = next((c for c in analysis.counts if c.first > analysis.chunks[verb].head), None)
        if count is None:
            return None
        start, end = analysis.sentence.span(word.first, count.last)
        number = count.coded or 0
        amount = Amount(word.category, number, number, number, start, end, "stated_by_the_note", is_stated=True)
        return Harm(word.category, word.position, word.first, word.last, [amount], [], [], "stated")

    def _toll_groups(self, position: int, analysis: Analysis) -> tuple[int, ...]:
        """The group with a toll's number, behind the verb that governs the toll or behind the toll itself."""
        verb, _ = analysis.clauses.governor(position) or (position, "")
        groups = _behind(self._links.toll, verb, analysis) or _behind(self._links.toll, position, analysis)
        return groups[:1]


def _surface_forms(words: HarmWords, tables: Morphology) -> Iterable[tuple[str, str]]:
    """Every inflected spelling of a category's words, with its form."""
    verbs: Mapping[str, list[str]] = {
        "verb": [*words.verbs, *words.phrases],
        "die": [*words.intransitive, *words.intransitive_phrases],
    }
    for form, lemmas in verbs.items():
        for lemma in lemmas:
            first, *rest = lemma.split()
            for inflected in tables.verb_forms(first):
                yield " ".join([inflected, *rest]), form
    for form, lemmas in (("noun", words.nouns), ("toll", words.tolls)):
        for lemma in lemmas:
            *front, last = lemma.split()
            for inflected in tables.noun_forms(last):
                yield " ".join([*front, inflected]), form
    for phrase in words.predicates:
        yield phrase, "predicate"


def _objects(word: _Word, analysis: Analysis) -> tuple[int, ...]:
    """Objects of a harm verb; those of a phrase ("claim the lives of") begin behind its last word."""
    if word.last - word.first > 2 and word.last < len(analysis.sentence):
        groups = analysis.clauses.group_at(word.last).groups
        if groups:
            return groups
    return analysis.clauses.objects(word.position).groups


def _is_done_to_subject(form: str, chunk: Chunk, objects: tuple[int, ...], analysis: Analysis) -> bool:
    """True when the subject was harmed: passives, "died", and an active verb without any object."""
    if form == "die":
        return True
    if chunk.voice == "active":
        return not objects
    has_counted_object = any(analysis.counts_in(c.first, c.last) for c in (analysis.chunks[g] for g in objects))
    return not (chunk.tense == "participle" and has_counted_object)


def _actors_of(groups: Iterable[int], analysis: Analysis) -> list[ActorMention]:
    chunks = [analysis.chunks[group] for group in groups] if analysis.actors else []
    return [m for chunk in chunks for m in analysis.actors_in(chunk.first, chunk.last)]


def _behind(words: frozenset[str], position: int, analysis: Analysis) -> tuple[int, ...]:
    """Groups behind the first of some prepositions."""
    return next((groups for word, groups in analysis.clauses.prepositions(position) if word in words), ())
