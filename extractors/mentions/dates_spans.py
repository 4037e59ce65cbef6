"""What the meanings of date words share: the days they give, from where they are seen, and what a pattern caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractors.mentions.dates_calendar import Days, Edge
from extractors.mentions.dates_lexicon import DateRule
from extractors.mentions.dates_patterns import Path
from extractors.mentions.records import Granularity
from extractors.text.tokens import Sentence

MAX_COUNT = 100_000
DAYS_IN = {
    "hour": 0,
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "weekend": 7,
    "month": 30,
    "season": 90,
    "year": 365,
    "decade": 3650,
}
"""Length of the units in days, roughly where the calendar varies."""
_SIZES: dict[str, Granularity] = {
    "hour": "day",
    "day": "day",
    "week": "week",
    "weekend": "week",
    "fortnight": "week",
    "month": "month",
    "season": "year",
    "year": "year",
    "decade": "year",
}
_EDGES: dict[str, Edge] = {"early": "early", "middle": "middle", "late": "late"}
FEW_DAYS = (2, 6)
"""How many days "a few days" may be."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days that words mean; `first` and `last` are `None` when the day of the report is needed and not known."""

    first: date | None
    last: date | None
    precision: int
    granularity: Granularity
    is_explicit: bool = False
    is_duration: bool = False
    suffix: str = ""
    offset: int | None = None
    """Days from another date of the text."""


@dataclass(frozen=True, slots=True)
class Clock:
    """From where words are seen: the day of the report, the source's order of day and month in figures, and which way."""

    anchor: date | None
    day_first: bool | None
    is_ahead: bool = False
    """True where the words before say that it is still to come."""


@dataclass(frozen=True, slots=True)
class Got:
    """What a pattern caught: class values in order, and where."""

    path: Path
    sentence: Sentence
    first: int
    end: int

    def numbers(self, symbol: str) -> list[int]:
        """Values of a class with numbers."""
        return [value for name, value, _ in self.path if name == symbol and isinstance(value, int)]

    def number(self, symbol: str) -> int | None:
        """First value of a class with numbers."""
        return next(iter(self.numbers(symbol)), None)

    def word(self, symbol: str) -> str | None:
        """First value of a class with words."""
        return next((value for name, value, _ in self.path if name == symbol and isinstance(value, str)), None)

    def has(self, *symbols: str) -> bool:
        """True when the match went through one of these classes or words."""
        return any(name in symbols for name, _, _ in self.path)

    def unit(self) -> str:
        """The unit that was named."""
        return self.word("UNIT") or self.word("UNITS") or "day"


Meaning = Callable[[Got, Clock, DateRule], Span | None]
"""The type of the functions in this module."""


def one_day(day: date | None, *, is_explicit: bool = False, suffix: str = "") -> Span:
    """A span of one day, precise to the day."""
    return Span(day, day, 1, "day", is_explicit, suffix=suffix)


def span_of(days: Days | None, precision: int, granularity: Granularity, is_duration: bool = False) -> Span:
    """A span of several days; without days when the report's own day is not known."""
    first, last = days or (None, None)
    return Span(first, last, precision, granularity, is_duration=is_duration)


def size_of(unit: str) -> Granularity:
    """The granularity of a unit."""
    return _SIZES.get(unit, "vague")


def precision_of(size: Granularity) -> int:
    """ACLED's time precision for a granularity."""
    return {"day": 1, "days": 2, "week": 2}.get(size, 3)


def edge_of(value: str | None) -> Edge:
    """The part of a period that was named; "early" when none was."""
    return _EDGES.get(value or "", "early")


def count_of(got: Got) -> int | None:
    """How many units: the larger number said, one for "a day", `None` for "a few days" or bare "days"."""
    counts = got.numbers("NUM")
    if counts:
        return min(counts[-1], MAX_COUNT)
    return None if got.has("FEW", "UNITS") or not got.has("UNIT") else 1
