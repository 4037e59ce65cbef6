"""Is a text written in ordinary spelling? Old wires come all in capitals; some archives come all in small letters."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST_LETTERS = 20
_CAPITAL_SHARE = 0.95
_SMALL_SHARE = 0.01
"""Ordinary prose has some three capitals in a hundred letters, and hardly ever less than one and a half."""


def is_shouted(text: str) -> bool:
    """True when (nearly) all letters of a text are capitals, and there are enough of them to say so."""
    capitals = sum(map(str.isupper, text))
    if capitals < _FEWEST_LETTERS:
        return False
    return capitals >= _CAPITAL_SHARE * (capitals + sum(map(str.islower, text)))


def is_small(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """True when prose begins with a small letter and (nearly) no letter of it is a capital.

    Args:
        text: The article's text.
        spans: Its prose in order. What a page prints around it has capitals anyway.
    """
    prose = [text[start:end] for start, end in spans]
    if not next((c.islower() for piece in prose for c in piece if c.isalpha()), False):
        return False
    small, capitals = (sum(sum(map(kind, piece)) for piece in prose) for kind in (str.islower, str.isupper))
    return small >= _FEWEST_LETTERS and capitals <= _SMALL_SHARE * small


def raised(text: str) -> str:
    """The text in capitals, letter for letter as long as it was; letters without a capital of their own stay."""
    return "".join(capital if (capital := c.upper()).lower() == c else c for c in text)
