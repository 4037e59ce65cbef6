"""`explain`: all of the reasoning, in a documented form, coloured for terminals only."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from extractors.article import Article
from extractors.coder import Coder
from extractors.coding.cells import EXPLAINED
from extractors.explain import Bound, Explanation, FieldReason, Group, Seen, SentenceExplanation, Tried
from flows.view.explanation import explanation_rows, explanation_view
from tests.command_line import cli

PAGE = (Path(__file__).parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
TEXT = (
    "Jets bombed the town of Idlib on Friday, killing 12 people.\nCritics attacked the film.\n\n"
    "The army denied that it had shelled Homs."
)


@pytest.fixture(scope="module")
def explanation(coder: Coder) -> Explanation:
    return coder.explain(Article("a", TEXT, None, date(2021, 7, 6), "The Daily Sahel"))


def drawn(explanation: Explanation, **settings: object) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=100, **settings)  # type: ignore[arg-type]
    console.print(explanation_view(explanation), markup=False, highlight=False)
    return stream.getvalue()


def test_everything_slices_back_to_the_text(explanation: Explanation):
    for sentence in explanation.sentences:
        assert TEXT[sentence.start : sentence.end] == sentence.text
        parts = [*sentence.groups, *sentence.mentions, *sentence.triggers]
        bound = [one for trigger in sentence.triggers for one in trigger.bound]
        assert all(TEXT[part.start : part.end] == part.text for part in [*parts, *bound])


def test_the_first_sentence_is_told_in_full(explanation: Explanation):
    first = explanation.sentences[0]
    assert first.word_groups.startswith("[N Jets] [V bombed]")
    assert {mention.kind for mention in first.mentions} == {"actor", "place", "date", "count"}
    (coded,) = [trigger for trigger in first.triggers if trigger.outcome == "coded"]
    assert (coded.sub_event_type, coded.status, coded.guard) == ("Air/drone strike", "occurred", None)
    assert ("agent", "Jets", "subject") in [(one.role, one.text, one.step) for one in coded.bound]
    assert ("killed", "12") in [(one.role, one.value) for one in coded.bound]
    assert coded.facts
    assert any(role.startswith("agent: Jets (") for role in coded.roles)


def test_a_guard_is_named_with_its_word(explanation: Explanation):
    blocked = [t for s in explanation.sentences for t in s.triggers if t.guard and "film" in s.text]
    assert {"no_crowd", "attack_in_words"} <= {t.guard for t in blocked}
    assert all(t.outcome == f"guard:{t.guard}:{t.guard_word}" for t in blocked)
    assert all(t.sub_event_type is None for t in blocked)


def test_the_status_comes_with_its_rule(explanation: Explanation):
    told = [(t.status, bool(t.status_rule)) for s in explanation.sentences for t in s.triggers if "denied" in s.text]
    assert ("denied", True) in told


def test_every_cell_of_every_report_has_a_reason(explanation: Explanation):
    for report in explanation.reports:
        found = {one.field: one for one in explanation.fields if one.report_id == report.report_id}
        assert set(found) == {"status", *EXPLAINED}
        assert all(one.reason for one in found.values())
        for name in EXPLAINED:
            value = getattr(report, name)
            assert found[name].value == (None if value is None else str(value))
    reasons = {one.field: one.reason for one in explanation.fields if one.report_id == explanation.reports[0].report_id}
    assert reasons["source"] == "of the article"
    assert reasons["source_scale"] == "the article does not say"
    assert reasons["event_type"] == "follows from sub_event_type"
    assert reasons["inter2"] in ("actor2 is empty", "follows from actor2")
    assert "'12 people'" in reasons["fatalities"]


def test_terminals_get_colours_unless_told_otherwise(explanation: Explanation):
    codes = re.compile(r"\x1b\[[0-9;]*3[0-9]m")
    assert codes.search(drawn(explanation, force_terminal=True, color_system="standard"))
    assert not codes.search(drawn(explanation, force_terminal=True, color_system="standard", no_color=True))
    assert "\x1b" not in drawn(explanation)


def test_a_pipe_gets_no_colours(tmp_path: Path):
    assert "\x1b" not in cli("explain", TEXT, "--published", "2021-07-06", folder=tmp_path).stdout


def test_json_rows_have_the_documented_keys(explanation: Explanation):
    rows = [json.loads(json.dumps(row, default=str)) for row in explanation_rows(explanation)]
    assert {row["record"] for row in rows} >= {"sentence", "field", "report"}
    sentence = next(row for row in rows if row["record"] == "sentence")
    assert set(sentence) == {"record", "index", "text", "start", "end", "groups", "mentions", "triggers"}
    for record in (SentenceExplanation, Group, Seen, Tried, Bound, FieldReason):
        assert [field.name for field in fields(record) if f"`{field.name}`" not in PAGE] == []


def test_outcomes_are_documented(coder: Coder):
    source = Path(__file__).parents[2] / "extractors" / "coding"
    code = "".join((source / name).read_text(encoding="utf-8") for name in ("frame_coder.py", "outcome.py"))
    outcomes = set(re.findall(r'Outcome\([^)]*?"([a-z_]+)"\)', code)) | {"coded", "needs_object", "no_sub_event_type"}
    assert [name for name in outcomes if f"`{name}`" not in PAGE] == []
