"""A verdict: did the event happen, and which rule says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractors.report import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the rule that gave it."""

    status: Status
    rule: str


OCCURRED: Final = Verdict("occurred", "told_as_fact")

BACKGROUND = "background_of_another_event"
"""The rule by which an event noun behind "after", "during" and the like is background."""
