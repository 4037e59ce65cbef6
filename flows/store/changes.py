"""What a run changes in the table of events: which rows are new, which are other than they were, which are gone.

An event is the same as long as its id is, whatever month it stands in. Every change becomes a row of `changes`, small
and enough to undo it: so the table says what any run did, and what the events looked like before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.store.columns import Column, table
from flows.store.dataset import Store
from flows.store.rows import Row

EventRow = dict[str, Any]

_STAMP = "timestamp"


@dataclass(slots=True)
class EventCounts:
    """How the events changed."""

    n_new: int = 0
    n_changed: int = 0
    n_removed: int = 0


class EventChanges:
    """Compares the events of the months that are built anew with those that are published.

    Attributes:
        rows: Rows of the table `changes`.
        counts: Their number by kind.
        alive: Events that the months hold now.
    """

    def __init__(self, store: Store, parts: Iterable[str]) -> None:
        """Remember which events the parts hold; their rows are read when they are needed."""
        self._store = store
        self._part_of: dict[str, str] = {}
        for part in parts:
            for event_id in store.cells("events", part, "event_id_cnty"):
                self._part_of[event_id] = part
        self._read: tuple[str, dict[str, EventRow]] = ("", {})
        self.rows: list[Row] = []
        self.counts = EventCounts()
        self.alive: set[str] = set()

    def stamped(self, rows: Iterable[EventRow]) -> list[EventRow]:
        """The rows with the time of the run that last changed them."""
        return [row | {_STAMP: self._timestamp(row)} for row in rows]

    def gone(self) -> Iterator[EventRow]:
        """The last rows of the events that no month holds any more; to be asked when all months are through."""
        for event_id in sorted(self._part_of.keys() - self.alive, key=lambda id_: (self._part_of[id_], id_)):
            row = self._old(event_id)
            self.counts.n_removed += 1
            self._tell(event_id, "removed", None, row_text(row), None)
            yield row

    def _timestamp(self, row: EventRow) -> object:
        event_id = row["event_id_cnty"]
        self.alive.add(event_id)
        if event_id not in self._part_of:
            self.counts.n_new += 1
            self._tell(event_id, "new", None, None, None)
            return self._store.timestamp
        old = self._old(event_id)
        differing = changed_cells(old, row)
        for column in differing:
            self._tell(event_id, "changed", column.name, cell_text(old[column.name]), cell_text(row[column.name]))
        self.counts.n_changed += bool(differing)
        return self._store.timestamp if differing else old[_STAMP]

    def _old(self, event_id: str) -> EventRow:
        part = self._part_of[event_id]
        if self._read[0] != part:
            rows = self._store.rows("events", part).to_pylist()
            self._read = part, {row["event_id_cnty"]: row for row in rows}
        return self._read[1][event_id]

    def _tell(self, event_id: str, change: str, column: str | None, before: str | None, after: str | None) -> None:
        self.rows.append(
            {
                "run_id": self._store.run_id,
                "event_id_cnty": event_id,
                "change": change,
                "column": column,
                "before": before,
                "after": after,
            }
        )


def changed_cells(old: Row, new: Row) -> list[Column]:
    """The columns in which two rows of an event differ; the time of the change is none of them."""
    return [one for one in table("events").columns if one.name != _STAMP and old[one.name] != new[one.name]]


def cell_text(value: object) -> str | None:
    """A cell as text, `None` for an empty one."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def cell_value(column: Column, text: str | None) -> object:
    """The cell that a text stands for."""
    if text is None:
        return None
    if column.type == "day":
        return datetime.fromisoformat(text)
    return int(text) if column.type == "integer" else float(text) if column.type == "number" else text


def row_text(row: Row) -> str:
    """A row of the table of events as JSON."""
    return json.dumps({name: cell_text(value) for name, value in row.items()}, ensure_ascii=False)


def row_of(text: str) -> EventRow:
    """The row that JSON stands for."""
    cells = json.loads(text)
    return {column.name: cell_value(column, cells.get(column.name)) for column in table("events").columns}
