"""What each kind of date words means, as days: one small function a meaning, named in the rules of `dates.yml`.

A function gets what the pattern caught, the clock (the day of the report) and the rule with its arguments. It returns a
`Span`, or `None` when the words are no date after all, so that a shorter reading is tried. Words that need the report's
day give a span without days when that day is not known. Weeks, months and longer spans are in `dates_periods`.
"""

from __future__ import annotations

from datetime import MINYEAR, date

from dateutil.easter import easter

from extractors.mentions import dates_calendar as calendar
from extractors.mentions import dates_periods as periods
from extractors.mentions import dates_weekdays as weekdays
from extractors.mentions.dates_calendar import Days
from extractors.mentions.dates_lexicon import DateRule
from extractors.mentions.dates_numeric import read_numeric
from extractors.mentions.dates_spans import (
    DAYS_IN,
    FEW_DAYS,
    Clock,
    Got,
    Meaning,
    Span,
    count_of,
    one_day,
    precision_of,
    size_of,
    span_of,
)


def vague(_got: Got, clock: Clock, rule: DateRule) -> Span:
    """As in "in recent years": no day at all."""
    return Span(None, None, 3, "vague", is_duration=rule.is_duration)


def day_offset(_got: Got, clock: Clock, rule: DateRule) -> Span:
    """As in "yesterday": so many days from the report."""
    return one_day(calendar.move(clock.anchor, rule.offset) if clock.anchor else None)


def context_offset(_got: Got, _clock: Clock, rule: DateRule) -> Span:
    """As in "a day earlier": so many days from another date in the text."""
    return Span(None, None, 1, "day", offset=rule.offset)


def context_units(got: Got, clock: Clock, rule: DateRule) -> Span:
    """As in "three days later": units from another date in the text; "days later" is too vague to code."""
    count, unit = count_of(got), got.unit()
    size = size_of(unit)
    if unit == "hour":
        return Span(None, None, 1, "day", offset=0)
    if count is None:
        return vague(got, clock, rule)
    return Span(None, None, precision_of(size), size, offset=rule.offset * count * DAYS_IN[unit])


def other_units(got: Got, _clock: Clock, rule: DateRule) -> Span | None:
    """As in "two days before the vote": counted from the day of something else, which the words do not give."""
    count, unit = count_of(got), got.unit()
    if count is None or unit == "hour":
        return None
    offset = rule.offset * count * DAYS_IN[unit]
    return Span(None, None, precision_of(size_of(unit)), size_of(unit), suffix=f":{offset:+d}")


def units_ago(got: Got, clock: Clock, _rule: DateRule) -> Span:
    """As in "three days ago", "two weeks ago", "a year ago today", "years ago"."""
    unit, count, anchor = got.unit(), count_of(got), clock.anchor
    size = size_of(unit)
    if unit == "year" and count is not None and anchor is not None:
        return _years_ago(got, anchor, count)
    if size in ("year", "vague") or (count is None and unit not in ("day", "hour")):
        return Span(None, None, 3, "vague")
    if unit == "hour":
        return one_day(anchor)
    if anchor is None:
        return Span(None, None, precision_of(size), size)
    if count is None:
        return span_of(Days(calendar.move(anchor, -FEW_DAYS[1]), calendar.move(anchor, -FEW_DAYS[0])), 2, "days")
    return _around(anchor, unit, count)


def _years_ago(got: Got, anchor: date, count: int) -> Span:
    if got.has("today"):
        return one_day(calendar.move_months(anchor, -12 * count))
    return span_of(calendar.year_days(max(anchor.year - count, MINYEAR)), 3, "year")


def _around(anchor: date, unit: str, count: int) -> Span:
    if unit == "day":
        return one_day(calendar.move(anchor, -count))
    if unit == "month":
        days = calendar.month_days(*calendar.month_of(calendar.move_months(anchor, -count)))
        return span_of(days, 3, "month")
    day = calendar.move(anchor, -count * DAYS_IN[unit])
    return span_of(Days(calendar.move(day, -3), calendar.move(day, 3)), 2, "week")


