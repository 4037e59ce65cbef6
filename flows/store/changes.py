"""What a run changes in the table of events: which rows are new, which are other than they were, which are gone.

An event is the same as long as its id is, whatever month it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flows.store.dataset import Store

EventRow = dict[str, Any]


@dataclass(slots=True)
class EventCounts:
    """How the events changed."""

    n_new: int = 0
    n_changed: int = 0
    n_removed: int = 0


class EventChanges:
    """Compares the events of the months that are built anew with those that are published."""

    def __init__(self, store: Store, parts: Iterable[str]) -> None:
        """Remember which events the parts hold; their rows are read when they are needed."""
        self._store = store
        self._part_of: dict[str, str] = {}
        for part in parts:
            for event_id in store.cells("events", part, "event_id_cnty"):
                self._part_of[event_id] = part
        self._gone = set(self._part_of)
        self._rows: tuple[str, dict[str, EventRow]] = ("", {})
        self.counts = EventCounts()

    def stamped(self, part: str, rows: Iterable[EventRow]) -> list[EventRow]:
        """The rows with the time of the run that last changed them."""
        return [row | {"timestamp": self._timestamp(part, row)} for row in rows]

    def finish(self) -> None:
        """Count the events that no month holds any more."""
        self.counts.n_removed = len(self._gone)

    def _timestamp(self, part: str, row: EventRow) -> object:
        event_id = row["event_id_cnty"]
        self._gone.discard(event_id)
        if event_id not in self._part_of:
            self.counts.n_new += 1
            return self._store.timestamp
        old = self._old_rows(self._part_of[event_id])[event_id]
        if row | {"timestamp": 0} == old | {"timestamp": 0}:
            return old["timestamp"]
        self.counts.n_changed += 1
        return self._store.timestamp

    def _old_rows(self, part: str) -> dict[str, EventRow]:
        if self._rows[0] != part:
            rows = self._store.rows("events", part).to_pylist()
            self._rows = part, {row["event_id_cnty"]: row for row in rows}
        return self._rows[1]
