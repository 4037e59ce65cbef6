"""Reads where an article plays in one pass over its text: every name of a country, people, area or large town votes.

A name counts less where it says little of the place of events: whose the soldiers are, what a border is with, from where
something was fired.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import ahocorasick

from extractors.places import tables
from extractors.places.abroad import Abroad, either
from extractors.places.context import (
    ARMED_WEIGHT,
    AWAY_WEIGHT,
    BORDER_WEIGHT,
    GROUP_WEIGHT,
    NEAR_WEIGHT,
    PAIR_WEIGHT,
    SAYER_WEIGHT,
    GroupHome,
    Meaning,
    PlaceContext,
    Vote,
    context_of,
)
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords, PlaceLexicon
from extractors.places.names import place_key

_COUNTRY = 1.0
_INSIDE = 1.8
"""Weight of a country in which the text puts something ("in northern Foo")."""
_DEMONYM = 0.7
_BASE = 0.8
_LONGEST_BORDER = 16
_LONGEST_INSIDE = 25
_LONGEST_LAUNCH = 40
_SHARED = 0.3
_ONLOOKER = 0.1
_LARGE = 100_000
_CLEARLY_LARGER = 3
_JOINTS = " -"
_LONGEST_ARTICLE = 4
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")


class ContextReader:
    """Counts country evidence with one automaton over names of countries, peoples, areas and large towns."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: Mapping[str, CountryWords],
        lexicon: PlaceLexicon,
        groups: Mapping[str, GroupHome],
    ) -> None:
        """Build the automaton: some 15,000 names of countries, their people, areas, large towns and armed groups."""
        self._armed = lexicon.armed_heads
        self._gazetteer = gazetteer
        self._onlookers = lexicon.own_countries
        self._shared: dict[str, bool] = {}
        self._elsewhere: dict[tuple[str, str], bool] = {}
        articles = "|".join(sorted(lexicon.opening_particles))
        links, kindred = either(lexicon.list_links), either(lexicon.kindred)
        towns = {form for d in lexicon.descriptors.values() if d.kind == "populated" for form in d.forms}
        self._grounds = re.compile(rf"\s(?:[a-z]+\s)?(?:{either(towns | lexicon.grounds)})\b")
        self._beyond = re.compile(rf"\b(?:{either(lexicon.prepositions.strong['none'])})\s$")
        self._launched = re.compile(rf"\b(?:{either(lexicon.launched_from)})\s(?:[a-z]+\s)?$")
        self._saying = re.compile(rf"\s(?:{either(lexicon.telling_verbs)})\b")
        self._inside = re.compile(rf"\b(?:{either(lexicon.inside_words)})\s(?:[a-z-]+\s)?$")
        self._abroad = Abroad(lexicon)
        self._homes = frozenset(name for names in lexicon.home_groups.values() for name in names)
        self._kindred = re.compile(rf"(?:,?\s(?:{links})\s[\w'’-]+)?\s(?:{kindred})\b")
        self._article = re.compile(rf"(?<!\w)(?:{articles})[ -]$", re.IGNORECASE)
        self._automaton = ahocorasick.Automaton()
        silent = lexicon.never_alone | lexicon.person_names | lexicon.never_places
        of_peoples = {name for country in words.values() for name in (*country.names, *country.demonyms)}
        of_peoples |= {fact.name for fact in tables.countries().values()}
        for name, meaning in _weighted_names(gazetteer, words, silent, lexicon.home_groups).items():
            self._automaton.add_word(name, (len(name), meaning, name in of_peoples))
        self._near = {iso2: home.near for iso2, home in groups.items()}
        self._reach = {iso2: home.reach for iso2, home in groups.items()}
        for iso2, home in groups.items():
            for name in home.names:
                if name not in self._automaton:
                    weight = AWAY_WEIGHT if self._abroad.is_expedition(name, iso2) else GROUP_WEIGHT
                    self._automaton.add_word(name, (len(name), (iso2, weight, None), False))
        for name in lexicon.body_names:
            self._automaton.add_word(name, (len(name), None, False))
        self._automaton.make_automaton()

    def read(
        self, text: str, title: str | None, dateline_place: str | None, further: Sequence[Meaning] = ()
    ) -> PlaceContext:
        """The context of an article; `further` are meanings that the caller knows the text to name."""
        counts = self._count(text)
        for vote, count in self._count(title).items() if title else ():
            counts[vote] += 2 * count
        for meaning in further:
            counts["", meaning] += 1
        if any(weight == GROUP_WEIGHT or name in self._homes for name, (_, weight, _) in counts):
            counts = self._without_onlookers(counts)
        return context_of(counts, self._country_of(dateline_place), self._reach)

    def _count(self, text: str) -> Counter[Vote]:
        """How often the text names what; only whole words count, and possessives whose apostrophe was lost."""
        found: Counter[Vote] = Counter()
        for last, (length, meaning, is_people) in self._automaton.iter_long(text):
            before, behind = last - length, last + 1
            if meaning is None or (before >= 0 and text[before].isalnum()):
                continue
            if not _ends_word(text, behind, is_people or meaning[1] >= _DEMONYM):
                continue
            if before >= 0 and text[before] in _JOINTS and self._is_elsewhere(text, before, behind, meaning[0]):
                continue
            if not is_people and self._is_kin(text, before + 1, behind):
                continue
            if not is_people and self._abroad.is_denied(text, before + 1):
                continue
            name = "" if is_people else text[before + 1 : behind]
            if is_people and self._is_away(text, before + 1, behind, meaning[0]):
                meaning = (meaning[0], AWAY_WEIGHT, None)
            elif self.is_launched_from(text, before + 1):
                meaning = (meaning[0], ARMED_WEIGHT, None)
            elif (is_people or meaning[1] == GROUP_WEIGHT) and self._abroad.is_base(
                text, before + 1, behind, meaning[0]
            ):
                meaning = (meaning[0], _BASE, None)
            elif self._is_armed(text, behind) if is_people else self._is_shared(name):
                meaning = (meaning[0], ARMED_WEIGHT if is_people else _SHARED, None)
            elif meaning[1] == _COUNTRY and is_people and self._saying.match(text, behind):
                meaning = (meaning[0], SAYER_WEIGHT, meaning[2])
            elif is_people:
                meaning = (meaning[0], self._weight(text, before, behind, meaning[1]), meaning[2])
                if meaning[1] == _COUNTRY and self._inside.search(text, max(0, before - _LONGEST_INSIDE), before + 1):
                    meaning = (meaning[0], _INSIDE, meaning[2])
            found[name, meaning] += 1
            for other in self._near.get(meaning[0], ()) if meaning[1] == GROUP_WEIGHT else ():
                found[name, (other, NEAR_WEIGHT, None)] += 1
        return found

    def _without_onlookers(self, counts: Counter[Vote]) -> Counter[Vote]:
        """Votes in which "U.S. officials" say no more than the armed group of another country that they speak of."""
        weighed: Counter[Vote] = Counter()
        for (name, (iso2, weight, area)), count in counts.items():
            is_onlooker = iso2 in self._onlookers and not name
            weighed[name, (iso2, min(weight, _ONLOOKER) if is_onlooker else weight, area)] += count
        return weighed

    def is_launched_from(self, text: str, start: int) -> bool:
        """True for the name at `start` of a place from which something was fired at another."""
        return self._launched.search(text, max(0, start - _LONGEST_LAUNCH), start) is not None

    def _is_shared(self, name: str) -> bool:
        """True for the name of a town or area that has a large namesake in another country."""
        if name not in self._shared:
            places = self._gazetteer.candidates(place_key(name))
            large = {
                p.iso2 for p in places if p.kind == "admin1" or p.population >= _LARGE or p.place_id.startswith("extra")
            }
            self._shared[name] = len(large) > 1
        return self._shared[name]

    def _is_elsewhere(self, text: str, before: int, behind: int, iso2: str) -> bool:
        """True where the article before a name makes it the name of a place in another country ("Dali", but "Ad Dali")."""
        article = self._article.search(text, max(0, before - _LONGEST_ARTICLE), before + 1)
        if article is None:
            return False
        key = (iso2, text[article.start() : behind])
        if key not in self._elsewhere:
            places = self._gazetteer.candidates(place_key(key[1]))
            self._elsewhere[key] = bool(places) and all(place.iso2 != iso2 for place in places)
        return self._elsewhere[key]

    def _weight(self, text: str, before: int, behind: int, weight: float) -> float:
        """A people's or country's weight: more before "town" or "soil", little behind "border with"."""
        if self._grounds.match(text, behind):
            return max(weight, _COUNTRY)
        if self._abroad.opens_border(text, behind):
            return PAIR_WEIGHT
        is_beyond = self._abroad.is_border(text, behind) or self._beyond.search(
            text, max(0, before - _LONGEST_BORDER), before + 1
        )
        return BORDER_WEIGHT if is_beyond else weight

    def _is_kin(self, text: str, start: int, behind: int) -> bool:
        """True for the name of a place in "Foo and Bar tribesmen", unless it is that of a people at home in one country."""
        return self._kindred.match(text, behind) is not None and text[start:behind] not in self._homes

    def _is_away(self, text: str, start: int, behind: int, iso2: str) -> bool:
        """True where the words around a country's name have the event in another, and none put it there."""
        return not self._grounds.match(text, behind) and self._abroad.is_away(text, start, behind, iso2)

    def _is_armed(self, text: str, behind: int) -> bool:
        """True when the word behind a country's name or adjective is that of a force or a weapon."""
        following = _NEXT_WORD.match(text, behind)
        return following is not None and following.group(1).lower() in self._armed

    def _country_of(self, place: str | None) -> str | None:
        """The country of a dateline's words, which are often all in capitals; a report is filed in a town."""
        if not place:
            return None
        written = place.title() if place.isupper() else place
        counts = self._count(written)
        return self._country_of_town(written) or (counts.most_common(1)[0][0][1][0] if counts else None)

    def _country_of_town(self, name: str) -> str | None:
        """Where the capital of a name is, else the town that is far larger than all other towns of the name."""
        towns = [c for c in self._gazetteer.candidates(place_key(name)) if c.kind == "populated"]
        seats = (self._gazetteer.country_capital(c.iso2) for c in towns)
        capital = next((c for c, seat in zip(towns, seats, strict=True) if seat and seat.place_id == c.place_id), None)
        if capital is not None:
            return capital.iso2
        largest, *others = [*sorted(towns, key=lambda c: -c.population), None]
        is_clear = largest is not None and all(
            o is None or o.iso2 == largest.iso2 or o.population * _CLEARLY_LARGER <= largest.population for o in others
        )
        return largest.iso2 if largest is not None and is_clear and largest.population >= _LARGE else None


