"""What merging knows: points for each level of likeness, windows, which types and names go together. All of it is data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field, model_validator

from extractors.coding.codebook import Codebook
from extractors.lexicons.loader import LexiconError, Strict, load
from extractors.merging.windows import SPREAD_DAYS

FILE = "merging.yml"
Levels = dict[str, float]

LEVELS: dict[str, frozenset[str]] = {
    "day": frozenset(["same", "same_rough", "eve", "next", "near", "week", "month"]),
    "place": frozenset(["same", "around", "near", "inside", "area", "in_area"]),
    "type": frozenset(["same", "loose", "kin", "part"]),
    "side": frozenset(["same", "vague", "related", "unknown", "target", "other"]),
    "killed": frozenset(["many", "some", "few", "overlap", "silent", "risen", "differs", "far", "very_far"]),
    "injured": frozenset(["many", "some", "few", "overlap", "silent", "risen", "differs", "far", "very_far"]),
    "scene": frozenset(["same", "other"]),
    "text": frozenset(["same", "other"]),
}
"""The levels that each part can have; anything else is a contradiction."""


class Points(Strict):
    """Points of every level."""

    day: Levels
    place: Levels
    type: Levels
    side: Levels
    killed: Levels
    injured: Levels
    scene: Levels
    text: Levels

    @model_validator(mode="after")
    def _levels_are_known(self) -> Points:
        for part, levels in LEVELS.items():
            if set(getattr(self, part)) != levels:
                raise ValueError(f"{part}: expected the levels {sorted(levels)}, found {sorted(getattr(self, part))}")
        return self


class Days(Strict):
    """How many days from a rough day a level reaches."""

    next: int = Field(ge=1)
    near: int = Field(ge=1)
    week: int = Field(ge=1, le=SPREAD_DAYS)


class Kilometres(Strict):
    """How far apart two points may be for each level."""

    point: float = Field(gt=0)
    name: float = Field(gt=0)
    quarter: float = Field(gt=0)
    near: float = Field(gt=0, le=25)


class Numbers(Strict):
    """When a number says much, and when two differ greatly."""

    some: int
    many: int
    far_times: float
    far_more: int
    very_far_more: int
    risen_times: float
    vague: frozenset[int]


class Types(Strict):
    """Pairs of sub-event types that may tell of one event."""

    loose: list[str]
    kin: list[tuple[str, str]]
    part: list[tuple[str, str]]


class Names(Strict):
    """Beginnings of actors' names that are not the name of one group."""

    vague: list[str] = Field(min_length=1)
    umbrellas: list[str]
    states: list[str]


class MergingLexicon(Strict):
    """Schema of `merging.yml`."""

    join: float
    fit: float
    points: Points
    days: Days
    kilometres: Kilometres
    numbers: Numbers
    types: Types
    actors: Names


@dataclass(frozen=True, slots=True)
class MergeRules:
    """The lexicon, ready for use.

    Attributes:
        lexicon: The file.
        type_level: Level of each pair of sub-event types that may tell of one event.
    """

    lexicon: MergingLexicon
    type_level: dict[tuple[str, str], str]

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> MergeRules:
        """The shipped rules.

        Raises:
            LexiconError: The file does not fit its schema, or names a sub-event type that the codebook does not have.
        """
        lexicon = load(MergingLexicon, FILE)
        known = Codebook.default().rank
        named = {*lexicon.types.loose, *(name for pair in (*lexicon.types.kin, *lexicon.types.part) for name in pair)}
        if unknown := sorted(named - known.keys()):
            raise LexiconError(f"{FILE}: types: no such sub-event type: {', '.join(unknown)}")
        levels = {(name, name): "loose" if name in lexicon.types.loose else "same" for name in known}
        for level, pairs in (("part", lexicon.types.part), ("kin", lexicon.types.kin)):
            levels |= {pair: level for one, two in pairs for pair in ((one, two), (two, one))}
        return cls(lexicon, levels)
