"""Where in the world an article plays: countries and areas it names, weighed, in one pass over its text.

Namesakes are decided by this more than by anything else: a Tripoli in a text about Lebanon is not the one of Libya.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import ahocorasick

from extractors.places import tables
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords, PlaceLexicon
from extractors.places.names import loose_key, place_key

_COUNTRY = 1.0
_DEMONYM = 0.7
_ARMED = 0.25
_GROUP = 0.2
_BORDER = 0.3
_LONGEST_BORDER = 16
_LONGEST_LAUNCH = 40
_SHARED = 0.3
_LARGE = 100_000
_DATELINE = 1.0
_DAMPING = 0.75
_FAIR_SHARE = 0.08
_JOINTS = " -"
_LONGEST_ARTICLE = 4
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")
Area = tuple[str, str]
Meaning = tuple[str, float, str | None]
"""Country, weight for it, first-level area."""
Vote = tuple[str, Meaning]
"""A name as the text has it, and what it speaks for."""
Key = TypeVar("Key", str, Area)


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the whole article says of where it plays.

    Attributes:
        shares: How much of the article's evidence speaks for a country (alpha-2), 0 to 1; absent countries have none.
        dateline: Country of the dateline, if any.
        areas: The same as `shares` for first-level areas, as (country, name).
        is_grounded: False where the only evidence are words for whose the armed men and weapons are ("Turkish troops"),
            who may well be abroad.
    """

    shares: Mapping[str, float]
    dateline: str | None = None
    areas: Mapping[Area, float] = field(default_factory=dict)
    is_grounded: bool = True
    votes: Mapping[Vote, int] = field(default_factory=dict, compare=False, repr=False)
    """What the shares are made of, and how often the text has it; the dateline is not among it."""
    countries: frozenset[str] = field(init=False, compare=False)
    """The countries with a fair share of the evidence."""
    top_share: float = field(init=False, compare=False)
    """The share of the country with most of the evidence; 1 where there is none."""
    _without: dict[str, PlaceContext] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        fair = frozenset(iso2 for iso2, share in self.shares.items() if share >= _FAIR_SHARE)
        object.__setattr__(self, "countries", fair)
        object.__setattr__(self, "top_share", max(self.shares.values(), default=1.0))

    def without(self, key: str) -> PlaceContext:
        """The context without what a name (by `place_key`) says for itself, in any spelling, with its article or without.

        "Clashes in Tripoli between Lebanese soldiers": the name Tripoli does not tell which Tripoli it is.
        """
        if key not in self._without:
            name = loose_key(key)
            own = {vote for vote in self.votes if vote[0] and _loose_name(vote[0]) == name}
            rest = {vote: n for vote, n in self.votes.items() if vote not in own} if own else self.votes
            self._without[key] = context_of(rest, self.dateline) if own else self
        return self._without[key]

    def times(self, iso2: str | None) -> int:
        """How often the text has a name that speaks for a country."""
        return sum(n for (_, (country, _, _)), n in self.votes.items() if country == iso2)

    @property
    def main(self) -> str | None:
        """The country that the article is about most; `None` when it names none."""
        return max(self.shares, key=lambda iso2: self.shares[iso2], default=None)


