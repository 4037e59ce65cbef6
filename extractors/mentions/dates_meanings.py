"""What each kind of date words means, as days: one small function a meaning, named in the rules of `dates.yml`.

A function gets what the pattern caught, the clock (the day of the report) and the rule with its arguments. It returns a `Span`,
or `None` when the words are no date after all, so that a shorter reading is tried. Words that need the day of the report
give a span without days when that day is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dateutil.easter import easter

from extractors.mentions import dates_calendar as calendar
from extractors.mentions.dates_calendar import Days
from extractors.mentions.dates_lexicon import DateRule
from extractors.mentions.dates_numeric import read_numeric
from extractors.mentions.dates_patterns import Path, Value
from extractors.mentions.records import Granularity
from extractors.text.tokens import Sentence

Kind = TypeVar("Kind", int, str)

DAYS_IN = {"hour": 0, "day": 1, "week": 7, "fortnight": 14, "weekend": 7, "month": 30, "season": 90, "year": 365, "decade": 3650}
_FEW_DAYS = (2, 6)


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


@dataclass(frozen=True, slots=True)
class Clock:
    """From where words are seen: the day of the report, and the source's order of day and month in figures."""

    anchor: date | None
    day_first: bool | None


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


def _span(days: Days | None, precision: int, granularity: Granularity, is_duration: bool = False) -> Span:
    first, last = days or (None, None)
    return Span(first, last, precision, granularity, is_duration=is_duration)


def vague(_got: Got, clock: Clock, rule: DateRule) -> Span:
    """"In recent years": no day at all."""
    return Span(None, None, 3, "vague", is_duration=rule.is_duration)


def day_offset(_got: Got, clock: Clock, rule: DateRule) -> Span:
    """"Yesterday": so many days from the report."""
    return one_day(calendar.move(clock.anchor, rule.offset) if clock.anchor else None)


def context_offset(_got: Got, clock: Clock, rule: DateRule) -> Span:
    """"A day earlier": so many days from another date in the text; seen from the report unless it lies ahead."""
    offset = rule.offset
    day = calendar.move(clock.anchor, offset) if clock.anchor and offset <= 0 else None
    return one_day(day, suffix=f":{offset:+d}")


