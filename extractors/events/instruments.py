"""Weapons and other means that a sentence names, and the adjectives of countries that name whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractors.events.triggers import PhraseTable
from extractors.lexicons.loader import LexiconError, read_data
from extractors.mentions.actors_countries import load_countries
from extractors.text.morphology import Morphology

Tools = list[tuple[int, int, list[str]]]
"""(first, last, instruments) of the words that name a weapon."""


def instrument_table(words: Mapping[str, Iterable[str]]) -> PhraseTable[str]:
    """The words of `instruments.yml`, compiled: name of the instrument for each word or phrase."""
    table: PhraseTable[str] = PhraseTable()
    for name, phrases in words.items():
        for phrase in phrases:
            table.add(phrase, name)
    return table


def country_adjectives(language: str, tables: Morphology) -> dict[str, str]:
    """Alpha-2 code of the country for each single word that names one or is its adjective ("russian")."""
    countries = load_countries(language, tables)
    return {word.lower(): c.iso2 for c in countries for word in (*c.adjectives, *c.names) if " " not in word}


def read_word_lists(*parts: str) -> dict[str, list[str]]:
    """A YAML map of names to word lists.

    Raises:
        LexiconError: The file is not such a map.
    """
    data = read_data(*parts)
    if not isinstance(data, dict) or not all(isinstance(v, list) for v in data.values()):
        raise LexiconError(f"{'/'.join(parts)}: expected a map of names to word lists")
    return {str(k): [str(w) for w in v] for k, v in data.items()}
