"""ACLED's event taxonomy as the codebook has it (table 2): types, sub-event types, disorder types, hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicons.loader import LexiconError, Strict, load
from extractors.mentions.records import ActorKind

_CROWDS = frozenset(["Protests", "Riots"])

ORGANISED_VIOLENCE = frozenset(["Battles", "Explosions/Remote violence", "Violence against civilians"])
"""Event types of armed groups."""
VIOLENCE = ORGANISED_VIOLENCE | {"Riots"}


class EventTypeEntry(Strict):
    """One event type of `codebook.yml`."""

    disorder_type: str
    sub_event_types: list[str]


class SideSorts(Strict):
    """Which sort of actor each side of a sub-event type is, where a side may be looked for around the event."""

    actor1: str | None = None
    actor2: str | None = None


class CodebookLexicon(Strict):
    """Schema of `codebook.yml`."""

    hierarchy: list[str]
    event_types: dict[str, EventTypeEntry]
    disorder_exceptions: dict[str, str]
    two_actors: list[str]
    unnamed_actor1: dict[str, ActorKind]
    unnamed_actor2: dict[str, ActorKind]
    unnamed_opponent: dict[str, ActorKind]
    sides: dict[str, SideSorts]
    told_of_all: list[str]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Lookups over the taxonomy.

    Attributes:
        rank: Place of a sub-event type in the hierarchy, 0 highest.
        event_type: Event type of each sub-event type.
        disorder_type: Disorder type of each sub-event type.
        two_actors: Sub-event types that need two actors.
        unnamed_actor1: Kind of actor that stands in as actor1 when the text names nobody.
        unnamed_actor2: The same for actor2.
        unnamed_opponent: Kind of actor that stands in against an actor of each inter class in a fight.
        sides: Sorts of actor that a side may be looked for among.
        told_of_all: Associates that are named only where all people of a side are such.
    """

    rank: dict[str, int]
    event_type: dict[str, str]
    disorder_type: dict[str, str]
    two_actors: frozenset[str]
    unnamed_actor1: dict[str, ActorKind]
    unnamed_actor2: dict[str, ActorKind]
    unnamed_opponent: dict[str, ActorKind]
    sides: dict[str, SideSorts]
    told_of_all: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> Codebook:
        """The shipped codebook.

        Raises:
            LexiconError: Hierarchy and event types do not name the same sub-event types.
        """
        lexicon = load(CodebookLexicon, "codebook.yml")
        types = {sub: name for name, entry in lexicon.event_types.items() for sub in entry.sub_event_types}
        if set(types) != set(lexicon.hierarchy):
            raise LexiconError(f"codebook.yml: hierarchy and event types differ: {set(types) ^ set(lexicon.hierarchy)}")
        disorder = {
            sub: lexicon.disorder_exceptions.get(sub, lexicon.event_types[name].disorder_type)
            for sub, name in types.items()
        }
        return cls(
            {s: i for i, s in enumerate(lexicon.hierarchy)},
            types,
            disorder,
            frozenset(lexicon.two_actors),
            lexicon.unnamed_actor1,
            lexicon.unnamed_actor2,
            lexicon.unnamed_opponent,
            lexicon.sides,
            tuple(lexicon.told_of_all),
        )


def is_crowd(sub_event_type: str) -> bool:
    """True for the sub-event types of protests and riots."""
    return Codebook.default().event_type[sub_event_type] in _CROWDS
