"""Harm to people: how many were killed, wounded, abducted, arrested or driven out, and by which event.

Every harm word takes its victims from its own clause: object of "killed", subject of "were killed" and "died", of-group
of "deaths", to-group of "the toll rose to". Subsets ("including three children") stand behind a preposition and are
never added. Sources of the rules: codebook section 7.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.analysis import Analysis
from extractors.events.frames import Amount
from extractors.events.slots import Clauses
from extractors.events.triggers import PhraseTable
from extractors.lexicons.loader import Strict, read_data
from extractors.mentions.records import ActorMention
from extractors.text.grammar import Grammar
from extractors.text.morphology import Morphology, morphology
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


@dataclass(slots=True)
class Harm:
    """One harm word with its amounts.

    `position` is the chunk of the harm word; `causes` are chunk positions of groups that caused it (subject of
    "killed", in-, by-, after-groups); `agents` are actor mentions that did it; `is_own_verb` is False for nouns.
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


class HarmFinder:
    """Finds harm words and counts their victims."""

    def __init__(
        self, words: dict[str, HarmWords], not_people: list[str], people: list[str], tables: Morphology, grammar: Grammar,
        also: list[str], stated: list[str],
    ) -> None:  # fmt: skip
        """Inflect the harm words of every category."""
        self._also = frozenset(also)
        self._stated = frozenset(stated)
        self._grammar = grammar
        self._not_people = frozenset(not_people)
        self._people = frozenset(people)
        self._table: PhraseTable[tuple[str, str]] = PhraseTable()
        self.words: set[str] = set()
        for category, entry in words.items():
            for form, lemmas in (
                ("verb", [*entry.verbs, *entry.phrases]),
                ("die", [*entry.intransitive, *entry.intransitive_phrases]),
            ):
                for lemma in lemmas:
                    first, *rest = lemma.split()
                    for inflected in tables.verb_forms(first):
                        self._add(" ".join([inflected, *rest]), category, form)
            for form, lemmas in (("noun", entry.nouns), ("toll", entry.tolls)):
                for lemma in lemmas:
                    *front, last = lemma.split()
                    for inflected in tables.noun_forms(last):
                        self._add(" ".join([*front, inflected]), category, form)
            for lemma in entry.predicates:
                self._add(lemma, category, "predicate")

    def _add(self, phrase: str, category: str, form: str) -> None:
        self._table.add(phrase, (category, form))
        self.words.add(phrase)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> HarmFinder:
        """The finder of a shipped language."""
        data = dict(read_data(language, "harm.yml"))
        not_people, people = data.pop("not_people"), data.pop("people_nouns")
        also, stated = data.pop("also"), data.pop("stated")
        words = {name: HarmWords.model_validate(entry) for name, entry in data.items()}
        return cls(words, not_people, people, morphology(language), grammar, also, stated)

    def may_hold(self, sentence: Sentence) -> bool:
        """True when a harm word stands in the sentence."""
        return any(True for _ in self._table.matches(sentence.lowers))

    def find(self, analysis: Analysis) -> list[Harm]:
        """Harm words of a sentence with counted victims, in text order."""
        clauses = analysis.clauses
        found: list[Harm] = []
        for first, last, values in self._table.matches(analysis.sentence.lowers):
            for category, form in values:
                harm = self._harm(category, form, first, last, analysis, clauses)
                if harm is not None:
                    found.append(harm)
                    break
        return found

    def _harm(self, category: str, form: str, first: int, last: int, analysis: Analysis, clauses: Clauses) -> Harm | None:
        position = analysis.owner[first]
        chunk = analysis.chunks[position]
        if chunk.kind == "V" and form in ("verb", "die") and chunk.first <= first <= chunk.head and not analysis.sentence.glued[first]:
            return self._verb_harm(category, form, first, last, position, analysis, clauses)
        if form == "predicate":
            return self._predicate_harm(category, first, last, position, analysis, clauses)
        if chunk.kind == "N" and form in ("noun", "toll"):
            return self._noun_harm(category, form, first, last, position, analysis, clauses)
        return None

    # -- forms -------------------------------------------------------------------------------------------------

    def _verb_harm(self, category: str, form: str, first: int, last: int, position: int, a: Analysis, clauses: Clauses) -> Harm:
        chunk = a.chunks[position]
        objects = (clauses.group_at(last) if last < len(a.sentence) and last - first > 2 else clauses.objects(position)).groups or clauses.objects(position).groups
        subject = clauses.subject(position)
        passive = form == "die" or (chunk.voice == "passive" and not (chunk.tense == "participle" and self._victims_ahead(objects, a)))
        if form == "verb" and chunk.voice == "active" and not objects:
            passive = True
        victims = subject.groups if passive else objects
        if passive and subject.step == "antecedent":
            victims = victims[-1:]
        harm = Harm(category, position, first, last, [], [], [], form, chunk.is_negated)
        prepositions = clauses.prepositions(position)
        if passive:
            for word, groups in prepositions:
                if word in _CAUSES:
                    harm.causes.extend(groups)
                if word == "by":
                    harm.agents.extend(m for g in groups for m in a.actors_in(a.chunks[g].first, a.chunks[g].last))
        else:
            harm.causes.extend(subject.groups)
            harm.agents.extend(m for g in subject.groups for m in a.actors_in(a.chunks[g].first, a.chunks[g].last))
            harm.causes.extend(g for word, groups in prepositions if word in _CAUSES for g in groups)
        harm.amounts = self._amounts(category, victims, a, exclude=list(subject.groups) if not passive else [])
        if self._also.intersection(a.sentence.lowers[chunk.first : chunk.last]):
            for amount in harm.amounts:
                amount.is_also = True
        return harm

    def _victims_ahead(self, objects: tuple[int, ...], a: Analysis) -> bool:
        return any(a.counts_in(a.chunks[g].first, a.chunks[g].last) for g in objects)

    def _predicate_harm(self, category: str, first: int, last: int, position: int, a: Analysis, clauses: Clauses) -> Harm | None:
        """ "left 12 dead", "12 dead", "five others wounded": the group just before or around the word."""
        chunk = a.chunks[position]
        before = position - 1
        if chunk.kind == "N" and a.counts_in(chunk.first, first):
            groups: tuple[int, ...] = (position,)
        elif chunk.kind in ("B", "V", "N") and before >= 0 and a.chunks[before].kind == "N" and chunk.first == first:
            groups = (before,)
        else:
            return None
        amounts = self._amounts(category, groups, a, exclude=[], needs_count=True)
        if not amounts:
            return None
        causes = [g for word, gs in clauses.prepositions(position) if word in _CAUSES for g in gs]
        return Harm(category, position, first, last, amounts, [], causes, "predicate")

    def _noun_harm(self, category: str, form: str, first: int, last: int, position: int, a: Analysis, clauses: Clauses) -> Harm | None:
        chunk = a.chunks[position]
        if chunk.head >= last and form == "noun":
            return None
        coded = self._coded_as(category, position, first, last, a, clauses)
        if coded is not None:
            return coded
        groups: tuple[int, ...] = ()
        if form == "toll":
            groups = self._toll_groups(position, clauses)
        elif a.counts_in(chunk.first, first):
            groups = (position,)
        else:
            for word, found in clauses.prepositions(position):
                if word == "of":
                    groups = found
                    break
        amounts = self._amounts(category, groups, a, exclude=[], needs_count=True, any_head=form == "toll" or groups == (position,))
        if not amounts:
            return None
        causes = [g for word, gs in clauses.prepositions(position) if word in _CAUSES for g in gs]
        governor = clauses.governor(position)
        if governor and governor[1] in ("object", "in", "to"):
            causes.extend(clauses.subject(governor[0]).groups)
        return Harm(category, position, first, last, amounts, [], causes, form)

    def _coded_as(self, category: str, position: int, first: int, last: int, a: Analysis, clauses: Clauses) -> Harm | None:
        """ "Fatalities coded as 10": the writer of the note says which number the table has."""
        verb = position + 1
        if verb >= len(a.chunks) or a.chunks[verb].kind != "V" or clauses.low(verb) not in self._stated:
            return None
        counts = [c for c in a.counts if c.first > a.chunks[verb].head]
        if not counts:
            return None
        start, end = a.sentence.span(first, counts[0].last)
        number = counts[0].coded or 0
        amount = Amount(category, number, number, number, start, end, "stated_by_the_note", is_stated=True)
        return Harm(category, position, first, last, [amount], [], [], "stated")

    @staticmethod
    def _toll_groups(position: int, clauses: Clauses) -> tuple[int, ...]:
        governor = clauses.governor(position)
        for word, groups in clauses.prepositions(governor[0] if governor else position):
            if word in ("to", "at", "of"):
                return groups[:1]
        for word, groups in clauses.prepositions(position):
            if word in ("of", "to", "at"):
                return groups[:1]
        return ()

    # -- amounts -----------------------------------------------------------------------------------------------

    def _amounts(
        self, category: str, groups: tuple[int, ...], a: Analysis, exclude: list[int], needs_count: bool = False, any_head: bool = False
    ) -> list[Amount]:
        amounts: list[Amount] = []
        for group in groups:
            if group in exclude:
                continue
            amount = self._amount(category, group, a, needs_count, any_head)
            if amount is not None:
                amounts.append(amount)
        return amounts

    def _amount(self, category: str, group: int, a: Analysis, needs_count: bool, any_head: bool) -> Amount | None:
        chunk, sentence = a.chunks[group], a.sentence
        victims = tuple(a.actors_in(chunk.first, chunk.last))
        head = sentence.lowers[chunk.head]
        if head in self._not_people and not any_head:
            return None
        start, end = sentence.span(chunk.first, chunk.last)
        if head in self._grammar.reflexives:
            return Amount(category, 1, 1, 1, start, end, "reflexive", victims)
        counts = a.counts_in(chunk.first, chunk.last)
        is_people = bool(victims) or head in self._people or any_head
        if counts:
            count = counts[0]
            if count.rule_id.endswith(":part"):
                return None
            bare = chunk.last - chunk.first == count.last - count.first or a.tags[chunk.head] == "#" or count.last >= chunk.last
            if not (is_people or bare):
                return None
            return Amount(category, count.low, count.high, count.coded, start, end, f"count:{count.rule_id}", victims, ":additional" in count.rule_id)
        if needs_count:
            return None
        if not is_people:
            if a.tags[chunk.head] == "Np" and category in ("killed", "abducted") and not a.places_in(chunk.first, chunk.last):
                return Amount(category, 1, 1, 1, start, end, "named_person", victims)
            if sentence.lowers[chunk.first] in self._grammar.indefinite and a.tags[chunk.head] == "N" and category in ("killed", "injured"):
                return Amount(category, 1, 1, 1, start, end, "single_person", victims)
            return None
        singular = any(not m.is_plural for m in victims) if victims else not head.endswith("s") and head not in ("people", "children", "men", "women", "others")
        if singular:
            return Amount(category, 1, 1, 1, start, end, "single_person", victims)
        return Amount(category, None, None, None, start, end, "vague_plural", victims)


_CAUSES = frozenset(["in", "by", "during", "after", "following", "from", "when", "as", "of", "with", "on"])
