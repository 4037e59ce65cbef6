"""Which places of an event's clause it may be at: not those that something came from or went to, unless it was fired there."""

from __future__ import annotations

from extractors.coding.told_from import is_place_of_talks, opens_burial
from extractors.events.frame_records import Frame, Spot
from extractors.text.grammar import Grammar

LEAVING = frozenset(["withdraw", "abduction", "arrest", "displacement", "capture"])
"""Kinds of event that happen at the place somebody leaves."""
FROM = "from"
TO = "to"
MOVES = frozenset([FROM, TO])
"""Relations of places of movement."""
_LAUNCH = "launch"
_OBJECT = "object"
_BEFORE = "clause_before"


def spots_at_event(frame: Frame, grammar: Grammar) -> list[Spot]:
    """Spots at which the event may be, those that hold others last.

    What is fired is where it comes down ("fired from Foo towards Bar"), and only where nobody tells that at where it
    started. Where somebody talks before the event is told is no place of it ("after talks in Foo rebels shelled Bar"),
    and neither is where the dead are buried ("in Foo, men killed at the front were buried").
    """
    spots = [s for s in frame.spots if s.step != _BEFORE or not _is_set_before(s, frame, grammar)]
    spots.sort(key=lambda spot: spot.mention.is_container)
    if frame.kind in LEAVING:
        return spots
    destination, origin = grammar.links.destination | {_OBJECT}, grammar.links.origin
    if frame.trigger.rule.frame == _LAUNCH:
        return sorted(spots, key=lambda s: s.mention.relation != TO and s.step not in destination)
    spots = [s for s in spots if (s.step not in origin and s.mention.relation != FROM) or s.step in destination]
    return [s for s in spots if s.mention.relation != TO or s.step in destination or _comes_down(s, frame, grammar)]


def _is_set_before(spot: Spot, frame: Frame, grammar: Grammar) -> bool:
    """True for what a place before the event is the scene of: talks, or the burial of its dead."""
    mention, analysis = spot.mention, frame.analysis
    return is_place_of_talks(mention, analysis, grammar) or opens_burial(mention, analysis, grammar)


def _comes_down(spot: Spot, frame: Frame, grammar: Grammar) -> bool:
    """True for the Foo of "a shell slammed into Foo", not of "a blast hit a convoy on the way into Foo"."""
    if not frame.is_noun or frame.verb not in grammar.impact:
        return False
    clauses = frame.analysis.clauses
    verb, _ = clauses.governor(frame.position) or (-1, "")
    return (clauses.governor(frame.analysis.owner[spot.mention.first]) or (-2, ""))[0] == verb
