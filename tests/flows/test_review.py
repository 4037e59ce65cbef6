"""Review from end to end: out, corrected, in, and on every later run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from flows.config import Config
from flows.review.exchange import export_sheet, import_sheet
from flows.review.files import ReviewError, read, write
from flows.store.validate import validate
from tests.command_line import cli, cli_again
from tests.flows.storefakes import FakeClock, FakeFactory

ARTICLES = [
    {"id": "a", "text": "strike Aleppo 2012-12-28 3", "published": "2012-12-29", "source": "Morning Post"},
    {"id": "b", "text": "strike Aleppo 2012-12-28 3", "published": "2012-12-29", "source": "Evening Star"},
    {"id": "c", "text": "strike Homs 2012-12-30 1", "published": "2012-12-31", "source": "Morning Post"},
    {"id": "d", "text": "strike Marea 2013-01-02 0", "published": "2013-01-03", "source": "Morning Post"},
]


def table(output: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(output / name)


def by_place(output: Path) -> dict[str, pd.Series]:
    return {row.location: row for _, row in table(output, "events").iterrows()}


@pytest.fixture
def correct(run, output: Path, tmp_path: Path):
    """A dataset, and a way to correct events of it: `correct(Aleppo={"fatalities": "5"})`."""
    run(ARTICLES)
    clock = FakeClock()

    def corrected(**changes: dict[str, str | None]) -> int:
        sheet = tmp_path / "sheet.xlsx"
        export_sheet(str(output), sheet)
        rows = [dict(cells) for _, cells in read(sheet)]
        for row in rows:
            row |= {"why": "checked", **changes[str(row["location"])]} if row["location"] in changes else {}
        write(rows, sheet)
        return import_sheet(str(output), sheet, "Amal", Config(), FakeFactory(), clock)[0]

    return corrected


def test_a_sheet_has_a_row_an_event(correct, output: Path, tmp_path: Path):
    assert export_sheet(str(output), tmp_path / "all.csv") == len(table(output, "events"))


def test_a_changed_cell_stands_in_the_events_and_stays_on_later_runs(correct, run, output: Path):
    assert correct(Aleppo={"fatalities": "5"}) == 1
    assert by_place(output)["Aleppo"].fatalities == 5
    run(
        [*ARTICLES, {"id": "e", "text": "strike Aleppo 2012-12-28 7", "published": "2012-12-30", "source": "Late News"}]
    )
    assert by_place(output)["Aleppo"].fatalities == 5
    assert "Late News" in by_place(output)["Aleppo"].source
    assert validate(output) == []


def test_only_what_was_corrected_changes(correct, output: Path):
    before = table(output, "events").set_index("event_id_cnty")
    correct(Aleppo={"fatalities": "5"})
    after = table(output, "events").set_index("event_id_cnty")
    changed = [id_ for id_ in before.index if not before.loc[id_].equals(after.loc[id_])]
    assert [after.loc[id_].location for id_ in changed] == ["Aleppo"]
    assert list(after.index) == list(before.index)


def test_the_table_of_corrections_says_who_when_and_why(correct, output: Path):
    correct(Aleppo={"fatalities": "5"})
    row = table(output, "corrections").iloc[0]
    assert (row.action, row.column, row.old, row.new, row.who, row.why) == (
        "change", "fatalities", "3", "5", "Amal", "checked",
    )  # fmt: skip
    assert row.made_at.startswith("20")


def test_a_rejected_event_goes_and_its_reports_say_why(correct, run, output: Path):
    correct(Homs={"reject": "x"})
    assert "Homs" not in by_place(output)
    reports = table(output, "reports").set_index("location")
    assert reports.loc["Homs"].reason == "rejected in review: checked"
    [gone] = table(output, "removed").to_dict("records")
    assert (gone["location"], pd.isna(gone["successor_id"])) == ("Homs", True)
    assert validate(output) == []
    run([*ARTICLES, {"id": "e", "text": "strike Homs 2012-12-30 1", "published": "2012-12-31", "source": "Late News"}])
    assert "Homs" not in by_place(output)
    assert validate(output) == []


def test_a_split_and_a_merge_hold(correct, output: Path):
    homs = by_place(output)["Homs"].event_id_cnty
    correct(Aleppo={"split": "2"}, Marea={"merge_into": homs})
    events = table(output, "events")
    assert sorted(events.location) == ["Aleppo", "Aleppo", "Homs"]
    reports = table(output, "reports")
    assert reports[reports.location == "Marea"].event_id_cnty.item() == homs
    assert [(row.location, row.successor_id) for row in table(output, "removed").itertuples()] == [("Marea", homs)]
    assert validate(output) == []


def test_a_day_may_be_moved_into_the_next_month(correct, run, output: Path):
    correct(Homs={"event_date": "2013-01-01"})
    assert str(by_place(output)["Homs"].event_date)[:10] == "2013-01-01"
    run([*ARTICLES, {"id": "e", "text": "strike Homs 2012-12-30 1", "published": "2012-12-31", "source": "Late News"}])
    assert str(by_place(output)["Homs"].event_date)[:10] == "2013-01-01"
    assert validate(output) == []


def test_a_correction_whose_event_is_gone_is_reported(correct, run, output: Path):
    correct(Homs={"fatalities": "2"})
    run([{**ARTICLES[2], "text": "nothing happened"}], name="second.jsonl")
    issues = table(output, "issues")
    [row] = issues[issues.stage == "review"].to_dict("records")
    assert row["kind"] == "correction_unmatched"
    assert "by Amal (checked)" in row["message"]
    run([ARTICLES[2]], name="third.jsonl")
    assert by_place(output)["Homs"].fatalities == 2
    assert table(output, "issues").query("stage == 'review'").empty


def test_corrections_are_the_same_whatever_runs_come_after(correct, run, output: Path):
    correct(Aleppo={"fatalities": "5"}, Homs={"reject": "x"})
    before = {name: table(output, name) for name in ("events", "reports", "corrections")}
    run(ARTICLES)
    for name, rows in before.items():
        pd.testing.assert_frame_equal(table(output, name), rows)


def test_a_bad_row_is_named_and_nothing_is_taken_in(correct, output: Path):
    with pytest.raises(ReviewError, match=r"row \d: fatalities: expected a whole number"):
        correct(Aleppo={"fatalities": "lots"}, Homs={"reject": "x"})
    assert "Homs" in by_place(output)
    assert table(output, "corrections").empty


def test_a_change_that_breaks_the_codebook_is_refused(correct, output: Path):
    with pytest.raises(ReviewError, match="the event would be illegal"):
        correct(Aleppo={"sub_event_type": "Peaceful protest"})
    assert by_place(output)["Aleppo"].sub_event_type != "Peaceful protest"


def test_a_sheet_without_corrections_changes_no_file(correct, output: Path):
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")}
    assert correct() == 0
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")} == before


def test_the_commands_lead_through_a_review(run, output: Path, tmp_path: Path):
    run(ARTICLES)
    done = cli("review", "export", str(output), "--to", "sheet.csv", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "sheet.csv: 3 events\n")
    rows = [dict(cells) for _, cells in read(tmp_path / "sheet.csv")]
    rows[0] |= {"reject": "x", "why": "a drill"}
    write(rows, tmp_path / "sheet.csv")
    nobody = cli_again("review", "import", str(output), "sheet.csv", folder=tmp_path)
    assert nobody.returncode == 1
    assert "expected who corrects it" in nobody.stderr
    done = cli("review", "import", str(output), "sheet.csv", "--who", "Amal", folder=tmp_path)
    assert done.stdout == "1 corrections taken in. Events: 0 changed, 0 new, 1 removed.\n", done.stderr
    listed = cli("review", "list", str(output), folder=tmp_path)
    assert "rejected" in listed.stdout
    assert "a drill" in listed.stdout
