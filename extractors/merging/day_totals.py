"""A total of several days beside the number of one of them: "135 killed in three days", of whom 40 on Tuesday.

Each day has its own number where the text gives one; what is left of the total is divided among the other days (codebook
section 7).
"""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.draft import Draft
from extractors.coding.fatalities import split_total
from extractors.coding.tolls import number_told
from extractors.events.frame_records import Amount

_KILLED = "killed"
_OF_DAYS = "day_of"


def is_day_of_total(draft: Draft) -> bool:
    """True for one of the days among which a total is divided."""
    return draft.share[1] > 1 and draft.when.step.startswith(_OF_DAYS)


def fit_days(drafts: list[Draft], rule: str) -> None:
    """Take what single days are told to have had out of the totals of several; `rule` says why a day is set aside."""
    for day in [d for d in drafts if d.status == "occurred" and is_day_of_total(d)]:
        told = _told_of(day, drafts)
        siblings = [d for d in drafts if d is not day and d.start == day.start and is_day_of_total(d)]
        left = _dead(day.amounts) - told
        if not told or left < len(siblings):
            continue
        apart = next((d for d in drafts if _is_day_told(d, day)), None)
        if apart is None:
            day.amounts = _with_dead(day.amounts, told)
        else:
            day.status, day.status_rule = "historical", rule
            known = {a.category for a in apart.amounts}
            apart.amounts = [*apart.amounts, *_shares([a for a in day.amounts if a.category not in known], day)]
        for sibling, number in zip(siblings, split_total(left, len(siblings)), strict=True):
            sibling.amounts = _with_dead(sibling.amounts, number)


def _shares(amounts: list[Amount], day: Draft) -> list[Amount]:
    """The day's own share of amounts that the total divides among all its days."""
    part, parts = day.share
    counted = [(a, split_total(a.coded, parts)[part]) for a in amounts if a.coded]
    return [replace(a, low=own, high=own, coded=own, is_local=True) for a, own in counted]


def _told_of(day: Draft, drafts: list[Draft]) -> int:
    """The dead that the text gives for the day alone, at its place; 0 where it gives none."""
    apart = next((d for d in drafts if _is_day_told(d, day)), None)
    if apart is not None:
        return sum(_dead(d.amounts) for d in drafts if _is_day_told(d, day) or _is_in(d, apart))
    whole = _dead([a for a in day.amounts if a.telling == 0])
    again = [a.coded for a in day.amounts if a.telling and a.category == _KILLED and a.is_counted and a.coded]
    return next((number for number in again if number < whole), 0)


def _is_day_told(draft: Draft, day: Draft) -> bool:
    """True for an event of that day alone at the place of the total, or at the province of that town."""
    if draft.share[1] > 1 or not _is_same_day(draft, day) or draft.place is None or day.place is None:
        return False
    is_there = draft.place.place_id == day.place.place_id or draft.place.contains(day.place)
    is_area = (
        draft.place.admin1 is not None and draft.place.admin1 == day.place.admin1 and draft.place.geo_precision > 1
    )
    return (is_there or is_area) and 0 < _dead(draft.amounts) < _dead(day.amounts)


def _is_in(draft: Draft, outer: Draft) -> bool:
    """True for what was counted apart from the rest of a day's total."""
    if draft is outer or draft.share[1] > 1 or draft.place is None or outer.place is None:
        return False
    is_inside = draft.place.admin1 in (None, outer.place.admin1) and draft.place.iso == outer.place.iso
    return _is_same_day(draft, outer) and is_inside


def _is_same_day(draft: Draft, other: Draft) -> bool:
    is_same = draft.sub_event_type == other.sub_event_type and draft.when.day == other.when.day
    return is_same and draft.status == "occurred"


def _dead(amounts: list[Amount]) -> int:
    return number_told(amounts, _KILLED)


def _with_dead(amounts: list[Amount], number: int) -> list[Amount]:
    """The amounts with one number of dead in the stead of all that were told."""
    first = next(a for a in amounts if a.category == _KILLED)
    own = replace(first, low=number, high=number, coded=number, is_local=True)
    return [own, *(a for a in amounts if a.category != _KILLED)]
