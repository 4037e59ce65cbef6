"""The schema of a language's `dates.yml`: word classes, macros and the rules that say when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from extractors.lexicons.loader import Strict, load
from extractors.mentions.records import Granularity

Meaning = Literal[
    "day_offset",
    "context_offset",
    "context_units",
    "other_units",
    "units_ago",
    "weekday",
    "weekday_this",
    "weekday_of_week",
    "weekday_ago",
    "weekday_and_day",
    "full_date",
    "numeric_date",
    "day_of_month",
    "date_range",
    "calendar",
    "calendar_edge",
    "week_of_month",
    "week_of_day",
    "month",
    "year",
    "decade",
    "past_span",
    "nth_day",
    "vague",
    "holiday",
    "named_day",
]
Unit = Literal["hour", "day", "week", "fortnight", "weekend", "month", "season", "year", "decade"]


class DateRule(Strict):
    """One way of saying when: its patterns, what they mean and the neighbours that forbid or require it."""

    id: str
    means: Meaning
    say: list[str]
    offset: int = 0
    unit: Unit = "day"
    is_duration: bool = False
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    needs_before: tuple[str, ...] = ()
    needs_after: tuple[str, ...] = ()
    example: str
    counter_example: str

    @cached_property
    def granularity(self) -> Granularity:
        """Size of the calendar unit that the rule names."""
        sizes: dict[str, Granularity] = {"week": "week", "weekend": "days", "month": "month", "year": "year"}
        return sizes.get(self.unit, "day")


class DateWords(Strict):
    """The word classes that patterns name in capitals."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    ambiguous_months: list[str]
    capitalised: list[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    ordinals: dict[str, int]
    units: dict[Unit, list[str]]
    day_parts: list[str]
    edges: dict[Literal["early", "middle", "late"], list[str]]
    few: list[str]
    conflicts: list[str]
    decades: list[str]


class Holidays(Strict):
    """Feast days: month-day, or "easter" and the days from Easter Sunday."""

    days: dict[str, str]
    seasons: dict[str, str]


class DatesLexicon(Strict):
    """`lexicons/<language>/dates.yml`; the file explains each group."""

    words: DateWords
    common: list[str]
    macros: dict[str, str]
    openers: list[str]
    approximators: list[str]
    range_openers: list[str]
    range_links: list[str]
    opened_links: list[str]
    ahead: list[str]
    ahead_reach: int
    ahead_ends: list[str]
    ahead_unless_before: list[str]
    holidays: Holidays
    named_days: dict[str, date]
    rules: list[DateRule]

    @model_validator(mode="after")
    def _is_whole(self) -> DatesLexicon:
        empty = [name for name, value in (*self, *self.words, *self.holidays) if not value]
        if empty:
            raise ValueError(f"empty groups: {', '.join(empty)}")
        ids = [rule.id for rule in self.rules]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"rule ids used twice: {', '.join(twice)}")
        return self

    @property
    def months(self) -> dict[str, int]:
        """Month names and their short forms."""
        return {**self.words.months, **self.words.month_abbreviations}


def load_dates(language: str) -> DatesLexicon:
    """The date lexicon of a language.

    Raises:
        LexiconError: The language has no lexicon, or the file does not fit the schema.
    """
    return load(DatesLexicon, language, "dates.yml")
