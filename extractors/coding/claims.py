"""Who says, or is said, to have done it: a group named apart from the deed ("X claimed responsibility", "X is suspected").

Such sentences hold no event word, so they are read only when an event needs them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import ahocorasick

from extractors.lexicons.loader import Strict, load
from extractors.mentions.actors import ActorFinder
from extractors.mentions.records import ActorKind, ActorMention
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
    blames: list[str]
    feuds: list[str]


class Claim(NamedTuple):
    """A group that is named as perpetrator; `is_own` where it says so itself, `is_blamed` where others surely mean it."""

    mention: ActorMention
    is_own: bool
    is_blamed: bool


class Said(NamedTuple):
    """The sentences of an article, by their index, that hold words of each sort; see `claims.yml`."""

    claims: frozenset[int]
    unclaimed: frozenset[int]
    suspicions: frozenset[int]
    blames: frozenset[int]
    feuds: frozenset[int]


class ArticleClaims:
    """The perpetrators that one article names apart from the deed."""

    def __init__(self, actors: ActorFinder, said: Said, text: str, spans: list[Extent]) -> None:
        """Keep what is needed to read a sentence when an event asks for it."""
        self._actors = actors
        self._said = said
        self._text = text
        self._spans = spans

    def is_feud(self, index: int) -> bool:
        """True when the sentence at `index`, or the next, tells of a raid or feud among peoples."""
        return any(at in self._said.feuds for at in range(index, index + _FEUD_REACH))

    def find(self, index: int) -> Claim | None:
        """The first group that the sentence at `index`, or one of those behind it, names as perpetrator."""
        said = self._said
        for at in range(index, min(index + _REACH, len(self._spans))):
            is_own, is_blamed = at in said.claims and at not in said.unclaimed, at in said.blames
            if not (is_own or is_blamed or at in said.suspicions):
                continue
            for mention in self._actors.find(tokenise(self._text, *self._spans[at], at)):
                if mention.kind in _GROUPS and mention.entry_id and (mention.is_strong or is_blamed):
                    return Claim(mention, is_own, is_blamed)
        return None


def feud_words(language: str) -> tuple[str, ...]:
    """Words of raids and feuds among peoples, in lower case.

    Raises:
        LexiconError: The lexicon does not fit its schema.
    """
    return tuple(load(ClaimWords, language, "claims.yml").feuds)


class ClaimFinder:
    """Finds the words of claims, suspicions and feuds: one pass over an article."""

    def __init__(self, actors: ActorFinder, lexicon: ClaimWords) -> None:
        """Keep the finder of names, and compile the words, which are in lower case, to one automaton."""
        self._actors = actors
        sorts: dict[str, list[str]] = {}
        for sort in Said._fields:
            for words in getattr(lexicon, sort):
                sorts.setdefault(words, []).append(sort)
        self._automaton = ahocorasick.Automaton()
        for words, found in sorts.items():
            self._automaton.add_word(words, (len(words), tuple(found)))
        self._automaton.make_automaton()

    @classmethod
    def default(cls, actors: ActorFinder, language: str = "en") -> ClaimFinder:
        """The finder with the shipped words of a language.

        Raises:
            LexiconError: The lexicon does not fit its schema.
        """
        return cls(actors, load(ClaimWords, language, "claims.yml"))

    def read(self, text: str, spans: list[Extent]) -> ArticleClaims:
        """What the sentences of an article say of perpetrators."""
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
        return ArticleClaims(self._actors, said, text, spans)
