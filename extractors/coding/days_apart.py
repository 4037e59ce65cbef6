"""Days of the places of a list: "killed six in Foo on Saturday and eight in Bar on Sunday" tells of two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame
from extractors.mentions.records import DateMention
from extractors.places.records import PlaceMention


def frames_by_day(frame: Frame, situation: Situation) -> dict[str, Frame]:
    """For each place of a clause that names its own day right behind it, the frame with that day alone.

    Keys are ids of places; empty where fewer than two places have a day of their own, or all have the same.
    """
    if len(frame.spots) < 2 or len(frame.analysis.dates) < 2:
        return {}
    found = {
        place.place_id: replace(frame, dates=[day])
        for mention, day in _dated(frame)
        if (place := situation.resolved.get(id(mention))) is not None
    }
    days = {f.dates[0].first_day for f in found.values()}
    return found if len(days) > 1 else {}


def _dated(frame: Frame) -> Iterator[tuple[PlaceMention, DateMention]]:
    """Each place with the only day that stands behind it and before the next one, in one clause."""
    mentions = sorted((s.mention for s in frame.spots), key=lambda m: m.first)
    ends = [*(m.first for m in mentions[1:]), len(frame.analysis.sentence.words)]
    for mention, end in zip(mentions, ends, strict=True):
        days = [d for d in frame.analysis.dates if mention.last <= d.first and d.last <= end]
        if len(days) == 1 and days[0].first_day is not None and _is_beside(mention, days[0], frame):
            yield mention, days[0]


def _is_beside(mention: PlaceMention, day: DateMention, frame: Frame) -> bool:
    """True where nothing but a preposition stands between a place and a day."""
    owner, kinds = frame.analysis.owner, frame.analysis.clauses.kinds
    return all(kinds[at] == "P" for at in range(owner[mention.last - 1] + 1, owner[day.first]))
