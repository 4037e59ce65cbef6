"""What is named in a sentence: days, numbers and actors, each with the words that name it.

`first` and `last` are token positions in the sentence (half open); `start` and `end` are character offsets into the
article text. A mention says what the words mean on their own; which event it belongs to is decided by the frames.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, get_args

Granularity = Literal["day", "days", "week", "month", "year", "vague"]

ActorKind = Literal[
    "military",
    "police",
    "government",
    "rebel",
    "political_militia",
    "identity_militia",
    "rioters",
    "protesters",
    "civilians",
    "external",
    "unidentified_armed",
    "private_security",
]
STATE_KINDS: frozenset[ActorKind] = frozenset(["military", "police", "government"])
PEOPLE_KINDS: frozenset[ActorKind] = frozenset(["civilians", "protesters", "rioters"])
"""The unarmed."""
ARMED_KINDS: frozenset[ActorKind] = frozenset(get_args(ActorKind)) - PEOPLE_KINDS


class DateMention(NamedTuple):
    """Words that say when.

    Attributes:
        first_day: First day meant; `None` when the words need a publication date that is not known.
        last_day: Last day meant (equal to `first_day` for a single day).
        precision: ACLED time precision the words allow: 1 day, 2 week-like, 3 month-like (codebook section 6).
        granularity: Size of what is named. "year" and "vague" ("years ago", "since the war began") are too coarse to
            code and mark what they date as background.
        is_explicit: True when the words name a day without help from the publication date's week ("28 December 2012").
        is_duration: True for a span over which something went on or a total was counted ("in the past three days",
            "since Friday"): `first_day`..`last_day` is then the whole span.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    first_day: date | None
    last_day: date | None
    precision: int
    granularity: Granularity
    is_explicit: bool
    is_duration: bool
    rule_id: str

    @property
    def is_day(self) -> bool:
        """True for a single day, not for a span of days."""
        return self.granularity == "day" and not self.is_duration


class CountMention(NamedTuple):
    """A number of people or things, as digits, words, a range or a vague amount.

    `low` and `high` are the bounds the words state ("between 8 and 14"; "at least 12" has low 12 and high `None`);
    `coded` is ACLED's number for them (lowest; dozens 12, tens 10, hundreds 100; `None` for "several", whose 3 or 10
    depends on country and event: codebook section 7). Years, ages, clock times, dates, money, distances, weapon
    calibres, ordinals and unit numbers are not mentions.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    coded: int | None
    is_vague: bool
    rule_id: str


class ActorMention(NamedTuple):
    """Words that name who acts or who is harmed: a noun group with its head, or a proper name.

    Attributes:
        head: Token position of the head noun (or last token of a proper name).
        kind: What sort of actor the words name; `None` never occurs: words of no kind are no mention.
        entry_id: Key of the lexicon entry that names a particular actor ("SY/military", "JNIM"), else `None`.
        country: ISO 3166 alpha-2 of the country that the words themselves name ("Russian jets" RU), else `None`.
        is_plural: False for one person ("a civilian", "the boy").
        is_equipment: True when a thing stands for its owner ("warplanes", "tanks", "a drone").
        affiliation: ACLED's associated actor that the words name ("Students", "Journalists", "Women"), else `None`.
        is_strong: True when the words are enough to name the actor alone; weak words ("the army", "rebels") need
            country context.
    """

    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    kind: ActorKind
    entry_id: str | None
    country: str | None
    is_plural: bool
    is_equipment: bool
    affiliation: str | None
    is_strong: bool
    rule_id: str


class CodedActor(NamedTuple):
    """An actor in ACLED's naming at a day and in a country: name, inter label, associated actors.

    `is_named` where the text calls the actor by its own name, not only by its side ("rebels"); `said` is the mention it
    was named for, `None` for an actor that the text does not name.
    """

    name: str
    inter: str
    assoc: tuple[str, ...]
    rule_id: str
    is_named: bool = False
    said: ActorMention | None = None
