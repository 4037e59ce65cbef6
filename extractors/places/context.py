"""Where in the world an article plays: countries and areas it names, weighed, in one pass over its text.

Namesakes are decided by this more than by anything else: a Tripoli in a text about Lebanon is not the one of Libya.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import ahocorasick

from extractors.places import tables
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords

_COUNTRY = 1.0
_DEMONYM = 0.7
_DATELINE = 1.0
_DAMPING = 0.75
_FAIR_SHARE = 0.08
Area = tuple[str, str]
Meaning = tuple[str, float, str | None]
Key = TypeVar("Key", str, Area)


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the whole article says of where it plays.

    Attributes:
        shares: How much of the article's evidence speaks for a country (alpha-2), 0 to 1; absent countries have none.
        dateline: Country of the dateline, if any.
        areas: The same as `shares` for first-level areas, as (country, name).
    """

    shares: Mapping[str, float]
    dateline: str | None = None
    areas: Mapping[Area, float] = field(default_factory=dict)

    @property
    def main(self) -> str | None:
        """The country that the article is about most; `None` when it names none."""
        return max(self.shares, key=lambda iso2: self.shares[iso2], default=None)

    @property
    def countries(self) -> frozenset[str]:
        """The countries with a fair share of the evidence."""
        return frozenset(iso2 for iso2, share in self.shares.items() if share >= _FAIR_SHARE)


class ContextReader:
    """Counts country evidence with one automaton over names of countries, peoples, areas and large towns."""

    def __init__(
        self, gazetteer: Gazetteer, words: Mapping[str, CountryWords], silent: frozenset[str] = frozenset()
    ) -> None:
        """Build the automaton, some 15,000 names; `silent` names (lower case) tell nothing of a country."""
        self._automaton = ahocorasick.Automaton()
        for name, meaning in _weighted_names(gazetteer, words, silent).items():
            self._automaton.add_word(name, (len(name), meaning))
        self._automaton.make_automaton()

    def read(self, text: str, title: str | None, dateline_place: str | None) -> PlaceContext:
        """The context of an article."""
        counts = self._count(text)
        weights: dict[str, float] = {}
        areas: dict[Area, float] = {}
        for meaning, count in (counts + self._count(title or "") + self._count(title or "")).items():
            iso2, weight, admin1 = meaning
            weights[iso2] = weights.get(iso2, 0.0) + weight * count
            if admin1:
                areas[iso2, admin1] = areas.get((iso2, admin1), 0.0) + weight * count
        dateline = self._country_of(dateline_place)
        if dateline:
            weights[dateline] = weights.get(dateline, 0.0) + _DATELINE
        return PlaceContext(_shares(weights), dateline, _shares(areas))

    def _count(self, text: str) -> Counter[Meaning]:
        """How often the text names what; only whole words count."""
        size = len(text)
        found: Counter[Meaning] = Counter()
        for last, (length, meaning) in self._automaton.iter_long(text):
            before, behind = last - length, last + 1
            if (before < 0 or not text[before].isalnum()) and (behind >= size or not text[behind].isalnum()):
                found[meaning] += 1
        return found

    def _country_of(self, place: str | None) -> str | None:
        counts = self._count(place) if place else None
        return counts.most_common(1)[0][0][0] if counts else None


def _shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Weights as shares of their sum; the many mentions of one country are damped."""
    damped = {key: weight**_DAMPING for key, weight in weights.items()}
    total = sum(damped.values())
    return {key: weight / total for key, weight in damped.items()}


def _weighted_names(
    gazetteer: Gazetteer, words: Mapping[str, CountryWords], silent: frozenset[str]
) -> dict[str, Meaning]:
    """Names with their country and weight; a country's name wins over a town's, ACLED's names over all."""
    known = (k for k in gazetteer.known() if k.name.lower() not in silent)
    found: dict[str, Meaning] = {k.name: (k.iso2, k.weight, k.admin1) for k in known}
    for iso2, country in words.items():
        found.update(dict.fromkeys(country.demonyms, (iso2, _DEMONYM, None)))
        found.update(dict.fromkeys(country.names, (iso2, _COUNTRY, None)))
    for iso2, fact in reversed(tables.countries().items()):
        found[fact.name] = (iso2, _COUNTRY, None)
    return found
