"""Narrower places of an event's own sentence: where people died, and where those were whom it befell.

A province or country that the clause names gives way to them (codebook section 6: the place that is known best).
"""

from __future__ import annotations

from bisect import bisect_right

from extractors.coding.at_event import MOVES
from extractors.events.frame_records import Frame, Spot
from extractors.places.records import PlaceMention

NOT_AROUND = MOVES | {"none"}
"""Relations of places at which the sentence puts nothing."""
_STEP = "sentence"


def narrower(frame: Frame) -> list[Spot]:
    """Places of the sentence at which the frame's event was, though they stand outside its clause."""
    return [*_of_harm(frame), *_of_sufferers(frame)]


def _of_harm(frame: Frame) -> list[Spot]:
    """Where people died: the town of "attacked the province, killing two people in the town of Foo"."""
    analysis, starts = frame.analysis, frame.analysis.sentence.starts
    tokens = {bisect_right(starts, a.start) - 1 for a in frame.amounts if a.start >= starts[0]}
    ends = {token: analysis.chunks[analysis.clauses.end(analysis.owner[token]) - 1].last for token in tokens}
    return [Spot(m, _STEP) for m in _told(frame) if any(first < m.first < last for first, last in ends.items())]


def _of_sufferers(frame: Frame) -> list[Spot]:
    """Where those were who were hit: the town of "in the province police fired on people who were marching in Foo".

    Only what was going on then tells where they were, not what they had done before.
    """
    kinds, chunks = frame.analysis.clauses.kinds, frame.analysis.chunks
    relative = next((i for i in range(frame.position + 1, len(kinds)) if kinds[i] in "RS;"), None)
    if relative is None or kinds[relative] != "R" or kinds[relative + 1 : relative + 2] != ["V"]:
        return []
    if not chunks[relative + 1].is_progressive:
        return []
    end = next((i for i in range(relative + 1, len(kinds)) if kinds[i] in "RS;"), len(kinds))
    owner = frame.analysis.owner
    return [Spot(m, _STEP) for m in _told(frame) if relative < owner[m.first] < end]


def _told(frame: Frame) -> list[PlaceMention]:
    return [m for m in frame.analysis.places if m.relation not in NOT_AROUND and not m.is_anaphor]
