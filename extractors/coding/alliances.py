"""Who fights on one side of a war, so that nobody is taken for the opponent of an ally.

A text that names only one side of a raid often names that side's friends near it ("Russian and regime warplanes").
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pydantic import Field

from extractors.lexicons.loader import Strict, load


class Alliance(Strict):
    """Those who fight together in a country in some years, both included; without `until` they still do.

    With `faces_state` whoever stands against them and is not named is the country's own army.
    """

    country: str = Field(pattern=r"^[A-Z]{2}$")
    since: int
    until: int | None = None
    members: list[str] = Field(min_length=1)
    faces_state: bool = False
    note: str

    def covers(self, country: str, year: int) -> bool:
        """True when the alliance holds in the country and year."""
        return country == self.country and self.since <= year and (self.until is None or year <= self.until)


class Alliances(Strict):
    """`lexicons/alliances.yml`; the file explains its members."""

    alliances: list[Alliance] = Field(min_length=1)

    def friends(self, name: str, country: str | None, when: date | None) -> tuple[str, ...]:
        """Beginnings of the names of those on the side of an actor, itself included; empty where nothing is known."""
        if country is None or when is None:
            return ()
        held = (a.members for a in self.alliances if a.covers(country, when.year))
        return tuple(member for members in held if name.startswith(tuple(members)) for member in members)

    def faces_state(self, name: str, country: str | None, when: date | None) -> bool:
        """True for an actor that fights the country's own army there and then."""
        if country is None or when is None:
            return False
        held = (a.members for a in self.alliances if a.faces_state and a.covers(country, when.year))
        return any(name.startswith(tuple(members)) for members in held)


@lru_cache(maxsize=1)
def load_alliances() -> Alliances:
    """The alliances that ship with the package.

    Raises:
        LexiconError: The file does not fit the schema.
    """
    return load(Alliances, "alliances.yml")
