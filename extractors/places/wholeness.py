"""Is a known name the whole proper name? What touches it with a capital must be no part of it.

A descriptor, a nationality, a day, a deed or another place may stand beside a name; "Foo Smith", "Bank of Foo", "Foo
tribesmen" and "Foo-based" are other things than Foo.
"""

from __future__ import annotations

from extractors.places.lookup import NOTHING, Lookup
from extractors.places.reading import Reading
from extractors.places.records import TOWN_WORDS
from extractors.places.surroundings import Surroundings

_CITY = 100_000
_SMALL = 5_000
_DESCRIBED = 3
_LONGEST_PAIR = 3
_TWO_LETTERS = 2
_QUARTERS = ("district", "neighbourhood", "area")
_ONE_NAME = TOWN_WORDS - {"city"}
"""Descriptors behind two words that are then one name ("Ali Nagar village"); "Foo Bar city" may be a town and another."""


class Wholeness:
    """Tells whole names from parts of longer ones."""

    def __init__(self, around: Surroundings, lookup: Lookup) -> None:
        """Keep the word lists and the look-ups."""
        self._around = around
        self._lexicon = around.lexicon
        self._lookup = lookup
        self._beside = self._lexicon.calendar | around.peoples | self._lexicon.doers_and_deeds
        self._openers = self._lexicon.name_openers - self._lexicon.opening_particles - self._lexicon.fillers

    def is_whole(self, reading: Reading, chunk: int, first: int, last: int, behind: int) -> bool:
        """True when the name is not part of a longer proper name, a compound ("London-based") or a person.

        Args:
            reading: The sentence.
            chunk: Where the run of capitalised words begins.
            first: First token of the name.
            last: Behind its last token.
            behind: Behind the descriptor that follows it, else `last`.
        """
        sentence = reading.sentence
        lowers, words = sentence.lowers, sentence.words
        if last < len(words) and not words[last][0].isupper() and self._goes_on(reading, last):
            return False
        if self._is_of_kindred(reading, last):
            return False
        if sentence.glued[first] and first and reading.end != first:
            return False
        start = max(chunk, reading.end)
        if start < first and not self._around.beside_names.issuperset(lowers[start:first]):
            return False
        if start < first and lowers[first - 1] in self._openers and words[first - 1][0].isupper():
            return False
        if first and (self._is_after_title(lowers, first) or self._is_after_body(reading, first, behind)):
            return False
        return last >= len(words) or not words[last][0].isupper() or behind > last or self._may_follow(reading, last)

    def _goes_on(self, reading: Reading, last: int) -> bool:
        """True for "London-based" and for "Qasr el-Breij": the word behind the name is joined to it or to its rest."""
        sentence = reading.sentence
        if sentence.glued[last] or sentence.lowers[last] in self._lexicon.bound_words:
            return True
        if last + 1 >= len(sentence.words) or not sentence.words[last + 1][0].isupper():
            return False
        is_article = sentence.lowers[last] in self._lexicon.opening_particles and sentence.glued[last + 1]
        return is_article or sentence.lowers[last] in self._lexicon.inner_particles

    def _is_of_kindred(self, reading: Reading, last: int) -> bool:
        """True for the people of "Foo tribesmen" and of "Foo and Bar herders"."""
        lowers, words, kindred = reading.sentence.lowers, reading.sentence.words, self._lexicon.kindred
        behind = lowers[last : last + _LONGEST_PAIR]
        if not behind or kindred.isdisjoint(behind):
            return False
        if behind[0] in kindred:
            return True
        is_pair = behind[0] in self._lexicon.list_links and len(behind) > 2 and words[last + 1][0].isupper()
        return is_pair and behind[2] in kindred

    def _is_after_title(self, lowers: list[str], first: int) -> bool:
        before = lowers[first - 1]
        if before == "." and first > 1:
            before = lowers[first - 2]
        return before in self._lexicon.titles and before not in self._around.descriptors

    def _is_after_body(self, reading: Reading, first: int, behind: int) -> bool:
        """True when the name ends that of a body: "Islamic State of Iraq", "Bank of Baghdad"; not "City of Aleppo".

        Nor does "PD7 of Kandahar city", for bodies do not end in a descriptor, and "the Old City of Foo" lies in Foo.
        """
        sentence = reading.sentence
        lowers, words = sentence.lowers, sentence.words
        at = first - 2 if lowers[first - 1] in self._lexicon.articles else first - 1
        if at < 1 or lowers[at] not in self._lexicon.partitives or not words[at - 1][0].isupper():
            return False
        if reading.end >= at - _DESCRIBED > 0 or self._around.descriptors.get(lowers[behind - 1]) in TOWN_WORDS:
            return False
        if lowers[at - 1] in self._lexicon.sights:
            return False
        if lowers[at - 1] in self._around.descriptors:
            return at > 1 and words[at - 2][0].isupper() and lowers[at - 2] not in self._around.demonyms
        return at > 1 or lowers[at - 1] in self._lexicon.organisation_heads

    def _may_follow(self, reading: Reading, last: int) -> bool:
        """True when the capitalised word behind a name is not part of it: a day, a nationality, a deed, another place.

        Nor is a word that opens the sentence which a headline runs into.
        """
        sentence = reading.sentence
        word = sentence.lowers[last]
        if word in self._beside or (word in self._lexicon.sentence_openers and not sentence.glued[last]):
            return True
        if self._is_agency(reading, last):
            return True
        following = self._lookup.exact(sentence.words[last])
        if sentence.glued[last]:
            return following is not NOTHING
        is_office = word in self._lexicon.organisation_heads
        if not is_office and (word in self._lexicon.titles or reading.is_shouted):
            return True
        if self._is_barred(word) or following.is_word:
            return False
        descriptor = self._around.descriptor_after(sentence, last + 1)[0]
        if descriptor in _ONE_NAME:
            return False
        if descriptor in _QUARTERS:
            return self._is_city(reading, last)
        return any(iso2 in reading.countries and size >= _SMALL for iso2, size in following.sizes)

    def _is_agency(self, reading: Reading, at: int) -> bool:
        """True for the agency of "fire in Foo SANA said", and for that which closes a headline ("fire in Foo NGO")."""
        words, lowers = reading.sentence.words, reading.sentence.lowers
        is_short_form = words[at].isupper() and len(words[at]) > _TWO_LETTERS and not reading.is_shouted
        is_last = at + 1 == len(words)
        return is_short_form and (is_last or lowers[at + 1] in self._lexicon.saying_verbs)

    def _is_city(self, reading: Reading, last: int) -> bool:
        """True for the city of "Foo Bar district"; other words before the descriptor are one name."""
        if self._lookup.exact(reading.sentence.slice(last - 1, last + 1)) is not NOTHING:
            return False
        sizes = self._lookup.exact(reading.sentence.words[last - 1]).sizes
        return any(iso2 in reading.countries and size >= _CITY for iso2, size in sizes)

    def _is_barred(self, word: str) -> bool:
        return word in self._lexicon.never_alone or word in self._lexicon.person_names
