"""What kind of text each stretch of an article is: headline, dateline, body, or clutter that is not prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["headline", "body"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose, `text[start:end]`.

    A "body" block is a paragraph, without its dateline. A "headline" block is the headline or the standfirst under
    it, whose facts the body tells again; it precedes the body. Clutter is in no block.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed ("DAMASCUS (AFP) -", "Beirut, Jan 5 —", "Moscow:").

    `place_start`/`place_end` bound the name of the (first) place, without the country or state that may follow it
    inside `start`..`end`; both are `None` when only an agency is named ("(Reuters) -"). `day` is the date that the
    dateline states, if any; a year it leaves out is the one that brings it nearest to the article's own day.
    """

    start: int
    end: int
    place_start: int | None
    place_end: int | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The article's blocks in order, its dateline, and the day that a printed header states ("Friday 6 Feb 2015").

    `header_day` is the page's own word for its day of publication and a better anchor than a wrong `published`.
    `items` are the datelines of a round-up, whose reports have one each; empty for any other text.
    """

    blocks: tuple[Block, ...]
    dateline: Dateline | None
    header_day: date | None
    header_span: tuple[int, int] | None
    items: tuple[Dateline, ...] = ()
