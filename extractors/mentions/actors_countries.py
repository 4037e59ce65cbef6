"""Countries as words: the names, adjectives and peoples that make "Syria", "Syrian" and "Syrians" one country.

The words are those of the gazetteer's country table; here they are only sorted by what they do in a noun group.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import RootModel

from extractors.lexicons.loader import Strict, load
from extractors.places.tables import countries
from extractors.text.morphology import Morphology


@dataclass(frozen=True, slots=True)
class CountryNames:
    """The words of one country in one language; `iso2` is ISO 3166 alpha-2."""

    iso2: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]


class _Words(Strict):
    names: list[str]
    demonyms: list[str]


class _Table(RootModel[dict[str, _Words]]):
    pass


def load_countries(language: str, tables: Morphology) -> tuple[CountryNames, ...]:
    """The country words of a language; a territory that ACLED counts to another country has no words of its own.

    Raises:
        LexiconError: A table does not fit its schema.
    """
    words = load(_Table, language, "places_countries.yml").root
    none = _Words(names=[], demonyms=[])
    return tuple(_sorted(iso2, name, words.get(iso2, none), tables) for name, iso2 in _codes().items())


def country_names() -> dict[str, str]:
    """ACLED's country name by ISO 3166 alpha-2 code."""
    return {iso2: country.name for iso2, country in countries().items()}


def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for iso2, country in countries().items():
        codes.setdefault(country.name, iso2)
    return codes


def _sorted(iso2: str, name: str, words: _Words, tables: Morphology) -> CountryNames:
    plurals = {plural for word in words.demonyms for plural in tables.noun_forms(word) if plural != word}
    peoples = tuple(word for word in words.demonyms if word in plurals)
    adjectives = tuple(word for word in words.demonyms if word not in plurals)
    return CountryNames(iso2, (name, *words.names), adjectives, peoples)
