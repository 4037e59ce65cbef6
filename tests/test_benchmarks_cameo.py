"""The comparison with events of CAMEO and PLOVER, on sentences made for it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks import cameo
from benchmarks.cameo_alike import FAMILIES, Side, read_events
from extractors.coder import Coder
from extractors.coding.codebook import Codebook

SENTENCES = Path(cameo.__file__).with_suffix(".jsonl")


def test_every_sub_event_type_is_in_one_family():
    assert sorted(kind for kinds in FAMILIES.values() for kind in kinds) == sorted(Codebook.default().event_type)


@pytest.mark.parametrize(
    ("code", "families", "is_left_out"),
    [
        ("145", ("protest",), False),
        ("143", (), True),
        ("1822", ("assault", "fight"), False),
        ("183", ("explosion",), False),
        ("173", ("detention",), False),
        ("1721", (), False),
        ("041", (), False),
        ("223", (), True),
    ],
)
def test_the_longest_code_says_which_families_answer(code, families, is_left_out):
    [asked] = read_events({"gold_events": [{"eventcode": code, "sourcecode": "PER", "targetcode": ""}]})
    assert (asked.families, asked.is_left_out) == (families, is_left_out)


@pytest.mark.parametrize(
    ("event", "mode", "families", "is_left_out"),
    [
        ("PROTEST", "riot-spon", ("protest",), False),
        ("PROTEST", "strike-gen", (), True),
        ("ASSAULT", "beat", ("assault", "fight"), False),
        ("COERCE", "ban", (), False),
        ("RETREAT", "", (), True),
        ("DEMAND", "", (), False),
    ],
)
def test_event_and_mode_say_which_families_answer(event, mode, families, is_left_out):
    [asked] = read_events({"event": event, "mode": mode})
    assert (asked.families, asked.is_left_out) == (families, is_left_out)


@pytest.mark.parametrize(
    ("actor", "inter", "is_right"),
    [
        ("Military Forces of Syria (1971-2000)", "State forces", True),
        ("Military Forces of Syria (1971-2000)", "External/Other forces", True),
        ("Military Forces of Turkey (2016-)", "State forces", False),
        ("Unidentified Armed Group (Syria)", "Political militia", False),
        (None, None, False),
    ],
)
def test_a_side_is_of_a_sort_and_a_country(actor, inter, is_right):
    assert Side("Syria", "state").is_like(actor, inter) is is_right


def test_a_name_without_a_country_may_be_of_any():
    assert Side("Nigeria", "group").is_like("Boko Haram", "Rebel group")


def test_sentences_made_for_it_score_one(coder: Coder):
    figures = cameo.score(cameo.read_sentences(SENTENCES), coder).figures()
    assert figures["all"] == {"asked": 3, "recall": 1.0, "ours": 3, "precision": 1.0}
    assert figures["sides"] == {"share": 1.0, "of": 4}
    assert figures["false sentences"] == {"share": 0.0, "of": 2}


def test_a_report_nobody_asks_for_is_false_and_an_event_without_one_missed(coder: Coder):
    march, raid, *_ = cameo.read_sentences(SENTENCES)
    total = cameo.score([replace(march, text=raid.text)], coder)
    figures = total.figures()
    assert (figures["protest"]["recall"], figures["fight"]["precision"]) == (0.0, 0.0)
    assert {sort: len(misses) for sort, misses in total.misses.items()} == {"missed": 1, "false": 1}


def test_a_text_that_stands_twice_is_one_sentence_with_the_events_of_both(tmp_path: Path):
    lines = [
        {"id": str(number), "date": "2019-05-06", "event": event, "text": "Words."}
        for number, event in enumerate(["DEMAND", "REJECT"])
    ]
    path = tmp_path / "twice.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    [sentence] = cameo.read_sentences(path)
    assert [event.name for event in sentence.events] == ["DEMAND", "REJECT"]
    assert sentence.day == date(2019, 5, 6)


def test_the_command_prints_both_tables_and_json(capsys: pytest.CaptureFixture[str]):
    assert cameo.main([str(SENTENCES), "--lines", "even", "--misses", "1"]) == 0
    assert "3 sentences" in capsys.readouterr().out
    assert cameo.main([str(SENTENCES), "--lines", "odd", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["read"] == 3


def test_a_file_of_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "1", "date": "2019-05-06", "text": "Words."}', encoding="utf-8")
    assert cameo.main([str(path)]) == 1
    assert "other.jsonl" in capsys.readouterr().err
