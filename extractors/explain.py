"""The coder's own account of what it did with a text: per sentence what it saw, tried, dropped and coded, and why."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.report import Issue, Report


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention: its words, what they were taken for, and the rule."""

    text: str
    kind: str
    meaning: str
    rule_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A trigger and what became of it.

    `outcome` is "coded", "folded" or the reason it was dropped; `roles` are "role: words (step)"; `facts` what the
    decision table saw.
    """

    text: str
    rule_id: str
    outcome: str
    status: str
    sub_event_type: str | None
    roles: tuple[str, ...]
    facts: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """One sentence that was looked at."""

    index: int
    text: str
    word_groups: str
    mentions: tuple[Seen, ...]
    triggers: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class FieldReason:
    """Why a cell of a report is what it is, or is empty."""

    report_id: str
    field: str
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that `Coder.explain` tells of an article."""

    sentences: tuple[SentenceExplanation, ...]
    fields: tuple[FieldReason, ...]
    reports: tuple[Report, ...]
    issues: tuple[Issue, ...]
