"""What kind of text each stretch of an article is: headline, dateline, body, or clutter that is not prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["headline", "body"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose, `text[start:end]`: a paragraph of the body or the headline. Clutter is in no block."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed ("DAMASCUS (AFP) -", "Beirut, Jan 5 —", "Moscow:").

    `place_start`/`place_end` bound the place name; `day` is the date that it states, if any.
    """

    start: int
    end: int
    place_start: int | None
    place_end: int | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The article's blocks in order, its dateline, and the day that a printed header states ("Friday 6 Feb 2015")."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None
    header_day: date | None
    header_span: tuple[int, int] | None
