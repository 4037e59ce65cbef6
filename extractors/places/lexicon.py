"""The words around place names, by language, and the countries as that language names them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field, RootModel, model_validator

from extractors.lexicons.loader import Strict, load
from extractors.places.records import PlaceKind, Relation

Anaphor = Literal["capital", "province", "town", "city", "area", "region", "country"]
Words = frozenset[str]


class Descriptor(Strict):
    """A common noun for places: the kind it names and its forms."""

    kind: PlaceKind
    forms: list[str] = Field(min_length=1)


class Prepositions(Strict):
    """Phrases that govern a place, by the relation they express."""

    strong: dict[Relation, list[str]]
    weak: dict[Relation, list[str]]


class PlaceLexicon(Strict):
    """The words of `places.yml`; the file explains each list."""

    descriptors: dict[str, Descriptor] = Field(min_length=1)
    descriptor_phrases: dict[str, str]
    prepositions: Prepositions
    plain_prepositions: Words
    plural_descriptors: Words = Field(min_length=1)
    directions: Words = Field(min_length=1)
    central: Words
    fillers: Words = Field(min_length=1)
    relative_fillers: Words = Field(min_length=1)
    place_verbs: Words = Field(min_length=1)
    saying_verbs: Words = Field(min_length=1)
    telling_verbs: Words = Field(min_length=1)
    organisation_heads: Words = Field(min_length=1)
    seated: Words = Field(min_length=1)
    abbreviated_openings: Words
    titles: Words = Field(min_length=1)
    never_alone: Words = Field(min_length=1)
    person_names: Words = Field(min_length=1)
    anaphors: dict[Anaphor, list[str]]
    inner_parts: Words = Field(min_length=1)
    local_capitals: Words = Field(min_length=1)
    grounds: Words = Field(min_length=1)
    anaphor_openers: Words = Field(min_length=1)
    particles: Words
    opening_particles: Words
    inner_particles: Words = Field(min_length=1)
    name_openers: Words = Field(min_length=1)
    natural_openers: Words
    name_tails: Words = Field(min_length=1)
    beside_words: Words = Field(min_length=1)
    holding_links: Words = Field(min_length=1)
    narrow_links: Words
    owning_links: Words
    environs: Words
    partitives: Words = Field(min_length=1)
    articles: Words
    indefinite_articles: Words = Field(min_length=1)
    inhabitants: Words = Field(min_length=1)
    residents: Words = Field(min_length=1)
    dwellers: Words = Field(min_length=1)
    name_links: Words
    list_openers: Words
    road_links: Words = Field(min_length=1)
    possessives: Words
    list_links: Words
    calendar: Words
    peoples: Words = Field(min_length=1)
    doers_and_deeds: Words
    groups_behind: Words
    sentence_openers: Words
    never_places: Words = Field(min_length=1)
    kindred: Words = Field(min_length=1)
    bound_words: Words = Field(min_length=1)
    quarter_openers: Words
    ambiguous_descriptors: Words
    own_countries: Words
    article_countries: Words
    armed_heads: Words = Field(min_length=1)
    away_before: Words = Field(min_length=1)
    away_between: Words
    comers: Words = Field(min_length=1)
    foreigners: Words = Field(min_length=1)
    travellers: Words
    expeditions: Words
    lone_foreigners: Words
    denials: Words
    bases: Words = Field(min_length=1)
    belongings: Words = Field(min_length=1)
    firms: Words = Field(min_length=1)
    inside_words: Words = Field(min_length=1)
    body_names: Words
    border_words: Words = Field(min_length=1)
    border_bodies: Words
    sights: Words = Field(min_length=1)
    port_words: Words = Field(min_length=1)
    ally_words: Words
    launched_from: Words = Field(min_length=1)
    home_groups: dict[str, list[str]]
    passive_auxiliaries: Words = Field(min_length=1)
    suffered_participles: Words = Field(min_length=1)
    suffering_verbs: Words = Field(min_length=1)
    adverbs_inside_verbs: Words
    between_name_and_descriptor: Words

    @model_validator(mode="after")
    def _name_known_descriptors(self) -> PlaceLexicon:
        """A phrase stands for one of the descriptors."""
        unknown = set(self.descriptor_phrases.values()) - set(self.descriptors)
        if unknown:
            raise ValueError(f"descriptor_phrases: expected lemmas of descriptors, found {', '.join(sorted(unknown))}")
        return self


class CountryWords(Strict):
    """What a language calls a country beside ACLED's name, and its people and things."""

    names: list[str]
    demonyms: list[str]


class CountryLexicon(RootModel[dict[str, CountryWords]]):
    """Country words by alpha-2 code."""


@cache
def place_lexicon(language: str) -> PlaceLexicon:
    """The place words of a language.

    Raises:
        LexiconError: The language has none, or the file does not fit.
    """
    return load(PlaceLexicon, language, "places.yml")


@cache
def country_words(language: str) -> dict[str, CountryWords]:
    """The country words of a language.

    Raises:
        LexiconError: The language has none, or the file does not fit.
    """
    return load(CountryLexicon, language, "places_countries.yml").root
