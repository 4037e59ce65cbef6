"""The area behind a name that shows the name to be a place: "X, Y", "X (Y)", "X village (Z, Y)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.places.lookup import NOTHING, Found, Lookup
from extractors.places.reading import Reading
from extractors.places.records import AREAS, Candidate
from extractors.places.surroundings import Surroundings

_LONGEST_AREA = 7
_FARTHEST = 8
_DESCRIBED = 3
_LONGEST_BRACKET = 12


class AreasBehind:
    """Looks behind names for the areas that hold them."""

    def __init__(self, around: Surroundings, lookup: Lookup) -> None:
        """Keep the word lists and the look-ups."""
        self._around = around
        self._lexicon = around.lexicon
        self._lookup = lookup

    def is_before_area(self, reading: Reading, last: int, names: Found | None) -> bool:
        """True for "X, Y" where Y is a country or first-level area; given `names`, one that holds a candidate of X.

        A name that is not known may also stand before a known place of the article's countries, or "in" an area.
        """
        words, lowers = reading.sentence.words, reading.sentence.lowers
        first = last + 1
        if first >= len(words):
            return False
        is_comma = words[last] in (",", "(")
        if names is None and (is_comma or lowers[last] in self._lexicon.holding_links):
            while first < min(len(words), last + _FARTHEST) and self._may_precede(words[first], lowers[first]):
                first += 1
        elif not is_comma:
            return False
        if not self._begins_name(reading, first):
            return False
        outer = self._name_from(reading, first)
        if names is not None:
            return is_held(outer, names.candidates)
        is_area = any(c.kind in AREAS for c in outer.candidates[:8])
        return is_area or (is_comma and any(iso2 in reading.countries for iso2, _ in outer.sizes))

    def is_before_bracketed_area(self, reading: Reading, last: int) -> bool:
        """True for "X (Y)", "X town (Y)" and "X (Z, Y)" where the bracket names an area of the article's countries."""
        words, lowers = reading.sentence.words, reading.sentence.lowers
        first = next((n for n in range(last, min(last + _DESCRIBED, len(words))) if words[n] == "("), -1)
        if first < 0 or any(w not in self._around.descriptors for w in lowers[last:first]):
            return False
        commas = [n for n in range(first, min(first + _LONGEST_BRACKET, len(words))) if words[n] in "(,)"]
        names = (self._lookup.exact(reading.sentence.slice(a + 1, b)) for a, b in pairwise(commas) if a + 1 < b)
        return any(
            c.kind in AREAS and (c.iso2 in reading.countries or c.kind == "country")
            for name in names
            for c in name.candidates[:8]
        )

    def _may_precede(self, word: str, lower: str) -> bool:
        """True for words between an unknown name and what it lies in or beside, other than names."""
        around = self._around
        is_known = lower in around.holding_words or lower in around.beside_words or lower[0].isdigit()
        return is_known and not word[0].isupper()

    def _begins_name(self, reading: Reading, first: int) -> bool:
        """True for a capital, and for a small article that is joined to one ("in al-Foo")."""
        words = reading.sentence.words
        is_article = first + 1 < len(words) and reading.sentence.glued[first + 1]
        at = first + 1 if is_article and reading.sentence.lowers[first] in self._lexicon.opening_particles else first
        return at < len(words) and words[at][0].isupper()

    def _name_from(self, reading: Reading, first: int) -> Found:
        """The longest known name that begins at a position."""
        words = reading.sentence.words
        outer = self._lookup.exact(words[first])
        for end in range(first + 2, min(first + _LONGEST_AREA - 1, len(words) + 1)):
            if not words[end - 1][0].isupper():
                break
            longer = self._lookup.exact(reading.sentence.slice(first, end))
            outer = outer if longer is NOTHING else longer
        return outer


def is_held(outer: Found, inner: Sequence[Candidate]) -> bool:
    """True when an area of the one name holds a place of the other."""
    return any(area.contains(place) for area in outer.candidates[:8] if area.kind in AREAS for place in inner)
