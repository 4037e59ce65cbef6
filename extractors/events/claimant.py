"""Who claims an event: "X claimed responsibility for the attack", "an attack claimed by X".

A claim names a claimant, who is kept apart from the actors: it says who wants to have done it.
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.mentions.records import ActorMention
from extractors.text.grammar import Grammar
from extractors.text.tags import NEG


def claimant(frame: Frame, grammar: Grammar) -> ActorMention | None:
    """The actor who claims the frame's event in its own sentence; `None` without one, or when nobody does."""
    analysis = frame.analysis
    if grammar.claiming.isdisjoint(analysis.vocabulary):
        return None
    clauses = analysis.clauses
    for verb, kind in enumerate(clauses.kinds):
        if kind == "V" and clauses.lows[verb] in grammar.claiming and not clauses.chunks[verb].is_negated:
            for group in _claimants(verb, frame, clauses, grammar):
                chunk = clauses.chunks[group]
                actors = analysis.actors_in(chunk.first, chunk.last)
                if actors and analysis.tags[chunk.first] != NEG:
                    return actors[-1]
    return None


def _claimants(verb: int, frame: Frame, clauses: Clauses, grammar: Grammar) -> tuple[int, ...]:
    """Groups of who claims: the subject of "claimed responsibility", or who stands behind "claimed by"."""
    if any(clauses.lows[group] in grammar.responsibility for group in clauses.objects(verb).groups):
        return clauses.subject(verb).groups
    if clauses.chunks[verb].voice != "passive" or frame.position > verb:
        return ()
    groups = (groups for word, groups in clauses.prepositions(verb) if word in grammar.links.agent)
    return next(groups, ())