class ContextReader:
    """Counts country evidence with one automaton over names of countries, peoples, areas and large towns."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: Mapping[str, CountryWords],
        lexicon: PlaceLexicon,
        groups: Mapping[str, Sequence[str]],
    ) -> None:
        """Build the automaton: some 15,000 names of countries, their people, areas, large towns and armed groups."""
        self._armed = lexicon.armed_heads
        self._gazetteer = gazetteer
        self._shared: dict[str, bool] = {}
        self._elsewhere: dict[tuple[str, str], bool] = {}
        articles = "|".join(sorted(lexicon.opening_particles))
        links, kindred = _either(lexicon.list_links), _either(lexicon.kindred)
        towns = {form for d in lexicon.descriptors.values() if d.kind == "populated" for form in d.forms}
        self._grounds = re.compile(rf"\s(?:[a-z]+\s)?(?:{_either(towns | lexicon.grounds)})\b")
        self._beyond = re.compile(rf"\b(?:{_either(lexicon.prepositions.strong['none'])})\s$")
        self._launched = re.compile(rf"\b(?:{_either(lexicon.launched_from)})\s(?:[a-z]+\s)?$")
        self._border = re.compile(rf"\s(?:{_either(lexicon.border_words)})\b")
        self._homes = frozenset(name for names in lexicon.home_groups.values() for name in names)
        self._kindred = re.compile(rf"(?:,?\s(?:{links})\s[\w'’-]+)?\s(?:{kindred})\b")
        self._article = re.compile(rf"(?<!\w)(?:{articles})[ -]$", re.IGNORECASE)
        self._automaton = ahocorasick.Automaton()
        silent = lexicon.never_alone | lexicon.person_names | lexicon.never_places
        of_peoples = {name for country in words.values() for name in (*country.names, *country.demonyms)}
        of_peoples |= {fact.name for fact in tables.countries().values()}
        for name, meaning in _weighted_names(gazetteer, words, silent, lexicon.home_groups).items():
            self._automaton.add_word(name, (len(name), meaning, name in of_peoples))
        for iso2, names in groups.items():
            for name in names:
                if name not in self._automaton:
                    self._automaton.add_word(name, (len(name), (iso2, _GROUP, None), False))
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
        return context_of(counts, self._country_of(dateline_place))

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
            name = "" if is_people else text[before + 1 : behind]
            if self.is_launched_from(text, before + 1):
                meaning = (meaning[0], _ARMED, None)
            elif self._is_armed(text, behind) if is_people else self._is_shared(name):
                meaning = (meaning[0], _ARMED if is_people else _SHARED, None)
            elif is_people:
                meaning = (meaning[0], self._weight(text, before, behind, meaning[1]), meaning[2])
            found[name, meaning] += 1
        return found

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
        is_beyond = self._border.match(text, behind) or self._beyond.search(
            text, max(0, before - _LONGEST_BORDER), before + 1
        )
        return _BORDER if is_beyond else weight

    def _is_kin(self, text: str, start: int, behind: int) -> bool:
        """True for the name of a place in "Foo and Bar tribesmen", unless it is that of a people at home in one country."""
        return self._kindred.match(text, behind) is not None and text[start:behind] not in self._homes

    def _is_armed(self, text: str, behind: int) -> bool:
        """True when the word behind a country's name or adjective is that of a force or a weapon."""
        following = _NEXT_WORD.match(text, behind)
        return following is not None and following.group(1).lower() in self._armed

    def _country_of(self, place: str | None) -> str | None:
        counts = self._count(place) if place else None
        return counts.most_common(1)[0][0][1][0] if counts else None


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words."""
    return "|".join(map(re.escape, sorted(words)))


@lru_cache(maxsize=65_536)
def _loose_name(name: str) -> str:
    return loose_key(place_key(name))


def context_of(votes: Mapping[Vote, int], dateline: str | None) -> PlaceContext:
    """The context that votes amount to; armed groups speak for their country only where nothing else does."""
    if any(weight > _GROUP for _, (_, weight, _) in votes):
        votes = {vote: count for vote, count in votes.items() if vote[1][1] > _GROUP}
    weights: dict[str, float] = {}
    areas: dict[Area, float] = {}
    for (_, (iso2, weight, admin1)), count in votes.items():
        weights[iso2] = weights.get(iso2, 0.0) + weight * count
        if admin1:
            areas[iso2, admin1] = areas.get((iso2, admin1), 0.0) + weight * count
    if dateline:
        weights[dateline] = weights.get(dateline, 0.0) + _DATELINE
    is_grounded = bool(dateline) or any(weight > _ARMED for _, (_, weight, _) in votes)
    return PlaceContext(_shares(weights), dateline, _shares(areas), is_grounded or not weights, votes)


def _ends_word(text: str, behind: int, may_own: bool) -> bool:
    """True at the end of a word, or before the "s" of a possessive that lost its apostrophe ("Syrias towns")."""
    size = len(text)
    if behind >= size or not text[behind].isalnum():
        return True
    return may_own and text[behind] == "s" and (behind + 1 >= size or not text[behind + 1].isalnum())


def _shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Weights as shares of their sum; the many mentions of one country are damped."""
    damped = {key: weight**_DAMPING for key, weight in weights.items()}
    total = sum(damped.values())
    return {key: weight / total for key, weight in damped.items()}


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
