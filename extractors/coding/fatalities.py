"""ACLED's number of dead where a report is vague, gives a total for several events, or contradicts another.

Codebook section 7: vague words have fixed numbers (tens 10, dozens 12, hundreds 100). A plural without a number is 3,
in an open war 10. A total over several days or places is divided as evenly as it goes, the remainder to the first. Of
several numbers the lowest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pydantic import Field, model_validator

from extractors.lexicons.loader import Strict, load
from extractors.mentions.counts_lexicon import load_numbers


class War(Strict):
    """A country and the years in which it was at war, both included; without `until` the war goes on."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    since: int
    until: int | None = None
    note: str

    @model_validator(mode="after")
    def _has_order(self) -> War:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"war in {self.country}: until {self.until} lies before since {self.since}")
        return self

    def covers(self, country: str, year: int) -> bool:
        """True when the country was at war in the year."""
        return country == self.country and self.since <= year and (self.until is None or year <= self.until)


class UnknownNumber(Strict):
    """The numbers for a plural that is not counted."""

    default: int = Field(ge=1)
    war: int = Field(ge=1)


class WarCountries(Strict):
    """`lexicons/war_countries.yml`; the file explains each group."""

    unknown_number: UnknownNumber
    event_types: list[str] = Field(min_length=1)
    wars: list[War] = Field(min_length=1)

    def unknown(self, country: str | None, when: date | None, event_type: str) -> int:
        """ACLED's number for "several dead" in such an event."""
        is_war = (
            country is not None
            and when is not None
            and event_type in self.event_types
            and any(war.covers(country, when.year) for war in self.wars)
        )
        return self.unknown_number.war if is_war else self.unknown_number.default


@lru_cache(maxsize=1)
def load_wars() -> WarCountries:
    """The list of wars that ships with the package.

    Raises:
        LexiconError: The file does not fit the schema.
    """
    return load(WarCountries, "war_countries.yml")


@lru_cache(maxsize=8)
def _amounts(language: str) -> dict[str, int]:
    return load_numbers(language).amounts


def vague_number(word: str, country_iso2: str | None, when: date | None, event_type: str, language: str = "en") -> int:
    """ACLED's number for a vague word.

    Args:
        word: The word ("dozens", "several"); one that stands for a number has it everywhere.
        country_iso2: ISO 3166 alpha-2 of the country, where known.
        when: Day of the event, where known.
        event_type: ACLED event type.
        language: Language of the word.
    """
    known = _amounts(language).get(word.strip().lower())
    return load_wars().unknown(country_iso2, when, event_type) if known is None else known


def split_total(total: int, parts: int) -> list[int]:
    """Divide a total over events: as even as it goes, the first ones take the remainder (12 over 5: 3, 3, 2, 2, 2).

    Raises:
        ValueError: Less than one part, or a negative total.
    """
    if parts < 1 or total < 0:
        raise ValueError(
            f"cannot split {total} over {parts} events: expected a total of 0 or more and at least one event"
        )
    share, rest = divmod(total, parts)
    return [share + (i < rest) for i in range(parts)]


def lowest(counts: Iterable[int | None]) -> int | None:
    """The lowest number reported, which ACLED codes; `None` when no report gives one."""
    return min((count for count in counts if count is not None), default=None)
