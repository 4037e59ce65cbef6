"""Coded rows join the dataset: month by month, only the files that change, and only if they really do.

A month's reports are its published ones without those of the articles coded anew, plus the new ones; its events are a
pure function of them. So the result does not depend on the order, the batching or the number of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from extractors.event import Event
from extractors.merging.witness import Witness
from extractors.report import Issue, Report
from flows.records import StoreError
from flows.store.columns import EMPTY_PART, TABLE_NAMES, TableName, table
from flows.store.dataset import Store, part_path
from flows.store.rows import build, event_row, issue_row, reports_of
from flows.store.rules import EVENT_RULES, broken
from flows.store.schema import empty, encode
from flows.store.spill import Spill

Merge = Callable[[Iterable[Report], Mapping[str, Witness]], list[Event]]

READING = "reading"


@dataclass(frozen=True, slots=True)
class Found:
    """What reading the input brought beside the articles that were coded.

    Attributes:
        issues: Problems of reading.
        files: Files that were read; their earlier problems are replaced.
        rejected: Ledger rows of articles that were left out.
    """

    issues: list[Issue] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    rejected: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass(slots=True)
class EventCounts:
    """How the events changed."""

    n_new: int = 0
    n_changed: int = 0
    n_removed: int = 0


class Merger:
    """Stages the files that a run changes."""

    def __init__(self, store: Store, spill: Spill, found: Found, merge: Merge) -> None:
        """Bring together what the dataset holds and what the run found."""
        self._store = store
        self._spill = spill
        self._found = found
        self._merge = merge
        self._coded = pa.array(sorted(spill.article_ids), pa.string())
        self._n_rows: dict[tuple[TableName, str], int] = {}
        self.counts = EventCounts()

    def run(self) -> None:
        """Stage everything."""
        for part in sorted(self._touched_months()):
            self._merge_reports(part)
        for part in sorted(self._touched_ledger_parts()):
            self._merge_ledger(part)
            self._merge_issues(part)
        self._merge_reading_issues()
        for name in TABLE_NAMES:
            self._keep_openable(name)

    def n_rows(self, name: TableName) -> int:
        """Rows of a table once this is published."""
        return sum(self._n_rows_of(name, part) for part in self._parts_after(name))

    def _touched_months(self) -> set[str]:
        entries = self._store.ledger.entries
        old = {month for id_ in self._spill.article_ids if id_ in entries for month in entries[id_].report_months}
        return old | self._spill.parts("reports")

    def _touched_ledger_parts(self) -> set[str]:
        entries = self._store.ledger.entries
        old = {entries[id_].part for id_ in self._spill.article_ids if id_ in entries}
        rejected = {"undated"} if self._new_rejected() else set()
        return old | self._spill.parts("articles") | rejected

    def _new_rejected(self) -> list[dict[str, object]]:
        """An article that was once coded stays, when a later input spoils it."""
        known = self._store.ledger.entries.keys() | self._spill.article_ids
        return [row | {"run_id": self._store.run_id} for id_, row in self._found.rejected.items() if id_ not in known]

    def _merge_reports(self, part: str) -> None:
        rows = pa.concat_tables([self._kept("reports", part), self._spill.rows("reports", part)])
        if part != "undated":
            events = self._merge(reports_of(rows.filter(pc.is_null(rows["reason"]))), {})
            rows = _with_event_ids(rows, events)
            self._merge_events(part, events)
        self._replace("reports", part, rows)

    def _merge_events(self, part: str, events: list[Event]) -> None:
        old = {row["event_id_cnty"]: row for row in self._store.rows("events", part).to_pylist()}
        new = build("events", [event_row(event) for event in events]).to_pylist()
        for row in new:
            _check(row)
            row["timestamp"] = self._timestamp(row, old.get(row["event_id_cnty"]))
        self.counts.n_removed += len(old.keys() - {row["event_id_cnty"] for row in new})
        self._replace("events", part, build("events", new))

    def _timestamp(self, row: dict[str, object], old: dict[str, object] | None) -> object:
        if old is not None and row | {"timestamp": 0} == old | {"timestamp": 0}:
            return old["timestamp"]
        self.counts.n_new += old is None
        self.counts.n_changed += old is not None
        return self._store.timestamp

    def _merge_ledger(self, part: str) -> None:
        coded = self._spill.rows("articles", part)
        stamp = pa.array([self._store.run_id] * coded.num_rows, pa.string())
        coded = coded.set_column(coded.schema.get_field_index("run_id"), "run_id", stamp)
        rejected = build("articles", self._new_rejected() if part == "undated" else [])
        self._replace("articles", part, pa.concat_tables([self._kept("articles", part), coded, rejected]))

    def _merge_issues(self, part: str) -> None:
        self._replace("issues", part, pa.concat_tables([self._kept("issues", part), self._spill.rows("issues", part)]))

    def _merge_reading_issues(self) -> None:
        old = self._store.rows("issues", READING)
        is_old_news = pc.or_(
            pc.is_in(old["file"], value_set=pa.array(self._found.files, pa.string())), pc.is_null(old["file"])
        )
        new = build("issues", [issue_row(issue, READING) for issue in self._found.issues])
        self._replace("issues", READING, pa.concat_tables([old.filter(pc.invert(is_old_news)), new]))

    def _kept(self, name: TableName, part: str) -> pa.Table:
        rows = self._store.rows(name, part)
        return rows.filter(pc.invert(pc.is_in(rows["article_id"], value_set=self._coded)))

    def _replace(self, name: TableName, part: str, rows: pa.Table) -> None:
        """Stage a part unless it is what it was."""
        path = part_path(name, part)
        order = [(column, "ascending") for column in table(name).order]
        old, new = self._store.rows(name, part), rows.sort_by(order)
        if new.num_rows and not new.equals(old):
            self._store.staging.add_table(path, encode(name, new))
        elif not new.num_rows and self._store.files.exists(path):
            self._store.staging.remove(path)
        self._n_rows[name, part] = new.num_rows

    def _keep_openable(self, name: TableName) -> None:
        """A table without rows still has a file, so that pandas can open its folder."""
        path = part_path(name, EMPTY_PART)
        is_there = self._store.files.exists(path)
        if self._parts_after(name) and is_there:
            self._store.staging.remove(path)
        elif not self._parts_after(name) and not is_there:
            self._store.staging.add_table(path, encode(name, empty(name)))

    def _parts_after(self, name: TableName) -> set[str]:
        untouched = {part for part in self._store.parts(name) if (name, part) not in self._n_rows}
        return untouched | {part for (table_name, part), n in self._n_rows.items() if table_name == name and n}

    def _n_rows_of(self, name: TableName, part: str) -> int:
        n_rows = self._n_rows.get((name, part))
        return self._store.files.n_rows(part_path(name, part)) if n_rows is None else n_rows


def _with_event_ids(rows: pa.Table, events: list[Event]) -> pa.Table:
    event_of = {report_id: event.event_id_cnty for event in events for report_id in event.report_ids}
    ids = [event_of.get(report_id) for report_id in rows["report_id"].to_pylist()]
    is_published = pc.is_null(rows["reason"]).to_pylist()
    if lost := [row for row, (id_, is_) in enumerate(zip(ids, is_published, strict=True)) if is_ != (id_ is not None)]:
        report_id = rows["report_id"][lost[0]].as_py()
        raise StoreError(
            f"merging went wrong: report {report_id} is in no event, or is not to be published and is in one"
        )
    return rows.set_column(rows.schema.get_field_index("event_id_cnty"), "event_id_cnty", pa.array(ids, pa.string()))


def _check(row: dict[str, object]) -> None:
    for rule, message in broken(row, EVENT_RULES):
        raise StoreError(f"merging went wrong: event {row['event_id_cnty']} breaks {rule.name}: {message}")
