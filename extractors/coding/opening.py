"""The day that an earlier sentence opens with, for events that no other words date.

A sentence without an event is not analysed, yet its day may hold for the next ("On 4 May, the club met in Lyon. Two
members were shot."). It is read only when an event needs it.
"""

from __future__ import annotations

from datetime import date

from extractors.article import Article
from extractors.coding.draft import Draft, When
from extractors.mentions.dates import DateFinder
from extractors.text.tokens import tokenise

_REACH = 3
"""Sentences over which a day carries on."""
_OPENING = 2
"""Tokens before the day that a sentence opens with."""
_LONGEST = 60
"""Characters in which an opening with a written day ends."""


def date_by_opening(
    drafts: list[Draft], article: Article, spans: list[tuple[int, int]], finder: DateFinder, anchor: date | None
) -> None:
    """Give drafts that have only the day of the report the written day that a sentence just before opens with."""
    known: dict[int, date | None] = {}
    for draft in drafts:
        if draft.when.step != "as_reported":
            continue
        day = None
        for at in range(draft.sentence_index, max(-1, draft.sentence_index - _REACH - 1), -1):
            if at not in known:
                known[at] = _opening_day(article, spans[at], finder, anchor)
            day = day or known[at]
        if day is not None:
            draft.when = When(day, day, 1, "opening_of_previous_sentence", False)


def _opening_day(article: Article, span: tuple[int, int], finder: DateFinder, anchor: date | None) -> date | None:
    """The day written in full at the beginning of a sentence."""
    text = article.text
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    if not any(letter.isdigit() for letter in text[start:end]):
        return None
    mentions = finder.find(tokenise(text, start, end), anchor, article.day_first)
    first = mentions[0] if mentions else None
    if first is not None and first.is_explicit and first.granularity == "day" and first.first <= _OPENING:
        return first.first_day
    return None
