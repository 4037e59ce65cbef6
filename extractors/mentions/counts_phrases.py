"""Fixed phrases of a lexicon, matched forwards from a token or backwards from one, longest first."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.tokens import tokenise

Phrase = tuple[str, ...]


def split_phrase(text: str) -> Phrase:
    """The tokens of a lexicon phrase, lower case, as a sentence would have them."""
    return tuple(tokenise(text, 0, len(text)).lowers)


class Phrases:
    """A set of phrases, each one or more tokens.

    Attributes:
        by_first: The phrases by their first token, longest first.
        by_last: The same by their last token.
    """

    __slots__ = ("_by_start", "_singles", "by_first", "by_last")

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index the phrases by their first and by their last token."""
        split = sorted({split_phrase(p) for p in phrases}, key=len, reverse=True)
        self.by_first: dict[str, list[Phrase]] = {}
        self.by_last: dict[str, list[Phrase]] = {}
        for phrase in split:
            self.by_first.setdefault(phrase[0], []).append(phrase)
            self.by_last.setdefault(phrase[-1], []).append(phrase)
        self._singles = frozenset(phrase[0] for phrase in split if len(phrase) == 1)
        self._by_start: dict[str, dict[str, list[Phrase]]] = {first: {} for first in self.by_first}
        for phrase in split:
            if len(phrase) > 1:
                self._by_start[phrase[0]].setdefault(phrase[1], []).append(phrase)

    def end(self, lowers: list[str], first: int) -> int:
        """Position behind the longest phrase that starts at `first`; `first` itself when there is none."""
        size = len(lowers)
        longer = self._by_start.get(lowers[first]) if first < size else None
        if longer is None:
            return first
        if longer and first + 1 < size:
            for phrase in longer.get(lowers[first + 1], ()):
                if len(phrase) == 2 or tuple(lowers[first : first + len(phrase)]) == phrase:
                    return first + len(phrase)
        return first + 1 if lowers[first] in self._singles else first

    def seconds(self, first: str) -> frozenset[str]:
        """The second tokens of the phrases that begin with a token."""
        return frozenset(self._by_start.get(first, ()))

    def __contains__(self, token: str) -> bool:
        """True for a phrase of one token."""
        return token in self._singles

    def start(self, lowers: list[str], last: int) -> int:
        """Position of the longest phrase that ends just before `last`; `last` itself when there is none."""
        phrases = self.by_last.get(lowers[last - 1]) if last > 0 else None
        for phrase in phrases or ():
            begin = last - len(phrase)
            if len(phrase) == 1 or (begin >= 0 and tuple(lowers[begin:last]) == phrase):
                return begin
        return last
