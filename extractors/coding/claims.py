"""Who says, or is said, to have done it: an actor named apart from the deed ("X claimed responsibility", "Y blamed X").

Such sentences need not hold an event word, so they are read only when an event needs them. Whom a sentence blames its
clauses tell; claims and suspicions are about the group that the sentence names by name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from extractors.events.analysis import Analysis
from extractors.events.claimant import blamed
from extractors.lexicons.loader import Strict, load
from extractors.mentions.actors import ActorFinder
from extractors.mentions.records import ActorKind, ActorMention
from extractors.text.grammar import Grammar
from extractors.text.tokens import tokenise

Extent = tuple[int, int]
"""Where a sentence begins and ends in the text."""
_REACH = 5
"""Sentences from the event on in which a perpetrator may be named."""
_FEUD_REACH = 2
_GROUPS: frozenset[ActorKind] = frozenset(["rebel", "political_militia", "identity_militia"])


class ClaimWords(Strict):
    """Schema of `claims.yml`."""

    claims: list[str]
    unclaimed: list[str]
    suspicions: list[str]
    ties: list[str]
    denials: list[str]
    blames: list[str]
    deeds: list[str]
    feuds: list[str]


class Claim(NamedTuple):
    """Who is named as perpetrator: a group that says so itself (`is_own`), anybody whom others blame (`is_blamed`)."""

    mention: ActorMention
    is_own: bool
    is_blamed: bool


class Said(NamedTuple):
    """The sentences of an article, by their index, that hold words of each sort; see `claims.yml`."""

    claims: frozenset[int]
    unclaimed: frozenset[int]
    suspicions: frozenset[int]
    ties: frozenset[int]
    denials: frozenset[int]
    blames: frozenset[int]
    feuds: frozenset[int]


class ArticleClaims:
    """The perpetrators that one article names apart from the deed."""

    def __init__(
        self, finder: ClaimFinder, said: Said, text: str, spans: list[Extent], analyses: Sequence[Analysis]
    ) -> None:
        """Keep what is needed to read a sentence when an event asks for it."""
        self._finder = finder
        self._said = said
        self._text = text
        self._spans = spans
        self._analyses = {analysis.sentence.index: analysis for analysis in analyses}

    def is_feud(self, index: int) -> bool:
        """True when the sentence at `index`, or the next, tells of a raid or feud among peoples."""
        return any(at in self._said.feuds for at in range(index, index + _FEUD_REACH))

    def find(
        self, index: int, end: int, here: str, elsewhere: frozenset[str], *, is_strict: bool = False
    ) -> Claim | None:
        """Whom the sentence at `index`, or the first of those behind it that does, names as perpetrator.

        `is_strict` lets no claim count behind the sentence at `end`, either.
        No blame from the sentence at `end` on is about the event: another one is told there. Nor is a sentence that names
        the place of another event (`elsewhere`) and not its own (`here`).
        """
        said = self._said
        last = min(index + _REACH, len(self._spans))
        for at in range(index, min(last, end) if is_strict else last):
            is_blaming = at < end and at in said.blames
            is_own = at in said.claims and at not in said.unclaimed
            is_tied = at in said.ties and at not in said.unclaimed
            is_named = is_own or ((is_tied or at in said.suspicions) and at not in said.denials)
            if not (is_blaming or is_named) or (self._is_about(at, elsewhere) and not self._is_about(at, {here})):
                continue
            if is_blaming:
                mention = self._finder.blamed(self._read(at))
                if mention is not None:
                    return Claim(mention, is_own=False, is_blamed=True)
            if is_named and not (at > index and self._read(at).looks_back):
                for mention in self._read(at).actors:
                    if mention.kind in _GROUPS and mention.entry_id and mention.is_strong:
                        return Claim(mention, is_own, is_blamed=False)
        return None

    def _is_about(self, at: int, places: Iterable[str]) -> bool:
        start, end = self._spans[at]
        return any(self._text.find(place, start, end) >= 0 for place in places if place)

    def _read(self, at: int) -> Analysis:
        """The sentence at an index, which may hold no event word and is then read here."""
        if at not in self._analyses:
            self._analyses[at] = self._finder.analyse(self._text, self._spans[at], at)
        return self._analyses[at]


def feud_words(language: str) -> tuple[str, ...]:
    """Words of raids and feuds among peoples, in lower case.

    Raises:
        LexiconError: The lexicon does not fit its schema.
    """
    return tuple(load(ClaimWords, language, "claims.yml").feuds)


class ClaimFinder:
    """Finds the words of claims, suspicions and feuds: one pass over an article."""

    def __init__(self, actors: ActorFinder, grammar: Grammar, capitals: Mapping[str, str], lexicon: ClaimWords) -> None:
        """Keep what reads a sentence, and compile the words, which are in lower case, to one automaton."""
        self._actors = actors
        self._grammar = grammar
        self._capitals = capitals
        self._deeds = frozenset(lexicon.deeds)
        sorts: dict[str, list[str]] = {}
        for sort in Said._fields:
            for words in getattr(lexicon, sort):
                sorts.setdefault(words, []).append(sort)
        self._automaton = ahocorasick.Automaton()
        for words, found in sorts.items():
            self._automaton.add_word(words, (len(words), tuple(found)))
        self._automaton.make_automaton()

    @classmethod
    def default(
        cls, actors: ActorFinder, grammar: Grammar, capitals: Mapping[str, str], language: str = "en"
    ) -> ClaimFinder:
        """The finder with the shipped words of a language; `capitals` as `blamed` takes them.

        Raises:
            LexiconError: The lexicon does not fit its schema.
        """
        return cls(actors, grammar, capitals, load(ClaimWords, language, "claims.yml"))

    def analyse(self, text: str, extent: Extent, index: int) -> Analysis:
        """A sentence read for its word groups and actors."""
        sentence = tokenise(text, *extent, index)
        return Analysis.of_words(sentence, self._actors.find(sentence), self._grammar)

    def blamed(self, analysis: Analysis) -> ActorMention | None:
        """Whom a sentence blames for what was told before it."""
        return blamed(analysis, self._deeds, self._capitals)

    def read(self, text: str, spans: list[Extent], analyses: Sequence[Analysis]) -> ArticleClaims:
        """What the sentences of an article say of perpetrators; `analyses` are those of its sentences that were read."""
        starts = [start for start, _ in spans]
        found: dict[str, set[int]] = {sort: set() for sort in Said._fields}
        lower = text.lower()
        plain = lower if len(lower) == len(text) else text  # some letters grow when lowered
        for last, (length, sorts) in self._automaton.iter(plain):
            index = bisect_right(starts, last - length + 1) - 1
            if index >= 0 and last < spans[index][1]:
                for sort in sorts:
                    found[sort].add(index)
        said = Said(**{sort: frozenset(indices) for sort, indices in found.items()})
        return ArticleClaims(self, said, text, spans, analyses)
