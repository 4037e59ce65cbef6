"""The benchmarks run and count; the time they take is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import dates, growth, kills, places, toponyms
from benchmarks.telling import Reader, names
from benchmarks.throughput import main, measure, read_articles, table
from extractors.coder import Coder
from extractors.places.gazetteer import Gazetteer
from extractors.toponyms.geoparser import Geoparser
from flows.evaluation.gold import GoldEvent, read_gold

TOPONYMS = Path(__file__).parents[1] / "benchmarks" / "toponyms.jsonl"
DATES = Path(__file__).parents[1] / "benchmarks" / "dates.jsonl"
ARTICLES = Path(__file__).parents[1] / "examples" / "agency.jsonl"


def test_throughput_counts_the_same_sentences_and_reports_in_every_setting():
    articles = tuple(read_articles(ARTICLES))
    measurement = measure(articles)
    first, *coded = measurement.timings
    assert first.results == first.sentences > len(articles)
    assert {timing.sentences for timing in coded} == {first.sentences}
    assert len({timing.results for timing in coded}) == 1
    assert "sentences/s" in table(measurement)


def test_throughput_prints_json(capsys: pytest.CaptureFixture[str]):
    assert main([str(ARTICLES), "--limit", "1", "--json"]) == 0
    timings = json.loads(capsys.readouterr().out)["timings"]
    assert {timing["articles"] for timing in timings} == {1}


def test_throughput_refuses_an_empty_file(tmp_path: Path):
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none.jsonl")])


def test_toponyms_that_are_all_found_and_placed_score_one(gazetteer: Gazetteer):
    total = toponyms.score(toponyms.read_records(TOPONYMS), Geoparser.default(gazetteer))
    assert (total.records, total.people, total.misses) == (4, True, [])
    assert set(total.rates().values()) == {1.0}


def test_toponyms_that_are_wrong_or_passed_over_cost(tmp_path: Path, gazetteer: Gazetteer):
    text = "The fair in Paris drew buyers from Xqzzyx."
    gold = [
        {"start": 12, "end": 17, "lat": 33.66, "lon": -95.56, "geonameid": "4717560", "name": "Paris", "fcode": "PPL"},
        {"start": 35, "end": 41, "lat": 1.0, "lon": 2.0},
        {"start": 4, "end": 8, "lat": None, "lon": None},
    ]
    (tmp_path / "gold.jsonl").write_text(json.dumps({"text": text, "toponyms": gold}), encoding="utf-8")
    total = toponyms.score(toponyms.read_records(tmp_path / "gold.jsonl"), Geoparser.default(gazetteer))
    assert (total.toponyms, total.placed, total.known) == (3, 2, 1)
    assert (total.known_exact, total.known_near, total.found_exact) == (0, 0, 0)
    assert (total.found, total.found_same) == (1, 1)
    assert {miss.split("\t")[0] for miss in total.misses} == {"placed", "passed over"}


def test_toponyms_prints_a_table_and_json(capsys: pytest.CaptureFixture[str]):
    assert toponyms.main([str(TOPONYMS), "--limit", "1"]) == 0
    assert "F1, overlap" in capsys.readouterr().out
    assert toponyms.main([str(TOPONYMS), "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["toponyms"]["records"] == 1


def test_toponyms_refuses_a_file_without_any(tmp_path: Path):
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit):
        toponyms.main([str(tmp_path / "none.jsonl")])


def test_dates_that_are_all_found_with_their_days_score_one():
    total = dates.score(dates.read_records(DATES))
    assert (total.records, total.misses) == (5, [])
    assert {kind: total.asked[kind] for kind in dates.KINDS} == {"day": 5, "days": 1, "week": 2, "month": 1, "year": 1}
    shares = [share for name, share in total.figures().items() if name != "all"]
    assert all((share["found"], share["right"], share["of found"]) == (1.0, 1.0, 1.0) for share in shares)


def test_dates_that_are_wrong_or_passed_over_cost(tmp_path: Path):
    text = "The mayor left on Monday, comet year, and came back in 2010 or earlier this week."
    gold = [
        {"start": 18, "end": 24, "type": "DATE", "value": "2012-12-17"},
        {"start": 26, "end": 36, "type": "DATE", "value": "1997"},
        {"start": 55, "end": 59, "type": "DATE", "value": "2010"},
    ]
    record = {"text": text, "dct": "2012-12-28", "timex3": gold}
    (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
    total = dates.score(dates.read_records(tmp_path / "gold.jsonl"))
    assert total.figures()["all"] == {"asked": 3, "found": 2 / 3, "right": 1 / 3, "of found": 0.5}
    assert (total.ours, total.annotated) == (3, 2)
    assert [miss.split("\t")[0] for miss in total.misses] == ["not annotated", "wrong", "passed over"]


@pytest.mark.parametrize(
    ("kind", "value", "is_asked"),
    [("DATE", "2012-05", True), ("DATE", "2012-Q2", False), ("DURATION", "P3D", False), ("DATE", "201", False),
     ("TIME", "2012-05-05TNI", True), ("DATE", "2012-02-31", False), ("SET", "XXXX-WXX-5", False), ("DATE", None, False)],
)  # fmt: skip
def test_what_is_asked_of_a_date(tmp_path: Path, kind, value, is_asked):
    timex = {"start": 0, "end": 3, "type": kind, "value": value}
    record = {"text": "Any", "dct": "2012-12-28", "timex3": [timex]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (read,) = dates.read_records(tmp_path / "gold.jsonl")
    assert (read.expressions[0].kind is not None) is is_asked


def test_dates_prints_a_table_and_json(capsys: pytest.CaptureFixture[str]):
    assert dates.main([str(DATES), "--range", "0:1", "--misses", "1"]) == 0
    assert "of found" in capsys.readouterr().out
    assert dates.main([str(DATES), "--range", "0:1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["dates"]["all"]["right"] == 1.0


def test_dates_refuses_a_file_without_any(tmp_path: Path):
    record = {"text": "Any", "dct": "2012-12-28", "timex3": []}
    (tmp_path / "none.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(SystemExit):
        dates.main([str(tmp_path / "none.jsonl")])


def test_growth_merges_what_it_was_asked_for(capsys: pytest.CaptureFixture[str]):
    found = growth.measure(300, 6)
    assert found.reports == 300
    assert 0 < found.events < 300
    assert "a report" in growth.table([found])


def test_a_killed_run_is_put_right_by_the_next(tmp_path: Path):
    assert sum(kills.rounds(1, 1, tmp_path).values()) == 1


def test_places_within_reach_of_the_gazetteer_are_counted(gazetteer: Gazetteer, coder: Coder):
    gold = list(read_gold(Path(__file__).parents[1] / "benchmarks" / "gold.jsonl"))
    found = places.tally(gold, coder, gazetteer, 25.0)
    assert {name: counts.distances.events for name, counts in found.items()} == {"sentences": 4, "articles": 2}
    assert all(set(counts.distances.shares().values()) == {1.0} for counts in found.values())
    assert all(counts.country.shares()["right_of_told"] == 1.0 for counts in found.values())
    assert places.table(found).count("sentences") == 3


@pytest.mark.parametrize(
    ("location", "latitude", "is_known"),
    [("Gao", 16.27, True), ("Gao - Xqzzyx", 16.27, True), ("Gao", 26.27, False), ("Xqzzyx", 16.27, False)],
)
def test_the_ceiling_asks_for_the_name_near_the_point(gazetteer: Gazetteer, location, latitude, is_known):
    event = GoldEvent(location=location, latitude=latitude, longitude=-0.04)
    assert places.is_known(event, gazetteer, 25.0) is is_known


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("Gunmen raided Birnin Gwari, Nigerian police said.", "named", "named"),
        ("Gunmen raided a village in Kaduna State.", "named", "silent"),
        ("Gunmen raided a hamlet near Birnin-Gwari.", "named", "named"),
        ("Gunmen raided Kuriga.", "implied", "implied"),
        ("Gunmen raided Tegina.", "implied", "silent"),
        ("Gunmen raided Xqzzyx and other villages.", "silent", "silent"),
        ("In the north police fired on a crowd.", "silent", "silent"),
    ],
)
def test_what_a_text_tells_of_an_event(gazetteer: Gazetteer, text, country, place):
    event = GoldEvent(country="Nigeria", location="Birnin Gwari", latitude=11.015, longitude=6.783)
    reader = Reader(gazetteer)
    assert (reader.country(event, text), reader.place(event, text, 40.0)) == (country, place)


def test_a_text_tells_no_country_that_nobody_knows(gazetteer: Gazetteer):
    assert Reader(gazetteer).country(GoldEvent(country="Ruritania"), "A march in Ruritania.") == "silent"


def test_names_are_runs_of_capitals_within_a_line():
    found = list(names("the Deir ez-Zor road, Homs\nal-Bab"))
    assert found == ["Deir", "Deir ez-Zor", "Zor", "Homs", "Bab"]


def test_a_name_is_told_whatever_its_accents():
    assert places.is_told(GoldEvent(location="Bāla Baluk"), "Fighting in Bala-Baluk.")
    assert not places.is_told(GoldEvent(location="Bala"), "Fighting in Balanta.")
