"""A name before its judges: the sentence around it, the article's persons, and the verdict that comes out."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.places.reading import Reading
from extractors.toponyms.names import Name
from extractors.toponyms.persons import Run
from extractors.toponyms.records import Use

SURE, LIKELY, OPEN, NO = 3, 2, 1, 0
"""Grades of a verdict: a place; a place unless other things speak against it; left to the article; none."""
GREAT_CITY, CITY, TOWN, SMALL = 500_000, 100_000, 15_000, 1_000
"""Inhabitants from which a name is the town's rather than a person's; from which a town is known to every reader; to many;
and from which it is worth a look where the article is about its country."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely a name is a place's, by which rule, and how it is used."""

    grade: int
    rule: str
    use: Use = "place"
    descriptor: str | None = None
    is_part: bool = False


REFUSED = Verdict(NO, "refused")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a name is judged against: its sentence, the names in it, the persons there and in the whole article."""

    reading: Reading
    names: tuple[Name, ...]
    runs: tuple[Run, ...]
    surnames: frozenset[str]

    def home_size(self, name: Name) -> int:
        """Inhabitants of the largest place of the name in the article's countries, -1 without one."""
        return max((size for iso2, size in name.found.sizes if iso2 in self.reading.countries), default=-1)

    def is_in_person(self, name: Name) -> bool:
        """True inside the name of a person."""
        return any(first < name.last and name.first < last for first, last in self.runs)


def is_great(name: Name) -> bool:
    """True for countries, peoples, areas and cities: names that stand for themselves beside another one."""
    is_area = name.found.candidates[0].kind in ("country", "admin1") and not name.found.is_word
    return name.kind != "known" or is_area or name.found.size >= CITY
