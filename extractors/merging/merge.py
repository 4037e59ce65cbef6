"""Reports become events: reports that agree on day, type, place and sides are one event.

The key is exact, so the result is a pure function of the set of reports, whatever their order or batching. What the row
says follows the codebook: the lowest toll of those that give one, all sources, the most precise time and place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractors.coding.interaction import civilian_targeting, interaction
from extractors.coding.notes import NoteCells, write
from extractors.coding.tolls import NOTHING_SAID, Toll
from extractors.event import Event
from extractors.merging.witness import Witness
from extractors.places.tables import countries
from extractors.report import Report

UNKNOWN_SCALE = "Other"
_SCALES = ("Local partner", "New media", "Other", "Subnational", "National", "Regional", "International")
"""Order in which ACLED joins two scales (codebook section 8)."""
_BEST = ("Local partner", "International", "Regional", "National", "Subnational", "New media", "Other")

Key = tuple[object, ...]


def merge(reports: Iterable[Report], witnesses: Mapping[str, Witness]) -> list[Event]:
    """Events of all publishable reports, sorted by id.

    Args:
        reports: Reports of any days and countries; those that are not publishable (`reason` is set) are ignored.
        witnesses: Facts of the articles by their id; an article that is not there is known by its reports alone.
    """
    groups: dict[Key, dict[str, Report]] = {}
    for report in reports:
        if report.is_publishable:
            report = _sided(report)
            groups.setdefault(_key(report), {})[report.report_id] = report
    events = [_event(key, sorted(group.values(), key=_trust)) for key, group in groups.items()]
    return sorted(events, key=lambda e: e.event_id_cnty)


def _sided(report: Report) -> Report:
    """A one-sided report names its side as actor1."""
    if report.actor1 is not None:
        return report
    return replace(
        report, actor1=report.actor2, assoc_actor_1=report.assoc_actor_2, inter1=report.inter2,
        actor2=None, assoc_actor_2=None, inter2=None, interaction=interaction(report.inter2, None),
        civilian_targeting=civilian_targeting(report.event_type, report.sub_event_type, None),
    )  # fmt: skip


def _key(report: Report) -> Key:
    return (
        report.iso, report.event_date, report.sub_event_type, report.location, report.latitude, report.longitude,
        report.actor1, report.actor2,
    )  # fmt: skip


def _trust(report: Report) -> tuple[object, ...]:
    """Best report first: own day and place before borrowed ones; ties by id, so that order of input never matters."""
    return (report.time_precision, report.geo_precision, -report.confidence, report.report_id)


def _event(key: Key, group: list[Report]) -> Event:
    best = group[0]
    if best.event_date is None or best.iso is None or best.latitude is None or best.longitude is None:
        raise ValueError(f"report {best.report_id} is publishable but has no day or place")
    text = "|".join(str(part) for part in key)
    code = next((c.iso3 for c in countries().values() if c.iso == best.iso), "XXX")
    assoc1, assoc2 = _joined(r.assoc_actor_1 for r in group), _joined(r.assoc_actor_2 for r in group)
    return Event(
        event_id_cnty=f"CE-{code}-{hashlib.sha256(text.encode()).hexdigest()[:12]}",
        event_date=best.event_date,
        time_precision=best.time_precision or 2,
        disorder_type=best.disorder_type,
        event_type=best.event_type,
        sub_event_type=best.sub_event_type,
        actor1=best.actor1 or "",
        assoc_actor_1=assoc1,
        inter1=best.inter1 or "",
        actor2=best.actor2,
        assoc_actor_2=assoc2 if best.actor2 else None,
        inter2=best.inter2,
        interaction=best.interaction or "",
        civilian_targeting=best.civilian_targeting,
        iso=best.iso,
        region=best.region or "",
        country=best.country or "",
        admin1=best.admin1,
        admin2=best.admin2,
        admin3=best.admin3,
        location=best.location or "",
        latitude=best.latitude,
        longitude=best.longitude,
        geo_precision=best.geo_precision or 3,
        source=_joined(r.source for r in group) or "Undisclosed Source",
        source_scale=_scale([r.source_scale for r in group]),
        notes=write(_note_cells(best, _killed(group))),
        fatalities=_killed(group).coded,
        tags=_joined(r.tags for r in group),
        report_ids=tuple(sorted(r.report_id for r in group)),
    )


def _killed(group: list[Report]) -> Toll:
    """The lowest toll of the reports that give one, with the spread (codebook section 7)."""
    said = [r for r in group if r.fatalities_low is not None]
    if not said:
        return NOTHING_SAID
    lowest = min(r.fatalities for r in said)
    return Toll(lowest, lowest, max(r.fatalities_high or r.fatalities for r in said))


def _note_cells(report: Report, killed: Toll) -> NoteCells:
    return NoteCells(
        report.event_type,
        report.sub_event_type,
        report.event_date,
        report.time_precision,
        report.actor1,
        report.actor2,
        report.country,
        report.admin1,
        report.location,
        report.geo_precision,
        killed,
        Toll(report.injuries, report.injuries_low, report.injuries_high),
    )


def _joined(values: Iterable[str | None]) -> str | None:
    """The distinct parts of "; "-joined names, in alphabetical order."""
    parts = {part.strip() for value in values if value for part in value.split(";") if part.strip()}
    return "; ".join(sorted(parts)) or None


def _scale(values: list[str | None]) -> str:
    """One scale, or two in ACLED's fixed order; more than two keep the two that say most."""
    scales = {part for value in values if value for part in [value] if part in _SCALES}
    if not scales:
        joined = next((v for v in sorted(filter(None, values))), None)
        return joined or UNKNOWN_SCALE
    if len(scales) == 1:
        return next(iter(scales))
    one, two = sorted(sorted(scales, key=_BEST.index)[:2], key=_SCALES.index)
    return f"{one}-{two}"
