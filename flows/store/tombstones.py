"""Events that are gone leave a stone that says what they were and which event tells of it now.

The successor of an event is the one that most of its reports are part of today. A report that was coded anew from a
corrected text may have another id; it is known again by its article, its kind of event and its day or place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.store.columns import table
from flows.store.rows import Row

Report = dict[str, Any]

_COLUMNS = ("report_id", "article_id", "event_id_cnty", "event_type", "event_date", "location")


class Successors:
    """Where the reports of events went; told of the reports of each month before and after the run."""

    def __init__(self) -> None:
        """Start with no report."""
        self._moved: dict[str, list[str]] = {}
        self._gone: dict[str, list[Report]] = {}
        self._came: dict[str, list[Report]] = {}

    def add(self, before: pa.Table, after: pa.Table, coded_anew: pa.Array) -> None:
        """Take in the reports of a month; `coded_anew` are articles that the dataset knew before."""
        old = {row["report_id"]: row for row in _published(before)}
        if old:
            new = {row["report_id"]: row for row in _published(after)}
            for report_id, row in old.items():
                event_id = row["event_id_cnty"]
                if report_id not in new:
                    self._gone.setdefault(event_id, []).append(row)
                elif new[report_id]["event_id_cnty"] != event_id:
                    self._moved.setdefault(event_id, []).append(new[report_id]["event_id_cnty"])
        for row in _published(after.filter(pc.is_in(after["article_id"], value_set=coded_anew))):
            if row["report_id"] not in old:
                self._came.setdefault(row["article_id"], []).append(row)

    def of(self, event_id: str) -> str | None:
        """The event that most reports of an event that is gone are part of now; ties by id."""
        found = Counter(self._moved.get(event_id, ()))
        found.update(id_ for report in self._gone.get(event_id, ()) if (id_ := self._again(report)))
        found.pop(event_id, None)
        return min(found, key=lambda id_: (-found[id_], id_), default=None)

    def _again(self, report: Report) -> str | None:
        came = self._came.get(report["article_id"], [])
        same = next((other for other in came if other["report_id"] == report["report_id"]), None)
        like = [other for other in came if _is_like(report, other)]
        best = same or min(like, key=lambda other: (_distance(report, other), other["report_id"]), default=None)
        return str(best["event_id_cnty"]) if best else None


def tombstones(gone: Iterable[Row], successors: Successors, run_id: str, timestamp: int) -> list[Mapping[str, object]]:
    """Rows of the table `removed` for events that are gone."""
    names = [name for name in table("removed").column_names if name in table("events").column_names]
    about = {"run_id": run_id, "timestamp": timestamp}
    return [
        {name: row[name] for name in names} | {"successor_id": successors.of(row["event_id_cnty"])} | about
        for row in gone
    ]


def _published(rows: pa.Table) -> list[Report]:
    found: list[Report] = rows.filter(pc.is_valid(rows["event_id_cnty"])).select(_COLUMNS).to_pylist()
    return found


def _is_like(one: Report, other: Report) -> bool:
    is_same_kind: bool = one["event_type"] == other["event_type"]
    return is_same_kind and bool(one["event_date"] == other["event_date"] or one["location"] == other["location"])


def _distance(one: Report, other: Report) -> tuple[bool, int]:
    return one["location"] != other["location"], abs((one["event_date"] - other["event_date"]).days)
