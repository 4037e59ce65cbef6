"""A headline that counts the dead of several towns together, of which the text then tells town by town.

"Ten killed in attacks in Foo and Bar", and behind it what happened in the quarters of Foo and near Bar: the headline's share of
a town is no event where the text tells of those in it (codebook section 7 counts nobody twice).
"""

from __future__ import annotations

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import number_told
from extractors.merging.day_totals import is_day_of_total
from extractors.merging.whereabouts import is_within
from extractors.places.records import HELD, NAMED, Place

_LEAD = 1
"""Last sentence of headline and lead."""
_AROUND_KM = 15.0
_HARM = ("killed", "injured")


def set_lists_aside(drafts: list[Draft], rule: str) -> None:
    """Make background of the towns of a headline's list that the text tells of apart; `rule` says why."""
    for part in [d for d in drafts if _is_of_list(d)]:
        told = [d for d in drafts if _is_told_in(d, part)]
        if told and sum(number_told(d.amounts, "killed") for d in told) <= number_told(part.amounts, "killed"):
            part.status, part.status_rule = "historical", rule


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
