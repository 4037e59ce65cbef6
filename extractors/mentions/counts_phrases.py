"""Fixed phrases of a lexicon, matched forwards from a token or backwards from one, longest first."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.tokens import tokenise

Phrase = tuple[str, ...]


def split_phrase(text: str) -> Phrase:
    """The tokens of a lexicon phrase, lower case, as a sentence would have them."""
    return tuple(tokenise(text, 0, len(text)).lowers)


class Phrases:
    """A set of phrases, each one or more tokens."""

    __slots__ = ("by_first", "by_last")

    def __init__(self, phrases: Iterable[str]) -> None:
        """Index the phrases by their first and by their last token."""
        split = sorted({split_phrase(p) for p in phrases}, key=len, reverse=True)
        self.by_first: dict[str, list[Phrase]] = {}
        self.by_last: dict[str, list[Phrase]] = {}
        for phrase in split:
            self.by_first.setdefault(phrase[0], []).append(phrase)
            self.by_last.setdefault(phrase[-1], []).append(phrase)

    def end(self, lowers: list[str], first: int) -> int:
        """Position behind the longest phrase that starts at `first`; `first` itself when there is none."""
        phrases = self.by_first.get(lowers[first]) if first < len(lowers) else None
        if phrases is None:
            return first
        follows = lowers[first + 1] if first + 1 < len(lowers) else ""
        for phrase in phrases:
            if len(phrase) == 1 or (phrase[1] == follows and tuple(lowers[first : first + len(phrase)]) == phrase):
                return first + len(phrase)
        return first

    def start(self, lowers: list[str], last: int) -> int:
        """Position of the longest phrase that ends just before `last`; `last` itself when there is none."""
        phrases = self.by_last.get(lowers[last - 1]) if last > 0 else None
        for phrase in phrases or ():
            begin = last - len(phrase)
            if len(phrase) == 1 or (begin >= 0 and tuple(lowers[begin:last]) == phrase):
                return begin
        return last
