"""Proof that a dataset is legal: every cell, every row, every file, and what holds between the tables.

Nothing here trusts the writer: all is read from the files, one file at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.records import StoreError
from flows.store.cells import cell_problems
from flows.store.columns import TABLE_NAMES, TableName, table
from flows.store.contract import Files
from flows.store.dataset import explained
from flows.store.migration import is_older, version_of
from flows.store.parts import part_path
from flows.store.places import files_at
from flows.store.publish import is_publishing
from flows.store.references import Gathered, gather, reference_violations
from flows.store.rows import Row, month_of
from flows.store.rules import EVENT_RULES, SHARED, broken
from flows.store.schema import decode
from flows.store.violations import Violation, file_violations, readable_parts, run_violations

_DAY_OF: dict[TableName, str] = {
    "events": "event_date",
    "reports": "event_date",
    "articles": "published",
    "removed": "event_date",
}


def validate(output: str | Path) -> list[Violation]:
    """Check the datasets of an output folder against the codebook and their declaration.

    Returns:
        The violations, by table and file; empty when all is legal.

    Raises:
        StoreError: There are no datasets, or a publication was interrupted and its run has to be finished first.
    """
    files = files_at(output)
    if not any(files.names(name) for name in TABLE_NAMES):
        raise StoreError(f"{files.where()}: no datasets here; expected an output folder of `conflict-events run`")
    if is_publishing(files):
        raise StoreError(
            f"{files.where()}: a publication is under way or was interrupted; run `conflict-events run` again"
        )
    if is_older(files):
        raise StoreError(f"{files.where()}: datasets of schema version {version_of(files)}; the next run migrates them")
    with explained(files):
        return list(_violations(files))


def _violations(files: Files) -> Iterator[Violation]:
    seen = Gathered()
    yield from file_violations(files)
    for name in TABLE_NAMES:
        for part in readable_parts(files, name):
            rows = decode(name, files.read_table(part_path(name, part)))
            yield from gather(seen, name, part, rows)
            yield from _cell_violations(name, part, rows)
            yield from _row_violations(name, part, rows)
    yield from reference_violations(seen)
    yield from run_violations(files, seen.run_ids)


def _cell_violations(name: TableName, part: str, rows: pa.Table) -> Iterator[Violation]:
    for column in table(name).columns:
        for row, message in cell_problems(column, rows[column.name]):
            yield _violation(name, part, row, _key(name, rows, row), column.name, "cells_are_as_declared", message)


def _row_violations(name: TableName, part: str, rows: pa.Table) -> Iterator[Violation]:
    rules = {"events": EVENT_RULES, "reports": SHARED}.get(name, ())
    day = _DAY_OF.get(name)
    for number, row in enumerate(rows.to_pylist()):
        key = row.get(table(name).key or "")
        for rule, message in broken(row, rules):
            yield _violation(name, part, number, key, rule.column, rule.name, message)
        if day and (wrong := _wrong_file(row[day], part)):
            yield _violation(name, part, number, key, day, "rows_stand_in_the_file_of_their_month", wrong)
        if name == "reports":
            yield from _report_violations(part, number, row)


def _wrong_file(day: date | None, part: str) -> str | None:
    return None if month_of(day) == part else f"expected month {part}, found {day and day.strftime('%Y-%m')}"


def _report_violations(part: str, number: int, row: Row) -> Iterator[Violation]:
    for column, rule_name, message in _report_problems(row):
        yield _violation("reports", part, number, row["report_id"], column, rule_name, message)


def _report_problems(row: Row) -> Iterator[tuple[str, str, str]]:
    is_published = row["event_id_cnty"] is not None
    if is_published == (row["reason"] is not None):
        yield "reason", "a_report_is_in_an_event_or_says_why_not", f"found {row['event_id_cnty']!r}, {row['reason']!r}"
    if is_published and row["status"] != "occurred":
        yield "status", "only_what_occurred_is_published", f"expected 'occurred', found {row['status']!r}"
    if row["end"] < row["start"]:
        yield "end", "offsets_are_in_order", f"expected at least {row['start']}, found {row['end']}"
    for toll in ("fatalities", "injuries"):
        low, high = row[f"{toll}_low"], row[f"{toll}_high"]
        if low is not None and high is not None and high < low:
            yield f"{toll}_high", "the_highest_toll_is_not_below_the_lowest", f"expected at least {low}, found {high}"


def _key(name: TableName, rows: pa.Table, row: int) -> str | None:
    key = table(name).key
    value: Any = rows[key][row].as_py() if key else None
    return value if isinstance(value, str) else None


def _violation(name: str, part: str, row: int, key: str | None, column: str, rule: str, message: str) -> Violation:
    return Violation(name, f"{name}-{part}.parquet", row, key, column, rule, f"{column}: {message}")
