"""One row for what one side did to another at one place on one day, whatever words tell of it (codebook section 2).

Raids and shelling of a town are one event from the air, a village burned and its people killed one attack. A fight and the
shells that fell beside it stay two: whose shells they were is seldom told. Looked at when all sides are known.
"""

from __future__ import annotations

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.naming import is_same, is_stand_in
from extractors.coding.tolls import combine
from extractors.merging.each_once import each_once

_DESTRUCTION = "Looting/property destruction"
_FIGHTS = frozenset(["Battles"])
_IN_CUSTODY, _BEATING = frozenset(["Arrests", "Attack"]), "beating"
_GAS = "Chemical weapon"
_TAKEN_AND_RAPED = frozenset(["Abduction/forced disappearance", "Sexual violence"])
_JOIN = 5
"""Letters between two nouns of a list: a comma, or a short word between blanks."""
_TAKING = frozenset(["capture", "control", "fall"])


def unite(drafts: list[Draft]) -> list[Draft]:
    """The events with one row for each act; the order is that of first mention."""
    return each_once(drafts, lambda draft: draft.sentence_index, _is_one_act, _take_in)


def _take_in(told: Draft, draft: Draft) -> None:
    """Add what the later draft says; the event's type is the higher one."""
    rank = Codebook.default().rank
    if rank[draft.sub_event_type] < rank[told.sub_event_type]:
        told.sub_event_type = draft.sub_event_type
        told.actor2, told.assoc2 = draft.actor2, draft.assoc2
    if is_stand_in(told.actor1) and not is_stand_in(draft.actor1):
        told.actor1, told.assoc1 = draft.actor1, draft.assoc1
    told.amounts = combine(told.amounts, draft.amounts)
    told.evidence.extend(draft.evidence)
    told.claimed_by = told.claimed_by or draft.claimed_by
    told.mentions += draft.mentions


def _is_one_act(told: Draft, draft: Draft) -> bool:
    """True for two sorts of violence of one side, told in this sentence, at one place on one day."""
    if not told.status == draft.status == "occurred":
        return False
    if told.place is None or draft.place is None or told.place.place_id != draft.place.place_id:
        return False
    if told.when.day != draft.when.day or told.share != draft.share:
        return False
    if _are_listed(told, draft) or _is_of_other_victims(told, draft):
        return True
    types = {told.sub_event_type, draft.sub_event_type}
    if types == _IN_CUSTODY and draft.kind == _BEATING and told.sentence_index == draft.sentence_index:
        return is_same(told.actor1, draft.actor1)  # "arrested and beat a rebel leader"
    if not _are_of_one_side(told, draft):
        return False
    return types in (FROM_AFAR, _TAKEN_AND_RAPED) or (
        _DESTRUCTION in types and len(types) > 1 and _is_violence(told, draft)
    )


def _are_listed(told: Draft, draft: Draft) -> bool:
    """True for "shelling and car bombs killed nine": nouns side by side share their dead, if one says whose deed it was."""
    event_type = Codebook.default().event_type
    types = {told.sub_event_type, draft.sub_event_type}
    is_violent = {event_type[t] for t in types} <= ORGANISED_VIOLENCE - _FIGHTS and _GAS not in types
    is_by_one = is_stand_in(told.actor1) or is_stand_in(draft.actor1)
    return is_violent and is_by_one and told.is_noun and draft.is_noun and 0 < draft.start - told.end <= _JOIN


def _is_of_other_victims(told: Draft, draft: Draft) -> bool:
    """True for the attack of "one officer was shot dead and another wounded in an attack": both were hit in it."""
    if told.sentence_index != draft.sentence_index or not draft.is_noun or told.is_noun:
        return False
    is_of_more = bool(draft.amounts) and all(a.is_additional for a in draft.amounts)
    return is_of_more and (is_stand_in(told.actor1) or is_same(told.actor1, draft.actor1))


def _is_violence(told: Draft, draft: Draft) -> bool:
    """True where, beside what was destroyed, people were harmed; a fight, and ground that changed hands, are told apart."""
    event_type = Codebook.default().event_type
    types = {event_type[d.sub_event_type] for d in (told, draft) if d.sub_event_type != _DESTRUCTION}
    return types <= ORGANISED_VIOLENCE - _FIGHTS and not any(d.kind in _TAKING for d in (told, draft))


def _are_of_one_side(told: Draft, draft: Draft) -> bool:
    """True where one actor did both, to the same people as far as both say to whom."""
    if not is_same(told.actor1, draft.actor1):
        return False
    return told.actor2 is None or draft.actor2 is None or is_same(told.actor2, draft.actor2)
