"""Does a trigger have the object that its rule asks for? "Burned tyres" is a riot, "burned wood" is not."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.triggers import is_long_phrase
from extractors.text.grammar import Chunk

_OBJECT_REACH = 7
"""Tokens behind a trigger among which its object may stand."""


def has_object(frame: Frame) -> bool:
    """True unless the trigger's rule asks for words in its object that are not there."""
    needed, trigger = frame.trigger.rule.needs_object, frame.trigger
    if not needed or is_long_phrase(trigger):
        return True
    analysis = frame.analysis
    lowers, chunk = analysis.sentence.lowers, analysis.chunks[frame.position]
    later = analysis.chunks[frame.position + 1 :]
    is_passive, doers = chunk.kind == "V" and chunk.voice == "passive", analysis.clauses.grammar.links.agent
    ends = (c.first for c in later if _is_aim(c) or (is_passive and c.kind == "P" and lowers[c.head] in doers))
    if not needed.isdisjoint(lowers[trigger.last : min(trigger.last + _OBJECT_REACH, next(ends, len(lowers)))]):
        return True
    groups = frame.object_groups
    inner = (analysis.clauses.of_group(group) for group in groups)  # "a section of the pipeline"
    groups = (*groups, *(group for group in inner if group is not None))
    if is_passive:
        groups = (*groups, *analysis.clauses.subject(frame.position).groups)
    objects = (analysis.chunks[group] for group in groups)
    return any(not needed.isdisjoint(lowers[c.first : c.last]) for c in objects)


def _is_aim(chunk: Chunk) -> bool:
    """True for the "to warn" of "fired to warn": what stands behind it is no object of the verb before."""
    return chunk.kind == "V" and chunk.tense == "infinitive"
