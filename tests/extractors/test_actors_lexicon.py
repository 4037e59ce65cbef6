"""The actor lexicons: they fit together, and mistakes in them are refused or reported by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from extractors.lexicons.loader import LexiconError
from extractors.mentions import actors_check as check
from extractors.mentions.actors import ActorFinder
from extractors.mentions.actors_compile import compile_trie
from extractors.mentions.actors_facts import Designation, Parties, States, load_names, load_parties, usual
from extractors.mentions.actors_lexicon import CountryWords, load_words
from extractors.mentions.actors_trie import expand
from extractors.text.morphology import morphology

_GENERIC, _WORDS = load_words("en")
_TABLES = morphology("en")


def _group(**fields: Any) -> Designation:
    return Designation.model_validate({"name": "Hill Men", "kind": "rebel"} | fields)


def test_the_shipped_lexicon_has_no_complaints() -> None:
    assert check.lint("en") == []


def test_a_language_without_lexicon_is_refused_by_name() -> None:
    with pytest.raises((LexiconError, KeyError), match="xx"):
        ActorFinder.default("xx")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Hill Men"},
        {"name": "Hill Men", "of": "military", "kind": "rebel"},
        {"kind": "rebel"},
        {"name": "Hill Men", "kind": "rebel", "since": "2020-01-01", "until": "2019-01-01"},
        {"name": "Hill Men", "kind": "rebels"},
        {"name": "Hill Men", "kind": "rebel", "form": "2020-01-01"},
    ],
)
def test_a_wrong_designation_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Designation.model_validate(fields)


def test_words_for_an_unknown_actor_are_refused_by_name() -> None:
    words = {"SY": CountryWords(strong={"nobody": ("Nobody Brigade",)})}
    with pytest.raises(LexiconError, match="SY/nobody"):
        compile_trie(_GENERIC, words, (), usual(load_parties()), _TABLES)


def test_a_head_noun_of_two_heads_is_refused_by_name() -> None:
    heads = _GENERIC.heads | {"copy": _GENERIC.heads["peacekeepers"]}
    with pytest.raises(LexiconError, match="peacekeeper"):
        compile_trie(_GENERIC.model_copy(update={"heads": heads}), {}, (), {}, _TABLES)


def test_an_unknown_country_is_reported() -> None:
    states = States.model_validate({"states": {"QQ": {"regimes": ["2000-01-01"]}}})
    assert list(check.check_codes({}, states)) == ["QQ: no such country"]


def test_regimes_out_of_order_are_reported() -> None:
    states = States.model_validate({"states": {"SY": {"regimes": ["2000-01-01", "1990-01-01"]}}})
    assert list(check.check_periods(states)) == ["SY: regimes out of order"]


def test_a_designation_behind_one_that_always_fits_is_reported() -> None:
    parties = {"SY": Parties(actors={"hill": [_group(), _group(until=date(2020, 1, 1))]})}
    assert list(check.check_designations(parties)) == ["SY/hill: a designation that can never apply"]


def test_sides_that_overlap_or_lead_nowhere_are_reported() -> None:
    sides = {
        "opposition": ["ghost"],
        "kurdish": [{"actor": "hill", "until": "2016-01-01"}, {"actor": "hill", "since": "2015-01-01"}],
        "unsaid": ["hill"],
    }
    parties = {
        "SY": Parties.model_validate({"actors": {"hill": [_group()]}, "sides": sides}),
        "world": Parties(),
    }
    assert set(check.check_sides(parties, _WORDS, _GENERIC, load_names())) == {
        "SY: opposition: no such actor: SY/ghost",
        "SY: kurdish: periods overlap",
        "SY: no word leads to the side 'unsaid'",
    }


def test_actors_without_words_and_names_of_two_are_reported() -> None:
    parties = {"SY": Parties(actors={"hill": [_group()], "dale": [_group()], "mute": [_group()]})}
    words = {"SY": CountryWords(strong={"hill": ("{Hill,Dale} Men",), "dale": ("Dale Men",)})}
    assert set(check.check_words(parties, words)) == {
        "SY/mute: no word leads to it",
        "SY: 'Dale Men' is a name of dale and hill",
    }


def test_braces_give_every_spelling() -> None:
    assert list(expand("Ja{i,y}sh{ al,} Islam")) == ["Jaish al Islam", "Jaish Islam", "Jaysh al Islam", "Jaysh Islam"]
