"""The day that an earlier sentence opens with, for events that no other words date.

A sentence without an event is not analysed, yet its day may hold for the next ("On 4 May, the club met in Lyon. Two
members were shot."). It is read only when an event needs it.
"""

from __future__ import annotations

from datetime import date

from extractors.coding.draft import Draft, When
from extractors.mentions.dates import DateFinder
from extractors.text.tokens import tokenise

_REACH = 3
"""Sentences over which a day carries on."""
_OPENING = 2
"""Tokens before the day that a sentence opens with."""


def date_by_opening(
    drafts: list[Draft], text: str, spans: list[tuple[int, int]], finder: DateFinder, anchor: date | None
) -> None:
    """Give drafts that have only the day of the report the written day that a sentence just before opens with."""
    for draft in drafts:
        if draft.when.step != "as_reported":
            continue
        day = _opening_day(text, spans, draft.sentence_index, finder, anchor)
        if day is not None:
            draft.when = When(day, day, 1, "opening_of_previous_sentence", False)


def _opening_day(
    text: str, spans: list[tuple[int, int]], index: int, finder: DateFinder, anchor: date | None
) -> date | None:
    for at in range(index, max(-1, index - _REACH - 1), -1):
        mentions = finder.find(tokenise(text, *spans[at], at), anchor)
        first = mentions[0] if mentions else None
        if first is not None and first.is_explicit and first.granularity == "day" and first.first <= _OPENING:
            return first.first_day
    return None
