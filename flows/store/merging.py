"""Coded rows join the dataset: month by month, only the files that change, and only if they really do.

A month's reports are its published ones without those of the articles coded anew, plus the new ones; its events are a
pure function of the reports in and around it. So the result does not depend on the order, the batching or the number
of runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from extractors.event import Event
from extractors.report import Issue
from flows.records import StoreError
from flows.store.changes import EventChanges, EventCounts, EventRow
from flows.store.columns import EMPTY_PART, TABLE_NAMES, TableName, table
from flows.store.corrections import PART as CORRECTIONS
from flows.store.dataset import Store
from flows.store.event_ids import EventIds
from flows.store.monthly import MonthlyReports
from flows.store.months import UNDATED, month_of_run, shifted, with_neighbours
from flows.store.parts import part_path
from flows.store.rebuild import rebuilt
from flows.store.reviewing import PART as REVIEW
from flows.store.reviewing import Reviewing
from flows.store.rows import build, event_row, issue_row, kept, month_of, split_by_month
from flows.store.rules import EVENT_RULES, broken
from flows.store.schema import empty, encode
from flows.store.spill import Spill
from flows.store.tombstones import Successors, tombstones
from flows.store.witnesses import Witnesses

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


class Merger:
    """Stages the files that a run changes."""

    def __init__(self, store: Store, spill: Spill, found: Found, review: Reviewing, is_rebuilt: bool = False) -> None:
        """Bring together what the dataset holds and what the run found; `is_rebuilt` builds all events anew."""
        self._store = store
        self._spill = spill
        self._found = found
        self._review = review
        self._is_rebuilt = is_rebuilt
        known = spill.article_ids & store.ledger.entries.keys()
        self._coded_anew = pa.array(sorted(known), pa.string())
        self._successors = Successors()
        self._coded = pa.array(sorted(spill.article_ids), pa.string())
        self._n_rows: dict[tuple[TableName, str], int] = {}
        self.counts = EventCounts()

    def run(self) -> None:
        """Stage everything."""
        self._merge_events_and_reports()
        for part in sorted(self._touched_ledger_parts()):
            self._merge_ledger(part)
            self._merge_issues(part)
        self._merge_reading_issues()
        for name in TABLE_NAMES:
            self._keep_openable(name)

    def n_rows(self, name: TableName) -> int:
        """Rows of a table once this is published."""
        return sum(self._n_rows_of(name, part) for part in self._parts_after(name))

    def _merge_events_and_reports(self) -> None:
        """Build the events in and around the months touched, and let their reports name them."""
        witnesses = Witnesses(self._store, self._spill, self._coded)
        reports = MonthlyReports(self._store, self._spill, self._coded, witnesses.regrouped_months())
        there = reports.parts | set(self._store.parts("events"))
        touched = (there if self._is_rebuilt else reports.touched | self._review.months) - {UNDATED}
        months = with_neighbours(touched) & (there | touched)
        changes = EventChanges(self._store, sorted(months))
        ids = EventIds(set(self._store.parts("events")) - months)
        waiting = sorted(reports.parts & with_neighbours(months) - {UNDATED} | touched)
        for window, events in rebuilt(months, reports, witnesses, self._review.merge):
            self._merge_events(window, events, changes)
            ids.add(events)
            while waiting and waiting[0] < window[-1]:
                self._merge_reports(waiting.pop(0), reports, ids)
            first = min([shifted(window[-1], -1), *waiting[:1]])
            reports.forget(before=first)
            ids.forget(before=shifted(first, -1))
        for part in [*waiting, *(reports.touched & {UNDATED})]:
            self._merge_reports(part, reports, ids)
        self._merge_review(months)
        self._merge_removed(changes)
        self._merge_changes(changes)
        self.counts = changes.counts

    def _merge_events(self, window: Sequence[str], events: Iterable[Event], changes: EventChanges) -> None:
        by_part: dict[str, list[EventRow]] = {part: [] for part in window}
        for event in events:
            by_part[month_of(event.event_date)].append(event_row(event))
        for part, plain in by_part.items():
            rows = build("events", plain).to_pylist()
            for row in rows:
                _check(row)
            old = self._store.rows("events", part)
            self._replace("events", part, old, build("events", changes.stamped(rows)))

    def _merge_review(self, months: set[str]) -> None:
        """Keep further corrections, and what became of those of the months built anew."""
        if self._review.table is not None:
            old = self._store.rows("corrections", CORRECTIONS)
            self._replace("corrections", CORRECTIONS, old, self._review.table)
        problems = self._store.rows("issues", REVIEW)
        self._replace("issues", REVIEW, problems, self._review.issues(problems, months))

    def _merge_reports(self, part: str, reports: MonthlyReports, ids: EventIds) -> None:
        rows = reports.rows(part)
        named = ids.named(part, rows, self._review.rejected)
        old = self._store.rows("reports", part) if part in reports.touched else rows
        if named is not old:
            self._successors.add(old, named, self._coded_anew)
            self._replace("reports", part, old, named)

    def _merge_removed(self, changes: EventChanges) -> None:
        """An event that comes back needs no tombstone any more."""
        gone = tombstones(changes.gone(), self._successors, self._store.run_id, self._store.timestamp)
        new = split_by_month(build("removed", gone), "event_date")
        alive = pa.array(sorted(changes.alive), pa.string())
        for part in sorted({*new, *self._store.parts("removed")}):
            old = self._store.rows("removed", part)
            stays = old.filter(pc.invert(pc.is_in(old["event_id_cnty"], value_set=alive)))
            self._replace("removed", part, old, pa.concat_tables([stays, new.get(part, empty("removed"))]))

    def _merge_changes(self, changes: EventChanges) -> None:
        if changes.rows:
            part = month_of_run(self._store.run_id)
            old = self._store.rows("changes", part)
            self._replace("changes", part, old, pa.concat_tables([old, build("changes", changes.rows)]))

    def _touched_ledger_parts(self) -> set[str]:
        entries = self._store.ledger.entries
        old = {entries[id_].part for id_ in self._spill.article_ids if id_ in entries}
        rejected = {UNDATED} if self._new_rejected() else set()
        return old | self._spill.parts("articles") | rejected

    def _new_rejected(self) -> list[dict[str, object]]:
        """An article that was once coded stays, when a later input spoils it."""
        known = self._store.ledger.entries.keys() | self._spill.article_ids
        return [row | {"run_id": self._store.run_id} for id_, row in self._found.rejected.items() if id_ not in known]

    def _merge_ledger(self, part: str) -> None:
        coded = self._spill.rows("articles", part)
        stamp = pa.array([self._store.run_id] * coded.num_rows, pa.string())
        coded = coded.set_column(coded.schema.get_field_index("run_id"), "run_id", stamp)
        rejected = build("articles", self._new_rejected() if part == UNDATED else [])
        old = self._store.rows("articles", part)
        self._replace("articles", part, old, pa.concat_tables([kept(old, self._coded), coded, rejected]))

    def _merge_issues(self, part: str) -> None:
        old = self._store.rows("issues", part)
        new = pa.concat_tables([kept(old, self._coded), self._spill.rows("issues", part)])
        self._replace("issues", part, old, new)

    def _merge_reading_issues(self) -> None:
        old = self._store.rows("issues", READING)
        is_old_news = pc.or_(
            pc.is_in(old["file"], value_set=pa.array(self._found.files, pa.string())), pc.is_null(old["file"])
        )
        new = build("issues", [issue_row(issue, READING) for issue in self._found.issues])
        self._replace("issues", READING, old, pa.concat_tables([old.filter(pc.invert(is_old_news)), new]))

    def _replace(self, name: TableName, part: str, old: pa.Table, rows: pa.Table) -> None:
        """Stage a part unless it is what it was."""
        path = part_path(name, part)
        new = rows.sort_by([(column, "ascending") for column in table(name).order])
        if new.num_rows and not new.equals(old):
            self._store.staging.add_table(path, partial(encode, name, new))
        elif old.num_rows and not new.num_rows:
            self._store.staging.remove(path)
        self._n_rows[name, part] = new.num_rows

    def _keep_openable(self, name: TableName) -> None:
        """A table without rows still has a file, so that pandas can open its folder."""
        path = part_path(name, EMPTY_PART)
        is_there = self._store.has(name, EMPTY_PART)
        if self._parts_after(name) and is_there:
            self._store.staging.remove(path)
        elif not self._parts_after(name) and not is_there:
            self._store.staging.add_table(path, partial(encode, name, empty(name)))

    def _parts_after(self, name: TableName) -> set[str]:
        untouched = {part for part in self._store.parts(name) if (name, part) not in self._n_rows}
        return untouched | {part for (table_name, part), n in self._n_rows.items() if table_name == name and n}

    def _n_rows_of(self, name: TableName, part: str) -> int:
        n_rows = self._n_rows.get((name, part))
        return self._store.files.n_rows(part_path(name, part)) if n_rows is None else n_rows


def _check(row: dict[str, object]) -> None:
    for rule, message in broken(row, EVENT_RULES):
        raise StoreError(f"merging went wrong: event {row['event_id_cnty']} breaks {rule.name}: {message}")
