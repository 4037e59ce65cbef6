"""Who did it, where two passives share their "by": "was seized by gunmen and shot dead"."""

from __future__ import annotations

from extractors.events.groups import BREAKS, SKIPPED
from extractors.events.slots import Clauses
from extractors.text.morphology import PARTICIPLE

_NONE: tuple[int, ...] = ()
_BEFORE_JOIN = frozenset(["B", "T", ","])


def shared_doers(verb: int, clauses: Clauses) -> tuple[int, ...]:
    """Noun groups behind the "by" of the verb that a passive without one is joined to.

    Only where that verb tells of somebody taken, stopped or set upon: who frees or treats a man does not kill him after.
    """
    first = joined_to(verb, clauses)
    if first is None or clauses.lows[first] not in clauses.grammar.overpowering:
        return _NONE
    agent = clauses.grammar.links.agent
    own = any(word in agent for word, _ in clauses.prepositions(verb))
    return _NONE if own else next((groups for word, groups in clauses.prepositions(first) if word in agent), _NONE)


def joined_to(verb: int, clauses: Clauses) -> int | None:
    """The passive that a participle without a subject or object of its own is joined to by a conjunction."""
    kinds, chunk = clauses.kinds, clauses.chunks[verb]
    conjunction = clauses.before(verb, SKIPPED)
    if conjunction < 2 or kinds[conjunction] != "C" or not _may_be_participle(verb, clauses):
        return None
    if clauses.objects(verb).groups and chunk.voice != "passive":
        return None
    first = clauses.verb_before(clauses.before(conjunction, _BEFORE_JOIN), BREAKS)
    return first if first is not None and clauses.chunks[first].voice == "passive" else None


def _may_be_participle(verb: int, clauses: Clauses) -> bool:
    chunk = clauses.chunks[verb]
    return chunk.voice == "passive" or PARTICIPLE in clauses.grammar.tables.classes(clauses.lows[verb])
