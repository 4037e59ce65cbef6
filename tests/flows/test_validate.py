"""`validate` finds what is wrong with a dataset, and nothing else."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.config import Config
from flows.plain import run_plain
from flows.records import StoreError
from flows.store.facts import facts
from flows.store.rules import EVENT_RULES, SHARED, broken
from flows.store.schema import schema
from flows.store.validate import validate
from tests.flows.storefakes import FakeFactory, article, write_articles
from tests.tables import table

CASES = table("validate")
PART = "2012-12"


@pytest.fixture(scope="module")
def legal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("legal")
    source = write_articles(folder / "a.jsonl", [article("a", "strike Aleppo 2012-12-28 3", source_scale="National")])
    run_plain([source], str(folder / "output"), Config(engine="threads"), coder_factory=FakeFactory())
    return folder / "output"


@pytest.fixture
def dataset(legal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(legal, tmp_path / "output"))


def change(path: Path, name: str, cells: dict[str, Any]) -> None:
    """Change the first row of a file, past every check of the writer."""
    declared = schema(name)
    [row] = pq.read_table(path).to_pylist()
    lax = pa.schema([field.with_nullable(True) for field in declared], metadata=declared.metadata)
    values = {key: as_cell(value) for key, value in cells.items()}
    pq.write_table(pa.Table.from_pylist([row | values], schema=lax), path)


def as_cell(value: Any) -> Any:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


@pytest.mark.parametrize("name", CASES)
def test_case(name, dataset):
    case = CASES[name]
    change(dataset / case["table"] / f"{case['table']}-{PART}.parquet", case["table"], case["set"])
    broken = {violation.rule for violation in validate(dataset)}
    if case["breaks"] is None:
        assert broken == set()
    else:
        assert case["breaks"] in broken


def test_every_rule_has_a_case_that_breaks_it():
    tried = {case["breaks"] for case in CASES.values()}
    lists_of_names = {"assoc_actor_1_is_a_list_of_names", "assoc_actor_2_is_a_list_of_names", "actor1_is_whole"}
    assert {rule.name for rule in EVENT_RULES} - tried <= lists_of_names


def test_a_violation_says_where_and_what(dataset):
    change(dataset / "events" / f"events-{PART}.parquet", "events", {"fatalities": -1})
    [violation] = validate(dataset)
    assert (violation.dataset, violation.file, violation.row, violation.column) == (
        "events", f"events-{PART}.parquet", 0, "fatalities",
    )  # fmt: skip
    assert str(violation).startswith(f"events/events-{PART}.parquet row 0 (CE-SYR-")
    assert "fatalities: expected at least 0, found -1" in str(violation)


def rules(dataset: Path) -> set[str]:
    return {violation.rule for violation in validate(dataset)}


def test_foreign_files_are_found(dataset):
    (dataset / "events" / "README.md").write_text("hello")
    (dataset / "reports" / "events-2012-12.parquet").write_bytes(b"")
    assert rules(dataset) == {"no_foreign_files"}


def test_unreadable_files_are_found(dataset):
    (dataset / "issues" / "issues-2012-11.parquet").write_bytes(b"PAR1")
    assert "files_are_readable" in rules(dataset)


def test_a_missing_table_is_found(dataset):
    shutil.rmtree(dataset / "issues")
    assert rules(dataset) == {"every_table_has_a_file"}


def test_an_empty_file_beside_others_is_found(dataset):
    shutil.copy(dataset / "issues" / "issues-empty.parquet", dataset / "events" / "events-empty.parquet")
    assert "the_empty_file_is_alone" in rules(dataset)


@pytest.mark.parametrize("spoil", [lambda t: t.drop_columns(["tags"]), lambda t: t.select(t.column_names[::-1])])
def test_other_columns_or_another_order_are_found(dataset, spoil):
    path = dataset / "events" / f"events-{PART}.parquet"
    pq.write_table(spoil(pq.read_table(path)), path)
    assert "columns_are_the_declared_ones" in rules(dataset)


def test_another_type_is_found(dataset):
    path = dataset / "events" / f"events-{PART}.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(2, "year", table["year"].cast(pa.int32())), path)
    assert "columns_are_the_declared_ones" in rules(dataset)


def test_a_file_that_hides_what_it_is_is_found(dataset):
    path = dataset / "events" / f"events-{PART}.parquet"
    pq.write_table(pq.read_table(path).replace_schema_metadata({}), path)
    assert "files_say_that_they_are_machine_coded" in rules(dataset)


def test_a_row_that_stands_twice_is_found(dataset):
    path = dataset / "events" / f"events-{PART}.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table]), path)
    assert "identifiers_are_unique" in rules(dataset)


@pytest.mark.parametrize("content", ["no json", "[]", json.dumps({"run_id": "other"})])
def test_a_spoilt_manifest_is_found(dataset, content):
    [path] = (dataset / "runs").iterdir()
    path.write_text(content)
    assert rules(dataset) == {"a_manifest_names_its_run"}


def test_a_folder_without_datasets_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="no datasets here"):
        validate(tmp_path)


def test_actor_names_that_overlap_are_told_apart():
    entry = facts().actor_name("Unidentified Military Forces")
    assert entry is not None
    assert entry.inter == ("External/Other forces",)


NOWHERE = dict.fromkeys(["country", "iso", "region", "admin1", "location", "latitude", "longitude", "geo_precision"])


@pytest.mark.parametrize(("place", "is_legal"), [(NOWHERE, True), ({}, False)])
def test_people_of_a_report_lack_a_country_only_where_it_knows_none(legal, place, is_legal):
    [row] = pq.read_table(legal / "reports" / f"reports-{PART}.parquet").to_pylist()
    found = {rule.name for rule, _ in broken(row | place | {"actor2": "Civilians"}, SHARED)}
    assert ("actor2_is_written_as_the_codebook_writes_it" not in found) is is_legal
