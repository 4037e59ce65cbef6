"""What kind of text each stretch of an article is: headline, dateline, body, or clutter that is not prose.

The article is never rewritten: clutter is left out of the blocks, and every offset slices the article's own text.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from extractors.article import Article
from extractors.text.clutter import Clutter, Span, trimmed
from extractors.text.dateline import DatelineFinder, Filed
from extractors.text.header import Head, HeaderReader
from extractors.text.layout_lexicon import LayoutLexicon, load_layout_lexicon
from extractors.text.printed_days import OwnDay
from extractors.text.records import Block, BlockKind, Dateline, Layout

__all__ = ["Block", "BlockKind", "Dateline", "Layout", "LayoutReader"]

_STANDFIRST = 400
_UPDATED_SOON = 31
_NO_STOP = re.compile(r"[^.!?…:;\"”’)\]]")
_ONE_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*")
_WRAP_SHORTEST, _WRAP_LONGEST = 40, 130


class LayoutReader:
    """Splits an article's text into headline, dateline and paragraphs, and leaves clutter out. Pure and reusable."""

    def __init__(self, lexicon: LayoutLexicon) -> None:
        self._clutter = Clutter(lexicon)
        self._datelines = DatelineFinder(lexicon)
        self._header = HeaderReader(lexicon, self._datelines)

    @classmethod
    def default(cls, language: str = "en") -> LayoutReader:
        """A reader for the pages of a language.

        Raises:
            LexiconError: There is no valid layout lexicon for the language.
        """
        return cls(load_layout_lexicon(language))

    def read(self, article: Article) -> Layout:
        """Read the layout of one article; any text has one, be it empty."""
        text = article.text
        spans = _joined_wraps(text, self._clutter.prose(text))
        order = article.day_first
        head = self._header.read(text, spans, article.title, OwnDay(article.published, order))
        day = None if head.is_update and _is_mere_update(head.day, article.published) else head.day
        near = OwnDay(day or article.published, order)
        filed = self._datelines.find(text, head.rest, near, is_bare_allowed=head.day is not None)
        blocks = _blocks(text, head, filed)
        dateline = filed.dateline if filed else None
        items = self._datelines.items(text, head.rest, near, dateline)
        return Layout(blocks, dateline, day, head.day_span if day else None, items)


def _is_mere_update(day: date | None, published: date | None) -> bool:
    """True when a page's day of change says nothing against the stated publication: a day later, or years later.

    A page changed before it was published, or some weeks after, shows that an archive attached a wrong day.
    """
    if day is None or published is None:
        return False
    return 0 <= (day - published).days <= 1 or (day - published).days > _UPDATED_SOON


def _blocks(text: str, head: Head, filed: Filed | None) -> tuple[Block, ...]:
    """Blocks in the order of the text; a short standfirst before the dateline belongs to the headline."""
    headlines = list(head.headlines)
    body = list(head.rest)
    if filed is not None:
        before, behind = _around(text, body, filed)
        is_standfirst = sum(end - start for start, end in before) <= _STANDFIRST
        headlines += before if is_standfirst else []
        body = behind if is_standfirst else before + behind
    if not body and headlines:  # an article that is only a headline
        body = [headlines.pop()]
    marked = [Block(*span, "headline") for span in headlines] + [Block(*span, "body") for span in body]
    return tuple(block for block in marked if block.start < block.end)


def _around(text: str, body: list[Span], filed: Filed) -> tuple[list[Span], list[Span]]:
    """The body's spans before the dateline, and those behind it."""
    start, end = body[filed.index]
    before = [*body[: filed.index], trimmed(text, start, filed.dateline.start)]
    behind = [trimmed(text, filed.dateline.end, end), *body[filed.index + 1 :]]
    return [s for s in before if s[0] < s[1]], [s for s in behind if s[0] < s[1]]


def _joined_wraps(text: str, spans: list[Span]) -> list[Span]:
    """Join the lines of paragraphs that were broken at a fixed width."""
    is_wrapped = _is_hard_wrapped(text, spans)
    joined: list[Span] = []
    for start, end in spans:
        if joined and _continues(text, joined[-1], start, is_wrapped):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _continues(text: str, before: Span, start: int, is_wrapped: bool) -> bool:
    """True when the line at `start` goes on with the sentence of the line before it."""
    if not _ONE_BREAK.fullmatch(text, before[1], start):
        return False
    is_open = _NO_STOP.match(text, before[1] - 1, before[1]) is not None
    return is_wrapped or (is_open and text[start].islower())


def _is_hard_wrapped(text: str, spans: list[Span]) -> bool:
    """True when most line breaks fall inside sentences and no line is long."""
    broken = [one for one, two in pairwise(spans) if _ONE_BREAK.fullmatch(text, one[1], two[0])]
    if len(broken) < 4 or max(end - start for start, end in spans) > _WRAP_LONGEST:
        return False
    inner = [end for start, end in broken if end - start >= _WRAP_SHORTEST and _NO_STOP.match(text, end - 1, end)]
    return len(inner) > 0.6 * len(broken)
