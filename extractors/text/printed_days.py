"""A day as headers and datelines print it: "Friday 6 Feb 2015", "June 8, 2016", "21-08-2014", "Oct 19", "Friday".

What such a line leaves out is taken from the article's own day: the year, and the order of day and month in
"04-03-2014". Prose dates ("on Tuesday", "late last week") are not this module's business.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from extractors.text.layout_lexicon import LayoutLexicon, any_of

_SAME_DAYS = timedelta(days=3)
_YEAR = r"(?:19|20)\d\d(?!\d)"


class OwnDay(NamedTuple):
    """What is known of an article's days: its own, and whether its outlet writes 05/06/2024 for the 5th of June."""

    day: date | None
    day_first: bool | None = None


class PrintedDays:
    """Patterns for printed days and what they mean.

    `full` and `short` are regular expressions to be built into larger ones (each at most once in one): a day with its
    year, and a day whose year may be missing or that is only a weekday. `day_of` reads their named groups. `names`
    matches any month or weekday.
    """

    def __init__(self, lexicon: LayoutLexicon) -> None:
        self._months = lexicon.months
        self._weekdays = lexicon.weekdays
        self._is_day_first = lexicon.numeric_day_first
        month = any_of(lexicon.months)
        weekday = any_of(lexicon.weekdays)
        self.names = f"(?:{month}|{weekday})"
        suffix = f"(?:{any_of(lexicon.ordinal_suffixes)}\\b)?"
        joiner = rf"(?:\s+{any_of(lexicon.date_joiners)}\b)?"
        day = r"(?:0?[1-9]|[12]\d|3[01])"
        optional_weekday = rf"(?:\b{weekday}\b\.?,?\s+)?"
        day_month = rf"\b(?P<d1>{day}){suffix}{joiner}[\s-]*(?P<m1>{month})(?![^\W\d_])\.?"
        month_day = rf"\b(?P<m2>{month})\.?\s*(?P<d2>{day}){suffix}"
        numeric = rf"\b(?P<a>\d{{1,2}})([./-])(?P<b>\d{{1,2}})\2(?P<y3>{_YEAR})"
        iso = r"\b(?P<y4>(?:19|20)\d\d)[-/.](?P<m4>\d\d)[-/.](?P<d4>\d\d)(?!\d)"
        numeric = numeric.replace(r"([./-])", r"(?P<sep>[./-])").replace(r"\2", r"(?P=sep)")
        self.full = (
            rf"(?:{optional_weekday}(?:{day_month},?[\s-]*(?P<y1>{_YEAR})|{month_day},?\s*(?P<y2>{_YEAR})"
            rf"|{numeric}|{iso}))"
        )
        self.short = (
            rf"(?:{optional_weekday}(?:{day_month}(?:,?\s*(?P<y1>{_YEAR}|\d\d(?![\d:.])))?|{month_day}(?!\d)(?:,?\s*(?P<y2>{_YEAR}))?"
            rf"|{numeric}|{iso})|\b(?P<weekday>{weekday})\b\.?)"
        )

    def day_of(self, match: re.Match[str], own: OwnDay) -> date | None:
        """The day that a match of `full` or `short` names.

        "04-03-2014" is read in the outlet's order; where that is not known, in the language's usual order unless the other
        one falls on the article's own days.

        Args:
            match: A match whose pattern holds `full` or `short`.
            own: The article's own day, which supplies what the words leave out, and its outlet's order.

        Returns:
            `None` for an impossible day, or when the own day is needed and not known.
        """
        near = own.day
        groups = match.groupdict()
        if groups.get("y4"):
            return _day(int(groups["y4"]), int(groups["m4"]), int(groups["d4"]))
        if groups.get("y3"):
            return self._numeric(int(groups["y3"]), int(groups["a"]), int(groups["b"]), own)
        for month, day, year in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
            if groups.get(month):
                number = self._months[groups[month].lower()]
                return _with_year(groups.get(year), number, int(groups[day]), near)
        return self._last_weekday(groups["weekday"], near) if groups.get("weekday") else None

    def _numeric(self, year: int, first: int, second: int, own: OwnDay) -> date | None:
        by_day = _day(year, second, first)
        by_month = _day(year, first, second)
        if by_day is None or by_month is None:
            return by_day or by_month
        if own.day_first is not None:
            return by_day if own.day_first else by_month
        near, (usual, other) = own.day, (by_day, by_month) if self._is_day_first else (by_month, by_day)
        is_other = near is not None and abs(other - near) <= _SAME_DAYS < abs(usual - near)
        return other if is_other else usual

    def _last_weekday(self, name: str, near: date | None) -> date | None:
        if near is None:
            return None
        number = self._weekdays[name.lower()]
        return near - timedelta(days=(near.weekday() - number) % 7)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_year(year: str | None, month: int, day: int, near: date | None) -> date | None:
    if year is not None and len(year) == 4:
        return _day(int(year), month, day)
    if year is not None:
        return _day(_full_year(int(year), near), month, day)
    if near is None:
        return None
    years = range(max(1, near.year - 1), min(9999, near.year + 1) + 1)
    candidates = [found for number in years if (found := _day(number, month, day)) is not None]
    return min(candidates, key=lambda found: abs(found - near), default=None)


def _full_year(year: int, near: date | None) -> int:
    """The year that "90" means: the one nearest to the article's, else one between 1950 and 2049."""
    if near is None:
        return year + (1900 if year >= 50 else 2000)
    return min((year + century for century in (1900, 2000)), key=lambda full: abs(full - near.year))
