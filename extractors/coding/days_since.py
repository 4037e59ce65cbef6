"""Spans that run up to the telling: "since March bombs have hit Foo" dates no sentence behind it."""

from __future__ import annotations

from collections.abc import Set

from extractors.events.frame_records import Frame
from extractors.mentions.records import DateMention

_DAY = "day"


def runs_till_now(frame: Frame, openers: Set[str]) -> bool:
    """True where all that dates a frame is the beginning or the whole of a span of more than days.

    What such a sentence tells is background; the next one goes on with the news and not with that span.
    """
    return bool(frame.dates) and all(_opens_span(d, frame, openers) for d in frame.dates)


def _opens_span(mention: DateMention, frame: Frame, openers: Set[str]) -> bool:
    lowers = frame.analysis.sentence.lowers
    if mention.granularity == _DAY:
        return False
    return lowers[0] in openers or not openers.isdisjoint(lowers[max(0, mention.first - 1) : mention.first + 1])