def full_date(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "28 December 2012", "Dec. 28": a day and a month, the year said or the nearest one."""
    day, month, year = got.number("MDAY"), got.number("MONTH"), got.number("YEAR")
    joined = got.number("DAYANDYEAR")
    if joined is not None:
        day, year = divmod(joined, 10_000)
    if day is None or month is None:
        return None
    if got.has("last", "this") and clock.anchor:
        year = clock.anchor.year - got.has("last")
    if year is not None:
        found = calendar.make_day(year, month, day)
        return one_day(found, is_explicit=True) if found else None
    if calendar.make_day(2000, month, day) is None:
        return None
    if clock.anchor is not None and clock.is_ahead:
        return one_day(calendar.next_such_day(month, day, clock.anchor), is_explicit=True)
    said = got.number("WDAY") if got.has("WDAY") else got.number("WEEKDAY")
    return one_day(calendar.nearest_year(month, day, clock.anchor, said) if clock.anchor else None, is_explicit=True)


def numeric_date(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "21-08-2014", "05/07/2014": the order by the source, else by what the numbers or the report's day allow."""
    found = read_numeric(got.sentence, got.first, got.end, clock.anchor, clock.day_first)
    if found is None:
        return None
    return one_day(found.day, is_explicit=True)


def day_of_month(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "on the 5th": of this month, or of the last one when that lies ahead; "of last month" says which."""
    number = got.number("NTH")
    if number is None or not 1 <= number <= 31:
        return None
    if got.has("last") and clock.anchor:
        month = calendar.move_months(clock.anchor, -1)
        return one_day(calendar.make_day(month.year, month.month, number))
    return one_day(calendar.day_of_month_before(number, clock.anchor) if clock.anchor else None)


def date_range(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """As in "between 5 and 7 May", "May 5, 6 and 7"; "the night of 5-6 May" is one night."""
    days, month, year = got.numbers("MDAY"), got.number("MONTH"), got.number("YEAR")
    if len(days) < 2 or month is None or days != sorted(set(days)) or not _is_linked(got):
        return None
    if calendar.make_day(year or 2000, month, days[-1]) is None:
        return None
    last = _day_in(year, month, days[-1], clock.anchor)
    first = calendar.move(last, days[0] - days[-1]) if last else None
    is_night = got.has("PART", "overnight") and days[-1] - days[0] == 1
    return Span(first, last, 1 if is_night else 2, "days", True, is_duration=got.has("from") and not is_night)


def week_of_day(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """As in "the week of 5 May"; a week "beginning" or "ending" on a day counts from or to it."""
    span = full_date(got, clock, rule)
    if span is None or span.first is None:
        return span and Span(None, None, 2, "week")
    if got.has("of"):
        return span_of(calendar.week_days(span.first), 2, "week")
    first = calendar.move(span.first, -6 if got.has("ending") else 0)
    return span_of(Days(first, calendar.move(first, 6)), 2, "week")


def _is_linked(got: Got) -> bool:
    """True when a word or a hyphen stands between the two day numbers ("5-7 May", not "5 7 May")."""
    at = [position for name, _, position in got.path if name == "MDAY"]
    return at[1] > at[0] + 1 or got.sentence.glued[at[1]]


def _day_in(year: int | None, month: int, day: int, anchor: date | None) -> date | None:
    if year is not None:
        return calendar.make_day(year, month, day)
    return calendar.nearest_year(month, day, anchor) if anchor else None


def holiday(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """Feast days with a fixed date, and those counted from Easter."""
    value, said = got.word("HOLIDAY") or got.word("FEAST"), got.number("YEAR")
    if value is None:
        return None
    if got.has("year") and clock.anchor:
        said = clock.anchor.year - 1
    if said is None and clock.anchor is None:
        return one_day(None)
    latest = calendar.move(clock.anchor, calendar.DAYS_AHEAD) if clock.anchor and said is None else None
    years = [said] if said is not None else [latest.year, latest.year - 1] if latest else []
    days = [_feast(value, y) for y in years]
    return one_day(next((d for d in days if d and (latest is None or d <= latest)), None), is_explicit=True)


def _feast(value: str, year: int) -> date | None:
    if value.startswith("easter"):
        return calendar.move(easter(max(year, 1)), int(value.removeprefix("easter ")))
    month, day = (int(part) for part in value.split("-"))
    return calendar.make_day(year, month, day)


def named_day(got: Got, _clock: Clock, _rule: DateRule) -> Span | None:
    """As in "9/11"."""
    value = got.word("NAMEDDAY")
    return one_day(date.fromisoformat(value), is_explicit=True) if value else None


MEANINGS: dict[str, Meaning] = {
    "day_offset": day_offset,
    "context_offset": context_offset,
    "context_units": context_units,
    "other_units": other_units,
    "units_ago": units_ago,
    "weekday": weekdays.weekday,
    "weekday_this": weekdays.weekday_this,
    "weekday_of_week": weekdays.weekday_of_week,
    "weekday_ago": weekdays.weekday_ago,
    "weekday_and_day": weekdays.weekday_and_day,
    "full_date": full_date,
    "numeric_date": numeric_date,
    "day_of_month": day_of_month,
    "date_range": date_range,
    "calendar": periods.calendar_unit,
    "calendar_edge": periods.calendar_edge,
    "week_of_month": periods.week_of_month,
    "week_of_day": week_of_day,
    "month": periods.month,
    "year": periods.year,
    "decade": periods.decade,
    "past_span": periods.past_span,
    "nth_day": periods.nth_day,
    "vague": vague,
    "holiday": holiday,
    "named_day": named_day,
}

TURNING = frozenset(["weekday", "month", "full_date"])
"""Meanings that look ahead where the words before say so."""
