"""Who is hit without fighting: the trucks and cars of a nationality, and the members of a people who are killed.

"Gunmen fired on a Turkish truck" hit a driver; "Turkish trucks" of an army that stands at the front there hit soldiers.
"Soldiers shot five Hutus" killed people; "Hema attacked Lendu" tells of two militias. Herders, too, are people where a
mine or a bomb kills them.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.coding.governed import PEOPLE, is_of_land
from extractors.events.frame_records import Filler, Frame
from extractors.mentions.actors_facts import Parties, load_parties
from extractors.mentions.actors_groups import OF_COUNTRY
from extractors.mentions.records import ActorKind

_CIVILIANS: ActorKind = "civilians"
_MILITIA: ActorKind = "identity_militia"
_DONE_TO = frozenset(["killing", "harm", "shooting", "abduction", "captives", "sexual_violence", "bombing", "ied"])
_FROM_AFAR = frozenset(["air_strike", "shelling", "bombing", "ied", "explosion", "grenade"])
_VICTIMS = "victims"
"""Step of a target that only its harm names."""


class Bystanders:
    """Tells who of those that an event hits are people."""

    def __init__(self, parties: Mapping[str, Parties]) -> None:
        """Keep which armies face each other along a front."""
        self._fronts = {
            country: {side if isinstance(side, str) else side.actor for side in party.belligerents}
            for country, party in parties.items()
        }

    @classmethod
    def default(cls) -> Bystanders:
        """With the shipped fronts.

        Raises:
            LexiconError: A lexicon file does not fit its schema.
        """
        return cls(load_parties())

    def targets(self, frame: Frame, country: str | None) -> list[Filler]:
        """The targets of a frame in a country, bystanders among them as civilians, without who only holds the land."""
        hit = [f for f in frame.targets if frame.kind not in _FROM_AFAR or not is_of_land(f.mention, frame.analysis)]
        return [_as_people(f) if self._is_bystander(f, frame, country) else f for f in hit]

    def _is_bystander(self, filler: Filler, frame: Frame, country: str | None) -> bool:
        mention = filler.mention
        if OF_COUNTRY in mention.rule_id:
            return not self._is_at_front(mention.country, country)
        if mention.kind != _MILITIA:
            return False
        if frame.analysis.sentence.lowers[mention.head] in frame.analysis.clauses.grammar.livelihoods:
            return frame.kind in _FROM_AFAR
        is_feud = any(f.mention.kind == _MILITIA for f in frame.agents)
        is_done_to = frame.kind in _DONE_TO or filler.step == _VICTIMS
        return mention.rule_id.startswith(PEOPLE) and not is_feud and is_done_to

    def _is_at_front(self, owner: str | None, country: str | None) -> bool:
        return any(actor.startswith(f"{owner}/") for actor in self._fronts.get(country or "", ()))


def _as_people(filler: Filler) -> Filler:
    return filler._replace(mention=filler.mention._replace(kind=_CIVILIANS))
