"""Word groups: the cases of `tests/rules/grammar.yml`, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence, tokenise
from tests.tables import table

CASES: list[dict[str, Any]] = table("grammar")
KEYS = {"name", "text", "groups", "verbs"}
GRAMMAR = Grammar.default("en")
KINDS = frozenset(["N", "V", "P", "C", "S", "R", "T", ",", ";", "(", ")", '"', "B"])
PARTS = (
    ("the", "a", "rebels", "army", "soldiers", "attack", "attacked", "attacking", "killed", "killing", "were", "had"),
    ("been", "not", "to", "will", "could", "and", "or", "after", "that", "who", "in", "on", "by", "of", "near", "Goma"),
    ("12", "three", "fighting", "dead", ",", ".", "(", ")", ";", '"', "'s", "police", "chief", "no"),
)
WORDS = st.sampled_from([word for part in PARTS for word in part])
TEXT = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))


def _groups(text: str) -> tuple[Sentence, list[Chunk]]:
    sentence = tokenise(text, 0, len(text))
    return sentence, GRAMMAR.chunk(sentence, GRAMMAR.tag(sentence))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentence_falls_into_groups(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    sentence, chunks = _groups(case["text"])
    assert [f"{c.kind} {sentence.slice(c.first, c.last)}" for c in chunks] == case["groups"]


@pytest.mark.parametrize("case", [c for c in CASES if "verbs" in c], ids=lambda case: case["name"])
def test_verb_groups_carry_voice_tense_and_mood(case: dict[str, Any]) -> None:
    verbs = [c for c in _groups(case["text"])[1] if c.kind == "V"]
    shown = [{key: getattr(v, key) for key in wanted} for v, wanted in zip(verbs, case["verbs"], strict=True)]
    assert shown == case["verbs"]


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_groups_cover_every_token_once_and_in_order(text: str) -> None:
    sentence, chunks = _groups(text)
    covered = [i for c in chunks for i in range(c.first, c.last)]
    assert covered == list(range(len(sentence)))


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_every_group_has_its_head_inside_and_a_known_kind(text: str) -> None:
    for chunk in _groups(text)[1]:
        assert chunk.first <= chunk.head < chunk.last
        assert chunk.kind in KINDS


@given(TEXT)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_groups(text: str) -> None:
    assert _groups(text)[1] == _groups(text)[1]
