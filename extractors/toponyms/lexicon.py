"""The geoparser's own words: short forms of areas, given names, heads of bodies; and areas wider than countries."""

from __future__ import annotations

from functools import cache

from pydantic import Field, RootModel

from extractors.lexicons.loader import Strict, load
from extractors.places.names import place_key
from extractors.places.records import Candidate, PlaceKind

WIDE = "wide:"
"""Begins the id of an area that is wider than any country."""
Words = frozenset[str]


class ShortNames(Strict):
    """Short forms of an area: plain by themselves, or only behind a name and a comma."""

    alone: list[str]
    behind: list[str]


class ToponymLexicon(Strict):
    """The words of `toponyms.yml`; the file explains each list."""

    short_names: dict[str, ShortNames] = Field(min_length=1)
    short_towns: dict[str, str]
    wide_peoples: dict[str, list[str]]
    joined_descriptors: Words
    joined_plurals: dict[str, str]
    street_words: Words = Field(min_length=1)
    body_heads: Words = Field(min_length=1)
    local_nouns: Words = Field(min_length=1)
    dateline_marks: Words = Field(min_length=1)
    age_words: Words = Field(min_length=1)
    town_heads: Words = Field(min_length=1)
    area_heads: Words = Field(min_length=1)
    acting_verbs: Words = Field(min_length=1)
    languages_after: Words
    opening_bodies: Words = Field(min_length=1)
    given_names: Words = Field(min_length=1)


class WideArea(Strict):
    """A continent, ocean or world region; `at` is latitude, longitude of its middle."""

    kind: PlaceKind
    at: tuple[float, float]
    names: list[str]


class WideAreas(RootModel[dict[str, WideArea]]):
    """Wide areas by name."""


@cache
def toponym_lexicon(language: str) -> ToponymLexicon:
    """The geoparser's words of a language.

    Raises:
        LexiconError: The language has none, or the file does not fit.
    """
    return load(ToponymLexicon, language, "toponyms.yml")


@cache
def wide_areas() -> dict[str, Candidate]:
    """Wide areas by exact key of each of their names."""
    found: dict[str, Candidate] = {}
    for name, area in load(WideAreas, "wide_areas.yml").root.items():
        key = place_key(name)
        candidate = Candidate(f"{WIDE}{key.replace(' ', '-')}", name, area.kind, *area.at, "", None, None, 0)
        found.update((place_key(n), candidate) for n in (name, *area.names))
    return found
