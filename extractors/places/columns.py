"""A gazetteer entry in the table's columns: which country it is coded under, how it is spelt, how precise it is."""

from __future__ import annotations

from dataclasses import replace

from extractors.places import tables
from extractors.places.context import PlaceContext
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import plain
from extractors.places.records import HELD, NAMED, Candidate, Place, PlaceMention

_DECIMALS = 4
_SHORT = 3
_AROUND = frozenset({"district", "region", "road", "countryside", "outskirts", "water", "mountain"})
"""Descriptors of what lies in or around the town whose name it has."""


def as_place(
    candidate: Candidate,
    location: str,
    precision: int,
    score: float,
    reason: str,
    context: PlaceContext,
    gazetteer: Gazetteer,
) -> Place:
    """The columns of an entry. A country has no coordinates; an area has those, and the name, of its seat."""
    iso2 = country_of(candidate, context)
    country = tables.countries()[iso2]
    has_point = candidate.kind != "country"
    return Place(
        location=seat_name(candidate, gazetteer) if candidate.kind == "admin1" else _spelling(location, candidate),
        latitude=round(candidate.latitude, _DECIMALS) if has_point else None,
        longitude=round(candidate.longitude, _DECIMALS) if has_point else None,
        geo_precision=precision,
        country=country.name,
        iso=country.iso,
        iso2=iso2,
        region=country.region,
        admin1=plain(candidate.admin1) if candidate.admin1 and iso2 == candidate.iso2 else None,
        admin2=candidate.admin2,
        admin3=candidate.admin3,
        place_id=candidate.place_id,
        score=round(score, 3),
        reason=reason,
        coded_to=_seat_of(candidate, gazetteer) if candidate.place_id.startswith(HELD) else "",
    )


def _seat_of(held: Candidate, gazetteer: Gazetteer) -> str:
    """The town whose point an area has that lacks its own."""
    seat = gazetteer.admin1_capital(held.iso2, held.admin1) if held.admin1 else None
    return plain(seat.name) if seat else ""


def country_of(candidate: Candidate, context: PlaceContext) -> str:
    """The country to code: for what lies across borders, the one that the article is about most."""
    named = [code for code in candidate.countries if code in context.shares]
    return max(named, key=lambda code: context.shares[code], default=candidate.iso2)


def seat_name(area: Candidate, gazetteer: Gazetteer) -> str:
    """The town that stands for a first-level area, in its news spelling."""
    seat = gazetteer.place(area.place_id.partition(":")[2])
    return plain(seat.name) if seat else area.name


def _spelling(name: str, candidate: Candidate) -> str:
    """The article's own spelling, made plain; the gazetteer's for countries and where the article shouts."""
    is_shouted = name.isupper() and len(name) > _SHORT
    return candidate.name if is_shouted or candidate.kind == "country" else plain(" ".join(name.split()))


def precision_of(mention: PlaceMention, candidate: Candidate) -> int:
    """The codebook's geographic precision (section 6): 1 the place, 2 near it or part of an area, 3 a wider area."""
    if candidate.kind in ("country", "region", "natural") or candidate.place_id.startswith(HELD):
        return 3
    if candidate.kind == "admin1":
        is_part = mention.relation in ("part", "near") and mention.descriptor != "province"
        return 2 if is_part else 3
    if candidate.kind in ("area", "admin2") or mention.relation in ("near", "between"):
        return 2
    is_wider = mention.relation == "part" and any(c.kind == "admin1" for c in mention.candidates)
    return 2 if is_wider or mention.descriptor in _AROUND else 1


def moved(place: Place, location: str, precision: int, reason: str, trust: float = 0.8) -> Place:
    """The same spot under another name, precision and reason; `trust` lowers its score."""
    return replace(
        place, location=location, geo_precision=precision, reason=reason, score=round(place.score * trust, 3)
    )


def held_in(wider: Place, name: str, precision: int, score: float, reason: str) -> Place:
    """A place that no gazetteer knows, under its own name at the spot, if any, of the place that holds it."""
    town = wider.coded_to or wider.location
    return replace(
        wider,
        location=name,
        geo_precision=precision,
        place_id=f"{NAMED}{name.lower()}",
        score=score,
        reason=reason,
        coded_to="" if wider.latitude is None else town,
    )
