"""A headline that counts the dead of several towns together, of which the text then tells town by town.

"Ten killed in attacks in Foo and Bar", and behind it what happened in the quarters of Foo and near Bar: the headline's share of
a town is no event where the text tells of those in it (codebook section 7 counts nobody twice).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import number_told
from extractors.merging.day_totals import is_day_of_total
from extractors.merging.whereabouts import is_around, is_within
from extractors.places.records import HELD, NAMED, Place

_LEAD = 1
"""Last sentence of headline and lead."""
_AROUND_KM = 15.0
_QUARTER_KM = 5.0
_SOON = 2
"""Sentences behind a city that was struck in which its quarters are named."""
_HARM = ("killed", "injured")
_LEAST = 3
"""So many dead or hurt, counted twice, are the same people."""


def set_lists_aside(drafts: list[Draft], rule: str) -> None:
    """Make background of the towns of a headline's list that the text tells of apart; `rule` says why."""
    for part in [d for d in drafts if _is_of_list(d)]:
        told = [d for d in drafts if _is_told_in(d, part)]
        if told and sum(number_told(d.amounts, "killed") for d in told) <= number_told(part.amounts, "killed"):
            part.status, part.status_rule = "historical", rule


def set_wholes_aside(drafts: list[Draft], rule: str) -> None:
    """Make background of what a later list of places tells in full: the same victims, or the quarters of a city.

    "19 died in the east. Jets bombed Foo, Bar and Baz, killing 19" counts the 19 once, whatever else that day brought; "shells
    fell on Foo. They hit the quarters of Bar and Baz" is the fire on those quarters.
    """
    for parts in _lists(drafts):
        for whole in [d for d in drafts if _may_be_whole(d, parts[0])]:
            if _has_its_victims(whole, parts) or _has_its_quarters(whole, parts):
                whole.status, whole.status_rule = "historical", rule
                for part in parts:
                    part.when = whole.when if whole.when.is_own and not part.when.is_own else part.when
                    _add_sides(part, whole)


def _add_sides(part: Draft, whole: Draft) -> None:
    """Give a part the sides that only the whole names, unless they stand on the other side already."""
    names = {a.name for a in (part.actor1, part.actor2) if a is not None}
    if part.actor1 is None and whole.actor1 is not None and whole.actor1.name not in names:
        part.actor1, part.assoc1 = whole.actor1, whole.assoc1
    if part.actor2 is None and whole.actor2 is not None and whole.actor2.name not in names:
        part.actor2, part.assoc2 = whole.actor2, whole.assoc2


def _lists(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """The places of each sentence that names several for one deed."""
    for first in (d for d in drafts if d.share[0] == 0 and d.share[1] > 1):
        parts = [d for d in drafts if d.start == first.start and d.share[1] == first.share[1]]
        is_whole = len(parts) == first.share[1] and all(d.status == "occurred" and d.place for d in parts)
        if is_whole and not is_day_of_total(first):
            yield parts


def _may_be_whole(draft: Draft, first: Draft) -> bool:
    """True for violence of that day, at one place, that was told before the list."""
    if draft.status != "occurred" or draft.share[1] > 1 or draft.order >= first.order or draft.place is None:
        return False
    event_type = Codebook.default().event_type
    if not {event_type[draft.sub_event_type], event_type[first.sub_event_type]} <= ORGANISED_VIOLENCE:
        return False
    return not first.is_other and _is_same_day(draft, first)


def _is_same_day(draft: Draft, other: Draft) -> bool:
    return draft.when.day == other.when.day or not (draft.when.is_own and other.when.is_own)


def _has_its_victims(whole: Draft, parts: list[Draft]) -> bool:
    """True for the same number of victims at a place in, around or near which the list lies."""
    first = parts[0]
    if any(a.is_additional or a.is_also for a in first.amounts if a.category == "killed"):
        return False
    told = [(number_told(whole.amounts, sort), number_told(first.amounts, sort)) for sort in _HARM]
    dead, hurt = told
    is_counted = dead[0] == dead[1] and (dead[0] >= _LEAST or hurt[0] == hurt[1] >= _LEAST)
    return is_counted and any(_is_there(part, whole) for part in parts)


def _is_there(part: Draft, whole: Draft) -> bool:
    if part.place is None or whole.place is None or part.place.iso != whole.place.iso:
        return False
    return part.place.place_id == whole.place.place_id or is_around(_AROUND_KM, whole.place, part.place)


def _has_its_quarters(whole: Draft, parts: list[Draft]) -> bool:
    """True for quarters of the city that the sentence before tells of, struck by the same side, with no victims of its own."""
    first, city = parts[0], whole.place
    if whole.amounts or city is None or city.latitude is None or whole.sub_event_type != first.sub_event_type:
        return False
    if not 0 <= first.sentence_index - whole.sentence_index <= _SOON or _are_others(whole, first):
        return False
    places = [part.place for part in parts if part.place is not None]
    is_inside = all(p.place_id != city.place_id and is_within(_QUARTER_KM, city, p) for p in places)
    return is_inside and any((p.latitude, p.longitude) == (city.latitude, city.longitude) for p in places)


def _are_others(one: Draft, two: Draft) -> bool:
    return one.actor1 is not None and two.actor1 is not None and one.actor1.name != two.actor1.name


def _is_of_list(draft: Draft) -> bool:
    """True for one of the towns of a headline that counts its victims over all of them, and that nothing went on with."""
    is_first = draft.sentence_index <= _LEAD and draft.share[1] > 1 and draft.status == "occurred"
    is_counted = any(a.is_counted and a.category in _HARM for a in draft.amounts)
    return is_first and is_counted and not (is_day_of_total(draft) or any(a.is_local for a in draft.amounts))


def _is_told_in(draft: Draft, part: Draft) -> bool:
    """True for violence that the text tells of later, with its own numbers, in or close around the town of the list."""
    if draft.status != "occurred" or draft.sentence_index <= part.sentence_index or draft.start == part.start:
        return False
    event_type = Codebook.default().event_type
    if not {event_type[draft.sub_event_type], event_type[part.sub_event_type]} <= ORGANISED_VIOLENCE:
        return False
    if part.when.is_own and draft.when.is_own and part.when.day != draft.when.day:
        return False
    is_counted = any(a.is_counted and a.category in _HARM for a in draft.amounts)
    return is_counted and draft.place is not None and part.place is not None and _is_in(draft.place, part.place)


def _is_in(inner: Place, town: Place) -> bool:
    if inner.place_id == town.place_id or inner.iso != town.iso or town.place_id.startswith((NAMED, HELD)):
        return False
    is_known = inner.latitude is not None and town.latitude is not None
    return is_known and (town.contains(inner) or is_within(_AROUND_KM, inner, town))
