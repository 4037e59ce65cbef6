"""Noun groups as people: one or several, and whether the group before has counted them already.

"Karim Aziz, a farmer" is one man and "12 people, seven of them policemen" are twelve.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.lexicons.loader import Strict
from extractors.mentions.records import ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.tags import NAME


class PeopleWords(Strict):
    """The part of `harm.yml` that says which nouns are people."""

    not_people: frozenset[str]
    people_nouns: frozenset[str]
    plurals: frozenset[str]
    one_pronouns: frozenset[str]
    many_pronouns: frozenset[str]
    measures: frozenset[str]
    households: frozenset[str]
    quantifiers: frozenset[str]
    one_articles: frozenset[str]
    one_possessives: frozenset[str]
    possessives: frozenset[str]
    among: frozenset[str]
    harmed: frozenset[str]
    each: frozenset[str]
    each_other: frozenset[str]


class PeopleReader:
    """Reads noun groups of people of one language."""

    def __init__(self, words: PeopleWords, grammar: Grammar) -> None:
        """Keep the nouns and pronouns for people."""
        self._words, self._grammar = words, grammar

    def is_counted_before(self, position: int, before: int, analysis: Analysis) -> bool:
        """True for who is counted already: the seven of "12 people, seven of them policemen", a name set beside its man."""
        clauses = analysis.clauses
        inner = clauses.of_group(position)
        if inner is not None and clauses.lows[inner] in self._words.many_pronouns:
            return True
        among = (
            clauses.kinds[position + 1 : position + 3] == ["P", "N"] and clauses.lows[position + 1] in self._words.among
        )
        if among and clauses.lows[position + 2] in self._words.many_pronouns:
            return True
        return self._is_apposed(before, position, analysis) or self._is_of_number(before, position, analysis)

    def _is_of_number(self, before: int, position: int, analysis: Analysis) -> bool:
        """True for the allies of "five of the group and its allies": the five are of both."""
        clauses, inner = analysis.clauses, analysis.clauses.of_group(before)
        if inner is None or clauses.kinds[inner + 1 : position] != ["C"] or not _has_number(before, analysis):
            return False
        chunk = analysis.chunks[position]
        return not analysis.counts_in(chunk.first, chunk.last) and self.is_plural(chunk, (), analysis)

    def _is_apposed(self, before: int, position: int, analysis: Analysis) -> bool:
        """True for the name of "the governor, Karim Aziz, and" and for the farmer or mayor of "Karim Aziz, a farmer, and"."""
        clauses, chunks = analysis.clauses, analysis.chunks
        between = clauses.kinds[before + 1 : position]
        if between[-1:] != [","] or "C" in between or _has_number(before, analysis) or _has_number(position, analysis):
            return False
        one, two = chunks[before], chunks[position]
        names = [analysis.tags[c.head] == NAME and not analysis.places_in(c.first, c.last) for c in (one, two)]
        lowers = analysis.sentence.lowers
        if names[1]:
            return not names[0] and not self._grammar.tables.looks_plural(lowers[one.head])
        is_bare = two.last - two.first == 1 and not self._grammar.tables.looks_plural(lowers[two.head])
        return names[0] and (is_bare or lowers[two.first] in self._words.one_articles)

    def is_plural(self, chunk: Chunk, victims: tuple[ActorMention, ...], analysis: Analysis) -> bool:
        """Number by the article, by the actor that the head names, else by the head's ending."""
        lowers = analysis.sentence.lowers
        if lowers[chunk.first] in self._words.one_articles:
            return False
        head = lowers[chunk.head]
        looks_plural = self._grammar.tables.looks_plural(head) or head in self._words.plurals
        named = [m for m in victims if m.last > chunk.head]
        if named and (looks_plural or analysis.tags[chunk.head] == NAME):
            return all(m.is_plural for m in named)
        return looks_plural


def _has_number(position: int, analysis: Analysis) -> bool:
    """True for a group that is counted by more than an article."""
    chunk = analysis.chunks[position]
    return any((c.coded or 0) != 1 or c.last - c.first > 1 for c in analysis.counts_in(chunk.first, chunk.last))
