"""Events told only to say how long before another one they were: "hours after a raid on Foo, two men were shot in Bar".

The aircraft of that raid shot nobody in Bar: what stands in such an opening belongs to another deed.
"""

from __future__ import annotations

from extractors.events.slots import Clauses

_OPENING = frozenset(["B", '"'])
"""Groups that may stand before the span at the start of a clause ("just hours after")."""
_STOPS = frozenset([";", "R", ","])


def is_of_span_before(group: int, position: int, clauses: Clauses) -> bool:
    """True for a group of the opening that counts the time up to what is told, behind its comma, at `position`."""
    if group >= position or "," not in clauses.kinds[group:position]:
        return False
    opens = _opener(group, clauses)
    return opens is not None and _opens_clause(opens, clauses)


def _opener(group: int, clauses: Clauses) -> int | None:
    """The span of time before a group: the "hours" of "hours after", or "a day after" in one."""
    kinds, earlier = clauses.kinds, clauses.grammar.earlier
    for at in range(group - 1, -1, -1):
        if kinds[at] in _STOPS:
            return None
        if kinds[at] == "T" and clauses.last_word(at) in earlier:
            return at
        if kinds[at] in "SP" and clauses.lows[at] in earlier:
            is_span = at > 0 and kinds[at - 1] in "NT" and clauses.last_word(at - 1) in clauses.grammar.links.spans
            return at - 1 if is_span else None
    return None


def _opens_clause(span: int, clauses: Clauses) -> bool:
    before = clauses.before(span, _OPENING)
    return before < 0 or clauses.kinds[before] in _STOPS
