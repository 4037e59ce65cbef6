"""Shapes of frames that go on with an event told before: explosions that were heard, "the second killed nine"."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.text.grammar import Grammar

_PLACES = frozenset(["place:object", "object:name", "object:settlement"])
"""Facts of a frame of which one holds where what was hit is a place."""


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
    """True for "nine died in raids on Foo" and "ten of the dead came in an attack on Bar": of the kind told before.

    And so is what struck a place, though nobody was hurt: "raids also hit Foo".
    """
    if frame.kind != "assault" or not frame.is_noun or frame.agents or frame.instruments:
        return False
    head = frame.analysis.sentence.lowers[frame.trigger.last - 1]
    is_plural = grammar.tables.looks_plural(head)
    if not frame.amounts:
        return is_plural and _strikes_a_place(frame)
    return is_plural or any(a.is_part for a in frame.amounts)


def _strikes_a_place(frame: Frame) -> bool:
    """True for the raids of "raids hit Foo"."""
    is_hitting = any(trigger.rule.kind == "strike" for trigger in frame.absorbed)
    return is_hitting and bool(frame.spots) and not frame.facts.isdisjoint(_PLACES)
