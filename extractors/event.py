"""An event: one row of the published table, merged from the reports that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """ACLED's columns without `year` (from the date) and `timestamp` (set when the row is published).

    Every field that the codebook requires is present; `report_ids` lists the reports behind the row, sorted.
    """

    event_id_cnty: str
    event_date: date
    time_precision: int
    disorder_type: str
    event_type: str
    sub_event_type: str
    actor1: str
    assoc_actor_1: str | None
    inter1: str
    actor2: str | None
    assoc_actor_2: str | None
    inter2: str | None
    interaction: str
    civilian_targeting: str | None
    iso: int
    region: str
    country: str
    admin1: str | None
    admin2: str | None
    admin3: str | None
    location: str
    latitude: float
    longitude: float
    geo_precision: int
    source: str
    source_scale: str
    notes: str
    fatalities: int
    tags: str | None
    report_ids: tuple[str, ...]
