"""One row for what one side did to another at one place on one day, whatever words tell of it (codebook section 2).

Raids and shelling of a town are one event from the air, a village burned and its people killed one attack. A fight and the
shells that fell beside it stay two where nobody says whose shells they were (`fire_of_fight`). Looked at when all sides are
known.
"""

from __future__ import annotations

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook, is_crowd
from extractors.coding.crowd_size import UNKNOWN
from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.naming import is_same, is_stand_in
from extractors.coding.tolls import combine
from extractors.merging.each_once import each_once
from extractors.merging.totals import killed

_DESTRUCTION, _DAMAGE = "Looting/property destruction", "destruction"
_FIGHTS = frozenset(["Battles"])
_IN_CUSTODY, _BEATING = frozenset(["Arrests", "Attack"]), "beating"
_GAS, _ATTACK = "Chemical weapon", "Attack"
_FROM_AFAR = "Explosions/Remote violence"
_ASSAULT = "assault"
_GATHERINGS = frozenset(["protest", "gathering"])
_TAKEN_AND_RAPED = frozenset(["Abduction/forced disappearance", "Sexual violence"])
_JOIN = 5
"""Letters between two nouns of a list: a comma, or a short word between blanks."""
_TAKING = frozenset(["capture", "control", "fall"])


def unite(drafts: list[Draft]) -> list[Draft]:
    """The events with one row for each act; the order is that of first mention."""
    return each_once(drafts, lambda draft: draft.sentence_index, _is_one_act, _take_in)


def _take_in(told: Draft, draft: Draft) -> None:
    """Add what the later draft says; the event's type is the higher one."""
    if _is_crowd_struck(told, draft) or _is_of_intervention(told, draft):
        told.evidence.extend(draft.evidence)
        told.mentions += draft.mentions
        return
    rank = Codebook.default().rank
    if told.kind == _DAMAGE != draft.kind:
        told.sub_event_type, told.kind = draft.sub_event_type, draft.kind
        told.take_sides(draft)
    elif draft.kind != _DAMAGE and rank[draft.sub_event_type] < rank[told.sub_event_type]:
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
    if _are_listed(told, draft) or _is_of_other_victims(told, draft) or _is_its_damage(told, draft):
        return True
    if _is_crowd_struck(told, draft) or _is_of_intervention(told, draft):
        return True
    types = {told.sub_event_type, draft.sub_event_type}
    if types == _IN_CUSTODY and draft.kind == _BEATING and told.sentence_index == draft.sentence_index:
        return is_same(told.actor1, draft.actor1)  # "arrested and beat a rebel leader"
    if not _are_of_one_side(told, draft):
        return False
    if _is_one_assault(told, draft):
        return True
    is_one_type = types in (FROM_AFAR, _TAKEN_AND_RAPED)
    return is_one_type or (_DESTRUCTION in types and len(types) > 1 and _is_violence(told, draft))


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


def _is_crowd_struck(told: Draft, draft: Draft) -> bool:
    """True for the rally of "a bomb at a rally killed two", of which nothing else is told: whom the bomb hit."""
    event_type = Codebook.default().event_type
    is_bomb = event_type[told.sub_event_type] == _FROM_AFAR and killed(told) > 0
    is_bare = draft.is_noun and draft.mentions == 1 and not draft.amounts and set(draft.tags) <= {UNKNOWN}
    is_named = any(e.field == "actor1" for e in draft.evidence)
    return is_bomb and is_bare and not is_named and draft.kind in _GATHERINGS


def _is_of_intervention(told: Draft, draft: Draft) -> bool:
    """True for "police dispersed a march and stormed the hall where it began", in which nobody is said to have been hurt."""
    is_by_same = told.actor2 is not None and is_same(told.actor2, draft.actor1)
    return is_crowd(told.sub_event_type) and is_by_same and draft.kind == _ASSAULT and not draft.amounts


def _is_one_assault(told: Draft, draft: Draft) -> bool:
    """True for "bombers blew themselves up and gunmen opened fire, killing nine": one assault, whose dead are counted once."""
    types = {told.sub_event_type, draft.sub_event_type}
    event_type = Codebook.default().event_type
    is_assault = _ATTACK in types and {event_type[t] for t in types - {_ATTACK}} == {_FROM_AFAR}
    return is_assault and _GAS not in types and not (told.amounts and draft.amounts) and not draft.is_other


def _is_its_damage(told: Draft, draft: Draft) -> bool:
    """True for "ten were killed and houses burnt as clans clashed": who burnt them is not said, or was one of those."""
    damage, other = (told, draft) if told.kind == _DAMAGE else (draft, told)
    is_theirs = is_stand_in(damage.actor1) or any(is_same(damage.actor1, a) for a in (other.actor1, other.actor2))
    is_violent = Codebook.default().event_type[other.sub_event_type] in ORGANISED_VIOLENCE
    return damage.kind == _DAMAGE and is_theirs and is_violent and other.kind not in _TAKING | {_DAMAGE}


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
