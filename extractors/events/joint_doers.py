"""Whose deed it was besides, where two owners stand before one event noun: "regime and Russian air strikes"."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.groups import SKIPPED
from extractors.mentions.records import STATE_KINDS, ActorKind, ActorMention
from extractors.text.grammar import Grammar

_FORCES: frozenset[ActorKind] = STATE_KINDS | {"external"}
_OPENS = frozenset([",", ";", "S"])
"""What may stand before the first owner; behind a verb he would be its object ("attacked the army and Russian raids ...")."""


def joint_owner(own: ActorMention, position: int, analysis: Analysis, grammar: Grammar) -> ActorMention | None:
    """The forces that fill the group joined by a conjunction to that of the event noun, at `position`, and of its owner.

    They stand at the start of their clause, or behind a preposition that makes no target of them ("killed in").
    """
    kinds, lows = analysis.clauses.kinds, analysis.clauses.lows
    if own.kind not in _FORCES or position < 2 or kinds[position - 2 : position] != ["N", "C"]:
        return None
    chunk = analysis.chunks[position - 2]
    before = analysis.clauses.before(position - 2, SKIPPED)
    is_inside = before >= 0 and kinds[before] == "P" and lows[before] in grammar.links.inside | grammar.links.agent
    if not (before < 0 or kinds[before] in _OPENS or is_inside):
        return None
    inside = analysis.actors_in(chunk.first, chunk.last)
    whole = [m for m in inside if m.last == chunk.last and m.kind in _FORCES]
    return whole[-1] if whole else None
