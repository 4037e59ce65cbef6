"""What the geoparser hands back: each name of a place in a text, and the gazetteer entry it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.places.records import Candidate
from extractors.report import Issue

Use = Literal["place", "government", "people", "body"]
"""How the text uses a name: for the place itself, for those who govern there ("Moscow said"), for its people or things
("Syrian"), or inside the name of a body ("the Aleppo Media Centre")."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A name of a place in a text.

    Attributes:
        start: Offset of its first character in the text.
        end: Offset behind its last character; `text[start:end]` is `name`.
        name: The name as the text spells it, without a descriptor beside it.
        use: How the text uses it.
        descriptor: Lemma of a descriptor beside it ("village", "province"), else `None`.
        entry: The gazetteer's entry; `None` where no entry fits, or two fit equally well.
        within: For a name without an entry, the narrowest known place that the text puts it in or beside.
        score: How sure the choice is, 0 to 1: the share of the evidence that speaks for it and not for another place.
        runner_up: The entry that fits next best, somewhere else on the map.
        reason: What speaks for it: the rule that took the name for a place, and each piece of evidence with its weight.
    """

    start: int
    end: int
    name: str
    use: Use
    descriptor: str | None
    entry: Candidate | None
    within: Candidate | None
    score: float
    runner_up: Candidate | None
    reason: str


@dataclass(frozen=True, slots=True)
class Geoparse:
    """All names of places of a text, in order, and the doubtful ones as issues."""

    places: tuple[FoundPlace, ...]
    issues: tuple[Issue, ...]
