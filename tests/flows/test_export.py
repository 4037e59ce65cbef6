"""Events in other programs' formats, opened again with those programs' libraries."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.export.choosing import Choice, monadic
from flows.export.export import export
from flows.export.formats import ExportFormat, format_of
from flows.export.harmless import harmless
from flows.export.writers import ExportError, write_xlsx
from flows.store.dataset import read_table
from tests.command_line import cli

ARTICLES = [
    {"id": "a", "text": "strike Aleppo 2012-12-28 3", "published": "2012-12-29", "source": "=cmd()|x"},
    {"id": "b", "text": "strike Homs 2013-01-02 0", "published": "2013-01-03", "source": "The Daily Orient"},
]
FORMULA = '=HYPERLINK("http://example.org","look")'


@pytest.fixture
def folder(run, output: Path) -> Path:
    run(ARTICLES)
    return output


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.csv", "csv"), ("A.XLSX", "xlsx"), ("a.geojson", "geojson"), ("a.geoparquet", "geoparquet"), ("a.txt", None)],
)
def test_the_name_of_a_file_says_its_format(file: str, form: str | None):
    assert format_of(Path(file)) == (ExportFormat(form) if form else None)


def test_csv_holds_every_row_and_column(folder: Path, tmp_path: Path):
    file = tmp_path / "events.csv"
    assert export(str(folder), file, ExportFormat.CSV) == 2
    rows = pd.read_csv(file)
    events = pd.read_parquet(folder / "events")
    assert list(rows.columns) == list(events.columns)
    assert list(rows.event_date) == ["2012-12-28", "2013-01-02"]
    assert list(rows.fatalities) == list(events.fatalities)
    assert list(rows.latitude) == list(events.latitude)


def test_no_text_of_a_csv_is_a_formula(folder: Path, tmp_path: Path):
    file = tmp_path / "events.csv"
    export(str(folder), file, ExportFormat.CSV)
    with file.open(encoding="utf-8", newline="") as lines:
        sources = [row["source"] for row in csv.DictReader(lines)]
    assert sources == ["'=cmd()|x", "The Daily Orient"]


@given(st.lists(st.one_of(st.none(), st.text(), st.sampled_from([FORMULA, "+1", "-2", "@a", "\t=1", " =1", "a=1"]))))
def test_a_text_is_made_harmless_and_otherwise_kept(texts: list[str | None]):
    try:
        table = pa.table({"text": pa.array(texts, pa.string())})
    except UnicodeEncodeError:
        return
    for before, after in zip(texts, harmless(table)["text"].to_pylist(), strict=True):
        assert after in (before, f"'{before}")
        assert after is None or not after.lstrip().startswith(("=", "+", "-", "@"))


def test_a_workbook_holds_text_as_text(folder: Path, tmp_path: Path):
    file = tmp_path / "events.xlsx"
    export(str(folder), file, ExportFormat.XLSX)
    book = openpyxl.load_workbook(file)
    head, *rows = book["events"].iter_rows()
    assert [cell.value for cell in head] == list(pd.read_parquet(folder / "events").columns)
    assert len(rows) == 2
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s", "n"}
    assert "Machine-coded" in book["about"]["B1"].value


def test_a_workbook_takes_text_with_control_characters(folder: Path, tmp_path: Path):
    rows = read_table(folder, "events")
    column = rows.schema.get_field_index("notes")
    spoilt = rows.set_column(column, "notes", pa.array([f"{FORMULA}\x00\x1b", "plain"]))
    write_xlsx(spoilt, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["events"]
    assert sheet.cell(2, column + 1).value == f"{FORMULA}\ufffd\ufffd"
    assert sheet.cell(2, column + 1).data_type == "s"


def test_more_rows_than_a_sheet_holds_are_refused(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.export.writers._MOST_ROWS", 1)
    with pytest.raises(ExportError, match="a sheet holds 1 rows, found 2"):
        export(str(folder), tmp_path / "events.xlsx", ExportFormat.XLSX)
    assert list(tmp_path.glob("*events*")) == []


@pytest.mark.parametrize("form", [ExportFormat.GEOJSON, ExportFormat.GEOPARQUET])
def test_map_layers_are_opened_by_geopandas(folder: Path, tmp_path: Path, form: ExportFormat):
    file = tmp_path / f"events.{form}"
    export(str(folder), file, form)
    layer = geopandas.read_parquet(file) if form is ExportFormat.GEOPARQUET else geopandas.read_file(file)
    events = pd.read_parquet(folder / "events")
    assert layer.crs.to_epsg() == 4326
    assert [(point.y, point.x) for point in layer.geometry] == list(zip(events.latitude, events.longitude, strict=True))
    assert list(layer.event_id_cnty) == list(events.event_id_cnty)


def test_geojson_says_that_it_is_machine_coded(folder: Path, tmp_path: Path):
    file = tmp_path / "events.geojson"
    export(str(folder), file, ExportFormat.GEOJSON)
    assert "Machine-coded" in json.loads(file.read_text(encoding="utf-8"))["about"]["notice"]


def test_the_monadic_view_has_a_row_a_side(folder: Path):
    events = read_table(folder, "events")
    rows = monadic(events).to_pandas()
    both = events.to_pandas()
    assert list(rows.actor1) == [side for one, two in zip(both.actor1, both.actor2, strict=True) for side in (one, two)]
    assert list(rows.inter1) == ["State forces", "Civilians"] * 2
    assert list(rows.columns) == [c for c in both.columns if c not in ("actor2", "assoc_actor_2", "inter2")]
    assert rows.groupby("event_id_cnty").fatalities.nunique().max() == 1


def test_an_event_with_one_side_has_one_row_in_the_monadic_view(folder: Path):
    events = read_table(folder, "events")
    index = events.schema.get_field_index("actor2")
    alone = events.set_column(index, "actor2", pa.nulls(2, pa.string()))
    assert monadic(alone).num_rows == 2


def test_countries_and_days_choose_events(folder: Path):
    events = read_table(folder, "events")
    assert Choice(countries=("SYRIA",)).of(events).num_rows == 2
    assert Choice(countries=("Yemen",)).of(events).num_rows == 0
    assert Choice(since=date(2013, 1, 1)).of(events)["location"].to_pylist() == ["Homs"]
    assert Choice(until=date(2012, 12, 28)).of(events)["location"].to_pylist() == ["Aleppo"]


def test_a_folder_without_rows_exports_a_head(run, output: Path, tmp_path: Path):
    run([{"id": "a", "text": "nothing here", "published": "2013-01-03"}])
    for form in ExportFormat:
        assert export(str(output), tmp_path / f"empty.{form}", form) == 0
    assert (tmp_path / "empty.csv").read_text(encoding="utf-8").count("\n") == 1


def test_the_command_writes_a_file_and_says_so(folder: Path, tmp_path: Path):
    done = cli("export", str(folder), "--to", "side.csv", "--monadic", "--since", "2013-01-01", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "side.csv: 2 rows\n")
    assert len(pd.read_csv(tmp_path / "side.csv")) == 2


def test_a_name_without_a_known_ending_is_wrong_usage(folder: Path, tmp_path: Path):
    done = cli("export", str(folder), "--to", "events.doc", folder=tmp_path)
    assert done.returncode == 2
    assert "expected a name that ends in .csv" in done.stderr


def test_a_folder_that_cannot_be_written_is_a_message(folder: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = cli("export", str(folder), "--to", "file/events.csv", folder=tmp_path)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
