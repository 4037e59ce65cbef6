"""A draft: one event as one stretch of an article tells it, coded but not yet folded with its other mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extractors.events.frame_records import Amount
from extractors.mentions.records import CodedActor
from extractors.places.records import Place
from extractors.report import Evidence, Status


@dataclass(slots=True)
class When:
    """The day of an event, its ACLED precision, and the step that found it. `last_day` ends a period, else equals `day`."""

    day: date | None
    last_day: date | None
    precision: int | None
    step: str
    is_own: bool


AIR = "Air/drone strike"
FROM_AFAR = frozenset(["Shelling/artillery/missile attack", AIR])
"""What hits from a distance."""


@dataclass(slots=True)
class Draft:
    """One coded mention of an event.

    `has_own_place` and `when.is_own` are False where place or day were inherited: such a draft may be the continuation
    of an event told before. `order` is the place in reading order. `is_spread` marks what went on all over its place
    ("across the country"), `is_elsewhere` a place that the text itself does not know ("an unknown village"),
    `is_definite` an event noun that points to something known ("the attack"), `is_beside` a place that only says near
    what it was ("south of Foo"), `is_other` an event noun that tells of one more ("another shell", "a separate raid"),
    `is_apart` what its sentence sets apart from all told before ("in a separate incident, ..."), `is_by_known` a deed of
    whoever is told of before ("the warplanes hit"). `home` is the country of the sides where that is not the event's
    ("the army and the rebels signed a truce" abroad).
    """

    order: int
    sentence_index: int
    paragraph: int
    start: int
    end: int
    sentence: str
    rule_id: str
    kind: str
    is_noun: bool
    is_anaphoric: bool
    is_headline: bool
    sub_event_type: str
    status: Status
    status_rule: str
    place: Place | None
    place_step: str
    has_own_place: bool
    when: When
    actor1: CodedActor | None
    actor2: CodedActor | None
    assoc1: tuple[str, ...]
    assoc2: tuple[str, ...]
    amounts: list[Amount] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    claimed_by: str | None = None
    tags: tuple[str, ...] = ()
    names_settlement: bool = False
    is_spread: bool = False
    is_elsewhere: bool = False
    is_definite: bool = False
    is_beside: bool = False
    is_other: bool = False
    is_apart: bool = False
    is_by_known: bool = False
    definites: frozenset[str] = frozenset()
    """Words of its sentence behind a definite determiner: what the text has named before."""
    place_name: str | None = None
    """What the text calls the place, where not even its country is known."""
    trigger_word: str = ""
    """The last word of the trigger, in lower case."""
    has_means: bool = False
    """Its own words name a weapon."""
    is_unmanned: bool = False
    """Drones did it, which both sides of a war have."""
    is_of_state: bool = False
    """Its weapon is one that only the country's own forces have."""
    origin: tuple[str, str] | None = None
    """Alpha-2 code and ACLED's name of the country that it came from ("fired from Lebanon")."""
    home: Place | None = None
    campaigner: CodedActor | None = None
    """Whose forces did the like just before, where its own clause names no doer."""
    mentions: int = 1
    share: tuple[int, int] = (0, 1)
    """(part, parts): a total told for several places is split among them, remainder first (codebook section 7)."""

    def take_sides(self, other: Draft) -> None:
        """Put another draft's sides, with their associates, in the stead of its own."""
        self.actor1, self.assoc1 = other.actor1, other.assoc1
        self.actor2, self.assoc2 = other.actor2, other.assoc2
