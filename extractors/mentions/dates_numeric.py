"""Dates in figures: "2014-05-07", "21-08-2014", "05/07/2014".

The year's place and numbers above twelve settle the order of day and month; else the source's habit does, else the day
of the report when only one order falls near it. What stays open is said to be a date without a day: never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.mentions.dates_calendar import make_day
from extractors.text.tokens import Sentence

_NEAR_DAYS = 31
_SHORT_YEAR_TURN = 70


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures; `day` is `None` when day and month cannot be told apart."""

    day: date | None


def read_numeric(
    sentence: Sentence, first: int, end: int, anchor: date | None, day_first: bool | None
) -> Numeric | None:
    """The date in the tokens `first` to `end`, or `None` when the figures are no date."""
    parts = _parts(sentence, first, end)
    return resolve(parts, anchor, day_first) if parts else None


def resolve(parts: list[str], anchor: date | None, day_first: bool | None) -> Numeric | None:
    """The date of three figures in the order written, or `None` when no order gives one."""
    if len(parts[0]) == 4:
        found = make_day(int(parts[0]), int(parts[1]), int(parts[2]))
        return Numeric(found) if found else None
    if len(parts[2]) not in (2, 4):
        return None
    year = _full_year(parts[2])
    one, two = int(parts[0]), int(parts[1])
    little, middle = make_day(year, two, one), make_day(year, one, two)
    if little is None or middle is None or little == middle:
        return Numeric(little or middle) if little or middle else None
    if day_first is not None:
        return Numeric(little if day_first else middle)
    return Numeric(_nearer(little, middle, anchor))


def _nearer(little: date, middle: date, anchor: date | None) -> date | None:
    """The only one of two dates within a month of the report."""
    if anchor is None:
        return None
    near = [day for day in (little, middle) if abs((anchor - day).days) <= _NEAR_DAYS]
    return near[0] if len(near) == 1 else None


def _full_year(text: str) -> int:
    value = int(text)
    if len(text) == 4:
        return value
    return 1900 + value if value >= _SHORT_YEAR_TURN else 2000 + value


def _parts(sentence: Sentence, first: int, end: int) -> list[str] | None:
    """The three figures, when they are joined without spaces by hyphens or slashes."""
    words = sentence.words[first:end]
    if len(words) == 5 and words[1] == words[3] == "/":
        parts = words[::2]
    elif len(words) == 3 and sentence.glued[first + 1] and sentence.glued[first + 2]:
        parts = words
    else:
        return None
    is_tight = sentence.ends[end - 1] - sentence.starts[first] == sum(map(len, parts)) + 2
    return parts if is_tight and len(parts) == 3 and all(p.isdecimal() for p in parts) else None
