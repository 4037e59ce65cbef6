"""Does a day stand in a clause of its own? The last clause of a sentence may have another day than the one it opens with."""

from __future__ import annotations

from extractors.coding.draft import When
from extractors.events.frame_records import Frame

_OPENERS = frozenset("C;")
_LINKING = frozenset("PA,")
"""What opens a clause, and what may stand between it and the day."""


def has_clause_of_its_own(own: When, frame: Frame) -> bool:
    """True for the Sunday of "on Saturday X killed two, and Y shelled Foo on Sunday" or "and on Sunday Y shelled Foo"."""
    clauses, owner = frame.analysis.clauses, frame.analysis.owner
    is_noun_of = clauses.governor(frame.position) if frame.is_noun else None
    verb = is_noun_of[0] if is_noun_of is not None else frame.position
    groups = [owner[d.first] for d in frame.dates if d.granularity == "day" and d.first_day == own.day]
    if not frame.has_own_day or own.precision != 1 or not groups:
        return False
    before = range(clauses.verb_before(verb - 1, frozenset()) or verb, verb)
    if any(group > verb for group in groups):
        return any(clauses.kinds[i] == "N" and clauses.kinds[i - 1] == "C" and clauses.begins_clause(i) for i in before)
    return any(group in before and _is_first(group, frame) for group in groups)


def _is_first(group: int, frame: Frame) -> bool:
    """True for the day right behind "and", or behind "and on"."""
    kinds = frame.analysis.clauses.kinds
    opens = next((i for i in range(group - 1, -1, -1) if kinds[i] not in _LINKING), -1)
    return opens > 0 and kinds[opens] in _OPENERS
