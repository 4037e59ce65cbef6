"""The codebook's choice of a sub-event type as an ordered table of conditions over facts (`decision.yml`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractors.coding.codebook import Codebook
from extractors.lexicons.loader import LexiconError, Strict, read_list

Decided = tuple[str, str] | None
"""Sub-event type and the rule that chose it; `None` where no rule fits."""


class DecisionRule(Strict):
    """One row of the table.

    When `kinds` holds the trigger's kind, all facts of `all` hold, one of `any`, none of `none`, the trigger is one of
    `words` (where given) and none of `not_words`, the event is a `then`.
    """

    kinds: list[str]
    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()
    then: str


class _Row(NamedTuple):
    """A row as it is tried, with the number it has in the table."""

    rule_id: str
    all: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]
    words: frozenset[str]
    not_words: frozenset[str]
    then: str


class DecisionTable:
    """First matching row wins."""

    def __init__(self, rules: Iterable[DecisionRule]) -> None:
        """Index the rows by trigger kind.

        Raises:
            LexiconError: A row names a sub-event type that the codebook does not have.
        """
        known = Codebook.default().rank
        self._by_kind: dict[str, list[_Row]] = {}
        for number, rule in enumerate(rules, start=1):
            if rule.then not in known:
                raise LexiconError(f"decision.yml: row {number}: {rule.then!r} is no sub-event type of the codebook")
            row = _Row(f"decision:{number}", rule.all, rule.any, rule.none, rule.words, rule.not_words, rule.then)
            for kind in rule.kinds:
                self._by_kind.setdefault(kind, []).append(row)

    @classmethod
    def default(cls, language: str = "en") -> DecisionTable:
        """The shipped table."""
        return cls(read_list(DecisionRule, language, "decision.yml"))

    def decide(self, kind: str, facts: set[str], words: str) -> Decided:
        """(sub-event type, rule id) for a trigger of `kind` with these facts, or `None` when no row fits."""
        for rule_id, all_, any_, none, only, not_words, then in self._by_kind.get(kind, ()):
            if (
                all_ <= facts
                and (not any_ or not any_.isdisjoint(facts))
                and none.isdisjoint(facts)
                and (not only or words in only)
                and words not in not_words
            ):
                return then, rule_id
        return None
