"""What ACLED calls an actor at an event: its name there and then, who stands in for nobody, and who is on one side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from extractors.coding.actors import ActorNamer
from extractors.coding.alliances import load_alliances
from extractors.coding.draft import Draft
from extractors.coding.interaction import GROUPS, STATE_FORCES, STATES
from extractors.coding.who import country_of
from extractors.mentions.actors_compile import ALTERNATIVES, SIDE
from extractors.mentions.actors_facts import WORLD, load_parties
from extractors.mentions.records import ActorKind, ActorMention, CodedActor

ARMED = STATES | GROUPS
GROUND = frozenset(["Non-state actor overtakes territory", "Government regains territory"])
_BODIES: tuple[ActorKind, ...] = ("police", "military", "government")
_DEFAULT = "default."
_BRACKET = " ("


def is_stand_in(actor: CodedActor | None) -> bool:
    """True for nobody, and for an actor that the text does not name."""
    return actor is None or actor.rule_id.startswith(_DEFAULT)


def is_same(one: CodedActor | None, two: CodedActor | None) -> bool:
    """True for one and the same actor, in whatever words the text names it."""
    return one is not None and two is not None and one.name == two.name


def is_called_by_side(one: CodedActor, two: CodedActor) -> bool:
    """True for "terrorists" beside a group that goes by the word: they are its own, and not who it fights."""
    side, name = (actor.said.entry_id or "" if actor.said is not None else "" for actor in (one, two))
    groups = _goes_by().get(side.removeprefix(SIDE), ()) if side.startswith(SIDE) else ()
    return not set(groups).isdisjoint(name.split(ALTERNATIVES))


@lru_cache(maxsize=1)
def _goes_by() -> Mapping[str, list[str]]:
    """Groups by the side word that they go by wherever they are named."""
    return load_parties()[WORLD].goes_by


def is_on_group(draft: Draft) -> bool:
    """True where what was hit, or whom it was done to, is an armed group that is no state's."""
    return draft.actor2 is not None and draft.actor2.inter in GROUPS


class Naming:
    """Names actors at the place and on the day of an event."""

    def __init__(self, namer: ActorNamer) -> None:
        """Keep the namer."""
        self._namer = namer

    def code(self, mention: ActorMention, draft: Draft) -> CodedActor | None:
        """The mention's actor."""
        return self._namer.code(mention, *country_of(draft.home or draft.place), draft.when.day)

    def air_force(self, draft: Draft) -> CodedActor | None:
        """Whose the aircraft are that nobody is said to own."""
        return self._namer.air_force(*country_of(draft.place), draft.when.day)

    def commander_of_the_air(self, draft: Draft) -> CodedActor | None:
        """Whose air raids are that nobody is said to fly, where one air force is known to rule the country's skies."""
        return self._namer.commander_of_the_air(*country_of(draft.place), draft.when.day)

    def stand_in(self, kind: ActorKind, draft: Draft) -> CodedActor | None:
        """The actor of a kind that nothing names."""
        return self._namer.default_for(kind, *country_of(draft.home or draft.place), draft.when.day)

    def launcher(self, iso2: str, country: str, draft: Draft) -> CodedActor | None:
        """Who fires from a country across its borders, where nothing names him."""
        return self._namer.launcher(iso2, country, draft.when.day)

    def as_victims(self, actor: CodedActor, draft: Draft) -> tuple[str, ...]:
        """The associates of civilians whom the text calls by the name of an armed actor."""
        return self._namer.as_victims(actor, *country_of(draft.place))

    def gang(self, draft: Draft) -> CodedActor | None:
        """Criminals that nothing names."""
        return self._namer.gang(*country_of(draft.place))

    def enemy(self, draft: Draft, *, is_front: bool = False) -> CodedActor | None:
        """Whom the army of the event's country is at war with; `is_front` where that is along a front only."""
        return self._namer.belligerent(*country_of(draft.place), draft.when.day, is_front=is_front)

    def faces_state(self, actor: CodedActor, draft: Draft) -> bool:
        """True for invaders and others who fight the army of the event's country."""
        return load_alliances().faces_state(actor.name, country_of(draft.place)[0], draft.when.day)

    def is_army(self, actor: CodedActor, draft: Draft) -> bool:
        """True for the army of the event's country, whatever its unit."""
        army = self.stand_in("military", draft)
        return army is not None and actor.inter == STATE_FORCES and actor.name.startswith(army.name)

    def never_meet(self, found: CodedActor, other: CodedActor, draft: Draft) -> bool:
        """True for two forces of one state, and for all but its army where invaders take ground from it."""
        if draft.sub_event_type in GROUND and found.inter in STATES and self.faces_state(other, draft):
            return not self.is_army(found, draft)
        return self.are_colleagues(found, other, draft)

    def are_allies(self, one: CodedActor, two: CodedActor, draft: Draft) -> bool:
        """True for two that fight on one side of the country's war."""
        friends = load_alliances().friends(two.name, country_of(draft.place)[0], draft.when.day)
        return one.name != two.name and bool(friends) and one.name.startswith(friends)

    def are_colleagues(self, one: CodedActor, two: CodedActor, draft: Draft) -> bool:
        """True for the police, the army and the government of one state, which do not fight each other."""
        bodies = (self.stand_in(kind, draft) for kind in _BODIES)
        return one.name != two.name and {one.name, two.name} <= {actor.name for actor in bodies if actor is not None}

    def are_on_one_side(self, one: CodedActor, two: CodedActor, draft: Draft) -> bool:
        """True for allies in the country's war and for the bodies of one state."""
        return self.are_allies(one, two, draft) or self.are_colleagues(one, two, draft)

    def is_vague(self, actor: CodedActor | None, draft: Draft) -> bool:
        """True for nobody and for a group that is not named ("gunmen"), of whatever country ("Iraqi fighters")."""
        if actor is None or is_stand_in(actor):
            return True
        nobody = self.stand_in("unidentified_armed", draft)
        return nobody is not None and actor.name.partition(_BRACKET)[0] == nobody.name.partition(_BRACKET)[0]
