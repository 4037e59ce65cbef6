"""Counts: the cases of tests/rules/counts.yml, and what holds for any text and any number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractors.lexicons.loader import LexiconError
from extractors.mentions.counts import CountFinder
from extractors.mentions.counts_lexicon import NumbersLexicon, load_numbers
from extractors.mentions.records import CountMention
from extractors.text.tokens import tokenise
from tests.tables import table

_CASES: dict[str, dict[str, Any]] = table("counts")
_FIELDS = {
    "low": lambda m: m.low,
    "high": lambda m: m.high,
    "coded": lambda m: m.coded,
    "vague": lambda m: m.is_vague,
    "rule": lambda m: m.rule_id,
}
_FINDER = CountFinder.default("en")
_LEXICON = load_numbers("en")


def _find(text: str) -> list[CountMention]:
    return _FINDER.find(tokenise(text, 0, len(text)))


@pytest.mark.parametrize("name", _CASES)
def test_find(name: str) -> None:
    case = _CASES[name]
    assert set(case) == {"text", "counts"}
    found = _find(case["text"])
    assert [m.text for m in found] == [expected["text"] for expected in case["counts"]]
    for mention, expected in zip(found, case["counts"], strict=True):
        wanted = {key: value for key, value in expected.items() if key != "text"}
        assert {key: _FIELDS[key](mention) for key in wanted} == wanted


def test_a_language_without_lexicon_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match=r"numbers\.yml"):
        CountFinder.default("xx")


def test_an_empty_group_of_words_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="empty groups: persons"):
        NumbersLexicon.model_validate(_LEXICON.model_dump() | {"persons": []})


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="peple"):
        NumbersLexicon.model_validate(_LEXICON.model_dump() | {"peple": ["men"]})


def _spell(number: int) -> str:
    """The number in words, by the lexicon's own tables."""
    for word, scale in sorted(_LEXICON.multipliers.items(), key=lambda item: -item[1]):
        if number >= scale:
            head, rest = divmod(number, scale)
            return f"{_spell(head)} {word}" + (
                f" and {_spell(rest)}" if 0 < rest < 100 else f" {_spell(rest)}" if rest else ""
            )
    words = {value: word for word, value in (*_LEXICON.units.items(), *_LEXICON.tens.items())}
    if number in words:
        return words[number]
    return f"{words[number // 10 * 10]}-{words[number % 10]}"


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 999_999))
def test_a_number_is_the_same_in_words_in_digits_and_with_separators(number: int) -> None:
    for spelled in (_spell(number), f"{number}", f"{number:,}"):
        (mention,) = _find(f"Floods killed {spelled} people.")
        assert (mention.text, mention.coded) == (spelled, number)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 500), st.integers(1, 500))
def test_a_range_is_coded_to_its_lower_end(low: int, more: int) -> None:
    (mention,) = _find(f"Floods killed between {low} and {low + more} people.")
    assert (mention.low, mention.high, mention.coded) == (low, low + more, low)


_WORDS = st.sampled_from(
    [
        *sorted({w for case in _CASES.values() for w in case["text"].split()}),
        "000",
        "1.5",
        "million",
        "-",
        "–",
        "to",
        "from",
        "and",
        "/",
        ":",
        "No",
        ".",
        ",",
        "(",
        ")",
        "99999999999999",
        "more",
        "half",
        "May",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_counts_that_slice_back(text: str) -> None:
    sentence = tokenise(text, 0, len(text))
    end = 0
    for mention in _FINDER.find(sentence):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.first < mention.last <= len(sentence)
        end = mention.last
        assert mention.coded is not None or mention.is_vague
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high
