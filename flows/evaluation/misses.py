"""What the coder got wrong in a record, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.report import Report
from flows.evaluation.gold import GoldEvent, GoldRecord
from flows.evaluation.likeness import is_day, is_place, is_same_actors, right_sub_types, right_types
from flows.evaluation.scoring import pair

SHOWN = ("sub_event_type", "event_date", "location", "country", "fatalities", "injuries", "inter1", "inter2")
"""Fields that stand beside each other for an event and its report."""


@dataclass(frozen=True, slots=True)
class Miss:
    """An event that was missed or misread (`wrong` names the fields), or a report that no event stands behind."""

    record: GoldRecord
    event: GoldEvent | None
    report: Report | None
    wrong: tuple[str, ...]


def misses(record: GoldRecord, reports: Sequence[Report]) -> Iterator[Miss]:
    """The misses of one record."""
    pairs = pair(record.happened, reports)
    for one in pairs:
        if one.report is None:
            yield Miss(record, one.event, None, ("not found",))
        elif wrong := tuple(_wrong(record, one.event, one.report)):
            yield Miss(record, one.event, one.report, wrong)
    taken = [one.report for one in pairs]
    for report in reports:
        if not any(report is other for other in taken):
            yield Miss(record, None, report, ("no such event",))


def _wrong(record: GoldRecord, event: GoldEvent, report: Report) -> Iterator[str]:
    if event.sub_event_type:
        if report.sub_event_type not in right_sub_types(event):
            yield "sub_event_type"
    elif event.type_name and report.event_type not in right_types(event):
        yield "event_type"
    if record.scores_date(event) and not is_day(event, report, 0):
        yield "event_date"
    if (event.location or event.latitude is not None) and not is_place(event, report, 25):
        yield "place"
    for field in ("fatalities", "injuries"):
        bounds = event.bounds(field)
        got: int | None = getattr(report, field)
        if bounds is not None and not (got is not None and bounds[0] <= got <= bounds[1]):
            yield field
    if is_same_actors(event, report) is False:
        yield "actors"
