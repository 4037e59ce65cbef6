"""A nation for its forces: "the Turks bombed a position", told of abroad, is the army, and no crowd.

At home the word means people, and so it does of two peoples who share one land.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.events.frame_records import Filler, Frame
from extractors.mentions.actors_facts import load_states
from extractors.mentions.records import ActorKind
from extractors.text.grammar import Grammar

_PEOPLE = "actor.people_of"
_ARMY: ActorKind = "military"
_BY_FORCES = frozenset(["air_strike", "shelling", "bombing", "strike", "capture", "incursion"])
"""Kinds of event that take an army or a group."""


@dataclass(frozen=True, slots=True)
class Nations:
    """Tells which peoples stand for their state's forces; `shared_land` as in `states.yml`."""

    shared_land: Mapping[str, tuple[str, ...]]

    @classmethod
    def default(cls) -> Nations:
        """With the shipped table of states.

        Raises:
            LexiconError: The file does not fit its schema.
        """
        return cls(load_states().shared_land)

    def as_forces(self, filler: Filler, frame: Frame, country: str | None, grammar: Grammar) -> Filler:
        """The doer of a frame in a country; "the Turks" as the forces of their state."""
        mention, lowers = filler.mention, frame.analysis.sentence.lowers
        if mention.rule_id != _PEOPLE or frame.kind not in _BY_FORCES or lowers[mention.first] not in grammar.definite:
            return filler
        nation = mention.country
        if nation is None or country is None or country == nation or country in self.shared_land.get(nation, ()):
            return filler
        return filler._replace(mention=mention._replace(kind=_ARMY, affiliation=None, rule_id=f"actor.{nation}:nation"))
