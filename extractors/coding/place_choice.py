"""Places beside each other: which lies in which, which is the narrowest, and names that only the text knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.events.analysis import Analysis
from extractors.places.columns import held_in
from extractors.places.holding import holders_of
from extractors.places.names import place_key
from extractors.places.records import Place, PlaceMention

_WIDE = 3
_NAME_SCORE = 0.2
_LARGE = 100_000
_WORLD_KNOWN = 1_000_000


def by_name(name: str, country: Place) -> Place:
    """A place of which only the name and the country are known."""
    nowhere = replace(country, latitude=None, longitude=None, admin1=None, admin2=None, admin3=None)
    return held_in(nowhere, name, _WIDE, _NAME_SCORE, "no gazetteer entry; country of the text around it")


def renamed(wider: Place, name: str) -> Place:
    """A place that no gazetteer knows, under its own name, at the area that the text puts it in."""
    precision = max(2, wider.geo_precision)
    return held_in(wider, name, precision, _NAME_SCORE, f"no gazetteer entry; in {wider.location}")


def innermost(mentions: Sequence[PlaceMention], analysis: Analysis) -> list[PlaceMention]:
    """The mentions without those that only say in what another of them lies."""
    wider = {id(h) for m in mentions if not m.is_container for h in holders_of(m, analysis.places)}
    return [m for m in mentions if id(m) not in wider]


def narrowest(places: Sequence[Place | None], seats: Collection[str] = ()) -> Place | None:
    """The first place, or the first that lies in it; a country gives way to any place with a point.

    Not to the capital of another, whose lower-case name is among the `seats`: there people talk.
    """
    known = [place for place in places if place is not None]
    if not known:
        return None
    first = known[0]
    if first.latitude is None:
        points = (p for p in known if p.latitude is not None and p.location.lower() not in seats)
        first = next(points, first)
    return next((place for place in known[1:] if lies_in(place, first)), first)


def lies_in(inner: Place, outer: Place) -> bool:
    """True for a place inside a country or province, other than that itself."""
    return inner.place_id != outer.place_id and outer.contains(inner)


def overlaps(one: Place, two: Place) -> bool:
    """True for one place under one name, and where one of two lies in the other."""
    is_same = one.place_id == two.place_id and one.location == two.location
    return is_same or one.contains(two) or two.contains(one)


def is_famous(mention: PlaceMention) -> bool:
    """True for the name of a large town, which was not meant: it is no unknown village of the country."""
    return any(candidate.population >= _LARGE for candidate in mention.candidates)


def is_famous_abroad(mention: PlaceMention, country: Place) -> bool:
    """True for the name of a large town of another country: no village of this one ("the Paris embassy")."""
    if mention.descriptor or any(candidate.iso2 == country.iso2 for candidate in mention.candidates):
        return False
    named = (c for c in mention.candidates if place_key(c.name) == place_key(mention.name))
    return any(c.population >= _WORLD_KNOWN for c in named)


def is_same_point(one: Place, two: Place) -> bool:
    """True for two places with the same coordinates."""
    return (one.latitude, one.longitude) == (two.latitude, two.longitude)


def or_inner(place: Place | None, way: Place | None) -> Place | None:
    """The place, but for a country in which a way begins or ends that the sentence tells of."""
    is_country = place is not None and place.latitude is None
    return way if place is not None and way is not None and is_country and lies_in(way, place) else place
