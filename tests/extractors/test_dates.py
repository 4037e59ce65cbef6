"""Dates: the cases of tests/rules/dates.yml, the lexicon's own examples, and what holds for any text and any day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from extractors.lexicons.loader import LexiconError
from extractors.mentions.dates import DateFinder, coded_day, context_offset, in_context, is_background, parse_day
from extractors.mentions.dates_lexicon import DateRule, DatesLexicon, load_dates
from extractors.mentions.dates_patterns import PatternError, expand
from extractors.mentions.records import DateMention
from extractors.text.tokens import tokenise
from tests.tables import table

_CASES: dict[str, dict[str, dict[str, Any]]] = table("dates")
_KEYS = {"text", "report", "day_first", "dates"}
_FIELDS = {
    "first": lambda m: m.first_day,
    "last": lambda m: m.last_day,
    "precision": lambda m: m.precision,
    "size": lambda m: m.granularity,
    "explicit": lambda m: m.is_explicit,
    "span": lambda m: m.is_duration,
    "rule": lambda m: m.rule_id,
    "coded": coded_day,
    "background": is_background,
}
_FINDER = DateFinder.default("en")
_FRIDAY = date(2012, 12, 28)
_LEXICON = load_dates("en")
_RULES = _LEXICON.rules


def _find(text: str, anchor: date | None, day_first: bool | None = None) -> list[DateMention]:
    return _FINDER.find(tokenise(text, 0, len(text)), anchor, day_first)


@pytest.mark.parametrize("name", _CASES["find"])
def test_find(name: str) -> None:
    case = _CASES["find"][name]
    assert set(case) <= _KEYS
    found = _find(case["text"], case.get("report", _FRIDAY), case.get("day_first"))
    assert [m.text for m in found] == [expected["text"] for expected in case["dates"]]
    for mention, expected in zip(found, case["dates"], strict=True):
        wanted = {key: value for key, value in expected.items() if key != "text"}
        assert {key: _FIELDS[key](mention) for key in wanted} == wanted


@pytest.mark.parametrize("name", _CASES["parse_day"])
def test_parse_day(name: str) -> None:
    case = _CASES["parse_day"][name]
    assert parse_day(case["text"], case.get("day_first"), case.get("near"), case.get("language", "en")) == case["is"]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example_and_leaves_its_counter_example(rule: DateRule) -> None:
    def fires(text: str) -> bool:
        return any(rule.id in m.rule_id.split(":") or _is_relative(rule, m) for m in _find(text, _FRIDAY))

    assert fires(rule.example)
    assert not fires(rule.counter_example)


def _is_relative(rule: DateRule, mention: DateMention) -> bool:
    offset = context_offset(mention)
    if offset is None or not rule.means.startswith("context"):
        return False
    is_same = rule.means == "context_units" or offset == rule.offset
    return is_same and (offset > 0) - (offset < 0) == rule.offset


def test_a_date_relative_to_another_moves_with_it() -> None:
    (mention,) = _find("Two days later the camp was shelled again.", _FRIDAY)
    moved = in_context(mention, date(2012, 12, 24))
    assert (mention.first_day, moved.first_day, moved.last_day) == (None, date(2012, 12, 26), date(2012, 12, 26))


def test_a_date_of_its_own_does_not_move_with_others() -> None:
    (mention,) = _find("The camp was shelled on Friday.", _FRIDAY)
    assert in_context(mention, date(2012, 12, 24)) is mention


def test_a_language_without_lexicon_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match=r"numbers\.yml|dates\.yml"):
        DateFinder.default("xx")


def test_an_empty_group_of_words_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="empty groups: openers"):
        DatesLexicon.model_validate(_LEXICON.model_dump() | {"openers": []})


def test_a_rule_id_used_twice_is_refused() -> None:
    rules = [*_LEXICON.rules, _LEXICON.rules[0]]
    with pytest.raises(ValidationError, match="used twice: today"):
        DatesLexicon.model_validate(_LEXICON.model_dump() | {"rules": [r.model_dump() for r in rules]})


def test_every_macro_is_used() -> None:
    said = " ".join(pattern for rule in _RULES for pattern in rule.say)
    assert [name for name in _LEXICON.macros if f"{{{name}}}" not in said] == []


@pytest.mark.parametrize("pattern", ["[on WEEKDAY", "(a|b", "a)", "{nothing} b"])
def test_a_broken_pattern_is_refused_with_its_text(pattern: str) -> None:
    with pytest.raises(PatternError, match="pattern"):
        expand(pattern, {})


_WORDS = st.sampled_from(
    [
        *sorted({w for rule in _RULES for w in rule.example.split()}),
        "May",
        "March",
        "5",
        "05",
        "31",
        "2014",
        "29",
        "February",
        "/",
        "-",
        "–",
        ".",
        ",",
        "(",
        ")",
        "the",
        "of",
        "to",
        "Friday",
        "last",
        "three",
        "twenty",
        "99999999999",
        "weeks",
        "ago",
        "since",
        "from",
        "between",
        "and",
        "years",
        "later",
        "0",
        "1900",
    ]
)
_DAYS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=12).map(" ".join) | st.text(max_size=60), _DAYS, st.none() | st.booleans())
def test_any_text_gives_dates_that_slice_back(text: str, anchor: date | None, day_first: bool | None) -> None:
    sentence = tokenise(text, 0, len(text))
    end = 0
    for mention in _FINDER.find(sentence, anchor, day_first):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.first < mention.last <= len(sentence)
        end = mention.last
        assert (mention.first_day is None) <= (mention.granularity in ("year", "vague") or coded_day(mention) is None)
        if mention.first_day and mention.last_day:
            assert mention.first_day <= mention.last_day
            day = coded_day(mention)
            assert day is None or mention.first_day <= day <= mention.last_day


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_weekday_is_never_ahead_and_never_a_week_away(anchor: date) -> None:
    (mention,) = _find("A market was hit on Tuesday.", anchor)
    assert mention.first_day is not None
    assert mention.first_day.weekday() == 1
    assert 0 <= (anchor - mention.first_day).days < 7


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_that_day_in_every_usual_spelling(day: date) -> None:
    for spelled in ("%d %B %Y", "%B %d, %Y", "%a %b %d %Y", "%A %d %B %Y", "%Y-%m-%d", "%d-%b-%Y"):
        assert parse_day(day.strftime(spelled)) == day
    assert parse_day(day.strftime("%d/%m/%Y"), True) == day
    assert parse_day(day.strftime("%m/%d/%Y"), False) == day


@given(st.text(max_size=40))
def test_any_line_gives_a_day_or_none(text: str) -> None:
    assert isinstance(parse_day(text), date | None)
