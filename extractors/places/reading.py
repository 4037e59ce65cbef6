"""One sentence while its places are being read: the sentence, what the article is about, the mentions found so far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from extractors.places.records import PlaceMention
from extractors.text.tokens import Sentence

_SHOUTED = 0.6
_FEW = 4


@dataclass(slots=True)
class Reading:
    """The state of one pass over a sentence; lives no longer than the pass.

    Attributes:
        sentence: The sentence.
        countries: Countries (alpha-2) that the article is about.
        capitals: How many tokens begin with a capital.
        found: Mentions so far, in order.
    """

    sentence: Sentence
    countries: Collection[str]
    capitals: int
    found: list[PlaceMention] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Behind the last mention so far; 0 without one."""
        return self.found[-1].last if self.found else 0

    @property
    def is_shouted(self) -> bool:
        """True for headlines, which give most words a capital, so that capitals prove nothing."""
        size = len(self.sentence.words)
        return size > _FEW and self.capitals > _SHOUTED * size
