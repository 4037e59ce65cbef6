"""Is a known name used as a place here? The evidence, from the strongest to the weakest, and what speaks against it.

A name alone proves little: Washington says, Jordan Smith smiles, Nice is an adjective and March a month. So a name
needs a preposition or verb that takes places, a descriptor beside it ("the town of"), another place in the same list,
or to be so well known that nothing else is meant. And it must be the whole proper name (`wholeness`). Precision goes before
recall.
"""

from __future__ import annotations

from extractors.places.areas_behind import AreasBehind, is_held
from extractors.places.lookup import Found, Lookup
from extractors.places.reading import Reading
from extractors.places.records import PlaceMention
from extractors.places.surroundings import NO_GOVERNOR, Left, Strength, Surroundings
from extractors.text.tokens import Sentence

_WELL_KNOWN = 100_000
_KNOWN = 20_000
_SMALL = 5_000
_LIST_GAP = 5
_LONGEST_BRACKET = 10
_AGENCY_LENGTH = 6
_DESCRIBED = 3
_NAMED_BY_DIRECTION = frozenset(["province", "region", "district", "county"])
"""Areas that a direction may name: "the Eastern Province", not "the Eastern countryside"."""
_SITED = ("near", "to")


class Evidence:
    """Weighs a sentence's evidence for and against a known name."""

    def __init__(self, around: Surroundings, lookup: Lookup) -> None:
        """Keep the word lists and the look-ups."""
        self._around = around
        self._lexicon = around.lexicon
        self._lookup = lookup
        self.areas = AreasBehind(around, lookup)
        """What stands behind names."""
        self._belongings = self._lexicon.belongings | self._lexicon.armed_heads | self._lexicon.foreigners
        self._not_there = self._lexicon.titles, self._lexicon.organisation_heads, self._lexicon.never_alone
        self._list_words = self._lexicon.list_links | self._lexicon.list_openers | frozenset(around.descriptors)

    # Does the sentence use it as a place?

    def rule(
        self, reading: Reading, first: int, last: int, names: Found, descriptor: str | None, left: Left, is_listed: bool
    ) -> str | None:
        """The evidence by name; `None` when there is not enough."""
        sentence = reading.sentence
        word, is_single = sentence.lowers[first], last == first + 1
        if self._is_agency(reading, first, last, names):
            return None
        is_generic = self._is_generic(sentence.lowers[first:last])
        if is_generic and last < len(sentence.words) and sentence.words[last][0].isupper():
            return None  # "Northeastern Foo"
        is_abroad = is_generic and not any(iso2 in reading.countries for iso2, _ in names.sizes)
        if is_abroad and descriptor not in _NAMED_BY_DIRECTION:
            return None
        if descriptor:
            is_weak = (
                is_single and (names.is_word or word in self._lexicon.never_alone) and left.governor is NO_GOVERNOR
            )
            return None if is_weak else "descriptor"
        if self.areas.is_before_area(reading, last, names):
            return "country:strong" if names.is_country else "container"
        if self._holds_previous(reading, first, names):
            return "holds"
        if is_single and word in self._lexicon.never_alone:
            return None
        if names.is_possessive:
            is_used = self.is_possessive(reading, names) and self._place_follows(reading, last)
            return "possessive" if is_used else None
        is_ally = first > 0 and sentence.lowers[first - 1] in self._lexicon.ally_words
        if is_ally or self._is_metonym(reading, last, left):
            return None
        if names.is_country:
            return None if self._is_adjective(sentence, last) else f"country:{left.governor.strength}"
        is_dubious = self._is_dubious(reading, first, last, names)
        return self._by_knowledge(reading, last, names, self._strength(reading, last, left), is_listed, is_dubious)

    def _holds_previous(self, reading: Reading, first: int, names: Found) -> bool:
        """True for "Y" of "X (Y" and "X, Y" where X was taken for a place because Y holds it."""
        inner = reading.found[-1] if reading.found else None
        if inner is None or inner.rule_id != "container" or inner.last + 1 != first:
            return False
        return reading.sentence.words[inner.last] in (",", "(") and is_held(names, inner.candidates)

    def _is_adjective(self, sentence: Sentence, last: int) -> bool:
        """True for "Kenya airways", and for a country's short name before what belongs to it ("the US dollar", "UK troops")."""
        if last >= len(sentence.lowers):
            return False
        behind = sentence.lowers[last]
        is_short = sentence.words[last - 1].isupper()
        return behind in self._lexicon.firms or (is_short and behind in self._belongings)

    def _strength(self, reading: Reading, last: int, left: Left) -> Strength:
        """How surely a place is named: what stands left of the name decides, else the verb behind it."""
        strength = left.governor.strength
        return "verb" if strength == "none" and self._around.suffers(reading.sentence, last) else strength

    @staticmethod
    def is_possessive(reading: Reading, names: Found) -> bool:
        """True for "Syrias" where the article is about Syria."""
        return names.is_possessive and any(iso2 in reading.countries for iso2, _ in names.sizes[:1])

    def _by_knowledge(
        self, reading: Reading, last: int, names: Found, strength: Strength, is_listed: bool, is_dubious: bool
    ) -> str | None:
        """The weaker the governor, the better known the name must be, in the world or in the article's countries."""
        home = max((size for iso2, size in names.sizes if iso2 in reading.countries), default=-1)
        if strength == "strong":
            return "preposition" if not is_dubious or home >= 0 or names.size >= _SMALL else None
        if is_dubious:
            return None
        if strength == "verb" and (home >= 0 or names.size >= _SMALL):
            return "verb"
        if strength == "weak" and (home >= 0 or names.size >= _KNOWN):
            return "weak_preposition"
        if is_listed and (home >= 0 or names.size >= _KNOWN):
            return "list"
        return "well_known" if names.size >= _WELL_KNOWN or home >= _KNOWN else None

    def _is_agency(self, reading: Reading, first: int, last: int, names: Found) -> bool:
        """True for a short word in capitals ("SANA", "WAFA") that is no country, outside a text all in capitals."""
        word = reading.sentence.words[first]
        is_shout = last == first + 1 and word.isupper() and 1 < len(word) <= _AGENCY_LENGTH
        return is_shout and not names.is_country and not reading.sentence.text.isupper()

    def _is_generic(self, words: list[str]) -> bool:
        """True for "Eastern Region": directions and descriptors only, an area's name in a dozen countries."""
        return all(w in self._lexicon.directions or w in self._around.descriptors for w in words)

    def _is_dubious(self, reading: Reading, first: int, last: int, names: Found) -> bool:
        """True for everyday words, a personal name and what is too short.

        Places added by hand ("the Gulf") are not everyday words where the capital is their own.
        """
        word = reading.sentence.lowers[first]
        if last == first + 1 and (word in self._lexicon.person_names or len(word) < 3):
            return True
        if last > first + 1 and (names.candidates[0].kind == "admin1" or names.size >= _WELL_KNOWN):
            return False
        has_own_capital = first > 0 and not reading.is_shouted
        return names.is_word and not (has_own_capital and names.candidates[0].place_id.startswith("extra"))

    def _is_metonym(self, reading: Reading, last: int, left: Left) -> bool:
        """True for a capital or country that stands for its government ("Moscow said", "Moscow's minister")."""
        lowers = reading.sentence.lowers
        if last >= len(lowers):
            return False
        if lowers[last] in self._lexicon.possessives:
            return not (self._place_follows(reading, last + 1) or self._is_site(reading, last + 1, left))
        if left.governor.strength != "none" or left.is_part or lowers[last] not in self._lexicon.saying_verbs:
            return False
        return not self._around.suffers(reading.sentence, last)

    def _is_site(self, reading: Reading, first: int, left: Left) -> bool:
        """True for what stands in a town, "into Foo's main court", "near Foo's airport", and is no body of people."""
        governor = left.governor
        words, lowers = reading.sentence.words, reading.sentence.lowers
        is_there = governor.strength == "strong" and governor.relation in _SITED
        behind = range(first, min(first + _DESCRIBED, len(words)))
        return is_there and not any(
            words[n][0].isupper() or lowers[n] in self._lexicon.organisation_heads or lowers[n] in self._lexicon.titles
            for n in behind
        )

    def _place_follows(self, reading: Reading, first: int) -> bool:
        """True when the words behind a possessive soon come to a descriptor, a direction or a name."""
        lowers, words, around = reading.sentence.lowers, reading.sentence.words, self._around
        for at in range(first, min(first + 4, len(words))):
            word = lowers[at]
            if word in around.descriptors or word in around.lexicon.directions:
                return True
            if words[at][0].isupper() and word not in around.peoples:
                return not any(word in group for group in self._not_there)
            if word not in self._lexicon.fillers and word not in around.peoples:
                return False
        return False

    # Neighbours

    def continued(self, reading: Reading, first: int) -> PlaceMention | None:
        """The mention before, when only list links stand between ("Homs, Hama and Idlib")."""
        if not reading.found:
            return None
        gap = reading.sentence.lowers[reading.found[-1].last : first]
        if not gap:
            return reading.found[-1]
        is_list = len(gap) <= _LIST_GAP and self._list_words.issuperset(gap)
        if is_list and not self._lexicon.list_links.isdisjoint(gap):
            return reading.found[-1]
        return self._before_bracket(reading, first)

    def _before_bracket(self, reading: Reading, first: int) -> PlaceMention | None:
        """The mention before the bracket of "Foo (Bar), Baz" and "Foo (Bar) and Baz"."""
        lowers, end = reading.sentence.lowers, first
        while end and lowers[end - 1] in self._lexicon.list_links:
            end -= 1
        if end == first or not end or lowers[end - 1] != ")":
            return None
        start = next((n for n in range(end - 1, max(-1, end - _LONGEST_BRACKET), -1) if lowers[n] == "("), -1)
        return next((m for m in reversed(reading.found) if m.last == start), None)
