"""Annotated time expressions, read from either form of gold file; `dates.py` says which there are and what is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from extractors.mentions.dates_calendar import Days, month_days, year_days

KINDS = ("day", "days", "week", "month", "year")
"""The sizes of expressions that are asked for; `days` is from one day to another."""
_ASKED_TYPES = frozenset(["DATE", "TIME", "date", "datetime", "daterange", "datetimerange"])
_SIZES = (
    ("day", re.compile(r"((\d{4}|XXXX)-(\d\d|XX)-\d\d|XXXX-WXX-\d)(T[A-Z]{2})?")),
    ("week", re.compile(r"\d{4}-W\d\d(-WE)?|(\d{4}|XXXX)-\d\d-W\d\d")),
    ("month", re.compile(r"(\d{4}|XXXX)-\d\d")),
    ("year", re.compile(r"\d{4}")),
    ("days", re.compile(r"\((\d{4}|XXXX)-\d\d-\d\d,(\d{4}|XXXX)-\d\d-\d\d,P\d+D\)")),
)
_NEAR, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Expression:
    """An annotated expression: its `kind` (`None` when it is not asked for) and the days that it may mean."""

    start: int
    end: int
    kind: str | None = None
    meanings: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A text of a day with its expressions."""

    name: str
    text: str
    day: date
    expressions: tuple[Expression, ...]


def read_records(path: Path, part: slice = slice(None)) -> Iterator[Record]:
    """Records of a gold file, of either form.

    Raises:
        KeyError: A record lacks one of its fields.
        ValueError: A line is no JSON, or a day none.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in islice(enumerate(lines), part.start, part.stop):
            raw = json.loads(line)
            name = str(raw.get("doc_id", number + 1))
            if "input" in raw and not raw["reference"]:
                continue
            if "input" in raw:
                day = datetime.fromisoformat(raw["reference"]).date()
                yield Record(name, raw["input"], day, (_resolved(raw, day),))
            else:
                found = tuple(_annotated(timex) for timex in raw["timex3"])
                yield Record(name, raw["text"], date.fromisoformat(raw["dct"][:10]), found)


def _kind(raw_type: str, value: str) -> str | None:
    if raw_type not in _ASKED_TYPES:
        return None
    return next((kind for kind, shape in _SIZES if shape.fullmatch(value)), None)


def _annotated(timex: dict[str, Any]) -> Expression:
    """An expression with a TIMEX3 value, which must be a date in full to be asked for."""
    value = str(timex["value"] or "")
    kind = None if "X" in value else _kind(timex["type"], value)
    days = _days(kind, value) if kind else None
    return Expression(timex["start"], timex["end"], kind if days else None, (days,) if days else ())


def _days(kind: str, value: str) -> Days | None:
    try:
        if kind == "day":
            day = date.fromisoformat(value[:10])
            return Days(day, day)
        if kind == "week":
            monday = date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            return Days(monday + timedelta(days=5 * value.endswith("WE")), monday + timedelta(days=6))
        return month_days(int(value[:4]), int(value[5:7])) if kind == "month" else year_days(int(value))
    except ValueError:
        return None


def _resolved(raw: dict[str, Any], reference: date) -> Expression:
    """An expression with the days it may mean; the end of a range is the day behind it, or the day itself."""
    kind = _kind(raw["type"], str(raw.get("timex") or ""))
    meanings: list[Days] = []
    for value in raw["values"] if kind else ():
        first, end = (_day(value.get(name) or value.get("value")) for name in ("start", "end"))
        if first is None or end is None:
            continue
        is_counted = kind == "days" and min(abs(first - reference), abs(end - reference)) <= _NEAR
        if is_counted or end < first:
            return Expression(raw["start"], raw["end"])
        kind = "week" if kind == "day" and end - first == _WEEK else kind
        is_open = kind not in (None, "day") and end > first
        meanings += [Days(first, end - timedelta(days=is_open))] + ([Days(first, end)] if kind == "days" else [])
    return Expression(raw["start"], raw["end"], kind if meanings else None, tuple(meanings))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
