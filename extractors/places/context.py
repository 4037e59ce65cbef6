"""Where in the world an article plays: the countries and areas that it names, as shares of all its evidence.

Namesakes are decided by this more than by anything else: a Tripoli in a text about Lebanon is not the one of Libya.
`context_reading` counts the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar

from extractors.places.names import loose_key, place_key

ARMED_WEIGHT = 0.25
"""Weight of words for whose the armed men and weapons are ("Turkish troops"), who may well be abroad."""
SAYER_WEIGHT = 0.24
"""Weight of a country that says something ("Foo says"), which may well be of what happened in another."""
GROUP_WEIGHT = 0.21
"""Weight of the name of an armed group for the country it is at home in."""
NEAR_WEIGHT = 0.1
"""Weight of that name for the other countries in which it acts."""
AWAY_WEIGHT = 0.05
"""Weight of words that have somebody come from a country or flee to it: the text may well play next to it, not in it."""
BORDER_WEIGHT = 0.29
"""Weight of a country of which the text names the border."""
PAIR_WEIGHT = 0.69
"""Weight of the first country of "the Foo-Bar border", which is mostly, but not surely, the one that the text is about."""
_SMALL_WEIGHT = 0.5
"""The most that a small area says."""
_BESIDE = frozenset([AWAY_WEIGHT, BORDER_WEIGHT, PAIR_WEIGHT])
_PLAIN = 1.0
"""Weight of names of countries, provinces and capitals, which speak for themselves."""
_WORD = re.compile(r"\w+")
_DATELINE = 1.0
_DAMPING = 0.75
_FAIR_SHARE = 0.08
Area = tuple[str, str]
Meaning = tuple[str, float, str | None]
"""Country, weight for it, first-level area."""
Vote = tuple[str, Meaning]
"""A name as the text has it, and what it speaks for."""


class GroupHome(NamedTuple):
    """A country with the names of the armed groups that are at home there only.

    Attributes:
        names: The names.
        near: Other countries in which they act, too.
        reach: All countries in which they may be met with: home, those near and the neighbours.
    """

    names: Sequence[str]
    near: Sequence[str] = ()
    reach: frozenset[str] = frozenset()


Reach = Mapping[str, frozenset[str]]
"""By the country of armed groups, all countries in which they may be met with."""
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
    within: frozenset[str] | None = None
    """All countries in which the armed groups may be met with that the text names and nothing else tells where they are."""
    votes: Mapping[Vote, int] = field(default_factory=dict, compare=False, repr=False)
    """What the shares are made of, and how often the text has it; the dateline is not among it."""
    countries: frozenset[str] = field(init=False, compare=False)
    """The countries with a fair share of the evidence."""
    top_share: float = field(init=False, compare=False)
    """The share of the country with most of the evidence; 1 where there is none."""
    reach: Reach = field(default_factory=dict, compare=False, repr=False)
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
            self._without[key] = context_of(rest, self.dateline, self.reach) if own else self
        return self._without[key]

    def beyond(self, name: str) -> PlaceContext:
        """The context without the towns and small areas whose names are words of a longer name.

        Where nobody knows a "Foo Bar", the town Foo of another land does not tell in which land it lies.
        """
        words = set(_WORD.findall(name))
        parts = {vote for vote in self.votes if vote[1][1] < _PLAIN and words.issuperset(_WORD.findall(vote[0] or "."))}
        parts = {vote for vote in parts if vote[0] and vote[0] != name}
        rest = {vote: n for vote, n in self.votes.items() if vote not in parts}
        return context_of(rest, self.dateline, self.reach) if parts else self

    def times(self, iso2: str | None) -> int:
        """How often the text has a name that speaks for a country."""
        return sum(n for (_, (country, _, _)), n in self.votes.items() if country == iso2)

    @property
    def main(self) -> str | None:
        """The country that the article is about most; `None` when it names none, or only some that it may be about."""
        if not self.dateline and all(weight <= NEAR_WEIGHT for _, (_, weight, _) in self.votes):
            return None
        return max(self.shares, key=lambda iso2: self.shares[iso2], default=None)


def context_of(votes: Mapping[Vote, int], dateline: str | None, reach: Reach) -> PlaceContext:
    """The context that votes amount to; armed groups speak for their country only where nothing else does.

    They do not where the text says that the country lies beyond a border, that people fled there or came from there; and
    those words alone tell no country at all.
    """
    votes, within = _heard(votes, reach)
    weights: dict[str, float] = {}
    areas: dict[Area, float] = {}
    for (_, (iso2, weight, admin1)), count in votes.items():
        weights[iso2] = weights.get(iso2, 0.0) + weight * count
        if admin1:
            areas[iso2, admin1] = areas.get((iso2, admin1), 0.0) + weight * count
    if dateline:
        weights[dateline] = weights.get(dateline, 0.0) + _DATELINE
    is_grounded = bool(dateline) or any(weight > ARMED_WEIGHT for _, (_, weight, _) in votes)
    return PlaceContext(_shares(weights), dateline, _shares(areas), is_grounded or not weights, within, votes, reach)


def _heard(votes: Mapping[Vote, int], reach: Reach) -> tuple[Mapping[Vote, int], frozenset[str] | None]:
    """The votes that count, and all countries in which the armed groups may be met with where these count."""
    within = frozenset[str]().union(*(reach.get(iso2, ()) for _, (iso2, weight, _) in votes if weight == GROUP_WEIGHT))
    if any(_is_firm(vote, bool(within)) for vote in votes):
        return {vote: count for vote, count in votes.items() if vote[1][1] > GROUP_WEIGHT}, None
    beside = {iso2 for _, (iso2, weight, _) in votes if weight in _BESIDE}
    votes = {vote: count for vote, count in votes.items() if vote[1][0] not in beside}
    if not within:
        return votes, None
    return {vote: count for vote, count in votes.items() if not vote[0] or vote[1][0] in within}, within


def _is_firm(vote: Vote, has_groups: bool) -> bool:
    """True for what tells a country whatever armed groups the text names; the name of a small place does not."""
    name, (_, weight, _) = vote
    if weight <= GROUP_WEIGHT or weight in _BESIDE:
        return False
    return not has_groups or not name or weight > _SMALL_WEIGHT


def _shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Weights as shares of their sum; the many mentions of one country are damped."""
    damped = {key: weight**_DAMPING for key, weight in weights.items()}
    total = sum(damped.values())
    return {key: weight / total for key, weight in damped.items()}


@lru_cache(maxsize=65_536)
def _loose_name(name: str) -> str:
    return loose_key(place_key(name))
