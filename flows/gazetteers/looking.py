"""Looking a name up as a person does: the closest kind of match that finds anything, with scores and distances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geopy.distance import great_circle
from rapidfuzz import fuzz

from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from extractors.places.records import Candidate
from flows.gazetteers.records import degrees

Point = tuple[float, float]
"""Latitude and longitude, degrees."""

SAME, TRANSLITERATED, ALIKE = "the same name", "another transliteration", "spelt alike"


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name can mean.

    Attributes:
        score: How much its main name and the name asked for are alike, 0 to 100; 100 where it has exactly this name.
        km: Kilometres from the point asked for, if any.
    """

    place: Candidate
    score: float
    km: float | None = None


def look_up(gazetteer: Gazetteer, name: str, iso2: str | None, near: Point | None) -> tuple[str, list[Match]]:
    """How the places found match, and the places: best known first, or nearest where a point is given.

    Args:
        gazetteer: Where to look.
        name: In any spelling.
        iso2: Only places of this country.
        near: Only order by distance to this point.
    """
    key = place_key(name)
    exact = [Match(place, 100.0) for place in gazetteer.candidates(key)]
    loose = (Match(place, round(fuzz.ratio(key, place_key(place.name)), 1)) for place in gazetteer.loose(key))
    fuzzy = (Match(place, round(score, 1)) for place, score in gazetteer.fuzzy(name, iso2))
    kinds: Iterable[tuple[str, Iterable[Match]]] = ((SAME, exact), (TRANSLITERATED, loose), (ALIKE, fuzzy))
    for how, matches in kinds:
        found = [match for match in matches if iso2 in (None, match.place.iso2)]
        if found:
            return how, _by_distance(found, near) if near else found
    return ALIKE, []


def point_of(gazetteer: Gazetteer, text: str, iso2: str | None) -> Point | None:
    """The point that "LAT,LON" or the name of a place means; `None` when it is neither."""
    first, _, second = text.partition(",")
    latitude, longitude = degrees(first, 90), degrees(second, 180)
    if latitude is not None and longitude is not None:
        return latitude, longitude
    _, found = look_up(gazetteer, text, iso2, None)
    return (found[0].place.latitude, found[0].place.longitude) if found else None


def _by_distance(matches: Iterable[Match], near: Point) -> list[Match]:
    found = (
        Match(m.place, m.score, round(float(great_circle(near, (m.place.latitude, m.place.longitude)).km), 1))
        for m in matches
    )
    return sorted(found, key=lambda match: match.km or 0.0)
