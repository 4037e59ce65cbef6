"""Acts so rare that an article tells of one only, in ever new words: a gas attack, a suicide bombing, a car bomb.

"The gas attack in Foo", "the attack on Bar province", "last week's use of chemical weapons": each names the place and day as
roughly as its sentence needs. Looked at when the events are folded and their sides known.
"""

from __future__ import annotations

from datetime import timedelta

from extractors.coding.draft import Draft
from extractors.merging.absorbing import absorb
from extractors.merging.each_once import each_once
from extractors.merging.passing import NAMELESS
from extractors.merging.second_telling import is_own_account, take_account
from extractors.merging.whereabouts import is_around
from extractors.places.records import NAMED, Place

_GAS, _SUICIDE, _BOMB = "Chemical weapon", "Suicide bomb", "Remote explosive/landmine/IED"
_RARE = frozenset([_GAS, _SUICIDE, _BOMB])
_REPORTED = "as_reported"
_AROUND_KM = 20.0
_WEEK = timedelta(days=7)
_REACH = 6
"""Sentences behind a bombing in which the text tells on about it."""
_FAR = 20
"""Sentences within which a text names a bombing again without counting anybody, as below a picture."""
_ALIKE = 0.75
"""Share of the higher of two tolls that the lower one is where both count the same dead."""
_WIDE = 3
"""Geo-precision of a province, in which two may strike each other at several places."""


def without_retold(drafts: list[Draft]) -> list[Draft]:
    """The events, each rare act once; the order is that of first mention."""
    return each_once(drafts, _key, _is_told_again, _take_in)


def _key(draft: Draft) -> tuple[str, str | None]:
    """The type, and where it is no rare one the place, at which alone it may be the same act."""
    is_of_place = draft.sub_event_type not in _RARE and draft.place is not None
    return draft.sub_event_type, draft.place.place_id if is_of_place and draft.place else None


def _take_in(told: Draft, draft: Draft) -> None:
    """Add what the later mention says; its dead replace those that nobody counted."""
    if is_own_account(told, draft):
        take_account(told, draft)
    if _dead(draft) and not _dead(told):
        told.amounts = [a for a in told.amounts if a.category != "killed"]
    absorb(told, draft)


def _is_told_again(told: Draft, draft: Draft) -> bool:
    """True for a later mention of the same act; "another" one, and one with a day of its own, is not."""
    if told.sub_event_type != draft.sub_event_type or not told.status == draft.status == "occurred":
        return False
    if draft.is_other or told.share[1] > 1 or draft.share[1] > 1:
        return False
    if told.sub_event_type not in _RARE:
        return _is_one_row(told, draft)
    if not _is_one_day(told, draft) or _are_others(told, draft) or told.place is None or draft.place is None:
        return False
    if told.sub_event_type == _GAS:
        is_alike = not _counts_apart(told, draft) or _is_of_no_day(told) or _is_of_no_day(draft)
        return is_alike and _is_in_one_province(told.place, draft.place)
    reach = _REACH if _dead(draft) else _FAR
    is_near = 0 <= draft.sentence_index - told.sentence_index <= reach
    if not is_near or not _is_around(told.place, draft.place):
        return False
    if _dead(told) and _dead(draft):
        return told.sub_event_type == _SUICIDE and not _counts_apart(told, draft)
    is_told_on = draft.is_definite or told.sub_event_type == _SUICIDE or told.sentence_index == draft.sentence_index
    return is_told_on and not any(a.is_additional for a in draft.amounts)


def _is_one_row(told: Draft, draft: Draft) -> bool:
    """True for two mentions that say the same of everything, once their sides are known; at most one counts its dead."""
    if told.place is None or draft.place is None or told.place.place_id != draft.place.place_id:
        return False
    if told.actor1 is None or draft.actor1 is None or told.actor2 is None or draft.actor2 is None:
        return False
    sides = (told.actor1.name, told.actor2.name), (draft.actor1.name, draft.actor2.name)
    is_one = sides[0] == sides[1] and told.when.day == draft.when.day and told.place.geo_precision < _WIDE
    return is_one and (_dead(told) == _dead(draft) or not (_dead(told) and _dead(draft)))


def _is_one_day(told: Draft, draft: Draft) -> bool:
    """True for one day, and where one mention has none of its own."""
    one, other = told.when.day, draft.when.day
    if one is None or other is None or one == other:
        return True
    return not (told.when.is_own and draft.when.is_own) and abs(one - other) <= _WEEK


def _is_of_no_day(draft: Draft) -> bool:
    """True for an act of which a mention only tells that there was one, and how many of some sort died."""
    return not draft.when.is_own and draft.when.step == _REPORTED


def _are_others(told: Draft, draft: Draft) -> bool:
    """True where each names who did it, and not the same."""
    names = [d.actor1.name for d in (told, draft) if d.actor1 is not None and not d.actor1.name.startswith(NAMELESS)]
    return len(set(names)) > 1


def _counts_apart(told: Draft, draft: Draft) -> bool:
    """True for two numbers of dead that cannot be of one event."""
    low, high = sorted((_dead(told), _dead(draft)))
    return 0 < low < _ALIKE * high


def _dead(draft: Draft) -> int:
    """The dead that a mention counts; a bomber whom nobody counts is none."""
    own = (a.coded or 0 for a in draft.amounts if a.category == "killed" and a.is_counted and not a.is_found)
    return max(own, default=0)


def _is_in_one_province(one: Place, other: Place) -> bool:
    is_one = one.iso == other.iso and one.admin1 is not None and one.admin1 == other.admin1
    return is_one or _is_around(one, other)


def _is_around(one: Place, other: Place) -> bool:
    """True for a place in another or not far from it, and for a name of its country that no gazetteer knows."""
    if one.iso != other.iso:
        return False
    is_named_only = one.place_id.startswith(NAMED) or other.place_id.startswith(NAMED)
    return is_named_only or is_around(_AROUND_KM, one, other)
