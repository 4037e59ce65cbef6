"""Places of several sources become one: what a later source says of point and areas wins, spellings are united."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.places.entry import Entry, pack, unpack
from extractors.places.names import loose_key, place_key
from extractors.places.records import HELD, Candidate
from flows.gazetteers.records import GUESSED_AREA, RENAMES


class _Codes(dict[str, str]):
    """Gives every code as its own name, so that an unpacked place keeps the code of its area."""

    def get(self, key: str, default: object = None) -> str:
        return key


_CODES = _Codes()
_DISTRICT = "district:"


@dataclass(frozen=True, slots=True)
class Member:
    """A place of a later source: the source's position, its flags, and the place packed."""

    layer: int
    flags: int
    packed: bytes


def merged(root: bytes, members: Sequence[Member]) -> bytes:
    """The place that stands for all, packed; `members` come in the order of their sources.

    An area keeps its point if that is the one of a town that represents it (codebook section 6).
    """
    place = _entry(unpack(root, _CODES))
    for _, group in groupby(members, key=lambda member: member.layer):
        alike = list(group)
        flags, later = _usual([(member.flags, unpack(member.packed, _CODES)) for member in alike])
        place = _over(place, later, flags)
    return pack(place)


def area_marks(packed: bytes) -> tuple[str, ...]:
    """What an area of the first or second level is known by: its code; a district by its name in the first level, too."""
    place = unpack(packed, _CODES)
    code = place.admin1 or ""
    if place.kind == "admin1":
        return (code,)
    return place.place_id.partition(":")[2], f"{code}/{loose_key(place_key(place.name))}"


def _usual(places: list[tuple[int, Candidate]]) -> tuple[int, Candidate]:
    """Of several rows of one source for the same place: the first with the point that most of them give."""
    points = Counter((place.latitude, place.longitude) for _, place in places)
    point = points.most_common(1)[0][0]
    return next(row for row in places if (row[1].latitude, row[1].longitude) == point)


def _entry(place: Candidate) -> Entry:
    return Entry(
        place.place_id, place.name, place.kind, place.latitude, place.longitude, place.iso2, place.admin1 or "",
        place.admin2 or "", place.population, 0, (), place.countries, place.admin3 or "", place.feature, place.source,
    )  # fmt: skip


def _over(place: Entry, later: Candidate, flags: int) -> Entry:
    """One place over another."""
    is_guess = bool(flags & GUESSED_AREA) and bool(place.area_code)
    said = replace(
        place,
        name=later.name if flags & RENAMES else place.name,
        admin2=later.admin2 or place.admin2,
        admin3=later.admin3 or place.admin3,
        countries=later.countries or place.countries,
        feature=later.feature or place.feature,
    )
    if place.kind == "admin1" or place.place_id.startswith(_DISTRICT):
        return said
    return replace(
        said,
        place_id=place.place_id.replace(f"{HELD}:", _DISTRICT, 1) if place.kind == "admin2" else place.place_id,
        latitude=later.latitude,
        longitude=later.longitude,
        area_code=place.area_code if is_guess else later.admin1 or place.area_code,
        population=later.population or place.population,
        source=later.source,
    )
