"""Does a trigger have the object that its rule asks for? "Burned tyres" is a riot, "burned wood" is not."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.triggers import is_long_phrase

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
    aim = next((c.first for c in later if c.kind == "V" and c.tense == "infinitive"), len(lowers))
    if not needed.isdisjoint(lowers[trigger.last : min(trigger.last + _OBJECT_REACH, aim)]):
        return True
    groups = frame.object_groups
    if chunk.kind == "V" and chunk.voice == "passive":
        groups = (*groups, *analysis.clauses.subject(frame.position).groups)
    objects = (analysis.chunks[group] for group in groups)
    return any(not needed.isdisjoint(lowers[c.first : c.last]) for c in objects)
