"""Reports become events: what several articles tell of one event is one row.

A pure function of the set of reports and of what is known of their articles, whatever their order or batching; the
parts of it a country and month at a time (`extractors.merging.windows`). docs/merging.md tells the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from extractors.event import Event
from extractors.merging.days import gather
from extractors.merging.identity import with_ids
from extractors.merging.review import Review
from extractors.merging.row import dated, row
from extractors.merging.telling import Telling, telling_of
from extractors.merging.witness import Witness
from extractors.report import Report


def merge(
    reports: Iterable[Report],
    witnesses: Mapping[str, Witness],
    review: Review | None = None,
    days: tuple[date, date] | None = None,
) -> list[Event]:
    """Events of all publishable reports, sorted by id.

    Args:
        reports: Reports of any days and countries; those that are not publishable (`reason` is set) are ignored.
        witnesses: Facts of the articles by their id; an article that is not there is known by its reports alone.
        review: Corrections that people made; what they came to is in its outcome.
        days: First and last day of the events that are wanted: the reports around them have their say, but no row. With
            corrections, which may move an event, all events are returned.

    Raises:
        ValueError: A publishable report has no day or no place.
    """
    by_country: dict[int, dict[str, Telling]] = {}
    for report in reports:
        if report.is_publishable:
            telling = telling_of(report, witnesses)
            by_country.setdefault(telling.iso, {})[report.report_id] = telling
    groups = (named for told in by_country.values() for named in with_ids(gather(told.values())))
    if review:
        events = review.events(groups)
    else:
        first, last = (day.toordinal() for day in days or (date.min, date.max))
        events = [row(id_, group) for id_, group in groups if first <= dated(group).day <= last]
    return sorted(events, key=lambda event: event.event_id_cnty)
