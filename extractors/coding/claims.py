"""Who says, or is said, to have done it: a group named apart from the deed ("X claimed responsibility", "X is suspected").

Such sentences hold no event word, so they are read only when an event needs them.
"""

from __future__ import annotations

from typing import NamedTuple

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


class ClaimFinder:
    """Finds perpetrators that are named apart from the deed."""

    def __init__(self, actors: ActorFinder, lexicon: ClaimWords) -> None:
        """Keep the finder of names and the words, in lower case."""
        self._actors = actors
        self._claims = tuple(lexicon.claims)
        self._blames = tuple(lexicon.blames)
        self._suspicions = (*lexicon.suspicions, *lexicon.blames)
        self._unclaimed = tuple(lexicon.unclaimed)
        self._feuds = tuple(lexicon.feuds)

    @classmethod
    def default(cls, actors: ActorFinder, language: str = "en") -> ClaimFinder:
        """The finder with the shipped words of a language.

        Raises:
            LexiconError: The lexicon does not fit its schema.
        """
        return cls(actors, load(ClaimWords, language, "claims.yml"))

    def is_feud(self, text: str, spans: list[Extent], index: int) -> bool:
        """True when the sentence at `index`, or the next, tells of a raid or feud among peoples."""
        around = spans[index : index + _FEUD_REACH]
        lower = text[around[0][0] : around[-1][1]].lower() if around else ""
        return any(words in lower for words in self._feuds)

    def find(self, text: str, spans: list[Extent], index: int) -> Claim | None:
        """The first group that the sentence at `index`, or one of those behind it, names as perpetrator."""
        for at, span in enumerate(spans[index : index + _REACH]):
            lower = text[span[0] : span[1]].lower()
            is_own = any(words in lower for words in self._claims) and not any(w in lower for w in self._unclaimed)
            if not (is_own or any(words in lower for words in self._suspicions)):
                continue
            for mention in self._actors.find(tokenise(text, *span, index + at)):
                if mention.kind in _GROUPS and mention.entry_id and mention.is_strong:
                    return Claim(mention, is_own, any(words in lower for words in self._blames))
        return None
