"""What binding fills: a frame with its roles, places, days and harm, each with the step that found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.events.analysis import Analysis
from extractors.events.triggers import Trigger
from extractors.mentions.records import ActorKind, ActorMention, DateMention
from extractors.places.records import PlaceMention
from extractors.report import Status

LETHAL = frozenset(["killed", "injured"])
"""Categories of harm to life and limb."""
BOMBER = "bomber_himself"
"""Rule of the dead whom nobody counts: those who blew themselves up."""
LABELS = frozenset(
    ["labelled_destruction", "labelled_change", "labelled_disruption", "labelled_other", "labelled_arrest"]
)
"""Kinds of labels: what a note is about is said at its start ("Defusal: ..."), whatever words follow."""


class Filler(NamedTuple):
    """An actor mention in a role and the slot or step that found it."""

    mention: ActorMention
    step: str


class Spot(NamedTuple):
    """A place mention bound to a frame and the step that found it."""

    mention: PlaceMention
    step: str


@dataclass(slots=True)
class Amount:
    """How many people were harmed, as one phrase says it. `coded` is `None` for a vague plural.

    `category` is killed, injured, abducted, arrested or displaced; `start`/`end` are article offsets of the phrase.
    `is_also` marks "were also killed"; `is_stated` a number that the text itself says is the coded one.
    """

    category: str
    low: int | None
    high: int | None
    coded: int | None
    start: int
    end: int
    rule_id: str
    victims: tuple[ActorMention, ...] = ()
    is_additional: bool = False
    is_also: bool = False
    is_stated: bool = False
    is_total: bool = False
    """True for "the toll rose to 12", which has all dead of before in it."""
    is_found: bool = False
    """True for bodies found, which may be those of the dead told before."""
    parts: int | None = 1
    """Over how many events the number is spread ("across both attacks"); `None` for as many as the text said before."""
    is_part: bool = False
    """True for "ten of the dead", who are among those told before."""
    is_earlier: bool = False
    """True for what only an earlier report said, where a later one may give another number."""
    is_local: bool = False
    """True for the number of one place beside those of others ("12 in Foo and nine in Bar"), which nothing divides."""
    doers: frozenset[ActorKind] = frozenset()
    """What sorts of actor the words say did it ("gunmen killed 12 people"), who are none of those counted."""
    name: str = ""
    """The one person's name, in lower case; empty for a number and for a person told of by a noun."""
    telling: int = 0
    """0 for the first mention of an event, higher for what later mentions say again."""

    @property
    def is_counted(self) -> bool:
        """True for a number, false for one person told of by name or noun."""
        return self.rule_id.startswith("count:") and "indefinite" not in self.rule_id


@dataclass(slots=True)
class Frame:
    """An event candidate in one sentence, filled step by step; see `extractors.coder` for the order of the steps.

    Attributes:
        position: The trigger's group in `analysis.chunks`.
        kind: What sort of violence the trigger tells of.
        object_groups: Groups that were hit, be they actors or not.
        subject_groups: Groups that did it, be they actors or not.
        absorbed: Triggers of the frames that were joined with this one.
        has_place_phrase: True when a place hangs on the trigger itself, not on a verb it was joined with.
        names_settlement: True when an unnamed settlement is the place ("a village in the north"): a later sentence may
            name it.
        is_elsewhere: True at a place that the text says is not known ("an unknown village"): none that it names.
        is_by_air: True for what aircraft do themselves ("jets fired rockets"), not where they are only named in the clause.
        verb: The verb that governs an event noun, in lower case; empty for verb triggers.
        is_noun: True when the trigger stands as a noun.
    """

    analysis: Analysis
    trigger: Trigger
    position: int
    kind: str
    agents: list[Filler] = field(default_factory=list)
    targets: list[Filler] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    status: Status = "occurred"
    status_rule: str = ""
    absorbed: list[Trigger] = field(default_factory=list)
    object_groups: tuple[int, ...] = ()
    subject_groups: tuple[int, ...] = ()
    target_groups: tuple[int, ...] = ()
    is_anaphoric: bool = False
    has_own_day: bool = False
    has_place_phrase: bool = False
    names_settlement: bool = False
    is_elsewhere: bool = False
    is_by_air: bool = False
    verb: str = ""
    is_noun: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell noun from verb by the trigger's group."""
        self.is_noun = self.analysis.chunks[self.position].kind != "V"
