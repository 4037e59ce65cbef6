"""A clause may open with a day or a place before its subject: "and on Sunday the rebels ...", "and in Foo, a mine ..."."""

from __future__ import annotations

from collections.abc import Sequence


def clause_opening(kinds: Sequence[str], position: int) -> int:
    """Position of the first group of the day or place before the subject at `position`; `position` where neither stands.

    Args:
        kinds: One letter a word group: P preposition, T day, N noun group.
        position: Position of the subject.
    """
    first = position - (position > 0 and kinds[position - 1] == ",")
    while first and kinds[first - 1] == "T":
        first -= 1
    if first < position and kinds[first] == "T":
        return first - (first > 0 and kinds[first - 1] == "P")
    is_placed = first < position and list(kinds[max(first - 2, 0) : first]) == ["P", "N"]
    return first - 2 if is_placed else position
