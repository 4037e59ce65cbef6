"""Why reports are one event and others are two, as `view --event` and Python tell it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.comparison import comparison
from tests.command_line import cli
from tests.flows.storefakes import article, rows

Runner = Callable[..., object]


@pytest.fixture
def ids(run: Runner, output: Path) -> dict[object, str]:
    """The events of two papers on Homs, and one on Aleppo, by place."""
    run([
        article("a", "strike Homs 2012-12-28 12", published="2012-12-29", source="Morning Post"),
        article("b", "strike Homs 2012-12-28 12", "strike Aleppo 2012-12-28 2", published="2012-12-30"),
    ])  # fmt: skip
    return {row["location"]: str(row["event_id_cnty"]) for row in rows(output, "events")}


def test_the_parts_of_an_event_are_told_and_add_up(ids: dict[object, str], output: Path):
    _, (first, second) = comparison(str(output), [ids["Homs"]])
    assert (first.report["article_id"], first.why) == ("a", None)
    assert second.why is not None
    assert second.why.is_alike
    assert second.why.points == sum(part.points for part in second.why.parts if part.points is not None)
    assert [part.level for part in second.why.parts if part.name in ("day", "place")] == ["same", "same"]


def test_what_keeps_two_events_apart_is_told(ids: dict[object, str], output: Path):
    _, pairs = comparison(str(output), [ids["Homs"], ids["Aleppo"]])
    contradictions = {pair.report["article_id"]: pair.why.contradictions for pair in pairs if pair.why}
    assert contradictions == {"a": ("place",), "b": ("one_article",)}


def test_the_command_prints_notes_parts_and_verdict(ids: dict[object, str], output: Path):
    printed = cli("view", str(output), "--event", ids["Homs"], folder=output).stdout
    assert "Morning Post" in printed
    assert "day same +2, place same +3" in " ".join(printed.split())
    assert "6 are enough: alike" in printed


def test_the_command_prints_json_lines(ids: dict[object, str], output: Path):
    told = cli("view", str(output), "--event", ids["Homs"], "--json", folder=output).stdout.splitlines()
    assert [json.loads(line)["is_alike"] for line in told] == [None, True]


def test_an_unknown_event_is_a_usage_error(ids: dict[object, str], output: Path):
    result = cli("view", str(output), "--event", "CE-SYR-000000000000", folder=output)
    assert result.returncode == 2
    assert "no event CE-SYR-000000000000 here" in result.stderr
