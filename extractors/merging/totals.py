"""Totals told beside their parts: "13 killed in raids on the north", of whom 5 died in one village and 8 in another.

The codebook counts nobody twice: where the parts make up the total, the total is no event of its own; else what they leave
over is that of the wider place.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.fatalities import split_total
from extractors.coding.tolls import number_told
from extractors.events.frame_records import Amount
from extractors.merging.day_totals import fit_days, is_day_of_total
from extractors.merging.list_headlines import set_lists_aside, set_wholes_aside
from extractors.merging.summed_up import take_out_sums
from extractors.merging.till_now import set_counted_till_now_aside
from extractors.merging.whereabouts import is_within
from extractors.places.distance import distance_km
from extractors.places.records import AREA, HELD, NAMED, Place

RULE, REST = "total_of_events_told_apart", "rest_of_a_total"
_HARM = "harm"
_ANY = frozenset(["assault", "harm", "killing", "unrest"])
"""Kinds of what a headline calls "attacks", whatever they were done with."""
_AROUND_KM = 20.0
_CITY_KM = 8.0
"""How far a quarter may lie from the middle of its city."""
_AROUND = 2
"""Geo-precision of the surroundings or a part of a town."""
_WIDE = 3
"""Geo-precision of a province or country."""
_MOST = 0.6
"""Share of a country's total that its parts make up where they are all told."""
_ALL = 0.9
"""Share of a total above which nothing is left: the parts are counted more exactly."""
_LARGE = 10
"""Dead of a total that its parts need not make up exactly."""
_ROUGH = 2
"""Time precision of a week or weekend."""
_SPAN_DAYS = 2
"""How far the day of a part lies from the middle of the days that a total is of."""
_SOON = 3
"""Sentences within which "the raids" are those told of, with the places they hit."""
_LEAD = 1
"""Last sentence of headline and lead, which sum up what the text tells after them."""
_NEAR = 3
"""Sentences behind a total within which some of its dead are told of."""


def set_totals_aside(drafts: list[Draft]) -> None:
    """Leave to totals what their parts, events of their own, leave over; make background of those that nothing is left of."""
    for total in (d for d in drafts if d.status_rule == RULE and d.place and d.place.latitude is not None):
        _leave_rest(total, [e for e in drafts if e.order < total.order and is_inside(e, total)])
    _hand_down(drafts)
    set_lists_aside(drafts, RULE)
    set_wholes_aside(drafts, RULE)
    set_counted_till_now_aside(drafts, RULE)
    take_out_sums(drafts)
    for total in (d for d in drafts if d.status == "occurred" and d.share[1] == 1 and killed(d) > 1):
        later = [d for d in drafts if d is not total and d.status == "occurred" and _is_told_apart(d, total)]
        parts = [d for d in later if _is_alike(d, total)]
        if sum(map(_own_dead, parts)) != killed(total) and sum(map(_own_dead, later)) == killed(total):
            parts = (
                later  # "clashes killed eight", of whom police shot five in one town and a mob beat three in another
            )
        places = {p.place.place_id for p in parts if p.place is not None}
        inside = [p for p in parts if _is_in_it(p, total)]
        if len(inside) > 1 and sum(map(_own_dead, inside)) == killed(total):
            total.status, total.status_rule = "historical", RULE
        elif len(places) > 1 and _makes_up(sum(map(_own_dead, parts)), killed(total)):
            for beside in [total, *(d for d in drafts if _is_beside(d, total))]:
                beside.status, beside.status_rule = "historical", RULE
            for part in (p for p in parts if p.is_elsewhere):
                part.place, part.place_step = total.place, total.place_step
    for total in (d for d in drafts if d.status == "occurred" and d.share[1] == 1 and killed(d)):
        parts = [d for d in drafts if d is not total and d.status == "occurred" and _is_part(d, total)]
        if len(parts) > 1 or any(map(_is_said_part, parts)):
            _leave_rest(total, parts)
    fit_days(drafts, RULE)


def _makes_up(told: int, total: int) -> bool:
    """True for parts that are the whole; a large whole may be counted at another hour than they."""
    return told == total or (total >= _LARGE and _ALL * total <= told <= total / _ALL)


