"""The benchmarks run and count; the time they take is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.throughput import main, measure, read_articles, table

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
