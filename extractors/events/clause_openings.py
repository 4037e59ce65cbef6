"""A clause may open with a day or a place before its subject: "and on Sunday the rebels ...", "and in Foo, a mine ..."."""

from __future__ import annotations

from collections.abc import Sequence, Set

_CLOSING = frozenset("T,")
"""With what an opening ends: a day, or the comma behind it or behind a place."""
_OF_SPEAKER = frozenset("NPTB")


def clause_opening(kinds: Sequence[str], position: int) -> int:
    """Position of the first group of the day or place before the subject at `position`; `position` where neither stands.

    Args:
        kinds: One letter a word group: P preposition, T day, N noun group.
        position: Position of the subject.
    """
    if not position or kinds[position - 1] not in _CLOSING:
        return position
    first = position - (kinds[position - 1] == ",")
    while first and kinds[first - 1] == "T":
        first -= 1
    if first < position and kinds[first] == "T":
        return first - (first > 0 and kinds[first - 1] == "P")
    is_placed = first < position and list(kinds[max(first - 2, 0) : first]) == ["P", "N"]
    return first - 2 if is_placed else position


def is_said_aside(kinds: Sequence[str], lows: Sequence[str], verb: int, reporting: Set[str]) -> bool:
    """True for the "said" of "gunmen stormed a hotel, police said, after firing shots": an aside in another's clause.

    Args:
        kinds: One letter a word group, as above; "V" is a verb group.
        lows: Head words of the groups, in lower case.
        verb: Position of the verb group.
        reporting: Forms of verbs of saying.
    """
    opens = verb - 1
    while opens > 0 and kinds[opens] in _OF_SPEAKER:
        opens -= 1
    is_aside = opens > 0 and kinds[opens] == "," and list(kinds[verb + 1 : verb + 2]) == [","]
    return is_aside and lows[verb] in reporting and "V" in kinds[:opens]
