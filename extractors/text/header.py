"""Above the prose stand the page's own words about itself: when it was published, by whom, under which headline.

The header is read from the top, item by item, until something else begins. What it says of the day is worth more than
the day that an archive attached later; a printed day counts only where no sentence goes on behind it ("5 January 2015
was the worst day" is prose).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from extractors.text.clutter import Span, has_word, is_terminated, trimmed
from extractors.text.dateline import DatelineFinder
from extractors.text.headline import Headline, repeated_start
from extractors.text.layout_lexicon import LayoutLexicon, any_of
from extractors.text.printed_days import OwnDay, PrintedDays

_DEPTH = 12
_HEADLINES = 3
_REACH = 250
_LONGEST_LINE = 200
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s")
_PROSE_FOLLOWS = re.compile(r"\s*(?:,|[^\W\d_])")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Head:
    """What the top of an article holds: headline spans, the printed day, and the spans that are left for the body."""

    rest: list[Span]
    headlines: list[Span] = field(default_factory=list)
    day: date | None = None
    day_span: Span | None = None
    is_update: bool = False

    def state_day(self, day: date | None, span: Span, is_update: bool) -> None:
        """Keep a printed day; a day of publication wins over a day of change, else the first wins."""
        if day is not None and (self.day is None or (self.is_update and not is_update)):
            self.day, self.day_span, self.is_update = day, span, is_update


class HeaderReader:
    """Reads the top of articles in one language."""

    def __init__(self, lexicon: LayoutLexicon, datelines: DatelineFinder) -> None:
        self._datelines = datelines
        self._days = PrintedDays(lexicon)
        agency, zones = any_of(lexicon.agencies), any_of(lexicon.time_zones)
        published, updated = any_of(lexicon.published_words), any_of(lexicon.updated_words)
        suffix = any_of(lexicon.clock_suffixes)
        clock = (
            rf"(?:[,\s]*(?:{any_of(lexicon.clock_words)}\s*)?\d{{1,2}}[:.]\d\d(?::\d\d)?(?!\d)(?:\s*{suffix}(?!\w))?"
            rf"|\s+{any_of(lexicon.clock_words)}\s+\d{{4}}(?!\d))?(?:\s*\(?\b{zones}\b\)?)?"
        )
        gap = r"[\s|•·,/–—-]*"
        lead_in = rf"(?:(?P<updated>{updated})|(?P<published>{published}))(?!\w)\s*:?\s*"
        self._item = re.compile(
            rf"{gap}(?:\(?(?P<agency>{agency})\)?[\s,|:/–—-]+)?(?:{lead_in})?{self._days.full}{clock}(?P<tail>{gap})",
            re.IGNORECASE,
        )
        self._agency_starts = frozenset(word.split()[0].casefold() for word in lexicon.agencies)
        self._signed = re.compile(rf"\b(?P<agency>{agency})\s+(?P<day>{self._days.full})", re.IGNORECASE)
        name = r"[^\W\d_a-z][\w'’-]*"
        self._agency = re.compile(rf"[\s(]*(?i:{agency})[\s).]*(?=$|[^\W\d_a-z]|[“\"])")
        self._by = re.compile(rf"\s*(?i:\b{any_of(lexicon.byline_words)})\s+(?=[^\W\d_a-z])")
        self._byline = re.compile(rf"\s*(?i:\b{any_of(lexicon.byline_words)})\s+{name}\s+{name}\s*")

    def read(self, text: str, spans: list[Span], title: str | None, near: OwnDay) -> Head:
        """Split the spans of prose into header, headlines and rest.

        Args:
            text: The article's text.
            spans: Its prose, clutter taken out.
            title: The headline, where known.
            near: The day the article is said to be of; decides between readings of "04-03-2014".
        """
        head = Head(list(spans))
        headline = Headline(title)
        top = spans[0][0] if spans else 0
        for _ in range(_DEPTH):
            if not head.rest or not self._step(text, head, headline, near, top):
                break
        if head.rest:
            self._take_repeat(text, head)
        return head

    def _step(self, text: str, head: Head, headline: Headline, near: OwnDay, top: int) -> bool:
        """Take one item off the top; False when prose begins."""
        start, end = head.rest[0]
        return (
            self._take_day(text, head, near)
            or self._take_title(text, head, headline)
            or self._take_credit(text, head, headline)
            or (start - top < _REACH and self._take_signed(text, head, near))
            or (end - start < _LONGEST_LINE and self._take_line(text, head, headline))
        )

    def _take_day(self, text: str, head: Head, near: OwnDay) -> bool:
        start, end = head.rest[0]
        match = self._item.match(text, start, end)
        if match is None:
            return False
        is_labelled = any(match.group(name) for name in ("agency", "published", "updated"))
        is_signed = is_labelled or self._by.match(text, match.end(), end)
        if not is_signed and _goes_on(text, match, end):
            return False
        head.state_day(self._days.day_of(match, near), match.span(), match.group("updated") is not None)
        _advance(text, head, match.end())
        return True

    def _take_title(self, text: str, head: Head, headline: Headline) -> bool:
        start, end = head.rest[0]
        stop = headline.end_at(text, start, end)
        if stop is None or (text[stop:end].strip() and text[stop:end].lstrip()[0].islower()):
            return False
        stop += len(text[stop:end]) - len(text[stop:end].lstrip(' .!?…"”’'))
        mark = len(text[start:stop]) - len(text[start:stop].lstrip("#* "))
        head.headlines.append(trimmed(text, start + mark, stop))
        _advance(text, head, stop)
        return True

    def _take_credit(self, text: str, head: Head, headline: Headline) -> bool:
        """A writer or agency between the header's other items; in one line with prose, the title shows its end."""
        if head.day is None and not head.headlines:
            return False
        start, end = head.rest[0]
        if not head.headlines and (found := headline.start_within(text, start, min(end, start + _REACH))):
            _advance(text, head, found)
            return found > start
        match = self._agency.match(text, start, end) or self._byline.match(text, start, end)
        if match is None or match.end() == start:
            return False
        _advance(text, head, match.end())
        return True

    def _take_signed(self, text: str, head: Head, near: OwnDay) -> bool:
        """Agency and day end a headline that nothing else ends ("HEADLINE Reuters Friday 6 Feb 2015 Body")."""
        start, end = head.rest[0]
        stop = min(end, start + _REACH)
        if head.day is not None or not _YEAR.search(text, start, stop):
            return False
        match = self._signed.search(text, start, stop) if self._may_be_signed(text[start:stop]) else None
        if match is None or _SENTENCE_END.search(text, start, match.start()):
            return False
        if match.start() > start:
            head.headlines.append(trimmed(text, start, match.start()))
        head.state_day(self._days.day_of(match, near), match.span("day"), False)
        _advance(text, head, match.end())
        return True

    def _may_be_signed(self, opening: str) -> bool:
        """False where no agency is named; a cheap test before a costly search."""
        folded = opening.casefold()
        return not opening.isascii() or any(word in folded for word in self._agency_starts)

    def _take_line(self, text: str, head: Head, headline: Headline) -> bool:
        """A line like the title, or one that ends without a full stop above lines that have one."""
        if len(head.headlines) == _HEADLINES:
            return False
        start, end = head.rest[0]
        line = text[start:end]
        has_body = any(is_terminated(text[s:e]) for s, e in head.rest[1:])
        is_own_line = text[end : end + 1] in "\r\n"
        if not (headline.is_like(line) or (is_own_line and has_body and not is_terminated(line))):
            return False
        if (not has_body and len(head.rest) == 1) or self._datelines.begins(text, (start, end)):
            return False
        head.headlines.append((start, end))
        del head.rest[0]
        return True

    def _take_repeat(self, text: str, head: Head) -> None:
        start, end = head.rest[0]
        second = repeated_start(text, start, end)
        if second is not None:
            head.headlines.append(trimmed(text, start, second))
            _advance(text, head, second)


def _goes_on(text: str, match: re.Match[str], end: int) -> bool:
    """True when a sentence seems to go on behind a day without any label."""
    if match.group("tail").strip() == ",":
        return True
    following = _PROSE_FOLLOWS.match(text, match.end(), end)
    return following is not None and (following.group().lstrip() == "," or following.group()[-1].islower())


def _advance(text: str, head: Head, position: int) -> None:
    """Drop all before `position` from the first span of the rest."""
    span = trimmed(text, position, head.rest[0][1])
    if has_word(text, span):
        head.rest[0] = span
    else:
        del head.rest[0]
