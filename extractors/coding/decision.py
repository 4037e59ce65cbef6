"""The codebook's choice of a sub-event type as an ordered table of conditions over facts (`decision.yml`)."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.coding.codebook import Codebook
from extractors.lexicons.loader import LexiconError, Strict, read_list


class DecisionRule(Strict):
    """One row of the table: when `kinds` holds the trigger's kind, all of `all`, one of `any`, none of `none`, and the
    trigger is one of `words` (when given), the event is a `then`."""

    kinds: list[str]
    all: list[str] = []
    any: list[str] = []
    none: list[str] = []
    words: list[str] = []
    then: str


class DecisionTable:
    """First matching row wins."""

    def __init__(self, rules: Iterable[DecisionRule]) -> None:
        """Index the rows by trigger kind.

        Raises:
            LexiconError: A row names a sub-event type that the codebook does not have.
        """
        known = Codebook.default().rank
        self._by_kind: dict[str, list[tuple[int, DecisionRule]]] = {}
        for number, rule in enumerate(rules, start=1):
            if rule.then not in known:
                raise LexiconError(f"decision.yml: row {number}: {rule.then!r} is no sub-event type of the codebook")
            for kind in rule.kinds:
                self._by_kind.setdefault(kind, []).append((number, rule))

    @classmethod
    def default(cls, language: str = "en") -> DecisionTable:
        """The shipped table."""
        return cls(read_list(DecisionRule, language, "decision.yml"))

    def decide(self, kind: str, facts: set[str], words: str) -> tuple[str, str] | None:
        """(sub-event type, rule id) for a trigger of `kind` with these facts, or `None` when no row fits."""
        for number, rule in self._by_kind.get(kind, ()):
            if rule.words and words not in rule.words:
                continue
            if not facts.issuperset(rule.all) or (rule.any and facts.isdisjoint(rule.any)):
                continue
            if facts.isdisjoint(rule.none):
                return rule.then, f"decision:{number}"
        return None
