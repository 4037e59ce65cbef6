"""A report as merging sees it: the cells that are compared, brought to one form, beside the witness who tells it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extractors.coding.cells import UNDISCLOSED
from extractors.merging.scenes import Scenes
from extractors.merging.witness import Witness
from extractors.places.names import loose_key, place_key
from extractors.report import Report

Side = tuple[str, str]
"""Name and inter class of an actor."""
Bounds = tuple[int, int, int]
"""Coded, lowest and highest number."""
Cell = tuple[int, int]
"""A cell of the map by its number from the equator and from Greenwich."""

CELL_SIZE = (0.2, 0.5)
"""Degrees of latitude and longitude of a cell: wider than "near a town" reaches, but for the far north."""

EXACT, ROUGH, MONTH = 1, 2, 3
"""The codebook's time precisions."""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One publishable report.

    Attributes:
        report: The report.
        published: When its article was published; the last of all days where nobody knows.
        voice: Whose word it is: its text group, its outlet, or the article where the outlet is unknown.
        text_group: Group of near-identical articles, if any.
        day: Day of the event, as an ordinal.
        is_as_reported: True when the day is only that of the article, so that the event may be older.
        sides: Who acted, and on whom; of violence by one side on another the second is the target.
        name: Key of the place's name; spellings of one name share it.
        is_city: True for a place that an area is named after: such places have quarters.
        scenes: What was struck, by the words of the report's sentence.
        killed: Deaths, where the report speaks of them.
        injured: The same for injuries.
        cell: Cell of the map that the point lies in.
        order: A total order in which tellings are heard: as they were published, the more precise first.
    """

    report: Report
    published: date
    voice: str
    text_group: str | None
    day: int
    precision: int
    is_as_reported: bool
    iso: int
    point: tuple[float, float]
    geo_precision: int
    name: str
    is_city: bool
    sides: tuple[Side | None, Side | None]
    scenes: frozenset[str]
    killed: Bounds | None
    injured: Bounds | None
    cell: Cell
    order: tuple[object, ...]

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of the day."""
        day = date.fromordinal(self.day)
        return day.year, day.month


def telling_of(report: Report, witnesses: Mapping[str, Witness]) -> Telling:
    """The telling that a publishable report is.

    Raises:
        ValueError: The report has no day or no place.
    """
    if report.event_date is None or report.iso is None or report.latitude is None or report.longitude is None:
        raise ValueError(f"report {report.report_id} is publishable but has no day or place")
    witness = witnesses.get(report.article_id) or Witness(report.article_id)
    published = witness.published or date.max
    name = loose_key(place_key(report.location or ""))
    areas = (loose_key(place_key(area)) for area in (report.admin1, report.admin2, report.admin3) if area)
    return Telling(
        report=report,
        published=published,
        voice=_voice(report, witness),
        text_group=witness.text_group,
        day=report.event_date.toordinal(),
        precision=report.time_precision or ROUGH,
        is_as_reported=report.time_precision == ROUGH and all(e.field != "event_date" for e in report.evidence),
        iso=report.iso,
        point=(report.latitude, report.longitude),
        geo_precision=report.geo_precision or 3,
        name=name,
        is_city=name in areas,
        sides=(_side(report.actor1, report.inter1), _side(report.actor2, report.inter2)),
        scenes=Scenes.default().find(report.sentence),
        killed=_bounds(report.fatalities, report.fatalities_low, report.fatalities_high),
        injured=_bounds(report.injuries, report.injuries_low, report.injuries_high),
        cell=(math.floor(report.latitude / CELL_SIZE[0]), math.floor(report.longitude / CELL_SIZE[1])),
        order=_order(report, published),
    )


def _order(report: Report, published: date) -> tuple[object, ...]:
    return (
        published, report.geo_precision, report.time_precision, -report.confidence, report.article_id, report.start,
        report.report_id,
    )  # fmt: skip


def _voice(report: Report, witness: Witness) -> str:
    source = witness.source or report.source
    if witness.text_group is not None:
        return f"text {witness.text_group}"
    return f"article {report.article_id}" if source in (None, "", UNDISCLOSED) else f"source {source}"


def _side(name: str | None, inter: str | None) -> Side | None:
    return (name, inter or "") if name else None


def _bounds(coded: int, low: int | None, high: int | None) -> Bounds | None:
    if low is None and high is None:
        return None
    least = coded if low is None else min(low, coded)
    return coded, least, max(coded, least, high or 0)
