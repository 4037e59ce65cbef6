"""A verdict: did the event happen, and which rule says so."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractors.report import Status
from extractors.text.chunker import Chunk


class Verdict(NamedTuple):
    """A status and the rule that gave it."""

    status: Status
    rule: str


OCCURRED: Final = Verdict("occurred", "told_as_fact")

UNDER_WAY: Final = Verdict("occurred", "under_way")
"""What a side does these weeks ("is shelling the suburbs"): news only where the text tells more of it."""

CALLED = "adjective:"
"""How the rules begin by which an adjective says it ("an alleged attack")."""
BACKGROUND = "background_of_another_event"
"""The rule by which an event noun behind "after", "during" and the like is background."""


def is_unreal(chunk: Chunk) -> bool:
    """True when a verb is negated, modal or in the future."""
    return chunk.is_negated or chunk.is_modal or chunk.tense == "future"


def mood(chunk: Chunk) -> Verdict:
    """The status of an event whose verb is negated, modal or in the future."""
    if chunk.tense == "future":
        return Verdict("planned", "future_tense")
    return Verdict("denied", "negated_verb") if chunk.is_negated else Verdict("hypothetical", "modal_verb")