def _leave_rest(total: Draft, parts: list[Draft]) -> None:
    """Take the dead of the parts from the total; its wounded are divided where no part tells of its own."""
    told = sum(map(_own_dead, parts))
    rest = killed(total) - told
    is_country = total.place is not None and total.place.latitude is None
    if is_country and (len(parts) == 1 or told < _MOST * killed(total)):
        return
    if told > _ALL * killed(total) or is_country:
        total.status, total.status_rule = "historical", RULE
        return
    total.status, total.status_rule = "occurred", REST
    total.amounts = _less(total.amounts, "killed", rest)
    hurt = number_told(total.amounts, "injured")
    told = sum(number_told(part.amounts, "injured") for part in parts)
    if hurt and not told:
        first, *others = split_total(hurt, len(parts) + 1)
        for part, share in zip(parts, [first, *others], strict=False):
            part.amounts = [*part.amounts, *_less(total.amounts, "injured", share)[-1:]]
    if hurt:
        left = hurt - told if told else hurt // (len(parts) + 1)
        total.amounts = _less(total.amounts, "injured", max(0, left))


def _less(amounts: list[Amount], category: str, number: int) -> list[Amount]:
    """The amounts with one number for a category in the stead of all that were told."""
    first = next(a for a in amounts if a.category == category)
    left = replace(first, low=number, high=number, coded=number, is_local=True, is_found=False, is_total=False)
    return [*(a for a in amounts if a.category != category), left]


def _own_dead(draft: Draft) -> int:
    """The dead of an event, of a total told for several places its share."""
    part, parts = draft.share
    is_shared = parts > 1 and not any(a.is_local for a in draft.amounts)
    return split_total(killed(draft), parts)[part] if is_shared else killed(draft)


def _hand_down(drafts: list[Draft]) -> None:
    """Divide the toll of "67 died in raids on Foo; the raids hit the quarters of A, B and C" among those quarters."""
    lists = [d for d in drafts if d.share[0] == 0 and d.share[1] > 1 and _is_told_on(d) and not d.amounts]
    for first in (d for d in lists if d.status == "occurred"):
        parts = [d for d in drafts if d.start == first.start and d.share[1] > 1]
        total = next((d for d in reversed(drafts) if d.order < first.order and _is_whole(d, parts)), None)
        if total is not None and len(parts) == first.share[1]:
            for part in parts:
                part.amounts = list(total.amounts)
                part.actor1, part.actor2 = part.actor1 or total.actor1, part.actor2 or total.actor2
            total.status, total.status_rule = "historical", RULE


def _is_told_on(draft: Draft) -> bool:
    """True for "the raids on A and B" and for "the jets hit A and B"."""
    return draft.is_definite or (draft.is_by_known and not draft.is_noun and not draft.is_other)


def _is_whole(draft: Draft, parts: list[Draft]) -> bool:
    """True for the same deed told just before with its dead, of a place that all parts lie in."""
    first = parts[0]
    if draft.status != "occurred" or draft.share[1] > 1 or not killed(draft) or draft.place is None:
        return False
    is_same = draft.sub_event_type == first.sub_event_type and 0 <= first.sentence_index - draft.sentence_index <= _SOON
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


def _is_told_apart(draft: Draft, total: Draft) -> bool:
    """True for deaths that a later sentence tells of, on a day that may be that of the total."""
    is_same_day = not total.when.is_own or draft.when.day == total.when.day or _is_in_span(draft, total)
    return draft.sentence_index > total.sentence_index and is_same_day and killed(draft) > 0


def _is_alike(draft: Draft, total: Draft) -> bool:
    """True for an event of the total's type, if it has one."""
    types = {draft.sub_event_type, total.sub_event_type}
    return len(types) == 1 or types == FROM_AFAR or total.kind in _ANY


def _is_in_span(draft: Draft, total: Draft) -> bool:
    """True for the Sunday of a total of the weekend."""
    day, other = draft.when.day, total.when.day
    if total.when.precision != _ROUGH or day is None or other is None:
        return False
    return abs((day - other).days) <= _SPAN_DAYS


