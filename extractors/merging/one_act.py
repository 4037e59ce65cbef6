"""One row for what the same sides did at one place on one day, whatever words tell of it (codebook section 2).

Raids and shelling of a town, a village burned and its people killed: of several sub-event types the one that is higher in
the codebook's hierarchy names the event. Looked at when all sides are known.
"""

from __future__ import annotations

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.tolls import combine
from extractors.merging.passing import NAMELESS
from extractors.merging.totals import killed

_DESTRUCTION, _FIGHTS = "Looting/property destruction", "Battles"
_TAKING = frozenset(["capture", "control", "fall"])
_PROVINCE = 3
"""Geo-precision of a province, in which the same sides may meet at several places."""
_EXACT = 1


def unite(drafts: list[Draft]) -> list[Draft]:
    """The events with one row for each act; the order is that of first mention."""
    kept: list[Draft] = []
    for draft in drafts:
        told = next((d for d in kept if _is_one_act(d, draft)), None)
        if told is None:
            kept.append(draft)
        else:
            _take_in(told, draft)
    return kept


def _take_in(told: Draft, draft: Draft) -> None:
    rank = Codebook.default().rank
    if rank[draft.sub_event_type] < rank[told.sub_event_type]:
        told.sub_event_type = draft.sub_event_type
        told.actor1, told.assoc1, told.actor2, told.assoc2 = draft.actor1, draft.assoc1, draft.actor2, draft.assoc2
    told.amounts = combine(told.amounts, draft.amounts)
    told.evidence.extend(draft.evidence)
    told.claimed_by = told.claimed_by or draft.claimed_by
    told.mentions += draft.mentions


def _is_one_act(told: Draft, draft: Draft) -> bool:
    """True for two sorts of violence between the same sides, at one place on one day."""
    if not told.status == draft.status == "occurred" or told.sub_event_type == draft.sub_event_type:
        return False
    if told.place is None or draft.place is None or told.place.place_id != draft.place.place_id:
        return False
    is_one_day = (told.when.day, told.when.precision) == (draft.when.day, draft.when.precision)
    if not is_one_day or told.share != draft.share or not _are_acts(told, draft) or not _are_same_sides(told, draft):
        return False
    if {told.sub_event_type, draft.sub_event_type} == FROM_AFAR and told.sentence_index == draft.sentence_index:
        return True
    if killed(told) and killed(draft):
        return False
    if told.sentence_index == draft.sentence_index:
        return True
    is_exact = told.when.precision == _EXACT and told.place.geo_precision != _PROVINCE != draft.place.geo_precision
    return is_exact and not draft.amounts and not _has_nobody(told)


def _are_acts(told: Draft, draft: Draft) -> bool:
    """True for organised violence in which no ground changes hands, and for things destroyed in its course."""
    event_type = Codebook.default().event_type
    types = {event_type[d.sub_event_type] for d in (told, draft) if d.sub_event_type != _DESTRUCTION}
    return types <= ORGANISED_VIOLENCE and not any(d.kind in _TAKING for d in (told, draft))


def _are_same_sides(told: Draft, draft: Draft) -> bool:
    """True for the same actors, in a fight on whichever side; else who struck in one struck in the other."""
    one, two = ([a.name for a in (d.actor1, d.actor2) if a is not None] for d in (told, draft))
    is_fight = any(Codebook.default().event_type[d.sub_event_type] == _FIGHTS for d in (told, draft))
    return bool(one) and (one == two or (is_fight and sorted(one) == sorted(two)))


def _has_nobody(draft: Draft) -> bool:
    """True where a side is nobody in particular: two unknown gunmen are not one."""
    return draft.actor1 is None or draft.actor1.name.startswith(NAMELESS)
