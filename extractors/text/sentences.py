"""Sentences of a block of prose, as offsets into the article.

`sentencex` finds the boundaries; three repairs follow, each for something news does: a boundary after an abbreviation of
our list ("Gen.", "Lt.", "Gov.") is undone, one after a word that is none ("May.") is made, and run-on text without a space
behind the full stop is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from extractors.lexicons.loader import Strict, load


class SentenceLexicon(Strict):
    """Schema of `sentences.yml`."""

    abbreviations: list[str]
    no_abbreviations: list[str]
    max_characters: int


class SentenceSplitter:
    """Splits prose of one language into sentences."""

    def __init__(self, lexicon: SentenceLexicon, language: str) -> None:
        """Keep the abbreviations that never end a sentence."""
        self._language = language
        self._abbreviations = tuple(f"{word}." for word in lexicon.abbreviations)
        words = "|".join(map(re.escape, lexicon.no_abbreviations)) or r"(?!)"
        self._ends = re.compile(rf"\b(?:{words})\.(?=\s+[A-Z])")
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
            first = piece["start_index"] if pending is None else pending
            last = piece["end_index"]
            body = block[first:last].rstrip()
            pending = first if last < len(block) and body.endswith(self._abbreviations) else None
            if pending is None:
                yield from self._pieces(text, start + first, body)
        if pending is not None:
            yield from self._pieces(text, start + pending, block[pending:].rstrip())

    def _pieces(self, text: str, start: int, body: str) -> list[tuple[int, int]]:
        """Offsets of a sentence whose text from `start` on is `body`, cut where it is too long; none when it is empty."""
        end = self._ends.search(body)
        if end is not None:
            whole = self._pieces(text, start, body[: end.end()])
            return [*whole, *self._pieces(text, start + end.end(), body[end.end() :])]
        last = start + len(body)
        first = last - len(body.lstrip())
        pieces: list[tuple[int, int]] = []
        while last - first > self._limit:
            cut = text.rfind(" ", first, first + self._limit)
            cut = cut if cut > first else first + self._limit
            pieces.append((first, cut))
            first = cut + 1 if text[cut : cut + 1].isspace() else cut
        return [*pieces, (first, last)] if first < last else pieces
