"""Where in the world an article plays: countries and areas it names, weighed, in one pass over its text.

Namesakes are decided by this more than by anything else: a Tripoli in a text about Lebanon is not the one of Libya.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import ahocorasick

from extractors.places import tables
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords

_COUNTRY = 1.0
_DEMONYM = 0.7
_TITLE = 2.0
_DATELINE = 1.0
_DAMPING = 0.75


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the whole article says of where it plays.

    Attributes:
        shares: How much of the article's evidence speaks for a country (alpha-2), 0 to 1; absent countries have none.
        dateline: Country of the dateline, if any.
    """

    shares: Mapping[str, float]
    dateline: str | None = None

    @property
    def main(self) -> str | None:
        """The country that the article is about most; `None` when it names none."""
        return max(self.shares, key=lambda iso2: self.shares[iso2], default=None)

    @property
    def countries(self) -> frozenset[str]:
        """The countries with a fair share of the evidence."""
        return frozenset(iso2 for iso2, share in self.shares.items() if share >= _FAIR_SHARE)


_FAIR_SHARE = 0.08
NO_CONTEXT = PlaceContext({})


class ContextReader:
    """Counts country evidence with one automaton over names of countries, peoples, areas and large towns."""

    def __init__(self, gazetteer: Gazetteer, words: Mapping[str, CountryWords]) -> None:
        """Build the automaton; some 15,000 names."""
        self._automaton = ahocorasick.Automaton()
        for name, found in _weighted_names(gazetteer, words).items():
            self._automaton.add_word(name, (len(name), *found))
        self._automaton.make_automaton()

    def read(self, text: str, title: str | None, dateline_place: str | None) -> PlaceContext:
        """The context of an article."""
        weights: Counter[str] = Counter()
        self._count(text, 1.0, weights)
        if title:
            self._count(title, _TITLE, weights)
        dateline = self._country_of(dateline_place)
        if dateline:
            weights[dateline] += _DATELINE
        damped = {iso2: weight**_DAMPING for iso2, weight in weights.items()}
        total = sum(damped.values())
        return PlaceContext({iso2: weight / total for iso2, weight in damped.items()}, dateline)

    def _count(self, text: str, factor: float, weights: Counter[str]) -> None:
        size = len(text)
        for last, (length, iso2, weight) in self._automaton.iter_long(text):
            before, behind = last - length, last + 1
            if (before < 0 or not text[before].isalnum()) and (behind >= size or not text[behind].isalnum()):
                weights[iso2] += factor * weight

    def _country_of(self, place: str | None) -> str | None:
        if not place:
            return None
        weights: Counter[str] = Counter()
        self._count(place, 1.0, weights)
        return next((iso2 for iso2, _ in weights.most_common(1)), None)


def _weighted_names(gazetteer: Gazetteer, words: Mapping[str, CountryWords]) -> dict[str, tuple[str, float]]:
    """Names with their country and weight; a country's name wins over a town's."""
    found = {known.name: (known.iso2, known.weight) for known in gazetteer.known()}
    for iso2, country in words.items():
        found.update({word: (iso2, _DEMONYM) for word in country.demonyms})
    for iso2, country_fact in tables.countries().items():
        if iso2 in words:
            found.update({name: (iso2, _COUNTRY) for name in words[iso2].names})
        if iso2 not in ("HK", "MO", "EH", "AX", "SJ"):
            found[country_fact.name] = (iso2, _COUNTRY)
    return found
