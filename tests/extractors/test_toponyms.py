"""The geoparser: names and meanings by case table, and what must hold of any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from extractors.places.tables import countries
from extractors.toponyms.geoparser import Geoparser
from extractors.toponyms.lexicon import wide_areas
from extractors.toponyms.records import FoundPlace
from tests.tables import table

CASES: dict[str, list[dict[str, Any]]] = table("toponyms")
WORDS = [
    "in", "near", "the", "village", "of", "and", ",", ".", "'s", "province", "-", "from", "to", "northern", "said",
    "Aleppo", "Syria", "Syrian", "Damascus", "Marea", "Tripoli", "Paris", "Nice", "March", "al", "Bab", "Zibgarko",
    "US", "Ky.", "Texas", "President", "Homs", "Bank", "River", "(", ")", "“", "Deir", "ez", "Zor", "İ", "ʿAyn", "ß",
    "Europe", "European", "Springfield", "Kelly", "Richmond", "34", "County", "\n", "L.A.", "St.", "Police",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
PLAIN = [
    "The committee met on Monday and heard a long report.",
    "Nobody was asked, and the rest of the day was quiet.",
    "Prices rose by three per cent, which surprised few.",
]
NAMED = ["Lebanese police closed the road to Tripoli.", "The fair in Paris, Texas, was full.", "Moscow said no."]


def cases(section: str) -> Any:
    return pytest.mark.parametrize("case", CASES[section], ids=lambda case: case["name"])


@pytest.fixture(scope="session")
def geoparser(gazetteer: Gazetteer) -> Geoparser:
    return Geoparser.default(gazetteer)


def of_name(places: tuple[FoundPlace, ...], name: str) -> FoundPlace:
    return next(place for place in places if place.name == name)


@cases("found")
def test_names_are_found_with_their_use(case, geoparser):
    assert [[place.name, place.use] for place in geoparser.find(case["text"]).places] == case["found"]


@cases("meant")
def test_names_mean_what_the_text_says(case, geoparser):
    place = of_name(geoparser.find(case["text"]).places, case["mention"])
    if "within" in case:
        assert place.entry is None
        assert place.within is not None
        assert place.within.name == case["within"]
    else:
        assert place.entry is not None, place
        assert {field: getattr(place.entry, field) for field in case["entry"]} == case["entry"]


@cases("doubts")
def test_doubts_become_issues(case, geoparser):
    issues = geoparser.find(case["text"], "article-1").issues
    assert [issue.kind for issue in issues] == case["issues"]
    assert all(issue.article_id == "article-1" and issue.text in case["text"] for issue in issues)


def test_a_choice_tells_its_reasons_and_its_runner_up(geoparser):
    place = of_name(geoparser.find("Lebanese police closed the road to Tripoli.").places, "Tripoli")
    assert place.runner_up is not None
    assert place.runner_up.iso2 == "LY"
    assert 0.5 < place.score <= 1.0
    assert {"fame", "country"} <= {part.split()[0] for part in place.reason.split("; ")}


def test_given_spans_are_taken_for_places_whatever_the_sentence_says(geoparser):
    text = "Reading is fun, says Robert of Leeds."
    assert [place.name for place in geoparser.find(text).places] == ["Leeds"]
    places = geoparser.resolve(text, [(31, 36), (0, 7)]).places
    assert [(place.name, place.entry and place.entry.iso2) for place in places] == [("Reading", "GB"), ("Leeds", "GB")]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_name_slices_back_and_none_overlap(geoparser, text):
    places = geoparser.find(text).places
    assert all(text[place.start : place.end] == place.name for place in places)
    assert all(one.end <= two.start for one, two in pairwise(places))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_entry_is_one_that_the_gazetteer_has_under_that_name(geoparser, gazetteer, text):
    """No coordinates but those of an entry that the text names."""
    others = {area.place_id for area in wide_areas().values()} | {f"country:{iso2}" for iso2 in countries()}
    for place in geoparser.find(text).places:
        if place.entry is None:
            continue
        assert place.entry in geoparser.meanings(place.name)
        keys = place_key(place.name), place_key(place.entry.name)
        assert place.entry.place_id in others or any(place.entry in gazetteer.candidates(key) for key in keys)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_result(geoparser, text):
    geoparser.find(text)


@pytest.mark.parametrize("text", NAMED)
@pytest.mark.parametrize("sentence", PLAIN)
def test_a_sentence_without_places_changes_nothing(geoparser, text, sentence):
    alone, behind = geoparser.find(text).places, geoparser.find(f"{text} {sentence}").places
    assert behind == alone
    before = geoparser.find(f"{sentence}\n{text}").places
    assert [(p.name, p.use, p.entry, p.score) for p in before] == [(p.name, p.use, p.entry, p.score) for p in alone]
