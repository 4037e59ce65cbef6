"""Who was it? The two sides of an event in ACLED's naming, at its place and on its day.

Only what the event's own clause names; `opponents` looks around the event for the rest when the article is read.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.coding.actors import ActorNamer
from extractors.coding.codebook import Codebook
from extractors.coding.draft import When
from extractors.coding.interaction import CIVILIANS, EXTERNAL_FORCES, GROUPS, PROTESTERS, RIOTERS, STATE_FORCES
from extractors.events.frame_records import Filler, Frame
from extractors.mentions.actors_groups import SITE
from extractors.mentions.records import ActorKind, ActorMention, CodedActor
from extractors.places.records import Place

_FORCES = frozenset([STATE_FORCES, EXTERNAL_FORCES])
_BOTH_WAYS = frozenset(["mutual", "swap"])
"""Frames whose several agents are the two sides."""
_ARREST, _ARRESTS, _ABDUCTION = "arrest", "Arrests", "Abduction/forced disappearance"
_CLASH = "clash"
_RAMMING = "ramming"
"""What somebody at the wheel does; the police do not stand in for him."""
_AIRCRAFT = "actor.warplanes"
_NAMELESS: frozenset[ActorKind] = frozenset(["unidentified_armed", "identity_militia"])
_HURT = "victims"
"""Step of a target that only its harm names: in a riot anybody may be hurt."""
_BETWEEN = frozenset(["between", "among"])
_VICTIMS: ActorKind = "civilians"
_CROWD: ActorKind = "rioters"
_ONE: ActorKind = "unidentified_armed"
"""Who attacks demonstrators and is neither a force nor a group that is named: many, or one."""
_ATTACKED = frozenset(["Protest with intervention", "Excessive force against protesters"])
_PEOPLE = frozenset([CIVILIANS, PROTESTERS, RIOTERS])


class Sides(NamedTuple):
    """Both actors of an event with the names of their associates."""

    actor1: CodedActor | None
    actor2: CodedActor | None
    assoc1: tuple[str, ...]
    assoc2: tuple[str, ...]


class SideFinder:
    """Names the sides of events."""

    def __init__(self, namer: ActorNamer) -> None:
        """Keep the namer."""
        self._namer = namer
        self._event_type = Codebook.default().event_type
        self._told_of_all = Codebook.default().told_of_all
        self._unnamed = Codebook.default().unnamed_actor1, Codebook.default().unnamed_actor2

    def sides(self, frame: Frame, sub_event_type: str, place: Place | None, when: When) -> Sides:
        """actor1, actor2 and their associates in ACLED's naming at the event's place and day."""
        first = _at_home_first(self._named(frame.agents, place, when))
        second = self._named(frame.targets, place, when)
        if first and _is_nobodys(first[0]) and any(a.name == first[0].name for a in second):
            first = []
        event_type = self._event_type[sub_event_type]
        if event_type in ("Protests", "Riots"):
            return self._demonstration(first, second, frame, sub_event_type, place, when)
        if event_type == "Battles":
            first = [a for a in first if a.inter != CIVILIANS]
            second = [a for a in second if a.inter != CIVILIANS]
        met = [self.name(f.mention, place, when) for f in frame.targets if f.step != _HURT]
        alike = bool(first) and first[0].inter in GROUPS and first[0].name in met  # "rebels fought a rival rebel group"
        second = [a for a in second if not first or a.name != first[0].name]
        is_mutual = frame.trigger.rule.frame in _BOTH_WAYS
        if not second and len(first) > 1 and is_mutual:
            first, second = first[:1], first[1:2]
        actor1 = first[0] if first else None
        actor2 = second[0] if second else None
        if actor1 is not None and actor2 is not None and actor1.name == actor2.name:
            actor2 = None
        is_mutual = is_mutual or frame.trigger.rule.kind == _CLASH
        if (
            actor2 is None
            and is_mutual
            and len(first) == 1
            and (_is_among_them(frame) or self._is_named_twice(first[0], frame, place, when) or alike)
        ):
            actor2 = actor1
        return Sides(actor1, actor2, _associates(first), _associates(second))

    def _is_named_twice(self, actor: CodedActor, frame: Frame, place: Place | None, when: When) -> bool:
        """True for two groups that meet and share what they are called ("Aiye and Eiye", both cults)."""
        names = [self.name(f.mention, place, when) for f in frame.agents] if actor.inter in GROUPS else []
        return all(f.step == _HURT for f in frame.targets) and names.count(actor.name) > 1

    def _demonstration(
        self,
        first: list[CodedActor],
        second: list[CodedActor],
        frame: Frame,
        sub_event_type: str,
        place: Place | None,
        when: When,
    ) -> Sides:
        """Demonstrators are actor1, whoever the sentence has as its subject; who they are goes to the associates.

        A clash among crowds has rioters on both sides; the victims of a mob are people of their own. Rioters of another
        people of the same land keep their name ("Rioters (Israel)").
        """
        kind1, kind2 = (book.get(sub_event_type) for book in self._unnamed)
        kind2 = _ONE if frame.kind == _RAMMING else kind2
        forces = [a for a in (*first, *second) if a.inter in _FORCES and not _is_foreign_site(a)]
        is_riot = self._event_type[sub_event_type] == "Riots"
        is_mutual = is_riot and frame.trigger.rule.frame == "mutual"
        is_mob = kind2 == _VICTIMS and frame.trigger.rule.frame != "mutual" and not forces
        is_met = forces and sub_event_type != "Peaceful protest"
        met = forces if is_met else self._attackers(first, frame, sub_event_type, place, when)
        if is_mutual:
            own, facing = self._crowds(first, second, frame, place, when)
        else:
            hurt = {f.mention for f in frame.targets if is_riot and f.step == _HURT}
            own, facing = _sides_of(first, [a for a in second if a.said not in hurt])
        if met and not forces:
            own, facing = second, first  # who fell upon the demonstrators is told first
        victims = second if is_mob else facing if is_mutual or met else []
        other = met[0] if met else self._stand_in(kind1 if is_mutual else kind2, place, when)
        crowd = self._stand_in(kind1, place, when)
        abroad = next((a for a in first if crowd is not None and a.inter == crowd.inter and a.name != crowd.name), None)
        assoc2 = _associates(forces) if forces else _affiliations(victims)
        return Sides(abroad or crowd, other, _affiliations(own), assoc2)

    def _crowds(
        self, first: list[CodedActor], second: list[CodedActor], frame: Frame, place: Place | None, when: When
    ) -> tuple[list[CodedActor], list[CodedActor]]:
        """Both sides of a clash: those behind "with", else the second and further subjects ("X and Y members clashed").

        People that were only hurt in it are no side, and all that meet forces stand together.
        """
        if any(a.inter in _FORCES for a in (*first, *second)):
            return [*first, *second], []
        met = [f for f in frame.targets if f.step != _HURT]
        one, other = (frame.agents, met) if met else (frame.agents[:1], frame.agents[1:])
        return self._named(one, place, when), self._named(other, place, when)

    def _attackers(
        self, first: list[CodedActor], frame: Frame, sub_event_type: str, place: Place | None, when: When
    ) -> list[CodedActor]:
        """Who falls upon demonstrators and is no force of a state: the group that is named, else a crowd."""
        if sub_event_type not in _ATTACKED or not first or any(a.inter == PROTESTERS for a in first):
            return []
        is_on_crowd = "target:demonstrators" in frame.facts or {"agent:people", "target:people"} <= frame.facts
        if not is_on_crowd:
            return []
        groups = [a for a in first if a.inter in GROUPS]
        is_many = not frame.facts.isdisjoint(("agent:many", "agent:collective"))
        crowd = self._stand_in(_CROWD if is_many else _ONE, place, when)
        return groups or ([crowd] if crowd is not None else [])

    def name(self, mention: ActorMention | None, place: Place | None, when: When) -> str | None:
        """ACLED's name of an actor at the event's place and day."""
        actor = None if mention is None else self._namer.code(mention, *country_of(place), when.day)
        return None if actor is None else actor.name

    def _named(self, fillers: list[Filler], place: Place | None, when: When) -> list[CodedActor]:
        """The actors of a role, each name once; people of one name are all that any of them is ("students and teachers")."""
        coded: dict[str, CodedActor] = {}
        for filler in fillers:
            actor = self._namer.code(filler.mention, *country_of(place), when.day)
            if actor is None:
                continue
            known = coded.get(actor.name)
            if known is None:
                coded[actor.name] = actor
            elif known.inter in _PEOPLE:
                coded[actor.name] = known._replace(assoc=self._together(known.assoc, actor.assoc))
        return list(coded.values())

    def _together(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        """What people are of whom two mentions tell; what must hold of all of them the second mention cannot add."""
        is_of_all = any(name.startswith(self._told_of_all) for name in one)
        added = (name for name in other if is_of_all or not name.startswith(self._told_of_all))
        return tuple(dict.fromkeys((*one, *added)))

    def _stand_in(self, kind: ActorKind | None, place: Place | None, when: When) -> CodedActor | None:
        return self._namer.default_for(kind, *country_of(place), when.day) if kind else None


def _is_among_them(frame: Frame) -> bool:
    """True for "a clash between gangs" and "rival gangs clashed": both sides are of the one sort that is named."""
    if "agent:rivals" in frame.facts:
        return not frame.facts & {"agent:state", "agent:external"}
    return all(f.step in _BETWEEN and f.mention.is_plural and f.mention.kind in _NAMELESS for f in frame.agents)


def by_authority(sub_event_type: str, kind: str, sides: Sides) -> str:
    """An arrest by a group that is the state there and then is an arrest, by any other an abduction (codebook section 2)."""
    is_state = sides.actor1 is not None and sides.actor1.inter == STATE_FORCES
    return _ARRESTS if kind == _ARREST and sub_event_type == _ABDUCTION and is_state else sub_event_type


def country_of(place: Place | None) -> tuple[str | None, str | None]:
    """Alpha-2 code and ACLED's name of the country of the event, where known."""
    return (None, None) if place is None else (place.iso2, place.country)


