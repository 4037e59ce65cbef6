"""Review from one end to the other: events out to a sheet, a sheet back into the dataset."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from extractors.event import Event
from flows import steps
from flows.config import Config
from flows.export.choosing import Choice
from flows.job import Clock, prepare, utc_now
from flows.records import CoderMaker, RunSummary
from flows.review.answers import Reviewer, corrections
from flows.review.files import ReviewError, read, write
from flows.review.sheet import rows
from flows.store.dataset import open_store, read_table
from flows.store.places import files_at
from flows.store.rows import event_of
from flows.store.schema import decode
from flows.store.spill import Spill

_MOST_PROBLEMS = 20
"""Problems of a sheet that a message names; the others are counted."""


def export_sheet(output: str, file: Path, choice: Choice | None = None) -> int:
    """Write the events of a dataset for review.

    Args:
        output: The folder of the datasets.
        file: The sheet: .csv or .xlsx.
        choice: Which events, all by default.

    Returns:
        The number of events in the sheet.

    Raises:
        StoreError: There are no events in the folder.
        ReviewError: The sheet cannot be written.
    """
    events = (choice or Choice()).of(read_table(output, "events"))
    reports = read_table(output, "reports", ["report_id", "event_id_cnty", "sentence", "source", "article_id"])
    sheet = list(rows(events.to_pylist(), reports.to_pylist()))
    write(sheet, file)
    return len(sheet)


def import_sheet(
    output: str,
    file: Path,
    who: str | None,
    config: Config,
    factory: CoderMaker | None = None,
    now: Clock | None = None,
) -> tuple[int, RunSummary | None]:
    """Take the corrections of a sheet into the dataset, and build the events concerned anew.

    Args:
        output: The folder of the datasets.
        file: The sheet.
        who: Who corrects, for the rows that do not say it.
        config: All settings.
        factory: Recipe of the coder, whose version the run's manifest names.
        now: The clock.

    Returns:
        The number of corrections, and what the run did; no run where there is nothing to correct.

    Raises:
        ReviewError: A row cannot be a correction; then nothing is taken in.
        RunFailed: The run could not be finished; what was published before is as it was.
    """
    clock = now or utc_now
    reviewer = Reviewer(who, clock().isoformat(timespec="seconds"))
    found, problems = corrections(read(file), reviewer, _known(output))
    if problems:
        shown = [f"{file} row {problem.row}: {problem.message}" for problem in problems[:_MOST_PROBLEMS]]
        more = len(problems) - len(shown)
        raise ReviewError("\n".join([*shown, *([f"and {more:,} more"] if more else []), "Nothing was taken in."]))
    if not found:
        return 0, None
    job = prepare((), output, config, factory=factory, now=clock, corrections=found)
    with open_store(files_at(output), job.run_id, int(job.started.timestamp())) as store:
        merger = steps.merge(job, store, Spill(*store.scratch))
        return len(found), steps.publish(job, store, merger)


def _known(output: str) -> Mapping[str, Event]:
    """The events of a dataset by id."""
    told: dict[str, list[str]] = {}
    reports = read_table(output, "reports", ["report_id", "event_id_cnty"])
    for report_id, event_id in zip(*(_cells(reports, name) for name in reports.column_names), strict=True):
        told.setdefault(event_id, []).append(report_id)
    events = decode("events", read_table(output, "events")).to_pylist()
    return {row["event_id_cnty"]: event_of(row, told.get(row["event_id_cnty"], ())) for row in events}


def _cells(rows: pa.Table, name: str) -> list[str]:
    cells: list[str] = rows[name].to_pylist()
    return cells
