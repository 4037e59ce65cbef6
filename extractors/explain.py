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
class Bound:
    """Words that fill a role of an event.

    `role` is agent, target, place or a kind of harm; `value` the number that a harm is coded with ("vague" for a plural
    without one) and `None` for other roles; `step` the slot or rule that found the words.
    """

    role: str
    text: str
    value: str | None
    step: str
    start: int
    end: int

    def __str__(self) -> str:
        """ "role: words (step)"."""
        return f"{self.role}: {self.text if self.value is None else self.value} ({self.step})"


@dataclass(frozen=True, slots=True)
class Tried:
    """A trigger and what became of it.

    Attributes:
        outcome: "coded", or why it told of no event; see docs/explain.md.
        guard: The guard that blocked it, and in `guard_word` the word that did, or what was missing.
        status: What became of the event, by the rule `status_rule`; empty where that was not asked.
        bound: What fills its roles.
        facts: What the guards and the decision table saw.
    """

    text: str
    rule_id: str
    outcome: str
    guard: str | None
    guard_word: str | None
    status: str
    status_rule: str
    sub_event_type: str | None
    bound: tuple[Bound, ...]
    facts: tuple[str, ...]
    start: int
    end: int

    @property
    def roles(self) -> tuple[str, ...]:
        """ "role: words (step)" for all that was bound."""
        return tuple(map(str, self.bound))


@dataclass(frozen=True, slots=True)
class Group:
    """A word group: N noun, V verb, P preposition, C conjunction, S subordinator, R relative pronoun, T time, B other."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """One sentence that was looked at; without groups and mentions when its words alone said that it tells of nothing."""

    index: int
    text: str
    start: int
    end: int
    groups: tuple[Group, ...]
    mentions: tuple[Seen, ...]
    triggers: tuple[Tried, ...]

    @property
    def word_groups(self) -> str:
        """The groups in one line: "[N Jets] [V struck] [N the town]"."""
        return " ".join(f"[{group.kind} {group.text}]" for group in self.groups)


@dataclass(frozen=True, slots=True)
class FieldReason:
    """Why a cell of a report is what it is, or is empty (`value` is then `None`)."""

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
