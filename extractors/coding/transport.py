"""Trucks and cars of a nationality: where something is done to them they are its people's, where they act its forces'.

"Gunmen fired on a Turkish truck" hit a driver; "Turkish trucks" of an army that stands at the front there hit soldiers.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.events.frame_records import Filler
from extractors.mentions.actors_facts import Parties, load_parties
from extractors.mentions.actors_groups import OF_COUNTRY
from extractors.mentions.records import ActorKind

_PEOPLE: ActorKind = "civilians"


class Transport:
    """Tells whose the cars are that are hit."""

    def __init__(self, parties: Mapping[str, Parties]) -> None:
        """Keep which armies face each other along a front."""
        self._fronts = {
            country: {side if isinstance(side, str) else side.actor for side in party.belligerents}
            for country, party in parties.items()
        }

    @classmethod
    def default(cls) -> Transport:
        """With the shipped fronts.

        Raises:
            LexiconError: A lexicon file does not fit its schema.
        """
        return cls(load_parties())

    def hit(self, filler: Filler, country: str | None) -> Filler:
        """A target in an event in a country, as people where it is cars or trucks of which only the nationality is told."""
        mention = filler.mention
        if OF_COUNTRY not in mention.rule_id or self._is_at_front(mention.country, country):
            return filler
        return filler._replace(mention=mention._replace(kind=_PEOPLE))

    def _is_at_front(self, owner: str | None, country: str | None) -> bool:
        return any(actor.startswith(f"{owner}/") for actor in self._fronts.get(country or "", ()))
