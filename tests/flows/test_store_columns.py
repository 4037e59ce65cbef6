"""The declaration of the columns, and what is made from it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractors.article import Article
from extractors.event import Event
from extractors.report import Evidence, Issue, Report
from flows.legality import legal
from flows.store.columns import TABLE_NAMES, Column, declaration, table
from flows.store.docs import datasets_page
from flows.store.facts import ActorName
from flows.store.rows import build, event_row, issue_row, month_of, report_row, reports_of, writable
from flows.store.schema import decode, encode, schema
from flows.store.vocabulary import vocabulary
from tests.flows.storefakes import PLACES, FakeCoder

ACLED = [
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
]


def a_report(**changes) -> Report:
    [report] = FakeCoder("Air/drone strike").code(Article("a", "strike Aleppo 2012-12-28 3", source="Post")).reports
    return replace(report, **changes)


def test_events_have_acleds_columns_in_acleds_order():
    assert list(table("events").column_names) == ACLED
    assert len(ACLED) == 31


def test_the_types_of_events_are_those_that_pandas_users_need():
    types = {field.name: field.type for field in schema("events")}
    assert types["event_date"] == pa.timestamp("ms")
    assert {types[name] for name in ("year", "iso", "fatalities", "timestamp", "time_precision")} == {pa.int64()}
    assert {types[name] for name in ("latitude", "longitude")} == {pa.float64()}
    assert types["sub_event_type"] == pa.dictionary(pa.int32(), pa.string())


def test_integers_of_events_are_never_empty():
    assert [field.name for field in schema("events") if field.type == pa.int64() and field.nullable] == []


def test_reports_have_acleds_columns_of_the_same_names():
    names = set(table("reports").column_names)
    assert set(ACLED) - names == {"timestamp"}
    assert {field.name for field in fields(Report)} <= names


def test_every_field_of_an_event_and_of_an_issue_has_a_column():
    assert {field.name for field in fields(Event)} - set(ACLED) == {"report_ids"}
    assert {field.name for field in fields(Issue)} <= set(table("issues").column_names)


def test_closed_lists_are_complete():
    assert len(vocabulary("sub_event_type")) == 25
    assert vocabulary("sub_event_type")[0] == "Government regains territory"
    assert len(vocabulary("event_type")) == 6
    assert len(vocabulary("inter")) == 8
    assert len(vocabulary("region")) == 17
    assert "External/Other forces-Civilians" in vocabulary("interaction")
    assert all(column.allowed for name in TABLE_NAMES for column in table(name).columns if column.values)


def test_every_column_is_explained_and_used():
    used = {column for entry in declaration().tables.values() for column in entry.columns}
    assert set(declaration().columns) == used
    assert all(
        column.meaning.endswith((".", ":")) or "`" in column.meaning for column in declaration().columns.values()
    )


@pytest.mark.parametrize("wrong", [{"type": "word"}, {"meening": "x"}, {"section": 12}])
def test_a_column_that_is_declared_wrongly_is_refused(wrong):
    with pytest.raises(ValidationError):
        Column.model_validate({"type": "text", "meaning": "x."} | wrong)


def test_a_rule_whose_counter_example_matches_is_refused():
    with pytest.raises(ValidationError, match="must not"):
        ActorName(starts="X", pattern="X.*", example="X (Syria)", counter_example="XY")


def test_the_page_about_the_datasets_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "datasets.md"
    assert page.read_text(encoding="utf-8") == datasets_page()


def test_rows_of_every_table_survive_writing_and_reading():
    event = Event(**{field.name: getattr(a_report(), field.name, None) for field in fields(Event)} | FIXED)
    tables = {
        "events": build("events", [event_row(event, 5)]),
        "reports": build("reports", [report_row(a_report())]),
        "issues": build("issues", [issue_row(Issue("a", "odd", "warning", "found x"), "coding")]),
    }
    for name, rows in tables.items():
        assert decode(name, encode(name, rows)).to_pylist() == rows.to_pylist()


FIXED = {"event_id_cnty": "CE-SYR-0123456789ab", "source": "Post", "source_scale": "Other", "report_ids": ()}


def test_an_empty_required_cell_is_not_written():
    with pytest.raises(pa.ArrowInvalid, match=r"reports.sentence: expected a value"):
        encode("reports", build("reports", [report_row(a_report()) | {"sentence": None}]))


words = st.text(max_size=20)
maybe = st.none() | words
reports = st.builds(
    replace,
    st.just(a_report()),
    sentence=words,
    notes=words,
    location=maybe,
    actor1=maybe,
    tags=maybe,
    event_date=st.none() | st.dates(date(1800, 1, 1), date(2200, 12, 31)),
    evidence=st.lists(st.builds(Evidence, words, st.integers(0, 9), st.integers(0, 9), words, words)).map(tuple),
)


@given(reports)
def test_a_report_survives_its_row(report):
    [back] = reports_of(build("reports", [report_row(report)]))
    assert back == replace(report, evidence=())


@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_can_be_written_and_keeps_its_length(text):
    assert len(writable(text)) == len(text)
    rows = build("issues", [issue_row(Issue(None, "odd", "error", text, text=text), "reading")])
    assert len(rows["message"][0].as_py()) == len(text)


@settings(deadline=None)
@given(
    st.builds(
        replace,
        st.just(a_report()),
        actor1=maybe, inter1=st.sampled_from([None, "Rebel group", "Civilians", "Nobody"]),
        actor2=maybe, inter2=st.sampled_from([None, "Civilians", "Rebel group"]), assoc_actor_2=maybe,
        interaction=maybe, country=st.sampled_from([None, "Syria", "Iraq", "Atlantis"]),
        latitude=st.none() | st.floats(), location=maybe, source=maybe, tags=maybe,
        fatalities=st.integers(-3, 9), confidence=st.floats(0, 2),
        sentence=words, time_precision=st.integers(0, 5),
    )
)  # fmt: skip
def test_whatever_the_coder_says_only_legal_rows_are_written(report):
    kept, issues = legal(report, min_confidence=0.0)
    if kept is None:
        assert issues[-1].kind == "illegal_report"
        return
    again, more = legal(kept, min_confidence=0.0)
    assert again == kept
    assert more == []
    assert kept == report or issues


def test_what_is_wrong_with_a_report_is_said():
    kept, issues = legal(a_report(location=" "), min_confidence=0)
    assert kept is not None
    assert (kept.location, kept.latitude, kept.country) == (None, None, "Syria")
    assert kept.reason is not None
    assert kept.reason.startswith("against the codebook")
    assert [(issue.kind, issue.field) for issue in issues][:2] == [
        ("illegal_cell", "location"),
        ("illegal_cell", "latitude"),
    ]
    assert issues[-1].kind == "illegal_event"


def test_a_report_that_cannot_be_a_row_is_left_out():
    kept, issues = legal(a_report(fatalities=-1), min_confidence=0)
    assert kept is None
    assert (issues[-1].kind, issues[-1].field) == ("illegal_report", "fatalities")


def test_places_of_the_fakes_have_four_decimals():
    assert all(round(number, 4) == number for point in PLACES.values() for number in point)


@pytest.mark.parametrize(
    ("day", "part"), [(None, "undated"), (date(2012, 3, 4), "2012-03"), (date(987, 1, 1), "0987-01")]
)
def test_a_month_names_a_file(day, part):
    assert month_of(day) == part
    assert table("reports").is_part(part)
    assert not table("events").is_part("undated")
