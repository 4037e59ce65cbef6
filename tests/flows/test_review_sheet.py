"""Review sheets: what goes out, what a spreadsheet does to it, and what is made of what comes back."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.event import Event
from extractors.merging.corrections import CHANGEABLE, as_text, cell
from flows.review.answers import Reviewer, corrections
from flows.review.files import ReviewError, read, write
from flows.review.sheet import COLUMNS, KEPT, rows
from flows.store.dataset import read_table
from flows.store.rows import event_of
from flows.store.schema import decode

NOON = "2024-05-08T12:00:00+00:00"
ARTICLES = [
    {"id": "a", "text": "strike Aleppo 2012-12-28 3", "published": "2012-12-29", "source": "=evil()"},
    {"id": "b", "text": "strike Aleppo 2012-12-28 3", "published": "2012-12-29", "source": "The Daily Orient"},
    {"id": "c", "text": "strike Homs 2013-01-02 0", "published": "2013-01-03", "source": "The Daily Orient"},
]


@pytest.fixture
def sheet(run, output: Path) -> list[dict[str, str | None]]:
    run(ARTICLES)
    events, reports = (read_table(str(output), name).to_pylist() for name in ("events", "reports"))
    return list(rows(events, reports))


@pytest.fixture
def known(sheet, output: Path) -> dict[str, Event]:
    events = decode("events", read_table(str(output), "events")).to_pylist()
    known = {row["event_id_cnty"]: event_of(row, ()) for row in events}
    return known | {"LATE": replace(next(iter(known.values())), event_date=date(2013, 3, 1))}


@pytest.fixture
def answered(sheet, known):
    """Corrections and problems of a sheet in which the first row was filled in: `answered({"reject": "x"})`."""

    def answer(changes: dict[str, object], who: str | None = "Amal"):
        rows = [dict(line) for line in sheet]
        rows[0] |= changes
        return corrections(list(enumerate(rows, 2)), Reviewer(who, NOON), known)

    return answer


def test_a_row_shows_the_cells_beside_the_sentences_behind_them(sheet):
    assert [line["location"] for line in sheet] == ["Aleppo", "Homs"]
    assert sheet[0]["fatalities"] == "3"
    assert "1. strike Aleppo 2012-12-28 3" in (sheet[0]["text"] or "")
    assert "2. strike Aleppo 2012-12-28 3" in (sheet[0]["text"] or "")
    assert "article c" in (sheet[1]["text"] or "")


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_a_sheet_comes_back_as_it_went_out(sheet, tmp_path: Path, name: str):
    write(sheet, tmp_path / name)
    assert [dict(cells) for _, cells in read(tmp_path / name)] == sheet
    assert [number for number, _ in read(tmp_path / name)] == [2, 3]


def test_no_cell_of_a_sheet_is_a_formula(sheet, tmp_path: Path):
    write(sheet, tmp_path / "sheet.xlsx")
    write(sheet, tmp_path / "sheet.csv")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    assert {cell.data_type for row in book["review"] for cell in row} <= {"s", "n"}
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert "=evil()" not in {row["source"] for row in csv.DictReader(lines)}


def test_a_sheet_that_was_left_alone_corrects_nothing(sheet, known, tmp_path: Path):
    write(sheet, tmp_path / "sheet.xlsx")
    assert corrections(read(tmp_path / "sheet.xlsx"), Reviewer("Amal", NOON), known) == ([], [])


def test_what_a_spreadsheet_retypes_is_no_correction(sheet, known, tmp_path: Path):
    write(sheet, tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    page = book["review"]
    for row in page.iter_rows(min_row=2):
        row[COLUMNS.index("fatalities")].value = float(row[COLUMNS.index("fatalities")].value)
        row[COLUMNS.index("latitude")].value = float(row[COLUMNS.index("latitude")].value)
    book.save(tmp_path / "sheet.xlsx")
    assert corrections(read(tmp_path / "sheet.xlsx"), Reviewer("Amal", NOON), known) == ([], [])


def test_a_sheet_with_semicolons_is_read(sheet, known, tmp_path: Path):
    with (tmp_path / "sheet.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(sheet)
    assert corrections(read(tmp_path / "sheet.csv"), Reviewer("Amal", NOON), known) == ([], [])


def test_a_changed_cell_is_a_correction_with_who_when_and_why(answered):
    [found], problems = answered({"fatalities": "5", "why": "the hospital's list"})
    assert problems == []
    assert (found.action, found.column, found.old, found.new) == ("change", "fatalities", "3", "5")
    assert (found.who, found.why, found.made_at) == ("Amal", "the hospital's list", NOON)
    assert len(found.report_ids) == 2


def test_an_event_can_be_rejected_merged_and_split(answered, sheet):
    other = sheet[1]["event_id_cnty"]
    [rejected], _ = answered({"reject": "x", "why": "a drill"})
    [merged], _ = answered({"merge_into": other, "why": "the same strike"})
    [split], _ = answered({"split": "2", "why": "another strike"})
    assert rejected.action == "reject"
    assert (merged.action, merged.new) == ("merge", other)
    assert (split.action, len(split.split_reports)) == ("split", 1)


def test_the_reviewer_of_a_row_goes_before_the_one_of_the_import(answered):
    [found], _ = answered({"reject": "yes", "why": "a drill", "who": "Basil"})
    assert found.who == "Basil"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"fatalities": "many", "why": "x"}, "fatalities: expected a whole number, found 'many'"),
        ({"fatalities": "-1", "why": "x"}, "fatalities: expected a whole number"),
        ({"fatalities": None, "why": "x"}, "fatalities: expected a value"),
        ({"event_date": "Friday", "why": "x"}, "event_date: expected a day such as"),
        ({"event_date": "2013-12-28", "why": "x"}, "expected a day within 10 of 2012-12-28"),
        ({"sub_event_type": "Drone war", "why": "x"}, "expected a sub-event type of the codebook"),
        ({"country": "Atlantis", "why": "x"}, "expected a country's name"),
        ({"fatalities": "5"}, "expected the reason in the column `why`"),
        ({"reject": "x", "fatalities": "5", "why": "x"}, "expected a rejected event to be left as it is"),
        ({"merge_into": "CE-SYR-000000000000", "why": "x"}, "expected the id of an event of the dataset"),
        ({"merge_into": "LATE", "why": "x"}, "expected an event within 10 days of 2012-12-28, found 2013-03-01"),
        ({"split": "3", "why": "x"}, "expected numbers of reports from 1 to 2"),
        ({"split": "1,2", "why": "x"}, "expected some of the reports, found all"),
        ({"fatalities": "5", "why": "x", KEPT: "{}"}, "export the event anew"),
    ],
)
def test_what_cannot_be_a_correction_is_a_problem_with_its_row(answered, changes, message: str):
    found, [problem] = answered(changes)
    assert found == []
    assert problem.row == 2
    assert message in problem.message


def test_nobody_is_no_reviewer(answered):
    _, [problem] = answered({"reject": "x", "why": "a drill"}, who=None)
    assert "expected who corrects it" in problem.message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("sheet.txt", b"a", "ends in .csv or .xlsx"),
        ("sheet.csv", b"", "found an empty file"),
        ("sheet.csv", b"a,b\n1,2\n", "found no column event_id_cnty, as_exported"),
        ("sheet.csv", b"\xff\xfe\x00", "expected CSV in UTF-8"),
        ("sheet.xlsx", b"no workbook", "expected a workbook"),
    ],
)
def test_a_file_that_is_no_review_sheet_is_a_message(tmp_path: Path, name: str, content: bytes, message: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReviewError, match=message):
        read(tmp_path / name)


def value_or_message(column: str, text: str | None) -> tuple[object, str | None]:
    try:
        return cell(column, text), None
    except ValueError as error:
        return None, str(error)


@given(st.sampled_from(CHANGEABLE), st.one_of(st.none(), st.text(max_size=20), st.floats().map(str)))
def test_any_text_is_a_cell_that_reads_back_or_a_message_that_names_the_column(column: str, text: str | None):
    value, message = value_or_message(column, text)
    if message is None:
        assert cell(column, as_text(value)) == value
    else:
        assert message.startswith(f"{column}: ")
