"""One event whose two mentions were not known to be one before their sides were: the same dead, or a lead and its detail.

"Jets killed eight in Foo" and "the planes hit the Bar quarter" name different air forces until it is known whose planes they
were. Looked at when all sides are known.
"""

from __future__ import annotations

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.fatalities import split_total
from extractors.coding.tolls import number_told
from extractors.events.frame_records import Amount
from extractors.merging.absorbing import absorb
from extractors.merging.agreement import GENERIC_KINDS, actors_agree, days_agree, is_named_fight
from extractors.merging.each_once import WINDOW, each_once
from extractors.merging.near_and_foes import are_foes, are_near, is_divided
from extractors.merging.second_telling import are_next, is_attack_again, is_its_bomber, is_own_account, take_account
from extractors.merging.totals import REST, killed
from extractors.merging.whereabouts import is_around, is_counted_apart
from extractors.places.records import HELD, NAMED

_CITY_KM = 8.0
_EXACT = 1
"""`geo_precision` of a town."""
_AREA = 2
"""`geo_precision` of a place near a town, or of a part of a district."""
_PROVINCE = 3
"""`geo_precision` of a place known only as a province."""
_LEAD = 1
"""Last sentence of headline and lead, which sum up what the text tells after them."""
_SOON = 3
"""Sentences behind the lead in which the text tells it in detail."""
_FEW, _MANY, _RARE = 2, 3, 10
"""So many dead, counted twice, are the same dead: a few only where the text tells its lead in detail, or of the same sides at
the same place; a rare number whatever words say how they died."""
_UNSAID, _CLASH, _KILLED, _HURT = "Attack", "clash", "killed", "injured"


def without_twice(drafts: list[Draft]) -> list[Draft]:
    """The events, each once; the order is that of first mention."""
    return each_once(drafts, lambda _: None, lambda told, draft: _is_told_twice(told, draft, drafts), _take_in, WINDOW)


def _is_told_twice(told: Draft, draft: Draft, drafts: list[Draft]) -> bool:
    """True for the same dead at places of which one is in or near the other, or for the one detail of a lead."""
    if is_attack_again(told, draft) or is_own_account(told, draft) or is_its_bomber(told, draft):
        return True
    if not _may_be_one(told, draft):
        return False
    dead = _dead(told), _dead(draft)
    if dead[0] == dead[1] >= (_FEW if _are_of_one_fight(told, draft) else _MANY):
        return True
    if told.sub_event_type != draft.sub_event_type:
        return False
    if dead[0] == dead[1] and _are_as_many_hurt(told, draft):
        return True
    if _is_said_again(told, draft):
        return _is_only(told, draft, drafts)
    if not _is_detail(told, draft):
        return False
    if dead[0] == dead[1]:
        is_beside = not dead[0] and _is_beside(told, draft) and _is_only(told, draft, drafts)
        return dead[0] == _FEW or is_beside
    if _is_counted_now(told, draft):
        return _is_only(told, draft, drafts)
    return not all(dead) and _is_there(told, draft) and _is_only(told, draft, drafts)


def _are_as_many_hurt(told: Draft, draft: Draft) -> bool:
    """True for "three hurt in an attack in Foo", as above a report, and the three whom the next words tell of in full."""
    hurt = [0 if is_divided(d) else number_told(d.amounts, _HURT) for d in (told, draft)]
    return hurt[0] == hurt[1] >= _MANY and draft.sentence_index - told.sentence_index <= 1


def _are_of_one_fight(told: Draft, draft: Draft) -> bool:
    """True where both name the same two sides at the same place: "two pilots died" twice is of one crash."""
    sides = [{a.name for a in (d.actor1, d.actor2) if a is not None} for d in (told, draft)]
    is_there = told.place is not None and draft.place is not None and told.place.place_id == draft.place.place_id
    return is_there and sides[0] == sides[1] and len(sides[0]) > 1


def _is_counted_now(told: Draft, draft: Draft) -> bool:
    """True for the number that the text gives for the lead's "dozens" or "several"."""
    own = [a for a in told.amounts if a.category == _KILLED]
    is_rough = bool(own) and all(a.coded is None or a.low is None or a.low != a.high for a in own)
    return is_rough and 0 < _dead(draft) >= _dead(told)


def _is_beside(told: Draft, draft: Draft) -> bool:
    """True for "raids east of Foo" and the village that the next sentence names: it says where, near Foo, that was."""
    is_near = told.place is not None and told.place.geo_precision == _AREA
    return is_near and draft.sentence_index - told.sentence_index == 1


def _is_there(told: Draft, draft: Draft) -> bool:
    """False for another town: a lead's one detail may lie in a quarter of its city, not so far as the next town."""
    one, other = told.place, draft.place
    if one is None or other is None or not told.has_own_place or one.geo_precision != _EXACT:
        return True
    return one.place_id == other.place_id or is_around(_CITY_KM, one, other)


def _may_be_one(told: Draft, draft: Draft) -> bool:
    """True unless types, places, days, sides or words for more victims speak against one event."""
    if not told.status == draft.status == "occurred" or draft.is_other or told.start == draft.start:
        return False
    if REST in (told.status_rule, draft.status_rule):
        return False
    if is_divided(told) or is_divided(draft) or not (are_near(told, draft) and _types_agree(told, draft)):
        return False
    is_day = days_agree(told, draft) or (_are_as_many(told, draft) and are_next(told.when.day, draft.when.day))
    if not is_day or not actors_agree(told, draft):
        return False
    return not (are_foes(told, draft) or is_counted_apart(told, draft))


