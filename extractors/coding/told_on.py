"""Shapes of frames that go on with an event told before: explosions that were heard, "the second killed nine"."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.text.grammar import Grammar


def is_heard(frame: Frame) -> bool:
    """True for explosions of which only the sound is told: "residents reported explosions"."""
    is_told = frame.agents or frame.amounts or frame.instruments
    return frame.kind == "explosion" and frame.is_noun and not is_told


def is_one_more(frame: Frame, grammar: Grammar) -> bool:
    """True for harm with a place of its own whose doer is only counted on: "the second killed nine in Foo"."""
    if frame.kind != "harm" or len(frame.subject_groups) != 1 or not frame.spots:
        return False
    chunk = frame.analysis.chunks[frame.subject_groups[0]]
    words = set(frame.analysis.sentence.lowers[chunk.first : chunk.last])
    return words <= grammar.definite | grammar.others and not words.isdisjoint(grammar.others)


def is_bombardment_told_on(frame: Frame, grammar: Grammar) -> bool:
    """True for "nine died in raids on Foo" and "ten of the dead came in an attack on Bar": of the kind told before."""
    if frame.kind != "assault" or not frame.is_noun or frame.agents or frame.instruments or not frame.amounts:
        return False
    head = frame.analysis.sentence.lowers[frame.trigger.last - 1]
    return grammar.tables.looks_plural(head) or any(a.is_part for a in frame.amounts)