def _at_home_first(actors: list[CodedActor]) -> list[CodedActor]:
    """Of a state's own forces and foreign ones on one side the own are the actor, the others their associates."""
    if not actors or actors[0].inter != EXTERNAL_FORCES:
        return actors
    return sorted(actors, key=lambda actor: actor.inter != STATE_FORCES)


def _is_nobodys(actor: CodedActor) -> bool:
    """True for aircraft that nobody is said to own: of those whom they hit they are not."""
    said = actor.said
    is_open = said is not None and said.country is None and said.entry_id is None
    return is_open and actor.inter in _FORCES and said is not None and said.rule_id == _AIRCRAFT


def _is_foreign_site(actor: CodedActor) -> bool:
    """True for the embassy that a crowd storms: whoever meets the crowd there are other forces."""
    return actor.inter == EXTERNAL_FORCES and actor.rule_id.endswith(SITE)


def _sides_of(first: list[CodedActor], second: list[CodedActor]) -> tuple[list[CodedActor], list[CodedActor]]:
    """Of people on both sides only the first are the crowd: the party whose office students burn is none of theirs."""
    is_theirs = any(a.inter in _PEOPLE for a in first)
    return (first, second) if is_theirs else ([*first, *(a for a in second if not a.rule_id.endswith(SITE))], [])


def _affiliations(actors: list[CodedActor]) -> tuple[str, ...]:
    """What the people of a side are or belong to."""
    return tuple(dict.fromkeys(name for a in actors if a.inter in _PEOPLE for name in a.assoc))


def _associates(actors: list[CodedActor]) -> tuple[str, ...]:
    """Associates of a role's first actor, and the names of its further actors."""
    if not actors:
        return ()
    return tuple(dict.fromkeys((*actors[0].assoc, *(a.name for a in actors[1:]))))
