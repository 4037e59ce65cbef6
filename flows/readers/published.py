"""The day of publication as records state it.

ISO dates and date-times come first and are read strictly; a time zone does not move the day: it is the day as stated.
Other spellings go to dateparser, which must find day, month and year: "December 2012" is not a day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

import dateparser

_LANGUAGES = ["en", "fr", "es", "pt", "de", "ar", "ru", "uk", "tr"]
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T\s].*|Z)?\s*", re.DOTALL)
_COMPACT = re.compile(r"\s*\d{8}(?:T\d{4,6}.{0,10})?\s*")
_AMBIGUOUS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})\b")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What a value says: a day, or `None` when it says none; `is_ambiguous` when day and month could be swapped."""

    day: date | None
    is_ambiguous: bool = False


def parse_published(value: object, *, is_day_first: bool = True) -> PublishedDay:
    """Read a day of publication from a date, a date-time, a Unix time or words."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e15 else ""
    return _from_words(value, is_day_first) if isinstance(value, str) else PublishedDay(None)


@lru_cache(maxsize=8192)
def _from_words(words: str, is_day_first: bool) -> PublishedDay:
    if not words.strip() or len(words) > _LONGEST:
        return PublishedDay(None)
    iso = _ISO.fullmatch(words)
    if iso is not None or _COMPACT.fullmatch(words):
        return _within(_from_iso(iso.group(1) if iso else words.strip()))
    found = _from_mail(words) or _from_dateparser(words, is_day_first)
    return _within(found.date() if found else None, _is_ambiguous(words))


def _within(day: date | None, is_ambiguous: bool = False) -> PublishedDay:
    is_sane = day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR
    return PublishedDay(day if is_sane else None, is_sane and is_ambiguous)


def _is_ambiguous(words: str) -> bool:
    match = _AMBIGUOUS.match(words)
    return match is not None and match.group(1) != match.group(2) and max(map(int, match.groups())) <= 12


def _from_iso(words: str) -> date | None:
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None


def _from_mail(words: str) -> datetime | None:
    """RFC 2822, as feeds write it ("Fri, 28 Dec 2012 00:30:00 +0300")."""
    try:
        return parsedate_to_datetime(words) if ":" in words and "," in words[:4] else None
    except (ValueError, TypeError, IndexError):
        return None


def _from_dateparser(words: str, is_day_first: bool) -> datetime | None:
    settings = {
        "DATE_ORDER": "DMY" if is_day_first else "MDY",
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["timestamp", "absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": ":" in words,
        "TIMEZONE": "UTC",
    }
    try:
        return dateparser.parse(words, languages=_LANGUAGES, settings=settings)
    except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
        return None
