"""The words and patterns of a printed news page, as data of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, field_validator

from extractors.lexicons.loader import Strict, load

Scope = Literal["line", "line_and_next", "line_to_end", "inline", "inline_to_end", "tail"]
Words = Annotated[tuple[str, ...], Field(min_length=1)]


class ClutterRule(Strict):
    """A pattern of text that is no prose, what its match removes, and what it must and must not match."""

    id: str
    scope: Scope
    needles: tuple[str, ...] = ()
    """Plain lower-case strings one of which every match contains; the pattern is tried only where one occurs."""
    pattern: str
    example: str
    counter_example: str

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern.replace("{agency}", "x"))
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern


class LayoutLexicon(Strict):
    """`lexicons/<language>/layout.yml`; each list is described there."""

    months: Annotated[dict[str, int], Field(min_length=12)]
    weekdays: Annotated[dict[str, int], Field(min_length=7)]
    ordinal_suffixes: Words
    date_joiners: Words
    numeric_day_first: bool
    published_words: Words
    updated_words: Words
    byline_words: Words
    clock_words: Words
    clock_suffixes: Words
    time_zones: Words
    agencies: Words
    name_particles: Words
    region_words: Words
    not_places: Words
    clutter: Annotated[tuple[ClutterRule, ...], Field(min_length=1)]


def load_layout_lexicon(language: str) -> LayoutLexicon:
    """Load the layout lexicon of a language.

    Raises:
        LexiconError: The file is missing or does not fit the schema.
    """
    return load(LayoutLexicon, language, "layout.yml")


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, spaces matching any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"
