"""Calendar arithmetic for news: which Friday, which 3 May, which week, seen from the day of the report.

News looks back. A weekday is the last one up to and including the day of the report. A day and month without a year are
the last such day too, unless one lies so near ahead that the writer would have named the year of the other.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, NamedTuple

Edge = Literal["early", "middle", "late"]
DAYS_AHEAD = 60
_DECADE_DAYS = 10
_WEEK = 7


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or `None` when there is no such day ("31 June")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def move(day: date, days: int) -> date:
    """The day so many days later; stays inside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def move_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year = min(max(index // 12, MINYEAR), MAXYEAR)
    month = index % 12 + 1
    return date(year, month, min(day.day, month_days(year, month).last.day))


def weekday_before(anchor: date, weekday: int, is_strict: bool = False) -> date:
    """The last such weekday up to the anchor; the anchor itself counts unless `is_strict`."""
    back = (anchor.weekday() - weekday) % 7
    return move(anchor, -(back or 7 if is_strict else back))


def weekday_after(anchor: date, weekday: int) -> date:
    """The next such weekday behind the anchor."""
    return move(anchor, (weekday - anchor.weekday()) % 7 or 7)


def week_days(anchor: date, offset: int = 0) -> Days:
    """Monday to Sunday of the anchor's week, moved by whole weeks."""
    monday = move(anchor, 7 * offset - anchor.weekday())
    return Days(monday, move(monday, 6))


def weekend_days(anchor: date, offset: int = 0) -> Days:
    """Saturday and Sunday: the last weekend that has begun, moved by whole weeks."""
    saturday = move(weekday_before(anchor, 5), 7 * offset)
    return Days(saturday, move(saturday, 1))


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    first = date(year, month, 1)
    following = first.replace(day=28) + timedelta(days=4) if (year, month) != (MAXYEAR, 12) else None
    last = following - timedelta(days=following.day) if following else date.max
    return Days(first, last)


def month_of(day: date) -> tuple[int, int]:
    """Year and month of a day."""
    return day.year, day.month


def year_days(year: int) -> Days:
    """First and last day of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def part_of(days: Days, edge: Edge) -> Days:
    """The early, middle or late third of a stretch of days; of a week the days up to Wednesday, and those behind."""
    third = max(1, (days.last - days.first).days // 3)
    if (days.last - days.first).days == _WEEK - 1 and edge != "middle":
        half = move(days.first, 2)
        return Days(days.first, half) if edge == "early" else Days(move(half, 1), days.last)
    if edge == "early":
        return Days(days.first, move(days.first, third - 1))
    if edge == "late":
        return Days(move(days.last, 1 - third), days.last)
    return Days(move(days.first, third), move(days.last, -third))


def middle(days: Days) -> date:
    """The middle day; the earlier one of two."""
    return move(days.first, (days.last - days.first).days // 2)


def nearest_year(month: int, day: int, anchor: date, weekday: int | None = None) -> date | None:
    """The last such day that does not lie ahead of the anchor by more than two months.

    A weekday, when it is said too, picks the year of the last seven in which it fits.
    """
    latest = move(anchor, DAYS_AHEAD)
    found = [d for year in range(latest.year, latest.year - 8, -1) if (d := _in_year(year, month, day)) and d <= latest]
    fitting = [d for d in found if weekday is None or d.weekday() == weekday]
    return next(iter(fitting or found), None)


def next_such_day(month: int, day: int, anchor: date) -> date | None:
    """The first such day from the anchor on, itself included."""
    years = range(anchor.year, min(anchor.year + 9, MAXYEAR + 1))
    return next((d for year in years if (d := make_day(year, month, day)) and d >= anchor), None)


def _in_year(year: int, month: int, day: int) -> date | None:
    return make_day(year, month, day) if year >= MINYEAR else None


def month_before(month: int, anchor: date, is_strict: bool = False) -> Days:
    """The last such month that has begun; with `is_strict` not the anchor's own month."""
    is_ahead = month > anchor.month or (is_strict and month == anchor.month)
    return month_days(max(MINYEAR, anchor.year - is_ahead), month)


def month_after(month: int, anchor: date) -> Days:
    """The next such month, not the anchor's own."""
    return month_days(min(MAXYEAR, anchor.year + (month <= anchor.month)), month)


def day_of_month_before(day: int, anchor: date) -> date | None:
    """The last "5th" up to the anchor, looking back over the months that have such a day."""
    months = (move_months(anchor.replace(day=1), -back) for back in range(3))
    found = (make_day(m.year, m.month, day) for m in months)
    return next((d for d in found if d and d <= anchor), None)
