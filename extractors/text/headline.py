"""A headline is recognised by its words: those of the title, or words that the text says twice at its beginning.

Archives flatten pages to one line ("21-08-2014 HEADLINE. LEAD LEAD Body ..."), so neither line breaks nor
punctuation can be relied on; spelling of apostrophes and case, and an outlet's name behind the title, do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_OUTLET = re.compile(r"\s+[-|–—·»]\s+|\s*\|\s*")
_REPEAT_WINDOW = 700
_REPEAT_WORDS = 5
_REPEAT_SHORTEST = 25
_NEAR_EQUAL = 88


def words_of(text: str) -> list[str]:
    """The words of a text in lower case without apostrophes."""
    return _WORD.findall(text.translate(_APOSTROPHES).lower())


class Headline:
    """What the title looks like in running text.

    Args:
        title: The article's title; `None` makes every method find nothing.
    """

    def __init__(self, title: str | None) -> None:
        parts = _OUTLET.split(title) if title else []
        self._words = words_of(title or "")
        self._lengths = {length for length in _running_lengths(parts) if length >= 3} | {len(self._words)}

    def end_at(self, text: str, start: int, end: int) -> int | None:
        """Offset behind the title's words if `text[start:end]` begins with them."""
        if not self._words:
            return None
        best = None
        for index, match in enumerate(_WORD.finditer(text, start, end)):
            if index == len(self._words) or _plain(match.group()) != self._words[index]:
                break
            if index + 1 in self._lengths:
                best = match.end()
        return best

    def start_within(self, text: str, start: int, end: int) -> int | None:
        """Offset of the first place where the title's words begin in `text[start:end]`; the title needs four."""
        if len(self._words) < 4:
            return None
        first = re.compile(r"(?<![^\W_])" + re.escape(self._words[0][:1]), re.IGNORECASE)
        for match in first.finditer(text, start, end):
            if self.end_at(text, match.start(), len(text)) is not None:
                return match.start()
        return None

    def is_like(self, line: str) -> bool:
        """True when a whole line says almost the same as the title."""
        if not self._words:
            return False
        return fuzz.ratio(words_of(line), self._words, score_cutoff=_NEAR_EQUAL) > 0


def repeated_start(text: str, start: int, end: int) -> int | None:
    """Offset of the second copy when `text[start:end]` begins by saying the same words twice, else `None`."""
    opening = _opening(text, start, min(end, start + _REPEAT_WINDOW))
    if opening is None:
        return None
    second = text.find(opening, start + len(opening), min(end, start + _REPEAT_WINDOW))
    if second < 0:
        return None
    first_copy = words_of(text[start:second])
    second_copy = words_of(text[second : second + (second - start) + _REPEAT_SHORTEST])
    return second if first_copy == second_copy[: len(first_copy)] else None


def _opening(text: str, start: int, end: int) -> str | None:
    """The first words of the span, enough of them not to come together again by chance."""
    for count, match in enumerate(_WORD.finditer(text, start, end), start=1):
        if count >= _REPEAT_WORDS and match.end() - start >= _REPEAT_SHORTEST:
            return text[start : match.end()]
    return None


def _running_lengths(parts: list[str]) -> Iterator[int]:
    total = 0
    for part in parts:
        total += len(words_of(part))
        yield total


def _plain(word: str) -> str:
    return word.translate(_APOSTROPHES).lower()
