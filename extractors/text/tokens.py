"""Tokens with offsets: the one view of a sentence that all mention finders and frames share.

A hyphen inside a compound is not a token; it marks the token behind it as `glued` ("US-backed" is "US" and a glued "backed",
"Deir ez-Zor" is three tokens, "23-year-old" too), so phrases match with hyphen, with space or closed up. Numbers with
separators ("1,200", "3.5") and dotted abbreviations ("U.S.", "Gen.") are one token; a possessive "'s" is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    matches = list(_TOKEN.finditer(text, start, end))
    glued = [False] * len(matches)
    if any(hyphen in whole for hyphen in _HYPHENS):
        matches, glued = _without_hyphens(text, matches)
    words = [match[0] for match in matches]
    lowers = [word.lower() for word in words]
    if "’" in whole:
        lowers = [word.replace("’", "'") for word in lowers]
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    return Sentence(index, start, end, whole, words, lowers, starts, ends, glued)


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
