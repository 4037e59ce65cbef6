"""A clause may open with a day or a place before its subject: "and on Sunday the rebels ...", "and in Foo, a mine ..."."""

from __future__ import annotations

from collections.abc import Sequence, Set

_BREAKS = frozenset(";S")
"""Groups behind which a clause begins with its opening."""
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


def ends_opening(kinds: Sequence[str], comma: int, subject: int) -> bool:
    """True for the comma of "in the city of Foo, rebels and soldiers clashed": what stands before it is no part of the list.

    Args:
        kinds: One letter a word group, as above.
        comma: Position of the mark between what may be an opening and a list.
        subject: Position of the last noun group of the list; only a subject's list, right before its verb, is told apart.
    """
    if kinds[comma] != "," or list(kinds[subject + 1 : subject + 2]) != ["V"]:
        return False
    first = comma - 1
    while list(kinds[first - 2 : first]) == ["N", "P"]:
        first -= 2
    return first > 0 and kinds[first] == "N" and kinds[first - 1] == "P" and (first == 1 or kinds[first - 2] in _BREAKS)


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
