"""`notes`: one or two plain sentences in the manner of ACLED's notes (codebook section 8), written from coded cells only."""

from __future__ import annotations

from datetime import date

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


def lead_in(day: date | None, precision: int | None) -> str:
    """The opening words that say when ("On 28 December 2012", "Around 5 May 2016 (as reported)")."""
    if day is None:
        return "On an unknown day"
    written = f"{day.day} {day:%B %Y}"
    if precision == 1:
        return f"On {written}"
    return f"Around {written} (as reported)" if precision == 2 else f"Around {written} (month of)"


def where(report: Report) -> str:
    """The place as notes give it: "Assal al Ward (Rural Damascus)"."""
    if report.location is None:
        return f"in {report.country}" if report.country else "at an unknown place"
    area = report.admin1 if report.admin1 and report.admin1 != report.location else None
    coded = f"{area} (coded to {report.location})" if report.geo_precision == 3 and area else None
    named = coded or (f"{report.location} ({area})" if area else report.location)
    return f"{'near' if report.geo_precision == 2 else 'in'} {named}"


def write(report: Report) -> str:
    """The note of a report."""
    label = _STRATEGIC_LABELS.get(report.sub_event_type)
    opening = f"{label}: " if label else ""
    sides = " and ".join(filter(None, (report.actor1, report.actor2))) if report.actor2 else report.actor1
    joined = _against(report) if report.actor1 and report.actor2 else sides
    who = f" involving {joined}" if joined and report.actor2 is None else f" ({joined})" if joined else ""
    text = f"{opening}{lead_in(report.event_date, report.time_precision)}, {report.sub_event_type.lower() if not label else 'an event'}{who} was reported {where(report)}."
    return f"{text} {tolls(report)}"


def _against(report: Report) -> str:
    if report.event_type in ("Battles", "Strategic developments", "Riots", "Protests"):
        return f"{report.actor1} and {report.actor2}"
    return f"{report.actor1} against {report.actor2}"


def tolls(report: Report) -> str:
    """What the report says of dead and wounded, and how they were coded."""
    parts = []
    for name, coded, low, high in (
        ("killed", report.fatalities, report.fatalities_low, report.fatalities_high),
        ("injured", report.injuries, report.injuries_low, report.injuries_high),
    ):
        if coded:
            spread = f" (reported {low}-{high})" if low is not None and high is not None and low != high else ""
            parts.append(f"{coded} {name}{spread}")
    return f"{' and '.join(parts)}.".capitalize() if parts else "No fatalities reported."
