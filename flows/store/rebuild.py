"""Events are built anew from reports, a window of months at a time.

The events of a month depend on the reports of that month and of the ones before and after it, and on no other: a window
of months is built from its own reports and those of the two months beside it, of which only the events inside the
window are kept. So the cost of a run follows the months it touches, and memory the largest window.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from extractors.event import Event
from extractors.merging.witness import Witness
from extractors.report import Report
from flows.store.monthly import MonthlyReports
from flows.store.months import shifted
from flows.store.rows import month_of, reports_of
from flows.store.witnesses import Witnesses

Merge = Callable[[Iterable[Report], Mapping[str, Witness], tuple[date, date]], list[Event]]

_MOST_ROWS = 50_000
"""Reports of a window; a month that alone has more is a window of its own."""


def rebuilt(
    months: Iterable[str], reports: MonthlyReports, witnesses: Witnesses, merge: Merge
) -> Iterator[tuple[Sequence[str], list[Event]]]:
    """Windows of consecutive months, each with the events that happened in it."""
    for window in _windows(sorted(months), reports):
        around = [shifted(window[0], -1), *window, shifted(window[-1], 1)]
        rows = pa.concat_tables([reports.publishable(month) for month in around])
        events = merge(reports_of(rows), witnesses.of(rows["article_id"].to_pylist()), _days(window))
        yield window, [event for event in events if month_of(event.event_date) in window]


def _windows(months: Sequence[str], reports: MonthlyReports) -> Iterator[list[str]]:
    window: list[str] = []
    n_rows = 0
    for month in months:
        n = reports.rows(month).num_rows
        if window and (month != shifted(window[-1], 1) or n_rows + n > _MOST_ROWS):
            yield window
            window, n_rows = [], 0
        window.append(month)
        n_rows += n
    if window:
        yield window


def _days(window: Sequence[str]) -> tuple[date, date]:
    """First and last day of consecutive months."""
    year, month = (int(part) for part in window[-1].split("-"))
    return date.fromisoformat(f"{window[0]}-01"), date(year, month, monthrange(year, month)[1])
