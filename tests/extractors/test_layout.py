"""Layout of news pages: the cases of tests/rules/layout.yml, the lexicon's examples, and what holds for any text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.article import Article
from extractors.lexicons.loader import LexiconError
from extractors.text.layout import Layout, LayoutReader
from extractors.text.layout_lexicon import ClutterRule, LayoutLexicon, any_of, load_layout_lexicon
from tests.tables import table

_CASES: dict[str, dict[str, Any]] = table("layout")
_KEYS = {"text", "title", "published", "headline", "body", "dateline", "header_day", "items"}
_LEXICON = load_layout_lexicon("en")
_READER = LayoutReader(_LEXICON)


def _read(text: str, title: str | None = None, published: date | None = None) -> Layout:
    return _READER.read(Article("a1", text, title=title, published=published))


def _blocks(text: str, layout: Layout, kind: str) -> list[str]:
    return [text[block.start : block.end] for block in layout.blocks if block.kind == kind]


def _same(found: list[str], expected: list[str]) -> bool:
    return len(found) == len(expected) and all(
        one.startswith(two[:-1]) if two.endswith("…") else one == two for one, two in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("name", _CASES)
def test_layout_case(name: str) -> None:
    case = _CASES[name]
    assert set(case) <= _KEYS
    text = case["text"]
    layout = _read(text, case.get("title"), case.get("published"))
    assert _same(_blocks(text, layout, "headline"), case.get("headline", [])), _blocks(text, layout, "headline")
    assert _same(_blocks(text, layout, "body"), case["body"]), _blocks(text, layout, "body")
    if "header_day" in case:
        assert layout.header_day == case["header_day"]
    if "dateline" in case:
        _check_dateline(text, layout, case["dateline"])
    if "items" in case:
        assert [text[item.place_start : item.place_end] for item in layout.items] == case["items"]


def _check_dateline(text: str, layout: Layout, expected: dict[str, Any] | None) -> None:
    found = layout.dateline
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end] == expected["words"]
    place = None if found.place_start is None else text[found.place_start : found.place_end]
    assert place == expected["place"]
    if "day" in expected:
        assert found.day == expected["day"]


def _matches(rule: ClutterRule, text: str) -> bool:
    """What the reader does with a rule: its needles, then the whole line, the end of the text, or anywhere."""
    if rule.needles and not any(needle in text.lower() for needle in rule.needles):
        return False
    pattern = re.compile(rule.pattern.replace("{agency}", any_of(_LEXICON.agencies)), re.IGNORECASE)
    if rule.scope.startswith("line"):
        return pattern.fullmatch(text) is not None
    if rule.scope == "tail":
        return re.compile(rf"(?:{pattern.pattern})\Z", re.IGNORECASE).search(text) is not None
    return pattern.search(text) is not None


@pytest.mark.parametrize("rule", _LEXICON.clutter, ids=lambda rule: rule.id)
def test_clutter_rule_takes_its_example_and_leaves_its_counter_example(rule: ClutterRule) -> None:
    assert _matches(rule, rule.example)
    assert not _matches(rule, rule.counter_example)


def test_clutter_rules_have_names_of_their_own() -> None:
    names = [rule.id for rule in _LEXICON.clutter]
    assert len(names) == len(set(names))


def test_lexicon_with_an_unknown_key_fails() -> None:
    data = _LEXICON.model_dump() | {"mouths": {"may": 5}}
    with pytest.raises(ValueError, match="mouths"):
        LayoutLexicon.model_validate(data)


def test_lexicon_with_a_broken_pattern_fails() -> None:
    rule = {"id": "x", "scope": "line", "pattern": "(", "example": "a", "counter_example": "b"}
    with pytest.raises(ValueError, match="not a regular expression"):
        ClutterRule.model_validate(rule)


def test_language_without_a_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"layout\.yml"):
        LayoutReader.default("xx")


_PIECES = [
    "Last updated:",
    "3 MIN READ",
    "Moscow: ",
    "BEIRUT (AFP) - ",
    "01-11-2014 ",
    "Friday 6 Feb 2015 ",
    "Up Next",
    "By Ann Lee",
    "Shells hit a school.",
    "Rebels took a town on Friday. ",
    "\n",
    "\n\n",
    " ",
    "Tags ",
    "(Reuters) ",
    "Published ",
    "İ",
    "ß",
    "\x85",
    "Read more:",
    "99-99-2014",
    "Feb 30 2015 ",
    "—",
    ":",
    "Follow us on Instagram.",
    "\u2028",
    "a",
    "A",
    "/",
    "1",
]
_TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
_DAYS = st.none() | st.dates()


@settings(max_examples=400, deadline=None)
@given(text=_TEXTS, title=st.none() | _TEXTS, published=_DAYS)
def test_any_text_has_blocks_in_order_that_slice_back_to_it(
    text: str, title: str | None, published: date | None
) -> None:
    layout = _read(text, title, published)
    ends = 0
    for block in layout.blocks:
        assert ends <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        ends = block.end
    if layout.dateline is not None:
        assert text[layout.dateline.start : layout.dateline.end].strip()
        assert not any(b.start < layout.dateline.end and layout.dateline.start < b.end for b in layout.blocks)
    assert (layout.header_day is None) == (layout.header_span is None)


@settings(max_examples=100, deadline=None)
@given(
    body=st.lists(
        st.sampled_from(["Rebels took a town on Friday.", "Shells hit a school.", "He fled."]), min_size=1, max_size=6
    )
)
def test_plain_paragraphs_lose_nothing(body: list[str]) -> None:
    text = "\n\n".join(body)
    joined = " ".join(text[block.start : block.end] for block in _read(text).blocks)
    assert joined == " ".join(body)
