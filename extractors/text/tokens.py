"""Tokens with offsets: the one view of a sentence that all mention finders and frames share.

A hyphen inside a compound is not a token; it marks the token behind it as `glued` ("US-backed" is "US" and a glued "backed",
"Deir ez-Zor" is three tokens, "23-year-old" too), so phrases match with hyphen, with space or closed up. Numbers with
separators ("1,200", "3.5") and dotted abbreviations ("U.S.", "Gen.") are one token; a possessive "'s" is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?=\S)(?:"
    r"[A-Za-z]{2,}+(?=[ ,.])"  # most words, at one look
    r"|(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|mm|cm|km|kg)?\b"  # 12, 1,200, 3.5, 4th, 7.62mm
    r"|[^\W_]+(?:['’ʼ`][^\W\d_]+)*?(?=(?:['’]s\b|n['’]t\b))"  # Syria|'s, did|n't
    r"|['’]s\b|n['’]t\b"
    r"|[^\W_]+(?:['’ʼ`‘][^\W_]+)*"  # Ma'arat, words
    r"|[^\w\s]|_"
    r")"
)
_HYPHENS = ("-", "‐", "‑")
_STOPS = ",."


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, tokenised.

    Attributes:
        index: Running number in the article, from 0.
        start: Offset of the first character in the article text.
        end: Offset behind the last character.
        text: The slice of the article text.
        words: Surface form of each token.
        lowers: The same in lower case, with typographic apostrophes made plain.
        starts: Offset of each token in the article text.
        ends: Offset behind each token.
        glued: True where a hyphen joins the token to the one before it.
    """

    index: int
    start: int
    end: int
    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    glued: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets in the article of the tokens `first` up to but not including `last`."""
        return self.starts[first], self.ends[last - 1]

    def slice(self, first: int, last: int) -> str:
        """The article's own words of the tokens `first` up to but not including `last`."""
        return self.text[self.starts[first] - self.start : self.ends[last - 1] - self.start]


def tokenise(text: str, start: int, end: int, index: int = 0) -> Sentence:
    """Tokenise `text[start:end]`; every offset of the result points into `text`."""
    whole = text[start:end]
    words: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    glued: list[bool] = []
    at = start
    for piece in whole.split():
        at = text.find(piece, at)
        word, lower, several = _read(piece)
        if several:
            for token in several:
                words.append(token.word)
                lowers.append(token.lower)
                starts.append(at + token.start)
                ends.append(at + token.end)
                glued.append(token.is_glued)
            at += len(piece)
        else:
            words.append(word)
            lowers.append(lower)
            starts.append(at)
            at += len(piece)
            ends.append(at)
            glued.append(False)
    return Sentence(index, start, end, whole, words, lowers, starts, ends, glued)


class _Token(NamedTuple):
    """A token by its offsets in the piece of text between two white spaces."""

    word: str
    lower: str
    start: int
    end: int
    is_glued: bool


@lru_cache(maxsize=32_768)
def _read(piece: str) -> tuple[str, str, tuple[_Token, ...]]:
    """The one token of a piece of text without white space, in lower case too, or its several tokens.

    White space parts tokens whatever stands around it, so that the same piece is read once. Letters alone, and letters
    before a comma or a full stop, need no pattern.
    """
    if piece.isalpha():
        return piece, piece.lower(), ()
    if piece[-1] in _STOPS and piece[:-1].isalpha():
        word, size = piece[:-1], len(piece)
        return (
            "",
            "",
            (_Token(word, word.lower(), 0, size - 1, False), _Token(piece[-1], piece[-1], size - 1, size, False)),
        )
    matches = list(_TOKEN.finditer(piece))
    glued = [False] * len(matches)
    if any(hyphen in piece for hyphen in _HYPHENS):
        matches, glued = _without_hyphens(piece, matches)
    tokens = tuple(
        _Token(match[0], match[0].lower().replace("’", "'"), *match.span(), is_glued)
        for match, is_glued in zip(matches, glued, strict=True)
    )
    is_one = len(tokens) == 1 and len(tokens[0].word) == len(piece)
    return (tokens[0].word, tokens[0].lower, ()) if is_one else ("", "", tokens)


def _without_hyphens(text: str, matches: list[re.Match[str]]) -> tuple[list[re.Match[str]], list[bool]]:
    """The tokens without the hyphens inside compounds, and which of them a hyphen joined to the one before."""
    kept: list[re.Match[str]] = []
    glued: list[bool] = []
    behind, is_glued = -1, False
    for match in matches:
        first, last = match.span()
        if first == behind and match[0] in _HYPHENS and text[last : last + 1].isalnum():
            is_glued = True
            continue
        kept.append(match)
        glued.append(is_glued)
        behind, is_glued = last, False
    return kept, glued
