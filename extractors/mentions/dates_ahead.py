"""Does a date lie ahead? "Talks are due on Monday" and "will vote in May" look forward, where news else looks back."""

from __future__ import annotations

from extractors.mentions.counts_phrases import split_phrase
from extractors.mentions.dates_lexicon import DatesLexicon


class AheadWords:
    """The words of one language that put a date behind them in the future."""

    def __init__(self, lexicon: DatesLexicon) -> None:
        """Index them by their first word."""
        self._reach = lexicon.ahead_reach
        self._ends = frozenset(lexicon.ahead_ends)
        self._past = frozenset(lexicon.ahead_unless_before)
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for text in lexicon.ahead:
            phrase = split_phrase(text)
            self._phrases.setdefault(phrase[0], []).append(phrase)

    def govern(self, lowers: list[str], first: int) -> bool:
        """True when one of them stands a few words before token `first`, in the same clause, or right before it."""
        for at in range(first - 1, max(-1, first - 1 - self._reach), -1):
            low = lowers[at]
            if low in self._phrases and self._is_said(lowers, at):
                return True
            if at < first - 1 and low in self._ends:
                return False
        return False

    def _is_said(self, lowers: list[str], at: int) -> bool:
        if at and lowers[at - 1] in self._past:
            return False
        return any(tuple(lowers[at : at + len(phrase)]) == phrase for phrase in self._phrases[lowers[at]])