def _is_in_it(part: Draft, total: Draft) -> bool:
    """True for a quarter of the total's town, or a town of its province, that the part's own words name."""
    if part.place is None or total.place is None or not part.has_own_place or part.is_elsewhere:
        return False
    one, other = total.place, part.place
    is_in = is_within(_CITY_KM, one, other) or (one.latitude is not None and one.contains(other))
    return one.place_id != other.place_id and is_in


def _is_beside(draft: Draft, total: Draft) -> bool:
    """True for the artillery fire of "raids and artillery fire on Foo killed 13", whose dead are those of the raids."""
    if draft is total or draft.sentence_index != total.sentence_index or draft.status != "occurred" or killed(draft):
        return False
    if {draft.sub_event_type, total.sub_event_type} != FROM_AFAR or draft.place is None or total.place is None:
        return False
    return draft.place.place_id == total.place.place_id


def is_total_of(draft: Draft, earlier: list[Draft]) -> bool:
    """True for "in all, 40 were killed in the raids on the province": no event's toll, but that of those told before."""
    if draft.place is None or draft.share[1] > 1 or not (draft.is_noun or draft.kind == _HARM):
        return False
    parts = [e for e in earlier if e.sentence_index < draft.sentence_index and is_inside(e, draft)]
    places = {p.place.place_id for p in parts if p.place is not None}
    return len(places) > 1 and killed(draft) >= sum(map(killed, parts)) > 0


def is_inside(part: Draft, total: Draft) -> bool:
    """True for deaths of the same day and type in a place inside that of the total."""
    if part.status != "occurred" or part.place is None or total.place is None or is_day_of_total(part):
        return False
    is_same = part.sub_event_type == total.sub_event_type and part.when.day == total.when.day
    return (
        is_same
        and killed(part) > 0
        and part.place.place_id != total.place.place_id
        and _covers(total.place, part.place)
    )


def _covers(outer: Place, inner: Place) -> bool:
    """True for the country or province of a place, be it only part of that ("across Foo")."""
    is_known = inner.admin1 is not None or not inner.place_id.startswith(NAMED)
    is_area = outer.place_id.startswith(AREA) and outer.iso == inner.iso and outer.admin1 == inner.admin1
    return is_area or outer.contains(inner) or (not is_known and outer.iso == inner.iso)


def _is_part(draft: Draft, total: Draft) -> bool:
    """True for an event of the same type and day in the place of the total, with fewer dead, or for some of those dead."""
    if draft.place is None or total.place is None or draft.sub_event_type != total.sub_event_type:
        return False
    is_fewer = draft.when.day == total.when.day and 0 < killed(draft) < killed(total)
    if not is_fewer or all(a.is_additional for a in draft.amounts if a.category == "killed"):
        return False
    if _is_said_part(draft):
        return draft.order > total.order and draft.sentence_index - total.sentence_index <= _NEAR
    if _is_around_lead(draft, total):
        return True
    if total.place.geo_precision != _WIDE or total.place.place_id.startswith(NAMED):
        return False
    if draft.order < total.order and total.place.latitude is not None:
        return False
    is_somewhere = draft.place.place_id.startswith(NAMED) and draft.place.iso == total.place.iso
    return is_somewhere or (draft.place.place_id != total.place.place_id and total.place.contains(draft.place))


def _is_around_lead(draft: Draft, total: Draft) -> bool:
    """True for the dead of a town or quarter that the text tells of after the lead's "31 killed in and around Foo"."""
    if total.sentence_index > _LEAD or draft.sentence_index <= total.sentence_index or not draft.has_own_place:
        return False
    if total.place is None or draft.place is None or total.place.place_id.startswith((HELD, NAMED)):
        return False
    if total.place.place_id == draft.place.place_id or total.place.geo_precision == _WIDE:
        return False
    one, other = total.place, draft.place
    is_quarter = (one.latitude, one.longitude) == (other.latitude, other.longitude)
    is_wider = one.geo_precision == _AROUND or is_quarter
    return is_wider and not other.contains(one) and _holds(one, other)


def _is_said_part(draft: Draft) -> bool:
    """True for "ten of the dead"."""
    return any(a.is_part and a.category == "killed" for a in draft.amounts)


def killed(draft: Draft) -> int:
    """The dead that an event is coded with; a vague word counts for nobody."""
    return number_told(draft.amounts, "killed")
