"""Which event each report belongs to, while events are built anew month by month.

An event may stand in the month before or after that of one of its reports; so a month's reports can be given their
events once the months around it are built.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyarrow as pa
import pyarrow.compute as pc

from extractors.event import Event
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

    def named(self, part: str, rows: pa.Table) -> pa.Table:
        """A month's reports with the ids of their events; the table itself where none is another.

        Raises:
            StoreError: A report that is to be published is in no event, or one that is not is in one.
        """
        around = with_neighbours([part]) if part[0].isdigit() else set()
        built = [self._ids[month] for month in sorted(around & self._ids.keys())]
        may_stay = bool(around & self._untouched)
        old = rows["event_id_cnty"].to_pylist()
        new = []
        cells = zip(rows["report_id"].to_pylist(), old, pc.is_null(rows["reason"]).to_pylist(), strict=True)
        for report_id, old_id, is_published in cells:
            event_id = next((ids[report_id] for ids in built if report_id in ids), None)
            if event_id is None and is_published and may_stay:
                event_id = old_id
            if is_published != (event_id is not None):
                raise StoreError(
                    f"merging went wrong: report {report_id} is in no event, or is not to be published and is in one"
                )
            new.append(event_id)
        if new == old:
            return rows
        position = rows.schema.get_field_index("event_id_cnty")
        return rows.set_column(position, "event_id_cnty", pa.array(new, pa.string()))
