"""The place that another sentence gives ("Gunmen killed nine in Mali. The attack took place in Foo").

An event of which the text has told no more than the country takes the place that the sentences just before it name,
though nothing happens in them, else the first place of the sentences behind it, as long as these tell of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.coding.draft import Draft
from extractors.coding.place_choice import by_name, is_famous, lies_in
from extractors.coding.situation import Situation
from extractors.places.columns import held_in
from extractors.places.distance import distance_km
from extractors.places.records import NAMED, TOWN_WORDS, WIDE_WORDS, Place, PlaceMention, Unresolved
from extractors.places.resolve import Places
from extractors.text.tokens import tokenise

Bounds = Sequence[tuple[int, int]]
"""First offset of each sentence and the one behind its last."""

EARLIER, LATER = "earlier_sentence", "later_sentence"
_REACH = 2
"""Sentences behind an event that may name its place."""
_THERE = frozenset(["at", "near", "between"])
_WIDE = 3
_AT = "at"
_NEAR_KM = 80.0
_NAME_SCORE = 0.2


def place_from_later(drafts: list[Draft], bounds: Bounds, situation: Situation, places: Places) -> None:
    """Give events without a point on the map the nearest place that the sentences around them name."""
    for draft in drafts:
        if draft.status != "occurred" or draft.is_elsewhere or not (draft.is_beside or _is_wide(draft.place)):
            continue
        for step, around in ((EARLIER, _earlier), (LATER, _later)):
            found = next(around(draft, bounds, situation, places), None)
            if found is not None:
                draft.place, draft.place_step = found, step
                break


def _earlier(draft: Draft, bounds: Bounds, situation: Situation, places: Places) -> Iterator[Place]:
    """Places of the sentences before an event, nearest first, as far back as these tell of nothing else."""
    for index in range(draft.sentence_index - 1, max(-1, draft.sentence_index - 1 - _REACH), -1):
        if any(d.sentence_index == index for d in situation.drafts):
            return
        yield from (place for place in _named_in(index, draft, bounds, situation, places) if place.latitude is not None)


def _later(draft: Draft, bounds: Bounds, situation: Situation, places: Places) -> Iterator[Place]:
    """Places of the sentences behind an event that lie in what is known of its place."""
    for index in range(draft.sentence_index + 1, min(len(bounds), draft.sentence_index + 1 + _REACH)):
        if any(d.sentence_index == index and _is_apart(d, draft) for d in situation.drafts):
            return
        yield from _named_in(index, draft, bounds, situation, places)


def _named_in(index: int, draft: Draft, bounds: Bounds, situation: Situation, places: Places) -> Iterator[Place]:
    """Places at which a sentence puts something, and that lie in what is known of the event's place."""
    sentence = tokenise(situation.article.text, *bounds[index], index)
    mentions = places.find(sentence, situation.context)
    for mention in (m for m in mentions if _is_there(m)):
        place = places.resolve(mention, situation.context, mentions, situation.recent)
        if draft.is_beside and draft.place is not None:
            yield from _spot_beside(draft.place, mention, place)
        elif isinstance(place, Unresolved):
            if draft.place is not None and draft.place.latitude is None and not is_famous(mention):
                yield by_name(mention.name, draft.place)
        elif _fits(place, draft):
            yield place


def _spot_beside(town: Place, mention: PlaceMention, place: Place | Unresolved) -> Iterator[Place]:
    """Where it was, of what is only known to be near a town: at a place not far from it that another sentence names."""
    if mention.relation != _AT or mention.descriptor in WIDE_WORDS:
        return
    if isinstance(place, Unresolved):
        if mention.descriptor in TOWN_WORDS and not is_famous(mention):
            yield held_in(
                town, mention.name, max(2, town.geo_precision), _NAME_SCORE, f"no gazetteer entry; near {town.location}"
            )
    elif place.geo_precision < _WIDE and place.place_id != town.place_id and _is_near(place, town):
        yield place


def _is_near(one: Place, other: Place) -> bool:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude)) <= _NEAR_KM


def _is_there(mention: PlaceMention) -> bool:
    """True for the name of a place at or near which something is, and for a town whose people act ("Foo town residents")."""
    is_town = mention.relation == "none" and mention.descriptor in TOWN_WORDS
    return (is_town or mention.relation in _THERE) and not mention.is_container and not mention.is_anaphor


def _is_apart(other: Draft, draft: Draft) -> bool:
    """True for what cannot be another mention of the same event."""
    if draft.is_beside and other.is_definite:
        return False
    if other.status != draft.status and not draft.is_beside:
        return True
    return other.has_own_place and other.place is not draft.place and not _is_one_country(other.place, draft.place)


def _is_one_country(one: Place | None, two: Place | None) -> bool:
    """True where both are known to the same country only."""
    if one is None or two is None or one.latitude is not None or two.latitude is not None:
        return False
    return one.place_id == two.place_id


def _is_wide(place: Place | None) -> bool:
    """True for no place, a country or a province; not for a name that no gazetteer knows."""
    return place is None or (place.geo_precision == _WIDE and not place.place_id.startswith(NAMED))


def _fits(place: Place, draft: Draft) -> bool:
    """True for a place inside that of the draft."""
    return draft.place is None or (place.geo_precision < _WIDE and lies_in(place, draft.place))
