"""Descriptions beside a name: "Foo, a small village near Bar", "the Borno State village of Foo".

The one shows the name before it to be a place, and what stands behind the description says where it lies. The other puts
the name of a settlement in the area that is named before the noun.
"""

from __future__ import annotations

from extractors.places.reading import Reading
from extractors.places.records import TOWN_WORDS, WIDE_WORDS, PlaceMention
from extractors.places.surroundings import Governor, Left, Surroundings
from extractors.text.tokens import Sentence

_LONGEST = 5
_WIDEST = frozenset({"country", "admin1", "region", "natural"})
_TOWNS = TOWN_WORDS | {"capital"}
_SETTLEMENT = "populated"
_SEA = "natural"
_FEW = 4
_NOUN_AND_OF = 2


class Descriptions:
    """Reads descriptions by the word lists of a language."""

    def __init__(self, around: Surroundings) -> None:
        """Keep the word lists."""
        self._lexicon = around.lexicon
        self._peoples = around.peoples
        self._not_behind = around.lexicon.organisation_heads | around.lexicon.titles | around.inhabitants
        self._adjectives = (
            around.lexicon.fillers | around.lexicon.directions | around.peoples | frozenset(around.descriptors)
        )
        self._links = around.holding_words
        self._settlements = {
            form: lemma for form, lemma in around.descriptors.items() if around.kinds[lemma] == _SETTLEMENT
        }

    def behind(self, sentence: Sentence, last: int) -> tuple[str | None, int]:
        """The descriptor of ", a small village" behind a name, and the position behind it; `None` and `last` without one."""
        lowers, words, size = sentence.lowers, sentence.words, len(sentence.words)
        if last + 2 >= size or lowers[last] != "," or lowers[last + 1] not in self._lexicon.indefinite_articles:
            return None, last
        for at in range(last + 2, min(last + 2 + _LONGEST, size)):
            word = lowers[at]
            if word in self._settlements:
                if at + 1 < size and lowers[at + 1] in self._not_behind:
                    break
                return self._settlements[word], at + 1
            if word in (",", ".") or (words[at][0].isupper() and word not in self._peoples):
                break
        return None, last

    def least(self, reading: Reading) -> int:
        """Where the words of the next name may begin: behind the last one, whose descriptor the first of them may be.

        The noun of "the Borno State village of Foo" is that of Foo.
        """
        last = reading.found[-1] if reading.found else None
        at = reading.end
        if last is None or not last.candidates or last.candidates[0].kind not in _WIDEST:
            return at
        lowers = reading.sentence.lowers
        return at - 1 if at < len(lowers) and self._is_town(lowers[at]) else at

    def _is_town(self, noun: str) -> bool:
        """True for "town" and for "port": what stands in an area or at a sea and has a name of its own."""
        return noun in self._lexicon.port_words or self._settlements.get(noun) in _TOWNS

    def owned(self, reading: Reading, first: int) -> Left | None:
        """What governs a name behind a possessive: what governs its owner ("in Syria's Idlib province")."""
        if not reading.found:
            return None
        owner = reading.found[-1]
        gap = reading.sentence.lowers[owner.last : first]
        if not gap or gap[0] not in self._lexicon.possessives or not self._links.issuperset(gap[1:]):
            return None
        is_part = not self._lexicon.directions.isdisjoint(gap)
        return Left(Governor("at" if owner.relation == "none" else owner.relation, "strong"), is_part)

    def is_wider(self, before: PlaceMention, town: PlaceMention, gap: list[str]) -> bool:
        """True for the area of "the Borno State village of Foo" and "the Foo state capital Bar".

        Not for "the Foo village of Bar province" and "the Foo area of Bar", where the later name is the wider one; nor
        for "the Foo region near the town of Bar", unless Bar lies in Foo.
        """
        nouns = gap[:-1] if gap and gap[-1] in self._lexicon.partitives else gap
        if not nouns or not before.candidates or not self._links.issuperset(gap):
            return False
        if nouns[-1] not in self._settlements and nouns[-1] not in self._lexicon.port_words:
            return False
        if is_wide(town) or _contains(town, before):
            return False
        if _contains(before, town):
            return True
        return self._is_town(nouns[-1]) and self._adjectives.issuperset(nouns) and before.candidates[0].kind in _WIDEST

    def is_sea_of_port(self, before: PlaceMention, gap: list[str]) -> bool:
        """True for the sea of "the Foo Sea port of Bar", on which Bar lies, not in it."""
        if not 0 < len(gap) <= _NOUN_AND_OF or gap[0] not in self._lexicon.port_words:
            return False
        return self._lexicon.partitives.issuperset(gap[1:]) and any(c.kind == _SEA for c in before.candidates[:_FEW])


def is_wide(mention: PlaceMention) -> bool:
    """True for the name of a region, province or country, by its descriptor or because no town has it."""
    if mention.descriptor in WIDE_WORDS:
        return True
    return bool(mention.candidates) and all(c.kind in _WIDEST for c in mention.candidates)


def is_town_of_region(outer: PlaceMention, inner: PlaceMention) -> bool:
    """True for a town behind the name of what is a region only: that cannot lie in it."""
    return outer.descriptor in _TOWNS and is_wide(inner)


def _contains(outer: PlaceMention, inner: PlaceMention) -> bool:
    return any(o.contains(i) for o in outer.candidates[:_FEW] for i in inner.candidates)
