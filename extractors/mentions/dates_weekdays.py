"""Weekdays in date words: "on Friday", "a week ago Friday", "Friday 21", "Tuesday of last week"."""

from __future__ import annotations

from datetime import date

from extractors.mentions import dates_calendar as calendar
from extractors.mentions.dates_lexicon import DateRule
from extractors.mentions.dates_spans import Clock, Got, Span, count_of, one_day

_MONTHS_AROUND = range(-2, 2)


def weekday(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """As in "on Friday": the last one up to the report, or the next from then on; "last" is strictly before, "next" behind."""
    number = _number(got)
    if number is None:
        return None
    if clock.anchor is None:
        return one_day(None)
    if rule.offset > 0:
        return one_day(calendar.weekday_after(clock.anchor, number))
    if clock.is_ahead and not rule.offset:
        return one_day(calendar.weekday_after(calendar.move(clock.anchor, -1), number))
    return one_day(calendar.weekday_before(clock.anchor, number, rule.offset < 0))


def weekday_this(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """As in "this Friday": of the report's own week."""
    return weekday_of_week(got, clock, rule)


def weekday_of_week(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """As in "Tuesday of last week"."""
    number = got.number("WEEKDAY")
    if number is None:
        return None
    monday = calendar.week_days(clock.anchor, rule.offset).first if clock.anchor else None
    return one_day(calendar.move(monday, number) if monday else None)


def weekday_ago(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "a week ago Friday", "two Fridays ago", "the Friday before last"."""
    number = _number(got)
    if number is None:
        return None
    if clock.anchor is None:
        return one_day(None)
    weeks = count_of(got) or 1
    if got.has("WEEKDAYS", "last"):
        back, day = (weeks - 1 if got.has("WEEKDAYS") else 1), calendar.weekday_before(clock.anchor, number, True)
    else:
        back, day = weeks, calendar.weekday_before(clock.anchor, number)
    return one_day(calendar.move(day, -7 * back))


def weekday_and_day(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "Friday 21", "Friday the 21st": the nearest such day that is that weekday; `None` where none is near."""
    weekday, number = got.number("WEEKDAY"), got.number("MDAY")
    if weekday is None or number is None:
        return None
    if clock.anchor is None:
        return one_day(None)
    first = clock.anchor.replace(day=1)
    months = [calendar.move_months(first, n) for n in _MONTHS_AROUND]
    days = [d for m in months if (d := calendar.make_day(m.year, m.month, number)) and d.weekday() == weekday]
    anchor: date = clock.anchor
    return one_day(min(days, key=lambda day: abs(day - anchor))) if days else None


def _number(got: Got) -> int | None:
    return got.number("WEEKDAYS") if got.has("WEEKDAYS") else got.number("WEEKDAY")
