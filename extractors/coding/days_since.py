"""Days that date no sentence behind theirs: "since March bombs have hit Foo", "talks are to be held in May"."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from extractors.coding.draft import When
from extractors.events.frame_records import Frame
from extractors.mentions.records import DateMention

_DAY = "day"
_MONTH = 3
"""Precision of a month."""


def runs_till_now(frame: Frame, when: When, openers: Set[str]) -> bool:
    """True where all that dates a frame is the beginning or the whole of a span of months.

    What such a sentence tells is background; the next one goes on with the news and not with that span.
    """
    is_long = when.precision == _MONTH and bool(frame.dates)
    return is_long and all(_opens_span(d, frame, openers) for d in frame.dates)


def is_ahead(when: When, anchor: date | None) -> bool:
    """True for a day after that of the report: what is told next was not then."""
    return anchor is not None and when.day is not None and when.day > anchor


def _opens_span(mention: DateMention, frame: Frame, openers: Set[str]) -> bool:
    lowers = frame.analysis.sentence.lowers
    if mention.granularity == _DAY:
        return False
    return lowers[0] in openers or not openers.isdisjoint(lowers[max(0, mention.first - 1) : mention.first + 1])