def _ends_word(text: str, behind: int, may_own: bool) -> bool:
    """True at the end of a word, or before the "s" of a possessive that lost its apostrophe ("Syrias towns")."""
    size = len(text)
    if behind >= size or not text[behind].isalnum():
        return True
    return may_own and text[behind] == "s" and (behind + 1 >= size or not text[behind + 1].isalnum())


def _weighted_names(
    gazetteer: Gazetteer,
    words: Mapping[str, CountryWords],
    silent: frozenset[str],
    groups: Mapping[str, Sequence[str]],
) -> dict[str, Meaning]:
    """Names with their country and weight; a country's name wins over a town's, ACLED's names over all."""
    known = (k for k in gazetteer.known() if k.name.lower() not in silent)
    found: dict[str, Meaning] = {k.name: (k.iso2, k.weight, k.admin1) for k in known}
    for iso2, names in groups.items():
        found.update(dict.fromkeys(names, (iso2, _DEMONYM, None)))
    for iso2, country in words.items():
        found.update(dict.fromkeys(country.demonyms, (iso2, _DEMONYM, None)))
        found.update(dict.fromkeys(country.names, (iso2, _COUNTRY, None)))
    for iso2, fact in reversed(tables.countries().items()):
        found[fact.name] = (iso2, _COUNTRY, None)
    return found
