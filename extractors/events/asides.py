"""Asides in a list: "23 civilians, including nine children, and 16 soldiers" goes on behind who some of the first are."""

from __future__ import annotations

from collections.abc import Set

_CLOSING = {",": ",", ";": ";", "(": ")"}
OPENERS = frozenset(_CLOSING)
"""Kinds of the marks that may open an aside."""
_ENDS = frozenset(_CLOSING.values())
_WITHIN = frozenset(["N", "C", "P"])


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
