"""Sentences of a block of prose, as offsets into the article.

`sentencex` finds the boundaries; two repairs follow, each for something news does: a boundary after an abbreviation of
our list ("Gen.", "Lt.", "Gov.") is undone, and run-on text without a space behind the full stop is left whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import sentencex

from extractors.lexicons.loader import Strict, load


class SentenceLexicon(Strict):
    """Schema of `sentences.yml`."""

    abbreviations: list[str]
    max_characters: int


class SentenceSplitter:
    """Splits prose of one language into sentences."""

    def __init__(self, lexicon: SentenceLexicon, language: str) -> None:
        """Keep the abbreviations that never end a sentence."""
        self._language = language
        self._abbreviations = tuple(f"{word}." for word in lexicon.abbreviations)
        self._limit = lexicon.max_characters

    @classmethod
    def default(cls, language: str = "en") -> SentenceSplitter:
        """The splitter of a shipped language."""
        return cls(load(SentenceLexicon, language, "sentences.yml"), language)

    def split(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Offsets of the sentences of `text[start:end]`, without surrounding white space, in order.

        A sentence longer than the lexicon's `max_characters` is cut into pieces of at most that length at white space,
        so that no input makes later steps slow.
        """
        block = text[start:end]
        pending: int | None = None
        for piece in sentencex.get_sentence_boundaries(self._language, block):
            first = pending if pending is not None else piece["start_index"]
            last = piece["end_index"]
            stripped = block[first:last].rstrip()
            if stripped.endswith(self._abbreviations) and last < len(block):
                pending = first
                continue
            pending = None
            yield from self._trim(text, start + first, start + first + len(stripped))
        if pending is not None:
            yield from self._trim(text, start + pending, end)

    def _trim(self, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        while last - first > self._limit:
            cut = text.rfind(" ", first, first + self._limit)
            cut = cut if cut > first else first + self._limit
            yield first, cut
            first = cut + 1 if text[cut : cut + 1].isspace() else cut
        if first < last:
            yield first, last