def context_units(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """"Three days later": units from another date in the text; a few of them are too vague to code."""
    ago = units_ago(got, clock, rule) if rule.offset < 0 else None
    count = _count(got)
    unit = got.unit()
    size = _size(unit)
    if count is None or unit == "hour":
        return replace(vague(got, clock, rule), suffix=":?") if unit != "hour" else one_day(clock.anchor, suffix=":+0")
    offset = rule.offset * count * DAYS_IN[unit]
    precision = {"day": 1, "week": 2}.get(size, 3)
    first, last = (ago.first, ago.last) if ago else (None, None)
    return Span(first, last, precision, size, suffix=f":{offset:+d}")


def other_units(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """"Two days before the vote": the day of something else, which the words do not give."""
    count = _count(got)
    if count is None or got.unit() == "hour":
        return None
    return Span(None, None, 1, _size(got.unit()), suffix=f":{rule.offset * count * DAYS_IN[got.unit()]:+d}")


def units_ago(got: Got, clock: Clock, _rule: DateRule) -> Span:
    """"Three days ago", "two weeks ago", "years ago"."""
    unit, count, anchor = got.unit(), _count(got), clock.anchor
    size = _size(unit)
    if size in ("year", "vague") or (count is None and unit not in ("day", "hour")):
        return Span(None, None, 3, "vague")
    if unit == "hour":
        return one_day(anchor)
    if anchor is None:
        return Span(None, None, {"day": 1, "week": 2}.get(size, 3), size)
    if count is None:
        return _span(Days(calendar.move(anchor, -_FEW_DAYS[1]), calendar.move(anchor, -_FEW_DAYS[0])), 2, "days")
    return _around(anchor, unit, count)


def _around(anchor: date, unit: str, count: int) -> Span:
    if unit == "day":
        return one_day(calendar.move(anchor, -count))
    if unit == "month":
        days = calendar.month_days(*_year_month(calendar.move_months(anchor, -count)))
        return _span(days, 3, "month")
    day = calendar.move(anchor, -count * DAYS_IN[unit])
    return _span(Days(calendar.move(day, -3), calendar.move(day, 3)), 2, "week")


def weekday(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """"On Friday": the last one up to the report; "last" is strictly before it, "next" behind it."""
    number = got.number("WEEKDAY")
    if number is None:
        return None
    if clock.anchor is None:
        return one_day(None)
    if rule.offset > 0:
        return one_day(calendar.weekday_after(clock.anchor, number))
    return one_day(calendar.weekday_before(clock.anchor, number, rule.offset < 0))


def weekday_this(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """"This Friday": of the report's own week."""
    return weekday_of_week(got, clock, rule)


def weekday_of_week(got: Got, clock: Clock, rule: DateRule) -> Span | None:
    """"Tuesday of last week"."""
    number = got.number("WEEKDAY")
    if number is None:
        return None
    monday = calendar.week_days(clock.anchor, rule.offset).first if clock.anchor else None
    return one_day(calendar.move(monday, number) if monday else None)


def full_date(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"28 December 2012", "Dec. 28": a day and a month, the year said or the nearest one."""
    day, month, year = got.number("MDAY"), got.number("MONTH"), got.number("YEAR")
    if day is None or month is None:
        return None
    if got.has("last", "this") and clock.anchor:
        year = clock.anchor.year - got.has("last")
    if year is not None:
        found = calendar.make_day(year, month, day)
        return one_day(found, is_explicit=True) if found else None
    if calendar.make_day(2000, month, day) is None:
        return None
    said = got.number("WDAY") if got.has("WDAY") else got.number("WEEKDAY")
    return one_day(calendar.nearest_year(month, day, clock.anchor, said) if clock.anchor else None, is_explicit=True)


def numeric_date(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"21-08-2014", "05/07/2014": the order by the source, else by what the numbers or the report's day allow."""
    found = read_numeric(got.sentence, got.first, got.end, clock.anchor, clock.day_first)
    if found is None:
        return None
    return one_day(found.day, is_explicit=True)


def day_of_month(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"On the 5th": of this month, or of the last one when that lies ahead."""
    number = got.number("NTH")
    if number is None or not 1 <= number <= 31:
        return None
    return one_day(calendar.day_of_month_before(number, clock.anchor) if clock.anchor else None)


def date_range(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"Between 5 and 7 May", "May 5-7"."""
    days, month, year = got.numbers("MDAY"), got.number("MONTH"), got.number("YEAR")
    if len(days) != 2 or month is None or days[0] >= days[1] or not _is_linked(got):
        return None
    if calendar.make_day(year or 2000, month, days[1]) is None:
        return None
    last = _day_in(year, month, days[1], clock.anchor)
    first = calendar.move(last, days[0] - days[1]) if last else None
    return Span(first, last, 2, "days", True, is_duration=got.has("from"))


def _is_linked(got: Got) -> bool:
    """True when a word or a hyphen stands between the two day numbers ("5-7 May", not "5 7 May")."""
    at = [position for name, _, position in got.path if name == "MDAY"]
    return at[1] > at[0] + 1 or got.sentence.glued[at[1]]


def _day_in(year: int | None, month: int, day: int, anchor: date | None) -> date | None:
    if year is not None:
        return calendar.make_day(year, month, day)
    return calendar.nearest_year(month, day, anchor) if anchor else None


def calendar_unit(got: Got, clock: Clock, rule: DateRule) -> Span:
    """"Last week", "earlier this month", "next year": a whole unit, or the part of it that has passed."""
    anchor = clock.anchor
    granularity = rule.granularity
    precision = {"week": 2, "weekend": 2}.get(rule.unit, 3)
    if anchor is None:
        return Span(None, None, precision, granularity)
    days = _unit_days(anchor, rule.unit, rule.offset)
    if rule.offset == 0:
        days = Days(anchor, days.last) if got.has("later") else _passed(days, anchor, is_before=got.has("earlier"))
    edge = got.word("EDGE")
    if edge and rule.offset:
        days = calendar.part_of(days, _edge(edge))
    return _span(days, precision, granularity)


def calendar_edge(got: Got, clock: Clock, _rule: DateRule) -> Span:
    """"At the end of last month", "the beginning of the week"."""
    unit = "week" if got.has("week") else "month"
    precision = 2 if unit == "week" else 3
    granularity: Granularity = "week" if unit == "week" else "month"
    edge = _edge(got.word("EDGE") or "early")
    if clock.anchor is None:
        return Span(None, None, precision, granularity, suffix=f":{edge}")
    days = _unit_days(clock.anchor, unit, -1 if got.has("last") else 0)
    return replace(_span(calendar.part_of(days, edge), precision, granularity), suffix=f":{edge}")


def _unit_days(anchor: date, unit: str, offset: int) -> Days:
    if unit == "week":
        return calendar.week_days(anchor, offset)
    if unit == "weekend":
        return calendar.weekend_days(anchor, offset)
    if unit == "month":
        return calendar.month_days(*_year_month(calendar.move_months(anchor, offset)))
    return calendar.year_days(min(max(anchor.year + offset, 1), 9999))


def _passed(days: Days, anchor: date, is_before: bool) -> Days:
    """The part of the current unit up to the report; "earlier this week" leaves the report's own day out."""
    last = min(days.last, calendar.move(anchor, -1 if is_before else 0))
    return Days(min(days.first, last), last)


def month(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"In May", "early May 2014", "last December"."""
    number = next((v for s in ("MONTH", "FULLMONTH", "MONTHNAME") for v in got.numbers(s)), None)
    if number is None:
        return None
    days = _month_days(number, got, clock)
    edge = got.word("EDGE")
    if edge is None:
        return _span(days, 3, "month")
    part = calendar.part_of(days, _edge(edge)) if days else None
    return replace(_span(part, 3, "month"), suffix=f":{_edge(edge)}")


def _month_days(number: int, got: Got, clock: Clock) -> Days | None:
    year, anchor = got.number("YEAR"), clock.anchor
    if year is None and anchor is None:
        return None
    if year is None and anchor and got.has("year"):
        year = anchor.year - got.has("last")
    if year is not None:
        return calendar.month_days(year, number)
    return calendar.month_before(number, anchor, got.has("last")) if anchor else None


def year(got: Got, _clock: Clock, _rule: DateRule) -> Span | None:
    """"In 2011", "the summer of 2012", "2003-2011": too coarse to code."""
    years = got.numbers("YEAR")
    if not years or years[0] > years[-1]:
        return None
    return _span(Days(date(years[0], 1, 1), date(years[-1], 12, 31)), 3, "year")


def decade(got: Got, _clock: Clock, _rule: DateRule) -> Span:
    """"The 1980s"."""
    first = got.number("DECADE")
    days = Days(date(first, 1, 1), date(first + 9, 12, 31)) if first else None
    return _span(days, 3, "year")


def past_span(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"Over the past three days", "in the last 24 hours", "in three days": up to the report."""
    unit = _rolling_unit(got)
    counts = got.numbers("NUM")
    count = counts[-1] if counts else (None if got.has("FEW", "UNITS") else 1)
    size = _size(unit)
    is_few_days = count is None and unit == "day"
    if size in ("year", "vague") or (count is None and not is_few_days):
        return Span(None, None, 3, "year" if size == "year" else "vague", is_duration=True)
    back = _FEW_DAYS[1] if count is None else _days_back(unit, count)
    is_short = unit in ("hour", "day", "night") and back <= 1
    granularity: Granularity = "days" if size == "day" else size
    precision = 1 if is_short else 3 if size == "month" else 2
    if clock.anchor is None:
        return Span(None, None, precision, granularity, is_duration=True)
    return _span(Days(calendar.move(clock.anchor, -back), clock.anchor), precision, granularity, is_duration=True)


def _rolling_unit(got: Got) -> str:
    for name, _, _ in reversed(got.path):
        if name in DAYS_IN:
            return name
    return got.unit()


def _days_back(unit: str, count: int) -> int:
    """Days before the report that a span covers: three days are the report's and two before, 24 hours reach back one."""
    return -(-count // 24) if unit == "hour" else count * DAYS_IN[unit] - 1


def nth_day(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """"For a second day": the span that ends with the report; the day itself is its last."""
    number = got.number("ORD") or got.number("NUM")
    if number is None:
        return None
    if clock.anchor is None:
        return Span(None, None, 1, "day", is_duration=True)
    return _span(Days(calendar.move(clock.anchor, 1 - number), clock.anchor), 1, "day", is_duration=True)


def holiday(got: Got, clock: Clock, _rule: DateRule) -> Span | None:
    """Feast days with a fixed date, and those counted from Easter."""
    value, said = got.word("HOLIDAY"), got.number("YEAR")
    if value is None:
        return None
    if said is None and clock.anchor is None:
        return one_day(None)
    latest = calendar.move(clock.anchor, calendar.DAYS_AHEAD) if clock.anchor and said is None else None
    years = [said] if said is not None else [latest.year, latest.year - 1] if latest else []
    days = [_feast(value, y) for y in years]
    return one_day(next((d for d in days if d and (latest is None or d <= latest)), None), is_explicit=True)


def _feast(value: str, year: int) -> date | None:
    if value.startswith("easter"):
        return calendar.move(easter(max(year, 1)), int(value.removeprefix("easter")))
    month, day = (int(part) for part in value.split("-"))
    return calendar.make_day(year, month, day)


def named_day(got: Got, _clock: Clock, _rule: DateRule) -> Span | None:
    """"9/11"."""
    value = got.word("NAMEDDAY")
    return one_day(date.fromisoformat(value), is_explicit=True) if value else None


def _count(got: Got) -> int | None:
    """How many units: the larger number said, one for "a day", `None` for "a few days" or bare "days"."""
    counts = got.numbers("NUM")
    if counts:
        return min(counts[-1], 100_000)
    return None if got.has("FEW", "UNITS") or not got.has("UNIT") else 1


def _size(unit: str) -> Granularity:
    sizes: dict[str, Granularity] = {
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
    return sizes.get(unit, "vague")


def _edge(value: str) -> calendar.Edge:
    edges: dict[str, calendar.Edge] = {"early": "early", "middle": "middle", "late": "late"}
    return edges[value]


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


MEANINGS: dict[str, Meaning] = {
    "day_offset": day_offset,
    "context_offset": context_offset,
    "context_units": context_units,
    "other_units": other_units,
    "units_ago": units_ago,
    "weekday": weekday,
    "weekday_this": weekday_this,
    "weekday_of_week": weekday_of_week,
    "full_date": full_date,
    "numeric_date": numeric_date,
    "day_of_month": day_of_month,
    "date_range": date_range,
    "calendar": calendar_unit,
    "calendar_edge": calendar_edge,
    "month": month,
    "year": year,
    "decade": decade,
    "past_span": past_span,
    "nth_day": nth_day,
    "vague": vague,
    "holiday": holiday,
    "named_day": named_day,
}
