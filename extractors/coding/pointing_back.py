"""Words that point back to an event told before: "the attack", "repelled the assault", "the captives were executed".

They tell of no further event unless they name a place or a target of their own.
"""

from __future__ import annotations

from extractors.coding.situation import Situation
from extractors.events.amounts import THOSE_BEFORE
from extractors.events.frame_records import Frame
from extractors.text.grammar import Grammar


def points_back(frame: Frame, situation: Situation, grammar: Grammar) -> bool:
    """True for a definite event noun without place or target of its own ("the attack") that can point back."""
    if frame.analysis.sentence.index == 0:
        return False
    if frame.is_noun and _carries_out(frame, grammar) and situation.has_event:
        return True
    if frame.has_place_phrase or is_part_told_apart(frame) or is_one_of_several(frame, grammar):
        return False
    if not frame.is_noun:
        return situation.has_event and (_meets_event(frame, grammar) or _harms_captives(frame))
    if frame.analysis.is_note and not situation.drafts:
        return False
    first, lowers = frame.analysis.chunks[frame.position].first, frame.analysis.sentence.lowers
    if lowers[frame.trigger.first - 1] in grammar.resuming:
        return True
    if frame.targets and first + 1 != frame.trigger.first:
        return False
    return lowers[first] in grammar.definite or _is_of_a_day(frame, grammar)


def _is_of_a_day(frame: Frame, grammar: Grammar) -> bool:
    """True for the blast of "Monday's blast", of which the words say nothing else: the text has told of it."""
    if frame.agents or frame.targets or frame.spots or frame.amounts:
        return False
    before = frame.position - 1
    first = frame.analysis.sentence.lowers[frame.analysis.chunks[frame.position].first]
    return before >= 0 and frame.analysis.clauses.kinds[before] == "T" and first in grammar.possessives


def is_part_told_apart(frame: Frame) -> bool:
    """True for "in the deadliest of the attacks, nine died in Foo": one of those told before, with its own dead and place."""
    is_part = any(a.is_part and a.is_counted for a in frame.amounts)
    return is_part and any(not m.is_anaphor for m in frame.analysis.places)


def is_one_of_several(frame: Frame, grammar: Grammar) -> bool:
    """True for "one of the raids hit the market of Foo": not all that was told before, but what happened at this place."""
    lows, at = frame.analysis.clauses.lows, frame.position
    is_share = at > 1 and lows[at - 1] in grammar.partitives and lows[at - 2] in grammar.portions
    return is_share and bool(frame.spots and frame.absorbed)


def _carries_out(frame: Frame, grammar: Grammar) -> bool:
    """True for the bomber of "a suicide bomber carried out the attack": he did what was told before."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    verb, how = clauses.governor(frame.position) or (-1, "")
    if how != "subject" or clauses.lows[verb] not in grammar.light:
        return False
    events = analysis.event_nouns()
    objects = (analysis.chunks[g] for g in clauses.objects(verb).groups if g in events)
    return any(analysis.sentence.lowers[chunk.first] in grammar.definite for chunk in objects)


def _meets_event(frame: Frame, grammar: Grammar) -> bool:
    """True for "repelled the assault": what was told before goes on."""
    analysis = frame.analysis
    events = analysis.event_nouns()
    groups = (g for g in frame.object_groups if g in events and not frame.spots)
    return any(analysis.sentence.lowers[analysis.chunks[g].first] in grammar.definite for g in groups)


def _harms_captives(frame: Frame) -> bool:
    """True for "the captives were executed": the abduction told before ends so."""
    return bool(frame.amounts) and all(a.rule_id == THOSE_BEFORE and a.coded for a in frame.amounts)
