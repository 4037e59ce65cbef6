"""What changed in the table of events: since a run, or between two datasets.

Since a run: its successors' changes are undone one after the other, the latest first, so that the rows of that day
stand beside those of today. Between two datasets: rows of one id are compared. A changed time stamp is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from flows.records import StoreError
from flows.store.changes import EventRow, cell_value, changed_cells, row_of
from flows.store.columns import table
from flows.store.dataset import RUNS, explained, read_table
from flows.store.places import files_at


@dataclass(frozen=True, slots=True)
class Changed:
    """An event before and after, and the columns that differ."""

    before: EventRow
    after: EventRow
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """An event that is gone, and the one that tells of it now."""

    before: EventRow
    successor_id: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other than it was, each list by event id."""

    new: tuple[EventRow, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Removed, ...]


def since(output: str, run_id: str | None = None) -> Difference:
    """What the runs after one have changed.

    Args:
        output: Folder or address of the datasets.
        run_id: The run; by default the one before the last, so that the last run's changes are told.

    Raises:
        StoreError: There is no such run, or no log of changes.
    """
    runs = _runs(output)
    if run_id is not None and run_id not in runs:
        raise StoreError(f"{output}: no run {run_id} here; the latest are {', '.join(runs[-3:]) or 'none'}")
    start = run_id or (runs[-2] if len(runs) > 1 else "")
    log = read_table(output, "changes")
    log = log.filter(pc.greater(log["run_id"], start))
    ids = pc.unique(log["event_id_cnty"])
    events = read_table(output, "events")
    today = _by_id(events.filter(pc.is_in(events["event_id_cnty"], value_set=ids)).to_pylist())
    then = dict(today)
    for entry in sorted(log.to_pylist(), key=lambda one: one["run_id"], reverse=True):
        _undo(then, entry)
    return _difference(then, today, _successors(output))


def between(before: str, after: str) -> Difference:
    """What an other dataset has that this one has not, and the other way round.

    Args:
        before: Folder or address of the older datasets.
        after: Folder or address of the newer ones.

    Raises:
        StoreError: One of them is none.
    """
    old, new = (_by_id(read_table(place, "events").to_pylist()) for place in (before, after))
    return _difference(old, new, _successors(after))


def _difference(then: dict[str, EventRow], today: dict[str, EventRow], successors: dict[str, str | None]) -> Difference:
    both = [(then[event_id], today[event_id]) for event_id in sorted(then.keys() & today.keys())]
    compared = ((old, new, tuple(one.name for one in changed_cells(old, new))) for old, new in both)
    return Difference(
        tuple(today[event_id] for event_id in sorted(today.keys() - then.keys())),
        tuple(Changed(*one) for one in compared if one[2]),
        tuple(
            Removed(then[event_id], _living(event_id, successors, today))
            for event_id in sorted(then.keys() - today.keys())
        ),
    )


def _undo(rows: dict[str, EventRow], entry: dict[str, Any]) -> None:
    event_id = entry["event_id_cnty"]
    if entry["change"] == "new":
        rows.pop(event_id, None)
    elif entry["change"] == "removed":
        rows[event_id] = row_of(entry["before"])
    else:
        column = next(one for one in table("events").columns if one.name == entry["column"])
        rows[event_id] = rows[event_id] | {column.name: cell_value(column, entry["before"])}


def _living(event_id: str, successors: dict[str, str | None], today: dict[str, EventRow]) -> str | None:
    """The successor, or the successor of a successor that is gone as well."""
    seen = {event_id}
    found = successors.get(event_id)
    while found is not None and found in successors and found not in seen:
        seen.add(found)
        found = successors[found]
    return found


def _successors(output: str) -> dict[str, str | None]:
    try:
        rows = read_table(output, "removed", ["event_id_cnty", "successor_id"])
    except StoreError:
        return {}
    return dict(zip(rows["event_id_cnty"].to_pylist(), rows["successor_id"].to_pylist(), strict=True))


def _runs(output: str) -> list[str]:
    files = files_at(output)
    with explained(files):
        return [name.removesuffix(".json") for name in files.names(RUNS) if name.endswith(".json")]


def _by_id(rows: Iterable[EventRow]) -> dict[str, EventRow]:
    return {row["event_id_cnty"]: row for row in rows}


def lines(difference: Difference) -> Iterator[dict[str, Any]]:
    """The difference as plain records, one an event."""
    for row in difference.new:
        yield {"change": "new", "event_id_cnty": row["event_id_cnty"], "event": row}
    for one in difference.changed:
        cells = {name: {"before": one.before[name], "after": one.after[name]} for name in one.columns}
        yield {"change": "changed", "event_id_cnty": one.after["event_id_cnty"], "cells": cells}
    for gone in difference.removed:
        event_id = gone.before["event_id_cnty"]
        yield {"change": "removed", "event_id_cnty": event_id, "successor_id": gone.successor_id, "event": gone.before}
