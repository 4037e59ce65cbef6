"""Words that name a country in which the event is not: a flight's goal, whence gunmen came, whose tourist was robbed.

"Gunmen from Foo", "fled into Foo", "near the border with Foo", "a Foo diplomat", "believed to be a Foo": each names a country,
and each is said because the event is in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.places.lexicon import PlaceLexicon

_LONGEST_BEFORE = 60
_NAME = r"[A-Z][\w'’]+(?:\s[A-Z][\w'’]+)?"


class Abroad:
    """Tells such words around a country's name or people."""

    def __init__(self, lexicon: PlaceLexicon) -> None:
        """Compile the lists of the lexicon."""
        coming = rf"(?:{either(lexicon.comers)})\s(?:{either(lexicon.prepositions.weak['from'])})"
        between = f"(?:(?:{either(lexicon.away_between)})\\s)?"
        bodies = either(lexicon.border_bodies)
        borders = rf"(?:{either(lexicon.border_words)})\b(?!\s(?:{bodies})\b)"
        self._before = re.compile(rf"\b(?:{either(lexicon.away_before)}|{coming})[\s-]{between}$", re.IGNORECASE)
        self._foreign = re.compile(rf"[\s-](?:[\w-]+\s)?(?:{either(lexicon.foreigners)})\b")
        self._lone = re.compile(rf"\s(?:[\w-]+\s)?(?:{either(lexicon.lone_foreigners)})\b")
        self._armed = re.compile(rf"[\s-](?:[\w-]+\s)?(?:{either(lexicon.armed_heads)})\b", re.IGNORECASE)
        self._travellers, self._expeditions = lexicon.travellers, lexicon.expeditions
        self._armed_heads = lexicon.armed_heads
        links = either(lexicon.list_links - lexicon.calendar)
        self._between = re.compile(rf"(?:\s?[-–/]\s?|\s(?:{links})\s){_NAME}\s{borders}")
        self._border = re.compile(rf"\s{borders}")
        there = either({*lexicon.prepositions.strong["at"], *lexicon.prepositions.strong["near"]})
        self._at = re.compile(rf"\b(?:{there})\s(?:(?:{either(lexicon.away_between)})\s)$")
        self._base = re.compile(rf"\s(?:[a-z]+\s)?(?:{either(lexicon.bases)})\b")
        self._denied = re.compile(rf"\b(?:{either(lexicon.denials)})\s{between}$", re.IGNORECASE)

    def is_away(self, text: str, start: int, behind: int, iso2: str) -> bool:
        """True where the words around a country or people at `start` to `behind` have the event elsewhere."""
        if self._foreign.match(text, behind):
            return True
        if iso2 in self._travellers and (self._lone.match(text, behind) or self._armed.match(text, behind)):
            return True
        return self._before.search(text, max(0, start - _LONGEST_BEFORE), start) is not None

    def is_base(self, text: str, start: int, behind: int, iso2: str) -> bool:
        """True for the country of "at a Foo army base", which is mostly in it; those of travellers are abroad."""
        is_at = self._at.search(text, max(0, start - _LONGEST_BEFORE), start) is not None
        return is_at and iso2 not in self._travellers and self._base.match(text, behind) is not None

    def is_border(self, text: str, behind: int) -> bool:
        """True for the country of "the Foo border", not of "Foo border guards"."""
        return self._border.match(text, behind) is not None

    def opens_border(self, text: str, behind: int) -> bool:
        """True for the first country of "the Foo-Bar border"."""
        return self._between.match(text, behind) is not None

    def is_expedition(self, group: str, iso2: str) -> bool:
        """True for the name of troops that mostly fight outside their own country ("Operation Foo", "the Foo Navy")."""
        is_force = group in self._expeditions or not self._armed_heads.isdisjoint(group.lower().split())
        return iso2 in self._travellers and is_force

    def is_denied(self, text: str, start: int) -> bool:
        """True for who was not the doer: "the raid was not carried out by Foo"."""
        return self._denied.search(text, max(0, start - _LONGEST_BEFORE), start) is not None


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
