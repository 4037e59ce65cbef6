"""The schema of a language's `numbers.yml`: number words, amounts, bounds, and what makes a number no count."""

from __future__ import annotations

from pydantic import model_validator

from extractors.lexicons.loader import Strict, load
from extractors.mentions.counts_numerals import NumeralWords


class Bounds(Strict):
    """Phrases before a number: "at least" (lower), "up to" (upper), "fewer than" (below), "about"."""

    lower: list[str]
    upper: list[str]
    below: list[str]
    about: list[str]


class NotCounts(Strict):
    """Neighbours that make a number a measure, a price, an age, a share or a name."""

    units_behind: list[str]
    trades: list[str]
    names_before: list[str]
    capital_names_before: list[str]
    unit_names: list[str]
    fractions: list[str]
    rates: list[str]
    phrases: list[str]


class NumbersLexicon(Strict):
    """`lexicons/<language>/numbers.yml`; the file explains each group."""

    units: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    ones: list[str]
    joiners: list[str]
    sets: dict[str, int]
    halves: list[str]
    sets_alone: list[str]
    sets_with: list[str]
    set_links: list[str]
    amounts: dict[str, int]
    vague: list[str]
    vague_many: list[str]
    totals: dict[str, int]
    behind_totals: list[str]
    zeros: list[str]
    zero_determiners: list[str]
    zero_nouns: list[str]
    bounds: Bounds
    lower_behind: list[str]
    about_behind: list[str]
    range_links: list[str]
    range_openers: list[str]
    opener_links: list[str]
    rises: list[str]
    more_behind: list[str]
    more_before: list[str]
    more_alone: list[str]
    others: list[str]
    parts: list[str]
    others_behind: list[str]
    harmed_behind: list[str]
    articles: list[str]
    persons: list[str]
    person_sets: dict[str, int]
    each_side: list[str]
    not_persons: list[str]
    person_breaks: list[str]
    people: list[str]
    not_counts: NotCounts

    @model_validator(mode="after")
    def _is_whole(self) -> NumbersLexicon:
        empty = [name for name, value in (*self, *self.bounds, *self.not_counts) if not value]
        if empty:
            raise ValueError(f"empty groups: {', '.join(empty)}")
        return self

    @property
    def numerals(self) -> NumeralWords:
        """The number words, ready to read with; "thirtythree" is one, too."""
        glued = {t + u: ten + unit for t, ten in self.tens.items() for u, unit in self.units.items() if 0 < unit < 10}
        units = {**self.units, **glued}
        return NumeralWords(units, self.tens, self.multipliers, frozenset(self.ones), frozenset(self.joiners))


def load_numbers(language: str) -> NumbersLexicon:
    """The number lexicon of a language.

    Raises:
        LexiconError: The language has no lexicon, or the file does not fit the schema.
    """
    return load(NumbersLexicon, language, "numbers.yml")
