"""Towns that lend their name to what stands in them: a school, a lodge, the office of a governor.

"Students of Foo Boys High School rioted": the words name a school, and no place. Where a text tells no place at all, the school
is in the town of its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extractors.places.lookup import NOTHING, Found, Lookup
from extractors.places.names import place_key
from extractors.places.records import PlaceMention
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence

BODY = "body"
"""Rule of a town that only the name of a body in it tells."""
_LONGEST_NAME = 2
_TOWN = 20_000
"""Inhabitants from which a town is known by its other names, too."""
_LONGEST_BODY = 5


class Bodies:
    """Finds towns of a country inside the names of bodies."""

    def __init__(self, around: Surroundings, lookup: Lookup) -> None:
        """Keep the word lists and the look-ups."""
        self._lexicon = around.lexicon
        self._peoples = around.peoples
        self._lookup = lookup

    def towns(self, sentence: Sentence, countries: Collection[str]) -> Iterator[PlaceMention]:
        """The towns of the countries after which the sentence calls something that stands in them, in order."""
        words = sentence.words
        for first in (n for n, word in enumerate(words) if word[0].isupper()):
            for last in range(min(first + _LONGEST_NAME, len(words)), first, -1):
                names = self._named(sentence, first, last, countries)
                if names is not NOTHING and self._is_of_body(sentence, last):
                    start, end = sentence.span(first, last)
                    name = sentence.slice(first, last)
                    yield PlaceMention(first, last, start, end, name, None, "at", names.candidates, BODY)
                    break

    def _named(self, sentence: Sentence, first: int, last: int, countries: Collection[str]) -> Found:
        """What a name means that is a town's of one of the countries, and no person's and no common word."""
        lowers, lexicon = sentence.lowers, self._lexicon
        if not sentence.words[last - 1][0].isupper() or sentence.glued[first]:
            return NOTHING
        if first and (lowers[first - 1] in lexicon.titles or lowers[first - 1] in lexicon.person_names):
            return NOTHING
        if any(w in lexicon.never_alone or w in self._peoples or w in lexicon.person_names for w in lowers[first:last]):
            return NOTHING
        names = self._lookup.exact(sentence.slice(first, last))
        key = place_key(sentence.slice(first, last))
        towns = (c for c in names.candidates if c.kind == "populated" and c.iso2 in countries)
        is_home = any(place_key(c.name) == key or c.population >= _TOWN for c in towns)
        return names if is_home and not (names.is_country or names.is_word) else NOTHING

    def _is_of_body(self, sentence: Sentence, last: int) -> bool:
        """True before the head of a body that has its seat there, over the rest of its name."""
        words, lowers, lexicon = sentence.words, sentence.lowers, self._lexicon
        for at in range(last, min(last + _LONGEST_BODY, len(words))):
            if sentence.glued[at]:
                return False
            if lowers[at] in lexicon.seated:
                return True
            if not (words[at][0].isupper() or lowers[at] in lexicon.between_name_and_descriptor):
                return False
        return False
