"""The codebook's choice of a sub-event type as an ordered table of conditions over facts (`decision.yml`)."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.coding.codebook import Codebook
from extractors.lexicons.loader import LexiconError, Strict, read_list


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

    def fits(self, facts: set[str], words: str) -> bool:
        """True when the facts and the trigger's words meet the row's conditions; its kinds are not looked at."""
        return (
            self.all <= facts
            and (not self.any or not self.any.isdisjoint(facts))
            and self.none.isdisjoint(facts)
            and (not self.words or words in self.words)
            and words not in self.not_words
        )


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
            if rule.fits(facts, words):
                return rule.then, f"decision:{number}"
        return None
