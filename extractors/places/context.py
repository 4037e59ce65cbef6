"""Where in the world an article plays: the countries and areas that it names, as shares of all its evidence.

Namesakes are decided by this more than by anything else: a Tripoli in a text about Lebanon is not the one of Libya.
`context_reading` counts the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from extractors.places.names import loose_key, place_key

ARMED_WEIGHT = 0.25
"""Weight of words for whose the armed men and weapons are ("Turkish troops"), who may well be abroad."""
GROUP_WEIGHT = 0.2
"""Weight of the name of an armed group for the country it is at home in."""
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

    def beyond(self, name: str) -> PlaceContext:
        """The context without the towns and small areas whose names are words of a longer name.

        Where nobody knows a "Foo Bar", the town Foo of another land does not tell in which land it lies.
        """
        words = set(_WORD.findall(name))
        parts = {vote for vote in self.votes if vote[1][1] < _PLAIN and words.issuperset(_WORD.findall(vote[0] or "."))}
        parts = {vote for vote in parts if vote[0] and vote[0] != name}
        rest = {vote: n for vote, n in self.votes.items() if vote not in parts}
        return context_of(rest, self.dateline) if parts else self

    def times(self, iso2: str | None) -> int:
        """How often the text has a name that speaks for a country."""
        return sum(n for (_, (country, _, _)), n in self.votes.items() if country == iso2)

    @property
    def main(self) -> str | None:
        """The country that the article is about most; `None` when it names none."""
        return max(self.shares, key=lambda iso2: self.shares[iso2], default=None)


def context_of(votes: Mapping[Vote, int], dateline: str | None) -> PlaceContext:
    """The context that votes amount to; armed groups speak for their country only where nothing else does."""
    if any(weight > GROUP_WEIGHT for _, (_, weight, _) in votes):
        votes = {vote: count for vote, count in votes.items() if vote[1][1] > GROUP_WEIGHT}
    weights: dict[str, float] = {}
    areas: dict[Area, float] = {}
    for (_, (iso2, weight, admin1)), count in votes.items():
        weights[iso2] = weights.get(iso2, 0.0) + weight * count
        if admin1:
            areas[iso2, admin1] = areas.get((iso2, admin1), 0.0) + weight * count
    if dateline:
        weights[dateline] = weights.get(dateline, 0.0) + _DATELINE
    is_grounded = bool(dateline) or any(weight > ARMED_WEIGHT for _, (_, weight, _) in votes)
    return PlaceContext(_shares(weights), dateline, _shares(areas), is_grounded or not weights, votes)


def _shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Weights as shares of their sum; the many mentions of one country are damped."""
    damped = {key: weight**_DAMPING for key, weight in weights.items()}
    total = sum(damped.values())
    return {key: weight / total for key, weight in damped.items()}


@lru_cache(maxsize=65_536)
def _loose_name(name: str) -> str:
    return loose_key(place_key(name))
