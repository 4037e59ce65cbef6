"""In what a name lies that no gazetteer knows: the city that the sentences before spoke of, or the text's one province.

"Rebels shelled Foo on Monday. Mortars fell on the district of Bar" puts Bar in Foo, as the codebook places a quarter at
its city (section 6). A town or village is no quarter: it has at most the province.
"""

from __future__ import annotations

from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame
from extractors.places.records import AREA, Place, PlaceMention

_QUARTERS = frozenset(["neighbourhood", "district"])
_REACH = 2
"""Sentences back in which the city may be named."""
_TOWN = 2
"""Greatest geo-precision of a town and what is near it."""


def city_of(frame: Frame, name: str, situation: Situation) -> Place | None:
    """The city named last, for a name that the words call a quarter or district, in the country of the article.

    The quarter may also begin with the name of its city, where the text has named that: "Foo al-Bar" lies in Foo.
    """
    own = (p for p in reversed(situation.recent) if p.latitude is not None and p.iso2 == situation.country)
    eponym = next((p for p in own if name.startswith(f"{p.location} ")), None)
    if eponym is not None:
        return eponym
    if not any(_is_quarter(mention, name) for mention in frame.analysis.places):
        return None
    index = frame.analysis.sentence.index
    before = (situation.sentence_places.get(index - back) for back in range(1, _REACH + 1))
    return next((place for place in before if place is not None and _is_town(place, situation)), None)


def only_area(places: list[Place], country: Place) -> Place | None:
    """The one first-level area that a text has named so far, where all that it named in the country lies in that."""
    known = [p for p in places if p.iso == country.iso and p.latitude is not None]
    areas = [p for p in known if p.place_id.startswith(AREA)]
    return areas[0] if areas and len({p.admin1 for p in known}) == 1 else None


def _is_quarter(mention: PlaceMention, name: str) -> bool:
    return mention.name == name and mention.descriptor in _QUARTERS and not mention.is_container


def _is_town(place: Place, situation: Situation) -> bool:
    is_point = place.latitude is not None and place.geo_precision <= _TOWN
    return is_point and place.iso2 == situation.country
