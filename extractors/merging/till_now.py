"""Tolls counted from a day up to the report: "14 have been killed in Foo since Monday", of a fight told of before.

Such a toll is no event beside the dated ones that it sums up (codebook section 7 counts nobody twice).
"""

from __future__ import annotations

from datetime import timedelta

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import number_told
from extractors.places.records import Place

_HARM, _KILLED = "harm", "killed"
_SINCE = "since:"
_WEEK = timedelta(days=6)
"""How far back from the report a weekday can reach."""


def set_counted_till_now_aside(drafts: list[Draft], rule: str) -> None:
    """Make background of tolls since a day where the text tells of the events that they count; `rule` says why.

    The only such event takes the toll if nobody counted its dead.
    """
    for toll in [d for d in drafts if _is_till_now(d)]:
        told = [d for d in drafts if d is not toll and _is_counted_by(d, toll)]
        if not told:
            continue
        toll.status, toll.status_rule = "historical", rule
        if len(told) == 1 and not number_told(told[0].amounts, _KILLED):
            told[0].amounts = [*told[0].amounts, *toll.amounts]


def _is_till_now(draft: Draft) -> bool:
    """True for dead of whom the text says nothing but since when they are counted."""
    is_bare = draft.kind == _HARM and draft.status == "occurred"
    return is_bare and draft.when.step.startswith(_SINCE) and number_told(draft.amounts, _KILLED) > 1


def _is_counted_by(draft: Draft, toll: Draft) -> bool:
    """True for violence of those days at the place of the toll or in it, told before it."""
    if draft.status != "occurred" or draft.order > toll.order or _is_till_now(draft):
        return False
    if Codebook.default().event_type[draft.sub_event_type] not in ORGANISED_VIOLENCE:
        return False
    day, last = draft.when.day, toll.when.day
    is_of_days = day is not None and last is not None and timedelta(0) <= last - day <= _WEEK
    return is_of_days and draft.place is not None and toll.place is not None and _is_in(draft.place, toll.place)


def _is_in(inner: Place, outer: Place) -> bool:
    is_named_alike = inner.iso == outer.iso and inner.location.lower() == outer.location.lower()
    return is_named_alike or inner.place_id == outer.place_id or outer.contains(inner)
