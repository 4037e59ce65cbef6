"""What a run leaves on disk, and what a second one does to it."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from flows import steps
from flows.config import Config
from flows.plain import run_plain
from flows.records import StoreError
from flows.store.dataset import read_table
from flows.store.validate import validate
from flows.view.summary import summary_lines
from tests.flows.storefakes import FakeFactory, article, rows, snapshot, write_articles

ALEPPO = article("a", "strike Aleppo 2012-12-28 3", "plan Homs 2013-01-05")
HOMS = article("b", "prose", "strike Homs 2013-01-02 1", "warn", published="2013-01-03")
VAGUE = article("c", "vague Marea", published=None)
ALL = [ALEPPO, HOMS, VAGUE]


def ids(output: Path, name: str, column: str) -> set[object]:
    return {row[column] for row in rows(output, name)}


def inodes(output: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in output.rglob("*.parquet"))
    return {str(path.relative_to(output)): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def test_a_run_publishes_every_table_by_month(run, output):
    summary = run(ALL)
    assert (summary.status, summary.n_read, summary.n_coded, summary.n_reports, summary.n_events) == (
        "published",
        3,
        3,
        4,
        2,
    )
    assert sorted(snapshot(output)) == [
        "articles/articles-2012-12.parquet",
        "articles/articles-2013-01.parquet",
        "articles/articles-undated.parquet",
        "changes/changes-2024-01.parquet",
        "corrections/corrections-empty.parquet",
        "events/events-2012-12.parquet",
        "events/events-2013-01.parquet",
        "issues/issues-2013-01.parquet",
        "removed/removed-empty.parquet",
        "reports/reports-2012-12.parquet",
        "reports/reports-2013-01.parquet",
        "reports/reports-undated.parquet",
    ]
    assert validate(output) == []


def test_pandas_opens_each_folder_as_it_is(run, output):
    run(ALL)
    events = pd.read_parquet(output / "events")
    assert len(events) == 2
    assert str(events["event_date"].dtype) == "datetime64[ms]"
    integers = ["year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"]
    assert {str(events[name].dtype) for name in integers} == {"int64"}
    assert {str(events[name].dtype) for name in ("latitude", "longitude")} == {"float64"}
    assert {str(events[name].dtype) for name in ("event_type", "inter1", "country")} == {"category"}
    assert len(pd.read_parquet(output / "reports").iloc[0]["evidence"]) == 1


def test_tables_without_rows_can_be_opened_too(run, output):
    run([article("a", "nothing happened")])
    for name in ("events", "reports", "issues"):
        table = pd.read_parquet(output / name)
        assert table.empty
        assert len(table.columns) > 10
    assert validate(output) == []


def test_the_empty_file_goes_when_rows_come_and_comes_back_when_they_go(run, output):
    run([article("a", "prose")])
    assert "events/events-empty.parquet" in snapshot(output)
    run([article("a", "strike Aleppo 2012-12-28 3")])
    assert [name for name in snapshot(output) if name.startswith("events")] == ["events/events-2012-12.parquet"]
    run([article("a", "prose")])
    assert [name for name in snapshot(output) if name.startswith("events")] == ["events/events-empty.parquet"]
    assert validate(output) == []


def test_files_say_what_they_are(run, output):
    run(ALL)
    about = pq.read_schema(output / "events" / "events-2012-12.parquet").metadata
    assert about[b"machine_coded"] == b"true"
    assert b"Not ACLED data" in about[b"notice"]
    assert b"CC BY" in about[b"attribution"]
    assert about[b"schema_version"] == b"3"


def test_a_second_run_touches_no_file_and_says_so(run, output):
    run(ALL)
    before = inodes(output)
    summary = run(ALL)
    assert summary.status == "unchanged"
    assert (summary.n_coded, summary.n_unchanged, summary.files) == (0, 3, ())
    assert inodes(output) == before
    manifest = json.loads(Path(summary.manifest).read_text(encoding="utf-8"))
    assert (manifest["status"], manifest["counts"]["n_events"], manifest["files_written"]) == ("unchanged", 2, [])


def test_the_manifest_says_what_the_run_was_made_of(run, output):
    summary = run(ALL)
    manifest = json.loads(Path(summary.manifest).read_text(encoding="utf-8"))
    assert manifest["run_id"] == summary.run_id
    assert manifest["coder"]["text"] == summary.coder_version
    assert manifest["config"]["batch_size"] == Config().batch_size
    assert manifest["inputs"][0].endswith("articles.jsonl")
    assert set(manifest["files_written"]) == set(snapshot(output))


def test_a_changed_text_replaces_its_reports_and_touches_no_other_month(run, output):
    run(ALL)
    before = snapshot(output)
    summary = run([article("a", "strike Aleppo 2012-12-28 5"), HOMS, VAGUE])
    assert (summary.n_coded, summary.n_unchanged, summary.n_events_changed, summary.n_events_new) == (1, 2, 1, 0)
    changed = {name for name, content in snapshot(output).items() if before.get(name) != content}
    assert changed == {
        "articles/articles-2012-12.parquet",
        "changes/changes-2024-01.parquet",
        "events/events-2012-12.parquet",
        "reports/reports-2012-12.parquet",
        "reports/reports-2013-01.parquet",
    }
    assert {row["fatalities"] for row in rows(output, "events")} == {5, 1}
    assert validate(output) == []


def test_an_event_keeps_its_timestamp_until_its_row_changes(run, output):
    run(ALL)
    first = dict(
        zip(*[read_table(output, "events")[name].to_pylist() for name in ("location", "timestamp")], strict=True)
    )
    run([article("a", "strike Aleppo 2012-12-28 5"), HOMS, VAGUE])
    then = dict(
        zip(*[read_table(output, "events")[name].to_pylist() for name in ("location", "timestamp")], strict=True)
    )
    assert then["Homs"] == first["Homs"]
    assert then["Aleppo"] > first["Aleppo"]


def test_an_article_that_moves_to_another_month_leaves_nothing_behind(run, output):
    run(ALL)
    run([article("a", "strike Aleppo 2013-01-28 3", published="2013-01-29")])
    assert "events/events-2012-12.parquet" not in snapshot(output)
    assert "articles/articles-2012-12.parquet" not in snapshot(output)
    assert ids(output, "articles", "article_id") == {"a", "b", "c"}
    assert validate(output) == []


def test_an_event_that_is_no_longer_told_is_removed(run, output):
    run(ALL)
    summary = run([article("a", "a correction")])
    assert (summary.n_events_removed, summary.n_events) == (1, 1)
    assert ids(output, "events", "location") == {"Homs"}


def test_articles_that_are_not_in_the_input_any_more_stay(run, output):
    run(ALL)
    run([HOMS])
    assert ids(output, "articles", "article_id") == {"a", "b", "c"}


def test_what_an_older_coder_coded_stays_until_it_is_to_be_coded_anew(run, output):
    run(ALL)
    before = rows(output, "reports")
    newer = FakeFactory("2", "Shelling/artillery/missile attack")
    summary = run([*ALL, article("d", "strike Marea 2013-01-02 2")], factory=newer)
    assert (summary.n_coded, summary.n_unchanged, summary.n_older) == (1, 3, 3)
    assert [row for row in rows(output, "reports") if row["article_id"] != "d"] == before
    assert "--recode" in " ".join(summary_lines(summary))
    summary = run(ALL, factory=newer, is_recoding=True)
    assert (summary.n_coded, summary.n_unchanged, summary.n_older) == (3, 0, 0)
    assert ids(output, "events", "sub_event_type") == {"Shelling/artillery/missile attack"}
    assert run(ALL, factory=newer, is_recoding=True).status == "unchanged"
    assert validate(output) == []


def test_recoding_that_changes_nothing_touches_only_the_ledger(run, output):
    run(ALL)
    before = snapshot(output)
    run(ALL, factory=FakeFactory("2"), is_recoding=True)
    changed = {name for name, content in snapshot(output).items() if before.get(name) != content}
    assert {name.partition("/")[0] for name in changed} == {"articles"}


def test_other_merging_rules_build_all_events_anew_without_coding(run, output, monkeypatch):
    run(ALL)
    told = steps.merge_reports
    monkeypatch.setattr(
        steps, "merge_reports", lambda *given: [replace(event, notes="Another note.") for event in told(*given)]
    )
    assert run(ALL).status == "unchanged"
    summary = run(ALL, factory=FakeFactory("2"))
    assert (summary.n_coded, summary.n_events_changed) == (0, 2)
    assert ids(output, "events", "notes") == {"Another note."}


@pytest.mark.parametrize("batch_size", [1, 2, 300])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_and_batching_do_not_matter(run, tmp_path, order, batch_size):
    run(ALL, to=tmp_path / "one")
    run([ALL[i] for i in order], to=tmp_path / "other", batch_size=batch_size)
    for name in ("events", "reports"):
        assert rows(tmp_path / "one", name) == rows(tmp_path / "other", name)
    for name in ("articles", "issues"):
        assert rows(tmp_path / "one", name, "line") == rows(tmp_path / "other", name, "line")


def test_many_small_runs_give_what_one_run_gives(run, tmp_path):
    run(ALL, to=tmp_path / "one")
    for number, one in enumerate(ALL):
        run([one], to=tmp_path / "many", name=f"{number}.jsonl")
    for name in ("events", "reports", "issues"):
        assert rows(tmp_path / "one", name, "file", "line") == rows(tmp_path / "many", name, "file", "line")


def test_the_order_of_the_inputs_does_not_matter(tmp_path):
    files = [write_articles(tmp_path / f"{number}.jsonl", [one]) for number, one in enumerate(ALL)]
    for name, inputs in (("one", files), ("other", files[::-1])):
        run_plain(inputs, str(tmp_path / name), Config(engine="threads"), coder_factory=FakeFactory())
    assert rows(tmp_path / "one", "articles") == rows(tmp_path / "other", "articles")


def test_every_article_and_broken_record_is_accounted_for(run, output, tmp_path):
    broken = tmp_path / "articles.jsonl"
    summary = run([ALEPPO, article("x", ""), article("y", "crash"), HOMS])
    assert (summary.n_read, summary.n_coded, summary.n_rejected) == (4, 2, 2)
    kinds = {row["kind"]: row for row in rows(output, "issues")}
    assert {"empty_text", "coder_error", "unknown_place"} <= set(kinds)
    assert kinds["empty_text"]["file"] == str(broken)
    assert (kinds["coder_error"]["article_id"], kinds["coder_error"]["line"]) == ("y", 3)
    status = {row["article_id"]: row["status"] for row in rows(output, "articles")}
    assert status["y"] == "rejected"
    assert status["a"] == "coded"
    assert validate(output) == []


def test_problems_of_reading_go_when_the_input_is_mended(run, output):
    run([ALEPPO, article("x", "")])
    assert ids(output, "issues", "kind") == {"empty_text"}
    assert run([ALEPPO, article("x", "")]).status == "unchanged"
    run([ALEPPO, article("x", "strike Homs 2013-01-02 1")])
    assert ids(output, "issues", "kind") == set()
    assert {row["article_id"]: row["status"] for row in rows(output, "articles")} == {"a": "coded", "x": "coded"}
    assert validate(output) == []


def test_a_spoilt_input_does_not_take_back_what_was_published(run, output):
    run(ALL)
    before = rows(output, "events")
    run([article("a", ""), HOMS, VAGUE])
    assert rows(output, "events") == before
    assert ids(output, "issues", "kind") == {"empty_text", "unknown_place"}


def test_unknown_keys_are_kept_in_the_ledger(run, output):
    run([article("a", "prose", desk="Middle East", copies=3)])
    [row] = rows(output, "articles")
    assert json.loads(row["extra"]) == {"copies": 3, "desk": "Middle East"}


def test_uncertain_reports_stay_reports(run, output):
    summary = run(ALL, publish={"min_confidence": 0.95})
    assert summary.n_events == 0
    assert "confidence below 0.95" in ids(output, "reports", "reason")
    assert validate(output) == []


def test_a_dataset_of_another_version_is_not_touched(run, output):
    run(ALL)
    path = output / "events" / "events-2012-12.parquet"
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata(table.schema.metadata | {b"schema_version": b"99"}), path)
    with pytest.raises(StoreError, match="schema version 3, found 99"):
        run(ALL)


def test_an_output_that_is_a_file_is_refused(run, output):
    output.write_text("not a folder")
    with pytest.raises(StoreError, match="expected a folder"):
        run(ALL)


def test_a_damaged_file_is_named(run, output):
    run(ALL)
    (output / "articles" / "articles-2012-12.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(StoreError, match="cannot be read"):
        run(ALL)
