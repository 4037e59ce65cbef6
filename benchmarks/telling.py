"""What a text tells of where it plays, as far as a reader with the gazetteer and the lexicons could know: a ceiling.

A country is told by its name, its people, one of its groups or regions (`named`), or only by a town or spot that the
gazetteer has in it (`implied`). A place is told by its own name or by any place near it. Both are read generously: every
run of capitalised words counts as a name, whatever it is used for, so that nothing that could be coded is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from extractors.mentions.actors_homes import home_groups
from extractors.places import tables
from extractors.places.distance import distance_km
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.names import place_key
from extractors.places.records import AREAS, Candidate
from flows.evaluation.gold import GoldEvent
from flows.evaluation.likeness import is_same_name

Told = Literal["named", "implied", "silent"]
_WORDS = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[ '’-]{1,2}")
"""What may stand between two words of a name."""
_LONGEST = 4
_SHORTEST_LOOSE = 6


class Reader:
    """Says of texts what they tell."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Gather each country's words."""
        self._gazetteer = gazetteer
        words, groups = country_words(language), home_groups(language)
        homes = place_lexicon(language).home_groups
        self._words = {
            iso2: frozenset(
                _plain(name)
                for name in (
                    country.name,
                    *(words[iso2].names + words[iso2].demonyms if iso2 in words else ()),
                    *(groups[iso2].names if iso2 in groups else ()),
                    *homes.get(iso2, ()),
                )
            )
            for iso2, country in tables.countries().items()
        }
        self._codes = {country.name: iso2 for iso2, country in reversed(tables.countries().items())}

    def country(self, event: GoldEvent, text: str) -> Told:
        """How the text tells the event's country."""
        iso2 = self._codes.get(event.country or "")
        if iso2 is None:
            return "silent"
        padded = f" {_plain(text)} "
        if any(f" {word} " in padded or f" {word}s " in padded for word in self._words[iso2]):
            return "named"
        there = [c for name in names(text) for c in self._places(name) if c.iso2 == iso2]
        return "named" if any(c.kind in AREAS for c in there) else "implied" if there else "silent"

    def place(self, event: GoldEvent, text: str, km: float) -> Told:
        """How the text tells the event's place: by its name, or by a place no further than `km` from it."""
        if event.country_only:
            return self.country(event, text)
        found = list(names(text))
        if any(is_same_name(event.location, name) for name in found):
            return "named"
        if event.latitude is None or event.longitude is None:
            return "silent"
        point = (event.latitude, event.longitude)
        near = (distance_km((c.latitude, c.longitude), point) <= km for name in found for c in self._places(name))
        return "implied" if any(near) else "silent"

    def _places(self, name: str) -> tuple[Candidate, ...]:
        """What a name may mean; everyday words mean nothing."""
        key = place_key(name)
        exact, is_word = self._gazetteer.lookup(key)
        if is_word or exact:
            return () if is_word else exact
        return self._gazetteer.loose(key) if len(key) >= _SHORTEST_LOOSE else ()


def names(text: str) -> Iterator[str]:
    """Every run of up to four words of a text that begins and ends with a capital."""
    words = list(_WORDS.finditer(text))
    joined = [_JOINT.fullmatch(text, a.end(), b.start()) is not None for a, b in pairwise(words)]
    for first, word in enumerate(words):
        if not word[0][0].isupper():
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and not joined[last - 1]:
                break
            if words[last][0][0].isupper():
                yield text[word.start() : words[last].end()]


def _plain(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(re.findall(r"\w+", text))
