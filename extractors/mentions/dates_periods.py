"""Periods in date words: weeks, months, years, and spans that end with the report ("in the last 24 hours")."""

from __future__ import annotations

from dataclasses import replace
from datetime import MINYEAR, date

from extractors.mentions import dates_calendar as calendar
from extractors.mentions.dates_calendar import Days
from extractors.mentions.dates_lexicon import DateRule
from extractors.mentions.dates_spans import (
    DAYS_IN,
    FEW_DAYS,
    Clock,
    Got,
    Span,
    edge_of,
    size_of,
    span_of,
)
from extractors.mentions.records import Granularity

_MOST_WEEKS = 5
_MONTHS_AHEAD = 9
"""Farther ahead "this" month is the last one."""


def calendar_unit(got: Got, clock: Clock, rule: DateRule) -> Span:
    """As in "last week", "earlier this month", "next year": a whole unit, or the part of it that has passed."""
    anchor = clock.anchor
    granularity = rule.granularity
    precision = {"week": 2, "weekend": 2}.get(rule.unit, 3)
    if anchor is None:
        return Span(None, None, precision, granularity)
    days = _unit_days(anchor, rule.unit, rule.offset)
    edge = got.word("EDGE")
    if edge:
        suffix = f":{edge_of(edge)}" if granularity == "month" else ""
        return replace(span_of(calendar.part_of(days, edge_of(edge)), precision, granularity), suffix=suffix)
    if rule.offset == 0:
        days = Days(anchor, days.last) if got.has("later") else _passed(days, anchor, is_before=got.has("earlier"))
    return span_of(days, precision, granularity)


def calendar_edge(got: Got, clock: Clock, _rule: DateRule) -> Span:
    """As in "at the end of last month", "the beginning of the week"."""
    unit = "week" if got.has("week") else "month"
    precision = 2 if unit == "week" else 3
    granularity: Granularity = "week" if unit == "week" else "month"
    edge = edge_of(got.word("EDGE"))
    if clock.anchor is None:
        return Span(None, None, precision, granularity, suffix=f":{edge}")
    days = _unit_days(clock.anchor, unit, -1 if got.has("last") else 0)
    return replace(span_of(calendar.part_of(days, edge), precision, granularity), suffix=f":{edge}")


def week_of_month(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "the first week of May", "the last week of June 2012": seven days, fewer in a fifth week."""
    number, ordinal, year = got.number("FULLMONTH"), got.number("ORD"), got.number("YEAR")
    if number is None or (ordinal is not None and not 1 <= ordinal <= _MOST_WEEKS):
        return None
    if year is None and clock.anchor is None:
        return Span(None, None, 2, "week")
    month = calendar.month_days(year, number) if year else calendar.month_before(number, clock.anchor or date.max)
    first = calendar.move(month.last, -6) if ordinal is None else calendar.move(month.first, 7 * (ordinal - 1))
    if first > month.last:
        return None
    return span_of(Days(first, min(calendar.move(first, 6), month.last)), 2, "week")


def _unit_days(anchor: date, unit: str, offset: int) -> Days:
    if unit == "week":
        return calendar.week_days(anchor, offset)
    if unit == "weekend":
        return calendar.weekend_days(anchor, offset)
    if unit == "month":
        return calendar.month_days(*calendar.month_of(calendar.move_months(anchor, offset)))
    return calendar.year_days(min(max(anchor.year + offset, 1), 9999))


def _passed(days: Days, anchor: date, is_before: bool) -> Days:
    """The part of the current unit up to the report; "earlier this week" leaves the report's own day out."""
    last = min(days.last, calendar.move(anchor, -1 if is_before else 0))
    return Days(min(days.first, last), last)


def month(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "in May", "early May 2014", "last December"."""
    numbers = [v for s in ("MONTH", "FULLMONTH", "MONTHNAME") for v in got.numbers(s)]
    if not numbers:
        return None
    days = _month_days(numbers[-1], got, clock)
    if len(numbers) == 2 and days:
        return span_of(Days(calendar.month_before(numbers[0], days.first).first, days.last), 3, "month")
    edge = got.word("EDGE")
    if edge is None:
        return span_of(days, 3, "month")
    part = calendar.part_of(days, edge_of(edge)) if days else None
    return replace(span_of(part, 3, "month"), suffix=f":{edge_of(edge)}")


def _month_days(number: int, got: Got, clock: Clock) -> Days | None:
    year, anchor = got.number("YEAR"), clock.anchor
    if year is None and anchor is None:
        return None
    if year is None and anchor and got.has("year"):
        year = anchor.year - got.has("last")
    if year is None and anchor and got.has("this"):
        year = anchor.year - (number - anchor.month > _MONTHS_AHEAD)
    if year is not None:
        return calendar.month_days(max(year, MINYEAR), number)
    if anchor is None:
        return None
    if clock.is_ahead and number == anchor.month:
        return calendar.month_days(anchor.year, number)
    is_ahead = got.has("next") or (clock.is_ahead and not got.has("last"))
    return calendar.month_after(number, anchor) if is_ahead else calendar.month_before(number, anchor, got.has("last"))


def year(got: Got, _clock: Clock, _rule: DateRule) -> Span | None:
    """As in "in 2011", "the summer of 2012", "2003-2011": too coarse to code."""
    years = got.numbers("YEAR")
    if not years or years[0] > years[-1]:
        return None
    return span_of(Days(date(years[0], 1, 1), date(years[-1], 12, 31)), 3, "year")


def decade(got: Got, _clock: Clock, _rule: DateRule) -> Span:
    """As in "the 1980s"."""
    first = got.number("DECADE")
    days = Days(date(first, 1, 1), date(first + 9, 12, 31)) if first else None
    return span_of(days, 3, "year")


def past_span(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "over the past three days", "in the last 24 hours", "in three days": up to the report."""
    unit = _rolling_unit(got)
    counts = got.numbers("NUM")
    count = counts[-1] if counts else (None if got.has("FEW", "UNITS") else 1)
    size = size_of(unit)
    is_few_days = count is None and unit == "day"
    if size in ("year", "vague") or (count is None and not is_few_days):
        return Span(None, None, 3, "year" if size == "year" else "vague", is_duration=True)
    back = FEW_DAYS[1] if count is None else max(0, _days_back(unit, count))
    is_short = unit in ("hour", "day", "night") and back <= 1
    granularity: Granularity = "days" if size == "day" and unit != "hour" else size
    precision = 1 if is_short else 3 if size == "month" else 2
    if clock.anchor is None:
        return Span(None, None, precision, granularity, is_duration=True)
    return span_of(Days(calendar.move(clock.anchor, -back), clock.anchor), precision, granularity, is_duration=True)


def _rolling_unit(got: Got) -> str:
    for name, _, _ in reversed(got.path):
        if name in DAYS_IN:
            return name
    return got.unit()


def _days_back(unit: str, count: int) -> int:
    """Days before the report that a span covers: two for three days with the report's own, one for 24 hours."""
    return -(-count // 24) if unit == "hour" else count * DAYS_IN[unit] - 1


def nth_day(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "for a second day": the span that ends with the report; the day itself is its last."""
    number = got.number("ORD") or got.number("NUM")
    if number is None:
        return None
    if clock.anchor is None:
        return Span(None, None, 1, "day", is_duration=True)
    return span_of(Days(calendar.move(clock.anchor, 1 - number), clock.anchor), 1, "day", is_duration=True)
