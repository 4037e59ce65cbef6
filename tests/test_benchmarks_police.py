"""The comparison with labels of what police did, on texts made for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks import police
from extractors.coder import Coder

DAY = date(2002, 5, 6)
CALM = "nagpur: the trade minister opened a fair for cut flowers on monday."
FIRING = "kochi: two rioters were killed on sunday when police opened fire on a mob in aluva."
ARREST = "patna: police arrested forty party activists on sunday."


def text(words: str, *labels: str) -> police.Text:
    return police.Text("made up", DAY, words, frozenset(labels))


def test_what_is_told_gives_the_labels(coder: Coder):
    total = police.score(
        [text(CALM), text(FIRING, "KILL", "FORCE", "ANY_ACTION"), text(ARREST, "ARREST", "ANY_ACTION")], coder
    )
    figures = total.figures()
    assert (figures["texts"], figures["in country"], figures["with place"]) == (3, 1.0, 1.0)
    assert all(set(rates.values()) == {1.0} for rates in figures["labels"].values())
    assert not total.misses


def test_what_is_missed_or_false_costs(coder: Coder):
    total = police.score([text(CALM, "ARREST"), text(ARREST)], coder)
    assert sorted(total.misses) == ["false ANY_ACTION", "false ARREST", "missed ARREST"]
    assert total.figures()["labels"]["ARREST"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file of two labelled texts."""
    records = [
        {"doc_id": number, "date": DAY.isoformat(), "text": words, "doc_labels": labels}
        for number, (words, labels) in enumerate([(FIRING, []), (ARREST, ["ARREST", "ANY_ACTION"])])
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return str(path)


def test_it_prints_a_table_json_and_misses(file: str, capsys: pytest.CaptureFixture[str]):
    assert police.main([file, "--range", "1:2"]) == 0
    assert "1 texts" in capsys.readouterr().out
    assert police.main([file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["texts"] == 2
    assert police.main([file, "--misses", "1"]) == 0
    assert "false KILL\t0 | " in capsys.readouterr().out


def test_it_says_which_file_it_cannot_read(capsys: pytest.CaptureFixture[str]):
    assert police.main(["nowhere.jsonl"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err