def _types_agree(told: Draft, draft: Draft) -> bool:
    """True for one type of violence, and where one mention says only that there was an attack, a blast or deaths."""
    event_type = Codebook.default().event_type
    if not {event_type[told.sub_event_type], event_type[draft.sub_event_type]} <= ORGANISED_VIOLENCE:
        return False
    is_generic = told.kind in GENERIC_KINDS or draft.kind in GENERIC_KINDS
    if told.sub_event_type == draft.sub_event_type or (is_generic and not is_named_fight(told, draft)):
        return True
    return _are_as_many(told, draft)


def _is_detail(told: Draft, draft: Draft) -> bool:
    """True for what the sentences right behind a lead tell, at a place of their own, of no further victims."""
    is_soon = told.sentence_index <= _LEAD and 0 < draft.sentence_index - told.sentence_index <= _SOON
    known = {a.category for a in told.amounts}
    is_of_others = any((a.is_additional or a.is_also) and a.category in known for a in draft.amounts)
    return is_soon and draft.has_own_place and not (_is_named_only(told) or is_of_others)


def _is_said_again(told: Draft, draft: Draft) -> bool:
    """True for "officials confirmed strikes in Foo province", of no victims, after the strike on a town there."""
    if draft.sentence_index <= told.sentence_index or draft.amounts or draft.is_spread or draft.share[1] > 1:
        return False
    if told.place is None or draft.place is None or (draft.when.is_own and draft.when.day != told.when.day):
        return False
    is_wide = draft.place.geo_precision == _PROVINCE and not _is_named_only(draft)
    return is_wide and draft.place.contains(told.place)


def _is_named_only(draft: Draft) -> bool:
    """True for the name of a village that no gazetteer knows: what another place name says is no detail of it."""
    return draft.place is not None and draft.place.place_id.startswith((HELD, NAMED))


def _is_only(told: Draft, draft: Draft, drafts: list[Draft]) -> bool:
    """True where no other event of its type is told around the lead's place."""
    alike = (d for d in drafts if d is not told and d is not draft and d.sub_event_type == told.sub_event_type)
    return not any(d.status == "occurred" and are_near(told, d) and days_agree(told, d) for d in alike)


def _dead(draft: Draft) -> int:
    part, parts = draft.share
    return split_total(killed(draft), parts)[part] if is_divided(draft) else killed(draft)


def _are_as_many(told: Draft, draft: Draft) -> bool:
    """True for one number of dead that is too rare for chance: "30 died overnight", "30 died on Friday"."""
    return _exactly(told) == _exactly(draft) >= _RARE


def _exactly(draft: Draft) -> int:
    """The dead of a mention that gives their number, and gives it as that of this event alone."""
    own = [a for a in draft.amounts if a.category == _KILLED]
    is_exact = any(a.is_counted and a.coded and a.low == a.coded for a in own)
    is_alone = not any(a.is_additional or a.is_also for a in own)
    return _dead(draft) if is_exact and is_alone else 0


def _take_in(told: Draft, draft: Draft) -> None:
    """Add what the later mention says; its place is that of the event where the lead's is wider."""
    if is_own_account(told, draft):
        take_account(told, draft)
        told.mentions += 1
        return
    same = _same_dead(told, draft) if _dead(told) == _dead(draft) else []
    is_detail = told.sentence_index <= _LEAD and draft.has_own_place and draft.sentence_index > told.sentence_index
    is_wider = draft.place is not None and told.place is not None and draft.place.contains(told.place)
    place = (draft.place, draft.place_step) if is_detail and not (is_wider or _is_named_only(told)) else None
    sub_event_type = _better_type(told, draft)
    if sub_event_type != told.sub_event_type and draft.actor1 is not None and draft.actor2 is not None:
        told.take_sides(draft)
    absorb(told, draft)
    told.sub_event_type = sub_event_type
    if same:
        known = {a.category for a in same}
        told.amounts = [*same, *(a for a in told.amounts if a.category not in known)]
    if place is not None:
        told.place, told.place_step = place


def _same_dead(told: Draft, draft: Draft) -> list[Amount]:
    """The dead that both mentions count, and the hurt of a lead as the text counts them beside the same dead."""
    hurt = [a for a in draft.amounts if a.category != _KILLED and a.is_counted] if told.sentence_index <= _LEAD else []
    return [*(a for a in told.amounts if a.category == _KILLED), *hurt]


def _better_type(told: Draft, draft: Draft) -> str:
    """The type that says with what it was done: "attack" yields to all others, else the higher one is coded."""
    types = [told.sub_event_type, draft.sub_event_type]
    book = Codebook.default()
    if (types[0] == _UNSAID) != (types[1] == _UNSAID):
        return types[types[0] == _UNSAID]
    vague = [d.kind in GENERIC_KINDS and d.kind != _CLASH for d in (told, draft)]
    if book.event_type[types[0]] != book.event_type[types[1]] and vague[0] != vague[1]:
        return types[vague[0]]
    return min(types, key=lambda t: book.rank[t])
