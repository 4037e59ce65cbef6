"""What readers of sources give: places, problems of single rows, and rows that are not wanted.

Each input row is exactly one of the three, so that a build that was interrupted knows how many rows it has read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from extractors.places.entry import KINDS, Entry

KIND_MASK = 0b111
GONE = 0b1000
"""Flag of a place that is abandoned or destroyed."""
GUESSED_AREA = 0b1_0000
"""Flag of a place whose first-level area is that of the nearest town, not of the source."""
RENAMES = 0b10_0000
"""Flag of a place whose name wins over that of earlier sources."""


class SourceError(ValueError):
    """A source that cannot be used at all; the message names the file, what was expected and what was found."""


class Placed(NamedTuple):
    """A place of a source, with its flags and its GeoNames number, 0 where it has none."""

    entry: Entry
    flags: int = 0
    ident: int = 0


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that is left out because something is wrong with it.

    Attributes:
        line: Line or row of the file, counted from 1.
        kind: What is wrong, as a word that can be counted ("bad_latitude").
        message: What was expected and what was found.
    """

    line: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is sound but not wanted, and why."""

    reason: str


Report: TypeAlias = Callable[[int, int | None, str], None]
"""Told rows done, rows in all where known, and what is going on."""

Item: TypeAlias = Placed | RowProblem | Skipped


def flags_of(item: Placed) -> int:
    """The flags of a place, with its kind in the lowest bits."""
    return item.flags | KINDS.index(item.entry.kind)


def degrees(text: object, most: float) -> float | None:
    """A coordinate in decimal degrees, `None` where the text is none or out of range; a decimal comma is read too."""
    try:
        value = float(str(text).strip().replace(",", ".")) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and -most <= value <= most else None
