"""Which event each report belongs to, while events are built anew month by month.

An event may stand in the month before or after that of one of its reports; so a month's reports can be given their
events once the months around it are built.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa

from extractors.event import Event
from extractors.merging.review import REJECTED
from flows.records import StoreError
from flows.store.months import with_neighbours
from flows.store.rows import month_of


class EventIds:
    """The events of the reports, by the month of the event."""

    def __init__(self, untouched: Collection[str]) -> None:
        """Start with no event; `untouched` are the months whose events stay as they are published."""
        self._untouched = set(untouched)
        self._ids: dict[str, dict[str, str]] = {}

    def add(self, events: Iterable[Event]) -> None:
        """Take in the events of some months."""
        for event in events:
            month = self._ids.setdefault(month_of(event.event_date), {})
            month.update(dict.fromkeys(event.report_ids, event.event_id_cnty))

    def forget(self, before: str) -> None:
        """Let go of the months before one."""
        self._ids = {month: ids for month, ids in self._ids.items() if month >= before}

    def named(self, part: str, rows: pa.Table, rejected: Mapping[str, str]) -> pa.Table:
        """A month's reports with the ids of their events; the table itself where nothing is other than it was.

        Args:
            part: The month.
            rows: Its reports.
            rejected: Reports of events that a person rejected, with the reason that they are to have.

        Raises:
            StoreError: A report that is to be published is in no event, or one that is not is in one.
        """
        around = with_neighbours([part]) if part[0].isdigit() else set()
        built = [self._ids[month] for month in sorted(around & self._ids.keys())]
        may_stay = bool(around & self._untouched)
        old = list(zip(*(rows[name].to_pylist() for name in ("event_id_cnty", "reason")), strict=True))
        new: list[tuple[str | None, str | None]] = []
        for report_id, was in zip(rows["report_id"].to_pylist(), old, strict=True):
            event_id = next((ids[report_id] for ids in built if report_id in ids), None)
            now = _named(was, event_id, rejected.get(report_id), may_stay=may_stay)
            if (now[0] is None) == (now[1] is None):
                raise StoreError(
                    f"merging went wrong: report {report_id} is in no event, or is not to be published and is in one"
                )
            new.append(now)
        return rows if new == old else _with(rows, new)


def _named(
    was: tuple[str | None, str | None], event_id: str | None, rejected: str | None, *, may_stay: bool
) -> tuple[str | None, str | None]:
    """Event and reason of a report, from those that it had and what was built."""
    old_id, reason = was
    if event_id is not None:
        is_free = reason is None or reason.startswith(REJECTED)
        return event_id, None if is_free else reason
    if rejected is not None:
        return None, rejected
    return (old_id if may_stay and reason is None else None), reason


def _with(rows: pa.Table, cells: list[tuple[str | None, str | None]]) -> pa.Table:
    for name, column in zip(("event_id_cnty", "reason"), zip(*cells, strict=True), strict=True):
        rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(column, pa.string()))
    return rows
