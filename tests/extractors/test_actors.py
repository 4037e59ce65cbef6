"""Actors: the cases of tests/rules/actors.yml, every head's own examples, and what holds for any text or mention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.coding.actors import ActorNamer
from extractors.coding.interaction import INTER_CODES
from extractors.mentions.actors import ActorFinder
from extractors.mentions.actors_countries import country_names
from extractors.mentions.actors_lexicon import load_words
from extractors.mentions.records import ActorKind, ActorMention
from extractors.text.tokens import tokenise
from tests.tables import table

_CASES: dict[str, dict[str, dict[str, Any]]] = table("actors")
_FIELDS: dict[str, Callable[[ActorMention], Any]] = {
    "kind": lambda m: m.kind,
    "entry": lambda m: m.entry_id,
    "country": lambda m: m.country,
    "affiliation": lambda m: m.affiliation,
    "plural": lambda m: m.is_plural,
    "equipment": lambda m: m.is_equipment,
    "strong": lambda m: m.is_strong,
    "ending": lambda m: "".join(m.rule_id.partition(":")[1:]),
}
_FINDER = ActorFinder.default("en")
_COUNTRIES = country_names()
_GENERIC = load_words("en")[0]


@cache
def _namer(release: str | None = None) -> ActorNamer:
    return ActorNamer.default("en", date.fromisoformat(release) if release else None)


def _find(text: str) -> list[ActorMention]:
    return _FINDER.find(tokenise(text, 0, len(text)))


@pytest.mark.parametrize("name", _CASES["find"])
def test_find(name: str) -> None:
    case = _CASES["find"][name]
    assert set(case) == {"text", "mentions"}
    found = _find(case["text"])
    assert [m.text for m in found] == [expected["text"] for expected in case["mentions"]]
    for mention, expected in zip(found, case["mentions"], strict=True):
        wanted = {key: value for key, value in expected.items() if key != "text"}
        assert {key: _FIELDS[key](mention) for key in wanted} == wanted


@pytest.mark.parametrize("name", _CASES["name"])
def test_name(name: str) -> None:
    case = dict(_CASES["name"][name])
    (mention,) = _find(case.pop("words"))
    iso2, day = case.pop("country", None), case.pop("day", None)
    when = date.fromisoformat(day) if day else None
    coded = _namer(case.pop("release", None)).code(mention, iso2, _COUNTRIES.get(iso2), when)
    if case.pop("none", False):
        assert coded is None
    else:
        assert coded is not None
        assert {key: _as_yaml(getattr(coded, key)) for key in case} == case
        assert "name" in case


def _as_yaml(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("key", _GENERIC.heads)
def test_a_head_finds_its_example_and_leaves_its_counter_example(key: str) -> None:
    head = _GENERIC.heads[key]
    rule = f"actor.{key}"
    if head.role not in ("none", "source"):
        assert rule in [m.rule_id.partition(":")[0] for m in _find(head.example)]
    left = [m.rule_id for m in _find(head.counter_example)]
    assert not [r for r in left if r.partition(":")[0] == rule and not r.endswith(":modifier")]


@pytest.mark.parametrize("combination", _GENERIC.combinations, ids=lambda c: f"{c.modifier}_{c.head}")
def test_a_combination_names_its_side_in_its_example(combination: Any) -> None:
    entry_id = f"side/{combination.side}" if combination.side else None
    assert (combination.kind, entry_id) in [(m.kind, m.entry_id) for m in _find(combination.example)]


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_mentions_that_slice_back(text: str) -> None:
    _assert_sound(text)


_ACTOR_WORDS = ["Syrian", "rebel", "army", "Kurdish", "forces", "IS", "civilians", "Assad", "SDF", "checkpoint"]
_OTHER_WORDS = ["the", "12", "'s", "-", "held", "of", "(", ")", "killed", "and", "anti", "in", "Iraq", "members", ","]
_WORDS = [*_ACTOR_WORDS, *_OTHER_WORDS]


@given(st.lists(st.sampled_from(_WORDS), max_size=14), st.sampled_from([" ", "-"]))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_actor_words_gives_sound_mentions(words: list[str], joint: str) -> None:
    _assert_sound(joint.join(words))


def _assert_sound(text: str) -> None:
    found = _find(text)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.first <= mention.head < mention.last
    assert all(a.last <= b.first for a, b in pairwise(found))


_SOME = [m for case in _CASES["find"].values() for m in _find(case["text"])]


@given(
    st.sampled_from(_SOME),
    st.sampled_from(get_args(ActorKind)),
    st.sampled_from([None, *_COUNTRIES]),
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2030, 12, 31))),
)
@settings(max_examples=300, deadline=None)
def test_any_mention_any_day_anywhere_has_a_legal_inter_or_no_name(
    mention: ActorMention, kind: ActorKind, iso2: str | None, when: date | None
) -> None:
    country = _COUNTRIES.get(iso2) if iso2 else None
    for coded in (
        _namer().code(mention._replace(kind=kind), iso2, country, when),
        _namer().default_for(kind, iso2, country, when),
    ):
        assert coded is None or (coded.inter in INTER_CODES and coded.name and ";" not in coded.name)
        assert coded is not None or not (iso2 and kind == "civilians")


@pytest.mark.parametrize("kind", ["civilians", "protesters", "rioters"])
def test_people_stay_people_whatever_their_words_named(kind: ActorKind) -> None:
    (mention,) = _find("Pokot herders")
    coded = _namer().code(mention._replace(kind=kind), "KE", "Kenya", date(2015, 1, 1))
    assert coded is not None
    assert coded.name == f"{kind.capitalize()} (Kenya)"
    assert coded.assoc == ("Pokot Ethnic Group (Kenya)",)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("protesters", "Protesters (Chile)"),
        ("civilians", "Civilians (Chile)"),
        ("rioters", "Rioters (Chile)"),
        ("unidentified_armed", "Unidentified Armed Group (Chile)"),
        ("military", "Military Forces of Chile (2018-2022)"),
        ("police", "Police Forces of Chile (2018-2022)"),
    ],
)
def test_default_when_nobody_is_named(kind: ActorKind, name: str) -> None:
    coded = _namer().default_for(kind, "CL", "Chile", date(2019, 10, 20))
    assert coded is not None
    assert coded.name == name
