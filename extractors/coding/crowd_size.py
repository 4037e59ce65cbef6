"""How many took part: the tag that every protest and riot carries, in the words of the text (codebook section 8)."""

from __future__ import annotations

from extractors.events.frame_records import Frame

TAG = "crowd size="
UNKNOWN = TAG + "no report"


def crowd_size(frame: Frame) -> str:
    """The tag for the people who did what the frame tells: "crowd size=around 200", or that nobody reports a number."""
    analysis = frame.analysis
    for group in frame.subject_groups:
        for place in (group, analysis.clauses.of_group(group)):
            chunk = None if place is None else analysis.chunks[place]
            counts = [] if chunk is None else analysis.counts_in(chunk.first, chunk.last)
            told = next((c for c in counts if c.low is not None), None)
            if told is not None:
                return TAG + told.text.lower()
    return UNKNOWN


def first_known(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of an event told twice: the first that says a number."""
    return two if one == (UNKNOWN,) else one
