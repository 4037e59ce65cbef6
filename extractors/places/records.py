"""Places as the text names them (`PlaceMention`) and as the table needs them (`Place`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PlaceKind = Literal["populated", "admin1", "admin2", "country", "natural", "facility", "region", "area"]
UNKNOWN = "unknown"
"""Rule of a name that no gazetteer knows and that the words beside it show to be one of a place."""
NAMED = "name:"
"""Begins the id of a place that no gazetteer knows."""
AREA = "area:"
"""Begins the id of a first-level area, which has the point of its seat."""
HELD = "held"
"""Begins the id of an area without a point of its own: it stands at the seat of the wider area that holds it."""
AREAS: frozenset[PlaceKind] = frozenset({"country", "admin1", "admin2"})
"""Kinds of entry that other places lie in."""
TOWN_WORDS = frozenset({"village", "town", "city"})
"""Descriptors of settlements of their own, not of parts of one."""
AREA_WORDS = frozenset({"province", "county"})
"""Descriptors of first-level areas."""
WIDE_WORDS = AREA_WORDS | {"region", "countryside"}
"""Descriptors of what is wider than a district."""
Relation = Literal["at", "near", "part", "from", "to", "between", "none"]

_INSIDE_DISTRICTS = frozenset({"populated", "area", "facility", "natural"})


@dataclass(slots=True, unsafe_hash=True)
class Candidate:
    """One gazetteer entry that a name may mean. Degrees are WGS 84; `admin1` is the name, not the code.

    Built once, then only read: a frozen one takes twice as long to make, and a look-up makes one a namesake.

    A country and a first-level area have no point of their own: their degrees are those of the seat that represents
    them (codebook section 6). `countries` lists the countries of what lies across borders, else it is empty. `feature` is
    GeoNames' code of what the place is ("PPLX"), `source` the further source that its point comes from; both may be "".
    """

    place_id: str
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    iso2: str
    admin1: str | None
    admin2: str | None
    population: int
    countries: tuple[str, ...] = ()
    admin3: str | None = None
    feature: str = ""
    source: str = ""

    def contains(self, other: Candidate) -> bool:
        """True when this is the country or the first- or second-level area of `other`."""
        if self.iso2 != other.iso2 or self.place_id == other.place_id:
            return False
        if self.kind == "country":
            return other.kind != "country"
        if self.kind == "admin2":
            return self.admin2 == other.admin2 and self.admin1 == other.admin1 and other.kind in _INSIDE_DISTRICTS
        return self.kind == "admin1" and self.admin1 == other.admin1 and other.kind not in ("admin1", "country")


class PlaceMention(NamedTuple):
    """A toponym in a sentence.

    Attributes:
        name: The bare toponym in the article's own spelling, without descriptor ("Assal Al Ward" of
            "the Assal Al Ward area").
        descriptor: Lemma of a descriptor beside the name ("village", "province", "district"), else `None`.
        relation: How the sentence places something there: "near" for near/outside/around/on the outskirts of,
            "part" for "parts of", "northern X", "across X"; "from"/"to" for movement; "at" otherwise after a
            locative preposition; "none" where no preposition governs the name.
        candidates: Gazetteer entries the name may mean, best known first; empty for an unknown name that the
            grammar shows to be a place ("in the village of Foo").
        is_container: True where the words only say in or beside what another place lies ("Syria" of "Marea, Syria",
            "Mosul" of "Foo, north of Mosul"), or name the ends of a road: context, not a place of the event.
        is_owner: True for a container that holds the name behind it ("Syria" of "Syria's Marea").
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    descriptor: str | None
    relation: Relation
    candidates: tuple[Candidate, ...]
    rule_id: str
    is_container: bool = False
    is_owner: bool = False

    @property
    def is_anaphor(self) -> bool:
        """True for "the capital", "the city": words that point to a place named elsewhere."""
        return self.rule_id.startswith("anaphor")

    @property
    def is_country(self) -> bool:
        """True when the name is first of all that of a country."""
        return bool(self.candidates) and self.candidates[0].kind == "country"


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place in ACLED's columns.

    Latitude and longitude are degrees with at most 4 decimals, or both `None` where only a country is known:
    coordinates are never invented. `score` is how sure the choice is, 0 to 1, `reason` what speaks for it, `runner_up` the
    place elsewhere that fits next best, "" without one.
    """

    location: str
    latitude: float | None
    longitude: float | None
    geo_precision: int
    country: str
    iso: int
    iso2: str
    region: str
    admin1: str | None
    admin2: str | None
    admin3: str | None
    place_id: str
    score: float
    reason: str
    runner_up: str = ""
    coded_to: str = ""
    """The town whose point this is, of a place that no list gives one; "" for all others."""

    def contains(self, inner: Place) -> bool:
        """True when this is the country or the province that `inner` lies in."""
        if self.iso != inner.iso or self.place_id.startswith((NAMED, HELD)):
            return False
        if self.latitude is None:
            return True
        return self.geo_precision == 3 and self.admin1 is not None and self.admin1 == inner.admin1


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that could not be placed, or not with confidence, and why."""

    name: str
    kind: str
    """"unknown_place" or "ambiguous_place": becomes the kind of an issue row."""
    reason: str
