"""Headlines that open with the country: "Iraq attacks kill 14" tells where it was, not who did it."""

from __future__ import annotations

from extractors.events.frame_records import Filler, Frame
from extractors.mentions.actors_groups import COUNTRY
from extractors.mentions.records import ARMED_KINDS, STATE_KINDS


def names_the_land(filler: Filler, frame: Frame, country: str | None) -> bool:
    """True for the name of the event's own country before what a headline tells, where it aims at no place and no forces.

    An adjective ("Iraqi attacks"), and a country that attacks somebody ("Syria shells Idlib"), are whoever did it.
    """
    mention, analysis = filler.mention, frame.analysis
    if not analysis.is_headline or mention.country is None or mention.country != country or mention.is_equipment:
        return False
    if not mention.rule_id.endswith(COUNTRY):
        return False
    named = any(place.is_country for place in analysis.places_in(mention.first, mention.last))
    is_at_place = any(not spot.mention.is_country for spot in frame.spots)
    return named and not is_at_place and all(_is_its_own(f, country) for f in frame.targets)


def _is_its_own(target: Filler, country: str | None) -> bool:
    """True for people, and for forces of the country itself, which it does not attack."""
    kind = target.mention.kind
    return kind not in ARMED_KINDS or (kind in STATE_KINDS and target.mention.country in (None, country))
