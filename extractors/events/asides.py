"""Asides: a list or clause goes on behind them.

"23 civilians, including nine children, and 16 soldiers" are 39; "three men - two of them brothers - were killed" are three.
"""

from __future__ import annotations

from collections.abc import Set

_CLOSING = {",": ",", ";": ";", "(": ")"}
OPENERS = frozenset(_CLOSING)
"""Kinds of the marks that may open an aside."""
_ENDS = frozenset(_CLOSING.values())
_WITHIN = frozenset(["N", "C", "P"])
_WITHIN_DASHES = _WITHIN | {",", "B", "T", '"'}
_DASHES = frozenset(["-", "--", "\u2013", "\u2014"])


def behind_aside(mark: int, kinds: list[str], lows: list[str], parts: Set[str]) -> int:
    """Position of the conjunction behind the aside that opens at `mark`; -1 where none does, or the list ends with it.

    Args:
        mark: Position of a comma, dash or bracket.
        kinds: Kind of each word group of the sentence.
        lows: The lower-case head word of each.
        parts: Prepositions before some of those told before ("including").
    """
    closing = _CLOSING.get(kinds[mark])
    if closing is None or kinds[mark + 1 : mark + 2] != ["P"] or lows[mark + 1] not in parts:
        return -1
    end = mark + 2
    while end < len(kinds) and kinds[end] in _WITHIN:
        end += 1
    return end + 1 if kinds[end : end + 3] == [closing, "C", "N"] else -1


def before_aside(conjunction: int, kinds: list[str], lows: list[str], parts: Set[str]) -> int:
    """Position of the mark that opens the aside before a conjunction; -1 where none stands there."""
    if conjunction < 1 or kinds[conjunction - 1] not in _ENDS:
        return -1
    mark = conjunction - 2
    while mark > 0 and kinds[mark] in _WITHIN:
        mark -= 1
    return mark if mark > 0 and behind_aside(mark, kinds, lows, parts) == conjunction else -1


def dash_start(closing: int, kinds: list[str], lows: list[str]) -> int:
    """Position of the dash that opens the aside closed at `closing`; -1 where none does, or a clause stands between."""
    if lows[closing] not in _DASHES:
        return -1
    first = closing
    while first > 0 and lows[first - 1] in _DASHES:
        first -= 1
    opening = first - 1
    while opening >= 0 and kinds[opening] in _WITHIN_DASHES:
        opening -= 1
    if opening < 0 or lows[opening] not in _DASHES:
        return -1
    while opening > 0 and lows[opening - 1] in _DASHES:
        opening -= 1
    return opening
