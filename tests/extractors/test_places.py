"""Place names: keys, mentions and resolutions by case table, and what must hold of any text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.mentions.actors_homes import home_groups
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import loose_key, place_key, plain
from extractors.places.records import Place, PlaceMention, Unresolved
from extractors.places.resolve import Places
from extractors.text.tokens import tokenise
from tests.tables import table

CASES: dict[str, list[dict[str, Any]]] = table("places")
WORDS = [
    "in", "near", "the", "village", "of", "and", ",", ".", "'s", "province", "-", "from", "to", "northern", "said",
    "Aleppo", "Syria", "Syrian", "Damascus", "Marea", "Tripoli", "Paris", "Nice", "March", "al", "Bab", "Zibgarko",
    "Lebanese", "troops", "KDF", "HTS", "Renamo", "Vancouver", "Washington", "Hyderabad", "city", "neighbourhood", "al-Hasakeh",
    "US", "capital", "town", "President", "Homs", "Bank", "River", "(", ")", "“", "Deir", "ez", "Zor", "İ", "ʿAyn", "ß",
]  # fmt: skip


def cases(section: str) -> Any:
    return pytest.mark.parametrize("case", CASES[section], ids=lambda case: case["name"])


@pytest.fixture(scope="session")
def places(gazetteer: Gazetteer) -> Places:
    return Places.default(gazetteer, "en", home_groups())


def found(places: Places, text: str, countries: list[str]) -> list[PlaceMention]:
    return places._finder.find(tokenise(text, 0, len(text)), frozenset(countries))


def resolved(places: Places, case: dict[str, Any]) -> Place | Unresolved:
    text = case["text"]
    context = places.context(f"{case.get('context', '')} {text}")
    mentions = places.find(tokenise(text, 0, len(text)), context)
    results: list[Place | Unresolved] = []
    recent: list[Place] = []
    for mention in mentions:
        results.append(places.resolve(mention, context, mentions, recent))
        recent += [r for r in results[-1:] if isinstance(r, Place)]
    return results[[m.name for m in mentions].index(case["mention"])]


@cases("keys")
def test_exact_keys(case):
    keys = {place_key(name) for name in case.get("same", case.get("differ"))}
    assert len(keys) == (1 if "same" in case else len(case["differ"]))


@cases("loose_keys")
def test_loose_keys(case):
    keys = {loose_key(place_key(name)) for name in case.get("same", case.get("differ"))}
    assert len(keys) == (1 if "same" in case else len(case["differ"]))


@cases("mentions")
def test_mentions(case, places):
    mentions = found(places, case["text"], case.get("countries", []))
    assert [[m.name, m.descriptor, m.relation] for m in mentions] == case["places"]
    assert [m.name for m in mentions if m.is_container] == case.get("within", [])


@cases("countries")
def test_the_country_that_a_text_is_about(case, places):
    assert places.context(case["text"]).main == case["country"]


@cases("resolutions")
def test_resolutions(case, places):
    place = resolved(places, case)
    assert isinstance(place, Place), place
    assert {field: getattr(place, field) for field in case["place"]} == case["place"]


@cases("unresolved")
def test_unresolved(case, places):
    result = resolved(places, case)
    assert isinstance(result, Unresolved), result
    assert result.kind == case["kind"]


def test_case_names_are_unique():
    names = [case["name"] for section in CASES.values() for case in section]
    assert len(names) == len(set(names))


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_mentions_of_any_word_salad_slice_back_to_the_text(places, text):
    mentions = found(places, text, ["SY"])
    assert all(text[m.start : m.end] == m.name and m.first < m.last for m in mentions)
    assert all(a.last <= b.first for a, b in pairwise(mentions))


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_resolved_without_an_exception(places, text):
    context = places.context(text)
    mentions = places.find(tokenise(text, 0, len(text)), context)
    results = [places.resolve(m, context, mentions) for m in mentions]
    assert all(isinstance(r, Place | Unresolved) for r in results)


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_coordinates_are_only_those_of_a_place_that_the_text_names_or_implies(places, gazetteer, text):
    context = places.context(text)
    mentions = places.find(tokenise(text, 0, len(text)), context)
    recent: list[Place] = []
    for mention in mentions:
        place = places.resolve(mention, context, mentions, recent)
        if isinstance(place, Place):
            assert has_a_source(place, mentions, recent, gazetteer)
            recent.append(place)


@pytest.mark.parametrize("text", ["Lebanese troops shelled Tripoli.", "Gunmen burned Zibgarko in Homs, Syria."])
def test_a_place_moved_elsewhere_has_no_source(places, gazetteer, text):
    context = places.context(text)
    mentions = places.find(tokenise(text, 0, len(text)), context)
    place = places.resolve(mentions[0], context, mentions)
    elsewhere = replace(place, latitude=33.9, longitude=35.5)
    assert has_a_source(place, mentions, [], gazetteer)
    assert not has_a_source(elsewhere, mentions, [], gazetteer)


def has_a_source(place: Place, mentions: list[PlaceMention], recent: list[Place], gazetteer: Gazetteer) -> bool:
    """True when a candidate of the sentence, an earlier place or a seat that these imply has the coordinates."""
    if place.latitude is None or place.longitude is None:
        return place.longitude is place.latitude is None
    named = [c for m in mentions for c in m.candidates]
    alike = [c for m in mentions for c, _ in gazetteer.fuzzy(m.name)]
    seats = [gazetteer.admin1_capital(p.iso2, p.admin1) for p in recent if p.admin1]
    capital = gazetteer.country_capital(place.iso2)
    points = {(round(c.latitude, 4), round(c.longitude, 4)) for c in [*named, *alike, *seats, capital] if c}
    points |= {(p.latitude, p.longitude) for p in recent if p.latitude is not None and p.longitude is not None}
    return (place.latitude, place.longitude) in points


@given(st.text(max_size=60))
def test_keys_and_plain_names_of_any_text_are_stable(text):
    assert place_key(place_key(text)) == place_key(place_key(place_key(text)))
    assert place_key(plain(text)) == place_key(plain(plain(text)))


def test_an_article_without_places_has_no_country(places):
    context = places.context("Nothing is named here.")
    assert context.main is None
    assert context.countries == frozenset()


def test_the_dateline_gives_a_country(places):
    assert places.context("Talks went on.", None, "Amman").dateline == "JO"
