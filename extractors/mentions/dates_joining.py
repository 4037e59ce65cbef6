"""Joins neighbouring dates into one span: "from Monday to Wednesday", "Friday night into Saturday", "since May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.mentions import dates_calendar as calendar
from extractors.mentions.dates_lexicon import DatesLexicon
from extractors.mentions.dates_spans import Span
from extractors.mentions.records import Granularity
from extractors.text.tokens import Sentence

_SIZES: tuple[Granularity, ...] = ("day", "days", "week", "month", "year", "vague")
_OFFSET_RULES = ("before_other", "after_other")
_YEARLESS = ("day_month", "month_day")
"""Rules of a day and a month whose year may be said later."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A date in the tokens `first` to `end` (half open) and the rule that found it."""

    first: int
    end: int
    span: Span
    rule_id: str


class Joiner:
    """Joins dates with the link words of one language."""

    def __init__(self, lexicon: DatesLexicon) -> None:
        """Index the link words."""
        self._openers = frozenset(lexicon.openers)
        self._approximators = frozenset(lexicon.approximators)
        self._range_openers = frozenset(lexicon.range_openers)
        self._links = frozenset(lexicon.range_links)
        self._opened_links = frozenset(lexicon.opened_links)

    def join(self, sentence: Sentence, found: list[Found], anchor: date | None) -> list[Found]:
        """The same dates with ranges and "since" joined."""
        joined: list[Found] = []
        for hit in found:
            counted = _counted(joined[-1], hit) if joined else None
            if counted:
                joined[-1] = counted
                continue
            range_hit = self._range(sentence, joined[-1], hit) if joined else None
            if range_hit:
                joined[-1] = range_hit
            else:
                joined.append(self._opened(sentence, hit, anchor))
        return joined

    def _opened(self, sentence: Sentence, hit: Found, anchor: date | None) -> Found:
        """As in "since Friday", from there up to the report; "around 3 May" is a rough day."""
        before = sentence.lowers[hit.first - 1] if hit.first else ""
        if before in self._approximators and hit.span.is_explicit:
            return replace(hit, span=replace(hit.span, precision=max(hit.span.precision, 2)))
        if before not in self._openers or hit.span.granularity == "vague":
            return hit
        last = max(anchor, hit.span.first) if anchor and hit.span.first else None
        granularity: Granularity = "days" if hit.span.granularity == "day" else hit.span.granularity
        span = replace(hit.span, last=last, is_duration=True, granularity=granularity)
        return Found(hit.first - 1, hit.end, span, f"since:{hit.rule_id}")

    def _range(self, sentence: Sentence, one: Found, two: Found) -> Found | None:
        opener = sentence.lowers[one.first - 1] if one.first else ""
        is_opened = opener in self._range_openers
        if not self._is_linked(sentence, one.end, two.first, is_opened) or "vague" in _sizes(one, two):
            return None
        if not is_opened and set(_sizes(one, two)) != {"day"}:
            return None
        span = _between(one, two)
        if span is None:
            return None
        first = one.first - 1 if is_opened else one.first
        return Found(first, two.end, span, f"range:{two.rule_id}")

    def _is_linked(self, sentence: Sentence, end: int, first: int, is_opened: bool) -> bool:
        if first == end:
            return sentence.glued[first]
        word = sentence.lowers[end]
        return first == end + 1 and (word in self._links or (is_opened and word in self._opened_links))


def _counted(one: Found, two: Found) -> Found | None:
    """Two days before 5 May: an offset and the date that it counts from."""
    rule, _, offset = one.rule_id.partition(":")
    if rule not in _OFFSET_RULES or two.first != one.end or two.span.granularity != "day":
        return None
    day = calendar.move(two.span.first, int(offset)) if two.span.first else None
    span = replace(one.span, first=day, last=day, is_explicit=two.span.is_explicit)
    return Found(one.first, two.end, span, f"counted:{two.rule_id}")


def _sizes(one: Found, two: Found) -> tuple[Granularity, Granularity]:
    return one.span.granularity, two.span.granularity


def _between(one: Found, two: Found) -> Span | None:
    """The stretch from one date to the other; `None` when the second lies before the first.

    A year said of the second holds for the first ("from 28 April to 3 May 2014").
    """
    granularity = max(_sizes(one, two), key=_SIZES.index)
    first, last = one.span.first, two.span.last
    if first and last and first > last and "weekday" in one.rule_id:
        first = calendar.move(first, -_WEEK * -(-(first - last).days // _WEEK))
    if first and last and first > last and one.rule_id in _YEARLESS and two.span.is_explicit:
        first = calendar.nearest_year(first.month, first.day, last)
    if first and last and first > last:
        return None
    is_night = granularity == "day" and first is not None and last is not None and (last - first).days <= 1
    is_day = granularity == "day"
    precision = 1 if is_night else max(one.span.precision, two.span.precision, 2)
    is_explicit = one.span.is_explicit and two.span.is_explicit
    return Span(first, last, precision, "days" if is_day else granularity, is_explicit, not is_night)
