"""What runs change: tombstones, the log of changes, differences, and datasets of an older schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from extractors.event import Event
from extractors.merging.merge import merge
from extractors.merging.witness import Witness
from extractors.report import Report
from flows import steps
from flows.cli import app
from flows.commands.options import UsageProblem
from flows.records import StoreError
from flows.store.columns import TABLE_NAMES
from flows.store.dataset import read_table
from flows.store.diff import between, lines, since
from flows.store.validate import validate
from tests.flows.storefakes import FakeFactory, article, rows, snapshot

A = article("a", "strike Aleppo 2012-12-28 3")
B = article("b", "strike Homs 2013-01-02 1", published="2013-01-03")


def a_day_an_event(reports: Iterable[Report], witnesses: Mapping[str, Witness], *_: object) -> list[Event]:
    """All reports of one place are one event of the first day; its id names the place and that day."""
    places: dict[str | None, list[Report]] = {}
    for report in sorted(reports, key=lambda r: (r.event_date, r.report_id)):
        places.setdefault(report.location, []).append(report)
    events = []
    for (first, *_), told in ((told, told) for told in places.values()):
        [event] = merge([first], {})
        digest = f"{sum(map(ord, str(first.location))):06x}{first.event_date:%y%m%d}"
        toll, ids = min(r.fatalities for r in told), tuple(sorted(r.report_id for r in told))
        events.append(replace(event, event_id_cnty=f"CE-SYR-{digest}", fatalities=toll, report_ids=ids))
    return sorted(events, key=lambda event: event.event_id_cnty)


@pytest.fixture(autouse=True)
def _merge(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steps, "merge_reports", a_day_an_event)


def event_at(output: Path, place: str) -> dict[str, object]:
    [event] = [row for row in rows(output, "events") if row["location"] == place]
    return event


def test_an_event_that_goes_into_an_earlier_one_leaves_a_tombstone_with_its_successor(run: Callable, output: Path):
    run([article("b", "strike Homs 2013-01-01 3")], name="late.jsonl")
    gone = event_at(output, "Homs")
    last = run([article("a", "strike Homs 2012-12-31 5")], name="early.jsonl")
    now = event_at(output, "Homs")
    [stone] = read_table(output, "removed").to_pylist()
    assert (stone["event_id_cnty"], stone["successor_id"]) == (gone["event_id_cnty"], now["event_id_cnty"])
    assert (stone["run_id"], stone["location"], stone["fatalities"]) == (last.run_id, "Homs", 3)
    assert validate(output) == []


def test_a_corrected_day_is_known_again_by_its_article(run: Callable, output: Path):
    run([A])
    old = event_at(output, "Aleppo")
    run([article("a", "Some words before it.", "strike Aleppo 2013-02-01 3")])
    [stone] = rows(output, "removed")
    assert stone["event_id_cnty"] == old["event_id_cnty"]
    assert stone["successor_id"] == event_at(output, "Aleppo")["event_id_cnty"]


def test_an_event_that_nobody_tells_of_any_more_has_no_successor(run: Callable, output: Path):
    run([A, B])
    run([article("a", "A correction.")])
    [stone] = rows(output, "removed")
    assert (stone["location"], stone["successor_id"]) == ("Aleppo", None)
    run([A])
    assert rows(output, "removed") == []
    assert validate(output) == []


def test_the_log_tells_every_change_and_pandas_reads_it(run: Callable, output: Path):
    run([A, B])
    run([article("a", "strike Aleppo 2012-12-28 5"), B])
    log = pd.read_parquet(output / "changes")
    assert list(log["change"]) == ["new", "new", "changed", "changed"]
    cells = log[log["change"] == "changed"].set_index("column")
    assert (cells.loc["fatalities", "before"], cells.loc["fatalities", "after"]) == ("3", "5")
    assert set(cells.index) == {"fatalities", "notes"}
    run([A, B], factory=FakeFactory("1"))


def test_the_difference_since_a_run_is_told_by_event(run: Callable, output: Path):
    first = run([A, B])
    run(
        [article("a", "strike Aleppo 2012-12-28 5"), article("b", "nothing"), article("c", "strike Marea 2013-01-05 2")]
    )
    run([article("a", "strike Aleppo 2012-12-28 4")])
    found = since(str(output), first.run_id)
    assert [row["location"] for row in found.new] == ["Marea"]
    assert [(one.before["fatalities"], one.after["fatalities"]) for one in found.changed] == [(3, 4)]
    assert [gone.before["location"] for gone in found.removed] == ["Homs"]
    assert [len(part) for part in (since(str(output)).new, since(str(output)).changed)] == [0, 1]
    kinds = [line["change"] for line in lines(found)]
    assert kinds == ["new", "changed", "removed"]
    with pytest.raises(StoreError, match="no run 1 here"):
        since(str(output), "1")


def test_undoing_the_log_gives_the_dataset_of_that_day(run: Callable, output: Path, tmp_path: Path):
    versions = [[A], [A, B], [article("a", "strike Aleppo 2013-02-01 9"), B], [article("b", "none")], [A, B]]
    run_ids = []
    for number, articles in enumerate(versions):
        run_ids.append(run(articles).run_id)
        run(versions[0], to=tmp_path / str(number), name="x.jsonl")
        for earlier in versions[: number + 1]:
            run(earlier, to=tmp_path / str(number), name="x.jsonl")
    for number, run_id in enumerate(run_ids):
        logged, compared = since(str(output), run_id), between(str(tmp_path / str(number)), str(output))
        without = [[{**row, "timestamp": 0} for row in found.new] for found in (logged, compared)]
        assert without[0] == without[1]
        assert [one.columns for one in logged.changed] == [one.columns for one in compared.changed]
        assert [gone.before["event_id_cnty"] for gone in logged.removed] == [
            gone.before["event_id_cnty"] for gone in compared.removed
        ]


def test_the_command_prints_what_changed(run: Callable, output: Path, tmp_path: Path):
    run([A, B])
    run([article("a", "strike Aleppo 2012-12-28 5"), B])

    def diff(*arguments: str):
        return CliRunner().invoke(app, ["diff", *arguments])

    assert "0 new, 1 changed, 0 removed." in diff(str(output)).output
    told = [json.loads(line) for line in diff(str(output), "--json").output.splitlines()]
    assert told[0]["cells"]["fatalities"] == {"before": 3, "after": 5}
    assert "No event is new" in diff(str(output), str(output)).output
    assert isinstance(diff(str(output), str(output), "--since", "x").exception, UsageProblem)
    assert isinstance(diff(str(tmp_path / "none")).exception, UsageProblem)


NEWER_COLUMNS = {"1": {"text_signature", "coded_to"}, "2": {"coded_to"}}
"""Columns that a dataset of a version did not have."""


def as_version(output: Path, version: str) -> None:
    """What an older schema was: the first had no tombstones, no log, no signatures; the second no `coded_to`."""
    for name in ("removed", "changes") if version == "1" else ():
        for path in (output / name).iterdir():
            path.unlink()
        (output / name).rmdir()
    for path in output.rglob("*.parquet"):
        table = pq.read_table(path)
        about = table.schema.metadata | {b"schema_version": version.encode()}
        table = table.drop_columns(sorted(NEWER_COLUMNS[version] & set(table.column_names)))
        pq.write_table(table.replace_schema_metadata(about), path)
    for path in (output / "runs").iterdir():
        manifest = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(manifest | {"schema_version": version}), encoding="utf-8")


@pytest.mark.parametrize("version", sorted(NEWER_COLUMNS))
def test_a_dataset_of_an_older_schema_is_migrated(run: Callable, output: Path, version: str):
    there = article("c", "strike Marea 2012-12-29 1 (coded to Aleppo)")
    run([A, B, there])
    before = {name: rows(output, name, "text_signature") for name in TABLE_NAMES if name != "changes"}
    as_version(output, version)
    assert len(read_table(output, "events")) == 3
    with pytest.raises(StoreError, match=f"schema version {version}; the next run migrates them"):
        validate(output)
    summary = run([A, B, there])
    assert (summary.n_coded, summary.n_unchanged) == (0, 3)
    assert {name: rows(output, name, "text_signature") for name in before} == before
    versions = {pq.read_schema(path).metadata[b"schema_version"] for path in output.rglob("*.parquet")}
    assert versions == {b"3"}
    assert read_table(output, "reports")["coded_to"].drop_null().to_pylist() == ["Aleppo"]
    assert validate(output) == []
    assert "events/events-2012-12.parquet" in snapshot(output)


def test_a_removed_event_that_is_one_is_a_violation(run: Callable, output: Path):
    run([A, B])
    run([article("a", "nothing")])
    [path] = (output / "removed").iterdir()
    stone = pq.read_table(path)
    alive = str(event_at(output, "Homs")["event_id_cnty"])
    for column, rule in (("event_id_cnty", "what_is_removed_is_no_event"), ("successor_id", "successors_exist")):
        value = alive if column == "event_id_cnty" else "CE-SYR-000000000000"
        position = stone.schema.get_field_index(column)
        pq.write_table(stone.set_column(position, stone.schema.field(column), pa.array([value])), path)
        assert rule in {violation.rule for violation in validate(output)}
