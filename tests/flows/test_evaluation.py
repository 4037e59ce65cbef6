"""Scores of annotated records: cases counted by hand, the format's errors, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.article import Article
from extractors.coder import Coder
from extractors.report import Report
from flows.evaluation.gold import GoldError, GoldEvent, GoldRecord, read_gold, unread_keys
from flows.evaluation.likeness import distance_km, inter_class, is_day, is_place, is_same_actors, is_same_name
from flows.evaluation.misses import misses
from flows.evaluation.scoring import FIGURES, pair, score
from tests.command_line import cli, cli_again

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "benchmarks" / "gold.jsonl"
Make = Callable[..., Report]


@pytest.fixture(scope="module")
def report(coder: Coder) -> Make:
    """Makes a report: an attack in Gao on 2022-03-10 with three dead, and what differs from that."""
    text = "Gunmen attacked a bus near Gao in Mali on Thursday and killed three passengers."
    (made,) = coder.code(Article("a", text, None, date(2022, 3, 12))).reports
    plain = {"location": "Gao", "country": "Mali", "latitude": 16.27, "longitude": -0.04, "fatalities": 3}

    def make(**fields: Any) -> Report:
        return replace(made, **(plain | fields))

    return make


def single(id: str = "r", **gold: Any) -> GoldRecord:
    return GoldRecord(id=id, text="...", gold=GoldEvent(**gold))


def news(*events: dict[str, Any], id: str = "r") -> GoldRecord:
    return GoldRecord(id=id, text="...", events=[GoldEvent(**event) for event in events])


ATTACK = {"sub_event_type": "Attack", "event_date": "2022-03-10", "country": "Mali", "location": "Gao", "fatalities": 3}
CLASH = ATTACK | {"sub_event_type": "Armed clash", "location": "Kidal", "fatalities": 0}


def value(records: list[GoldRecord], reports: dict[str, list[Report]], name: str) -> float | None:
    return score(records, reports).figures[name].value


# -- likeness ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Al-Ḥasakah", "Hasakah city", True),
        ("Deir ez-Zor", "Deir al Zor", True),
        ("Mar'a", "Mara", True),
        ("Qamishli", "Qamishly", True),
        ("Homs", "Hama", False),
        ("Bama", "Bema", False),
        ("Gao", None, False),
        ("", "", False),
        ("The city", "the town", False),
    ],
)
def test_place_names_are_compared_as_transliterations(one: str | None, other: str | None, is_same: bool):
    assert is_same_name(one, other) is is_same


def test_a_place_is_right_by_name_or_by_distance(report: Make):
    near = GoldEvent(location="Gao Airport Road", latitude=16.27, longitude=0.1)
    assert round(distance_km(near, report())) == 15
    assert is_place(near, report(), 25)
    assert not is_place(near, report(), 10)
    assert is_place(GoldEvent(location="GAO"), report(latitude=None), 1)
    assert not is_place(GoldEvent(latitude=16.27, longitude=-0.04), report(latitude=None, location=None), 25)


def test_where_only_the_country_is_known_it_is_the_place(report: Make):
    assert is_place(GoldEvent(country="Mali", country_only=True, location="Timbuktu"), report(), 1)
    assert not is_place(GoldEvent(country="Niger", country_only=True, location="Gao"), report(), 1)


def test_a_day_may_have_alternatives(report: Make):
    event = GoldEvent(event_date="2022-03-08", also_ok_dates=["2022-03-11T10:00"])
    got = report(event_date=date(2022, 3, 10))
    assert [is_day(event, got, slack) for slack in (0, 1)] == [False, True]
    assert not is_day(event, report(event_date=None), 9)
    assert is_day(GoldEvent(), report(event_date=None), 0)


def test_actors_are_compared_by_kind_in_either_order(report: Make):
    got = report(inter1="Civilians", inter2="Rebel group")
    assert is_same_actors(GoldEvent(inter1=2, inter2="7"), got) is True
    assert is_same_actors(GoldEvent(inter1="Rebel group"), got) is False
    assert is_same_actors(GoldEvent(), got) is None
    assert (inter_class("8.0"), inter_class("Rioters"), inter_class(None)) == (
        "External/Other forces",
        "Rioters",
        None,
    )


# -- figures counted by hand -------------------------------------------------------------------------------------


def test_events_and_reports_pair_one_to_one_most_alike_first(report: Make):
    events = news(CLASH, ATTACK).happened
    clash, attack = report(sub_event_type="Armed clash", event_type="Battles", location="Kidal"), report()
    assert [one.report for one in pair(events, [attack, clash])] == [clash, attack]
    assert [one.report for one in pair(events, [attack])] == [None, attack]
    assert [one.report for one in pair(events, [])] == [None, None]


def test_a_report_that_has_nothing_in_common_stands_for_no_event(report: Make):
    stranger = report(
        sub_event_type="Peaceful protest", event_type="Protests", location="Lima", country="Peru",
        latitude=-12.0, longitude=-77.0, event_date=date(2020, 1, 1), fatalities=0,
    )  # fmt: skip
    (one,) = pair(news(ATTACK).happened, [stranger])
    assert one.report is None


def test_found_and_extra(report: Make):
    records = [single("a", **ATTACK), single("b", **ATTACK)]
    reports = {"a": [report(), report(), report()]}
    assert value(records, reports, "found") == 1 / 2
    assert value(records, reports, "extra") == 2 / 2


def test_types_of_missed_events_count_as_wrong(report: Make):
    records = [single("a", **ATTACK), single("b", **ATTACK), single("c", **CLASH)]
    wrong = report(sub_event_type="Sexual violence")
    reports = {"a": [report()], "b": [wrong]}
    assert value(records, reports, "sub_event_type") == 1 / 3
    assert value(records, reports, "event_type") == 2 / 3
    # Attack: precision 1 of 1, recall 1 of 2, F1 2/3; Armed clash: never reported, 0
    assert value(records, reports, "sub_macro_f1") == pytest.approx((2 / 3 + 0) / 2)


def test_also_ok_types_are_right(report: Make):
    record = single(**ATTACK | {"also_ok": ["Armed clash"]})
    reports = {"r": [report(sub_event_type="Armed clash", event_type="Battles")]}
    assert value([record], reports, "sub_event_type") == 1
    assert value([record], reports, "event_type") == 1


def test_the_day_counts_only_where_the_text_gives_it(report: Make):
    assert "date" not in score([single(**ATTACK)], {"r": [report()]}).figures
    assert value([single(**ATTACK, date_in_text=True)], {"r": [report()]}, "date") == 1
    assert value([news(ATTACK)], {"r": [report()]}, "date") == 1
    assert "date" not in score([news(ATTACK | {"date_in_text": False})], {"r": [report()]}).figures


def test_distances_are_of_all_records_with_coordinates(report: Make):
    here = {"latitude": 16.27, "longitude": 0.1}
    records = [single("a", **here), single("b", **here), single("c", location="Gao")]
    reports = {"a": [report()], "c": [report()]}
    assert [value(records, reports, f"km{limit}") for limit in (10, 25, 100)] == [0, 1 / 2, 1 / 2]
    assert value(records, reports, "place") == 2 / 3


def test_tolls_are_exact_unless_a_range_is_given(report: Make):
    records = [
        single("a", fatalities=3, **{"event_type": "Violence against civilians"}),
        single("b", fatalities_min=2, fatalities_max=4, event_type="Violence against civilians"),
        single("c", fatalities=0, event_type="Violence against civilians"),
        single("d", fatalities=0),
        single("e", fatalities=5),
    ]
    reports = {"a": [report(fatalities=4)], "b": [report(fatalities=4)], "c": [report(fatalities=1)]}
    figures = score(records, reports).figures
    assert (figures["deaths"].hits, figures["deaths"].of) == (2, 5)  # b, and d which needs no report
    assert (figures["deaths>0"].hits, figures["deaths>0"].of) == (1, 3)
    assert (figures["deaths_false"].hits, figures["deaths_false"].of) == (1, 2)
    assert "injured>0" not in figures


def test_the_tuple_wants_type_place_and_day(report: Make):
    record = news(ATTACK, CLASH, {"status": "planned", "sub_event_type": "Attack"})
    late = report(event_date=date(2022, 3, 12))
    next_day = report(event_date=date(2022, 3, 11))
    assert score([record], {"r": [next_day]}).figures["tuple_recall"].value == 1 / 2
    figures = score([record], {"r": [late, report(location="Lima", latitude=-12.0, longitude=-77.0)]}).figures
    assert [figures[f"tuple_{name}"].value for name in ("precision", "recall", "f1")] == [0, 0, 0]
    figures = score([record], {"r": [next_day, late, late]}).figures
    assert [figures[f"tuple_{name}"].value for name in ("precision", "recall", "f1")] == [1 / 3, 1 / 2, 2 / 5]


def test_texts_without_an_event_count_their_false_ones(report: Make):
    records = [news(id="a"), news(id="b"), news({"status": "denied"}, id="c"), news(id="d")]
    figures = score(records, {"a": [report(), report()], "c": [report()]}).figures
    assert figures["false_articles"].value == 2 / 4
    assert figures["false_events"].value == 75
    assert set(figures) == {"extra", "false_articles", "false_events"}


def test_misses_name_what_is_wrong(report: Make):
    record = news(ATTACK | {"inter1": 1}, CLASH)
    found = list(misses(record, [report(fatalities=9), report(location="Lima", latitude=-12.0, longitude=-77.0)]))
    assert found[0].wrong == ("fatalities", "actors")
    assert found[1].wrong[0] == "sub_event_type"
    assert [miss.wrong for miss in misses(record, [])] == [("not found",), ("not found",)]
    assert [miss.wrong for miss in misses(news(), [report()])] == [("no such event",)]


# -- records -----------------------------------------------------------------------------------------------------


def test_a_dated_record_is_published_three_days_later():
    dated = single(event_date="2022-03-10", date_in_text=True)
    assert dated.article("en").published == date(2022, 3, 13)
    plain = GoldRecord(id="r", text="On 10 March, ...", text_nodate="...", gold=GoldEvent(event_date="2022-03-10"))
    assert (plain.article("en").published, plain.article("en").text) == (date(2022, 3, 10), "...")
    own = GoldRecord(id="r", text="...", published="2022-04-01", gold=GoldEvent(event_date="2022-03-10"))
    assert own.article("en").published == date(2022, 4, 1)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "expected an object, found list"),
        ('{"id": "a", "gold": {}}', "text: Field required"),
        ('{"text": "a"}', "either `gold`, one event, or `events`"),
        ('{"text": "a", "gold": {}, "events": []}', "either `gold`, one event, or `events`"),
        ('{"text": "a", "gold": {"sub_event_type": "Atack"}}', "gold.sub_event_type: 'Atack' is no type of the"),
        ('{"text": "a", "gold": {"sub_event_type": "Atack"}}', "is 'Attack' meant?"),
        ('{"text": "a", "events": [{"fatalities": "many"}]}', "events.0.fatalities"),
        ('{"text": "a", "events": [{"event_date": "10 March"}]}', "found '10 March'"),
        ("", "no record in this file"),
    ],
)
def test_what_is_no_record_is_an_error_with_file_and_line(tmp_path: Path, line: str, complaint: str):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match="gold") as error:
        list(read_gold(path))
    assert complaint in str(error.value)


def test_a_record_without_text_takes_that_of_the_article_of_its_id(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "source": "own", "events": []}\n{"id": "b", "text": "here", "events": []}\n')
    there = {i: Article(i, f"text of {i}", f"title of {i}", date(2022, 3, 12), "theirs") for i in "ab"}
    one, two = read_gold(path, texts=there)
    assert (one.text, one.title, one.published, one.source) == ("text of a", "title of a", date(2022, 3, 12), "own")
    assert (two.text, two.title, two.published) == ("here", None, None)
    with pytest.raises(GoldError, match="line 1: no text here, and none of the 1 articles has the id 'a'"):
        list(read_gold(path, texts={"b": there["b"]}))


def test_keys_of_the_annotators_own_are_counted():
    records = [GoldRecord.model_validate({"id": "a", "text": "a", "mood": 1, "events": [{"fatalites": 1}, {}]})]
    assert unread_keys(records) == {"mood": 1, "fatalites": 1}


def test_the_shipped_records_are_of_every_kind():
    records = list(read_gold(GOLD))
    assert len(records) == 12
    assert {record.set for record in records} == {"sentences", "articles"}
    assert max(len(record.happened) for record in records) == 2
    assert sum(not record.happened for record in records) == 2
    assert not unread_keys(records)


# -- the command -------------------------------------------------------------------------------------------------


def test_evaluate_prints_a_table_a_set_and_writes_json(tmp_path: Path):
    done = cli("evaluate", str(GOLD), "--json", "scores.json", "--limit", "3", "--misses", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "sentences  3 records, 3 events" in done.stdout
    assert "articles  3 records, 3 events" in done.stdout
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert scores["articles"]["figures"]["found"] == {"value": 1.0, "hits": 2, "of": 2}


def test_evaluate_codes_the_same_in_processes(tmp_path: Path):
    lines = [json.dumps({"id": f"{n}", "text": "Gunmen killed two men in Gao.", "events": []}) for n in range(60)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    one = cli_again("evaluate", "many.jsonl", "--workers", "1", "--json", "-", folder=tmp_path)
    two = cli("evaluate", "many.jsonl", "--workers", "2", "--json", "-", folder=tmp_path)
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["many"]["figures"]["false_articles"]["value"] == 1.0


def test_evaluate_finds_the_texts_elsewhere(tmp_path: Path):
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    bare = [{k: v for k, v in r.items() if k not in ("text", "title", "published", "source")} for r in records]
    texts = [{k: v for k, v in r.items() if k not in ("gold", "events")} for r in records]
    (tmp_path / "bare.jsonl").write_text("\n".join(map(json.dumps, bare)), encoding="utf-8")
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    whole = cli("evaluate", str(GOLD), "--set", "articles", "--json", "-", folder=tmp_path)
    split = cli("evaluate", "bare.jsonl", "--texts", "*.json", "--set", "articles", "--json", "-", folder=tmp_path)
    assert whole.returncode == 0, whole.stderr
    assert split.stdout == whole.stdout


def test_evaluate_takes_plain_articles_as_negatives(tmp_path: Path):
    (tmp_path / "news.jsonl").write_text('{"text": "The choir sang in Gao."}\n', encoding="utf-8")
    done = cli_again("evaluate", str(GOLD), "--negatives", "news.jsonl", "--set", "news", folder=tmp_path)
    assert "false_articles" in done.stdout
    assert "sentences" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("missing.jsonl",), "missing.jsonl"),
        (("bad.jsonl",), "bad.jsonl, line 1: not JSON"),
        (("bare.jsonl",), "text: Field required, here or in an article of the same id (--texts)"),
        (("bare.jsonl", "--texts", "no.json"), "no.json: no such file"),
        (("bare.jsonl", "--texts", "empty"), "input 'empty': expected a file, a folder with files"),
        (("bare.jsonl", "--texts", "good.jsonl"), "bare.jsonl, line 1: no text here, and none of the 1 articles"),
        ((str(GOLD), "--set", "films"), "no records of a set 'films'; there are 'sentences', 'articles'"),
        ((str(GOLD), str(GOLD)), "stands twice in the set"),
        ((str(GOLD), "--limit", "1", "--json", "no/where.json"), "cannot be written"),
    ],
)
def test_wrong_use_of_evaluate_is_a_message(tmp_path: Path, arguments: tuple[str, ...], complaint: str):
    (tmp_path / "bad.jsonl").write_text("{broken", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bare.jsonl").write_text('{"id": "a", "events": []}', encoding="utf-8")
    (tmp_path / "good.jsonl").write_text('{"id": "b", "text": "The choir sang."}', encoding="utf-8")
    done = cli_again("evaluate", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert complaint in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_the_documented_figures_are_the_figures():
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith("| `")]
    assert [f"| `{name}` | {meaning} |" in shown for name, meaning in FIGURES.items()] == [True] * len(FIGURES)


def test_the_documented_keys_are_the_keys():
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    keys = {*GoldRecord.model_fields, *GoldEvent.model_fields}
    assert [key for key in keys if f"`{key}`" not in page] == []
