"""`notes`: one or two plain sentences in the manner of ACLED's notes (codebook section 8), written from coded cells only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.coding.tolls import Toll
from extractors.places.records import AREA, Place
from extractors.report import Report

_STRATEGIC_LABELS = {
    "Agreement": "Agreement",
    "Arrests": "Arrests",
    "Change to group/activity": "Movement of forces",
    "Disrupted weapons use": "Interception",
    "Headquarters or base established": "Base",
    "Looting/property destruction": "Property destruction",
    "Non-violent transfer of territory": "Non-violent transfer of territory",
    "Other": "Other",
}
_SIDE_BY_SIDE = frozenset(["Battles", "Strategic developments", "Riots", "Protests"])
"""Event types whose actors are named with "and", not "against"."""


_WIDE = 3
"""Geo-precision of a province."""


@dataclass(frozen=True, slots=True)
class NoteCells:
    """The cells that a note is written from; names and meanings are those of the columns."""

    event_type: str
    sub_event_type: str
    event_date: date | None
    time_precision: int | None
    actor1: str | None
    actor2: str | None
    country: str | None
    admin1: str | None
    location: str | None
    geo_precision: int | None
    killed: Toll
    injured: Toll
    coded_to: str | None = None


def note_of(report: Report) -> str:
    """The note of a report, from its cells."""
    killed = Toll(report.fatalities, report.fatalities_low, report.fatalities_high)
    injured = Toll(report.injuries, report.injuries_low, report.injuries_high)
    return write(
        NoteCells(
            report.event_type, report.sub_event_type, report.event_date, report.time_precision, report.actor1,
            report.actor2, report.country, report.admin1, report.location, report.geo_precision, killed, injured,
            report.coded_to,
        )
    )  # fmt: skip


def write(cells: NoteCells) -> str:
    """The note of a report or an event."""
    label = _STRATEGIC_LABELS.get(cells.sub_event_type)
    opening, what = (f"{label}: ", "an event") if label else ("", cells.sub_event_type.lower())
    when = lead_in(cells.event_date, cells.time_precision)
    return f"{opening}{when}, {what}{_who(cells)} was reported {where(cells)}. {tolls(cells)}"


def lead_in(day: date | None, precision: int | None) -> str:
    """The opening words that say when ("On 28 December 2012", "Around 5 May 2016 (as reported)")."""
    if day is None:
        return "On an unknown day"
    written = f"{day.day} {day:%B %Y}"
    if precision == 1:
        return f"On {written}"
    return f"Around {written} (as reported)" if precision == 2 else f"Around {written} (month of)"


def where(cells: NoteCells) -> str:
    """The place as notes give it: "in Assal al Ward (Rural Damascus)"."""
    if cells.location is None:
        return f"in {cells.country}" if cells.country else "at an unknown place"
    area = cells.admin1 if cells.admin1 != cells.location else None
    if not area:
        named = cells.location
    elif cells.coded_to == cells.location:
        named = f"{area} (coded to {cells.coded_to})"
    elif cells.coded_to:
        named = f"{cells.location} ({area}, coded to {cells.coded_to})"
    else:
        named = f"{cells.location} ({area})"
    return f"{'near' if cells.geo_precision == 2 else 'in'} {named}"


def coded_to_of(place: Place | None) -> str | None:
    """The town whose point a resolved place has, as `Report.coded_to`."""
    if place is None or place.latitude is None:
        return None
    is_area = place.place_id.startswith(AREA) and place.geo_precision == _WIDE
    return place.location if is_area else place.coded_to or None


def tolls(cells: NoteCells) -> str:
    """What the report says of dead and wounded, and how they were coded."""
    parts = [
        f"{t.coded} {name}{_spread(t)}" for name, t in (("killed", cells.killed), ("injured", cells.injured)) if t.coded
    ]
    return f"{' and '.join(parts)}.".capitalize() if parts else "No fatalities reported."


def _spread(toll: Toll) -> str:
    is_spread = toll.low is not None and toll.high is not None and toll.low != toll.high
    return f" (reported {toll.low}-{toll.high})" if is_spread else ""


def _who(cells: NoteCells) -> str:
    """The sides in brackets, or the only one."""
    if cells.actor1 and cells.actor2:
        link = "and" if cells.event_type in _SIDE_BY_SIDE else "against"
        return f" ({cells.actor1} {link} {cells.actor2})"
    if cells.actor2:
        return f" ({cells.actor2})"
    return f" involving {cells.actor1}" if cells.actor1 else ""
