"""Totals told beside their parts: "13 killed in raids on the north", of whom 5 died in one village and 8 in another.

The codebook counts nobody twice: where the parts make up the total, the total is no event of its own.
"""

from __future__ import annotations

from extractors.coding.draft import Draft
from extractors.coding.tolls import toll
from extractors.places.distance import distance_km
from extractors.places.records import AREA, NAMED, Place

RULE = "total_of_events_told_apart"
_HARM = "harm"
_AROUND_KM = 20.0
_WIDE = 3
"""Geo-precision of a province or country."""
_MOST = 0.6
"""Share of a total that its parts make up where they are all told."""


def set_totals_aside(drafts: list[Draft]) -> None:
    """Make background of totals whose parts are events of their own."""
    _hand_down(drafts)
    wide = [d for d in drafts if d.status == "occurred" and _is_wide(d) and killed(d)]
    for total in wide:
        parts = [d for d in drafts if d is not total and d.status == "occurred" and _is_part(d, total)]
        if len(parts) > 1 and sum(killed(p) for p in parts) >= _MOST * killed(total):
            total.status, total.status_rule = "historical", RULE
    for total in (d for d in drafts if d.status == "occurred" and _is_lead(d) and killed(d) > 1):
        parts = [d for d in drafts if d is not total and d.status == "occurred" and _is_told_apart(d, total)]
        places = {p.place.place_id for p in parts if p.place is not None}
        if len(places) > 1 and sum(map(killed, parts)) == killed(total):
            total.status, total.status_rule = "historical", RULE


def _hand_down(drafts: list[Draft]) -> None:
    """Divide the toll of "67 died in raids on Foo; the raids hit the quarters of A, B and C" among those quarters."""
    lists = [d for d in drafts if d.share[0] == 0 and d.share[1] > 1 and d.is_definite and not d.amounts]
    for first in (d for d in lists if d.status == "occurred"):
        parts = [d for d in drafts if d.start == first.start and d.share[1] > 1]
        total = next((d for d in reversed(drafts) if d.order < first.order and _is_whole(d, parts)), None)
        if total is not None and len(parts) == first.share[1]:
            for part in parts:
                part.amounts = list(total.amounts)
                part.actor1, part.actor2 = part.actor1 or total.actor1, part.actor2 or total.actor2
            total.status, total.status_rule = "historical", RULE


def _is_whole(draft: Draft, parts: list[Draft]) -> bool:
    """True for the same deed told just before with its dead, of a place that all parts lie in."""
    first = parts[0]
    if draft.status != "occurred" or draft.share[1] > 1 or not killed(draft) or draft.place is None:
        return False
    is_same = draft.sub_event_type == first.sub_event_type and first.sentence_index - draft.sentence_index in (0, 1)
    if not is_same or draft.when.day != first.when.day:
        return False
    return all(p.place is not None and p.place is not draft.place and _holds(draft.place, p.place) for p in parts)


def _holds(outer: Place, inner: Place) -> bool:
    """True for a place inside or close around another, or a name in its country that no gazetteer knows."""
    if inner.iso != outer.iso:
        return False
    if inner.latitude is None or inner.longitude is None:
        return inner.place_id.startswith(NAMED)
    if outer.latitude is None or outer.longitude is None:
        return outer.contains(inner)
    is_near = distance_km((outer.latitude, outer.longitude), (inner.latitude, inner.longitude)) <= _AROUND_KM
    return is_near or outer.contains(inner)


def _is_lead(draft: Draft) -> bool:
    """True for a headline that no later sentence goes on with: it may sum up all that the text tells."""
    return draft.is_headline and draft.share[1] == 1


def _is_told_apart(draft: Draft, total: Draft) -> bool:
    """True for deaths of the same type that a later sentence tells of, on a day that may be that of the total."""
    is_later = draft.sentence_index > total.sentence_index and draft.sub_event_type == total.sub_event_type
    is_same_day = not total.when.is_own or draft.when.day == total.when.day
    return is_later and is_same_day and killed(draft) > 0


def is_total_of(draft: Draft, earlier: list[Draft]) -> bool:
    """True for "in all, 40 were killed in the raids on the province": no event's toll, but that of those told before."""
    if draft.place is None or draft.share[1] > 1 or not (draft.is_noun or draft.kind == _HARM):
        return False
    parts = [e for e in earlier if e.sentence_index < draft.sentence_index and _is_inside(e, draft)]
    places = {p.place.place_id for p in parts if p.place is not None}
    return len(places) > 1 and killed(draft) >= sum(map(killed, parts)) > 0


def _is_inside(part: Draft, total: Draft) -> bool:
    """True for deaths of the same day and type in a place inside that of the total."""
    if part.status != "occurred" or part.place is None or total.place is None or not killed(part):
        return False
    is_same = part.sub_event_type == total.sub_event_type and part.when.day == total.when.day
    return is_same and part.place.place_id != total.place.place_id and _covers(total.place, part.place)


def _covers(outer: Place, inner: Place) -> bool:
    """True for the country or province of a place, be it only part of that ("across Foo")."""
    is_area = outer.place_id.startswith(AREA) and outer.iso == inner.iso and outer.admin1 == inner.admin1
    return is_area or outer.contains(inner)


def _is_wide(draft: Draft) -> bool:
    return draft.share[1] == 1 and draft.place is not None and draft.place.geo_precision == _WIDE


def _is_part(draft: Draft, total: Draft) -> bool:
    """True for an event of the same type and day inside the place of the total, with fewer dead."""
    if draft.place is None or total.place is None or draft.sub_event_type != total.sub_event_type:
        return False
    is_somewhere = draft.place.place_id.startswith(NAMED) and draft.place.iso == total.place.iso
    is_inside = is_somewhere or (draft.place.place_id != total.place.place_id and total.place.contains(draft.place))
    return is_inside and draft.when.day == total.when.day and 0 < killed(draft) < killed(total)


def killed(draft: Draft) -> int:
    """The dead that an event is coded with; a vague word counts for nobody."""
    return toll(draft.amounts, "killed", lambda: 0).coded if draft.amounts else 0
