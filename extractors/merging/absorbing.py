"""What a later mention of an event adds to the earlier one: a better place, its own day, a name for a side, its numbers.

The earlier mention stays what it is unless the later one says it better: a headline is told in full by the text.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS, EXTERNAL_FORCES, GROUPS, STATE_FORCES
from extractors.coding.naming import ARMED, is_stand_in
from extractors.coding.perpetrators import LAID
from extractors.coding.tolls import combine
from extractors.events.frame_records import LABELS, Amount
from extractors.events.verdict import CALLED, UNDER_WAY
from extractors.mentions.records import CodedActor
from extractors.merging.agreement import (
    GENERIC_KINDS,
    are_halves_of_fight,
    is_bomb_told_again,
    is_counted_fire,
    is_part_of_fight,
)
from extractors.merging.crowds import absorb_crowd, are_crowds, is_deed_of_crowd, is_headline_of_crowd
from extractors.merging.day_totals import is_day_of_total
from extractors.merging.passing import NAMELESS, is_by_name
from extractors.merging.totals import killed
from extractors.merging.turns import is_turn, turn
from extractors.merging.whereabouts import is_where_crowd_was
from extractors.places.records import AREA, HELD, NAMED, Place

MOST_MENTIONS = 40
"""After so many mentions of one event further ones add nothing but length."""
_UNSAID = "assault"
"""Kind of "an attack", which does not say with what."""
_BY_WEAPON = "Violence against civilians", "Explosions/Remote violence"
_SUICIDE = "Suicide bomb"
_RECALLED, _OCCURRED = "historical", "occurred"
"""Status of "repeated attacks" in a headline, and of the attack of that day that the text counts the dead of."""
_REACH = 6
"""Sentences behind an event of a country that may say where in it that was, though beside the words for the event."""
_SENTENCE, _REPORTED = "sentence", "as_reported"


def absorb(target: Draft, draft: Draft) -> None:
    """Take over what the later mention adds: a more precise place, its own day, actors, tolls."""
    if target.place is None:
        target.place_name = target.place_name or draft.place_name
    if draft.place is not None and _is_better_place(target, draft):
        target.names_settlement = draft.names_settlement
        target.place, target.place_step, target.has_own_place = (
            draft.place,
            draft.place_step,
            draft.has_own_place or target.has_own_place,
        )
    if draft.when.day is not None and _is_better_day(target, draft):
        target.when = draft.when
    if is_headline_of_crowd(target, draft):
        target.sub_event_type, target.kind = draft.sub_event_type, draft.kind
        target.take_sides(draft)
    elif _is_told_in_full(target, draft):
        target.sub_event_type = draft.sub_event_type
        target.actor1, target.assoc1 = (draft.actor1, draft.assoc1) if draft.actor1 else (target.actor1, target.assoc1)
        target.actor2, target.assoc2 = (draft.actor2, draft.assoc2) if draft.actor2 else (target.actor2, target.assoc2)
    elif are_crowds(target, draft):
        absorb_crowd(target, draft)
    elif is_turn(target, draft):
        turn(target, draft)
    elif (not draft.is_anaphoric or is_bomb_told_again(target, draft)) and _renames(target, draft):
        target.sub_event_type = draft.sub_event_type
    absorb_actors(target, draft)
    is_recalled = target.is_headline and target.status == _RECALLED and target.status_rule.startswith(CALLED)
    if is_recalled and draft.status == _OCCURRED and killed(draft):
        target.status, target.status_rule = draft.status, draft.status_rule
    if target.status_rule == UNDER_WAY.rule and draft.status == _OCCURRED:
        target.status_rule = draft.status_rule
    if target.mentions > MOST_MENTIONS:
        return
    if _is_day_of_total(draft, target) or _is_part_of_headline(draft, target):
        target.amounts, target.share = list(draft.amounts), draft.share
    else:
        told = _told_there(target, draft)
        target.amounts = combine(_without_headline_total(target, told), told, is_headline=target.is_headline)
    target.evidence.extend(draft.evidence)
    target.claimed_by = target.claimed_by or draft.claimed_by
    target.is_unmanned = target.is_unmanned or draft.is_unmanned
    target.origin = target.origin or draft.origin
    target.mentions += 1
    target.is_headline = target.is_headline and draft.is_headline


def absorb_actors(target: Draft, draft: Draft) -> None:
    """Take over sides that the earlier mention leaves out, and the name of a group that it does not name."""
    names = {a.name for a in (target.actor1, target.actor2) if a}
    if _is_better_named(target.actor2, draft.actor2, names):
        target.actor2, target.assoc2 = draft.actor2, draft.assoc2
    if _is_better_named(target.actor1, draft.actor1, names) and target.is_headline:
        target.actor1, target.assoc1 = draft.actor1, draft.assoc1
    if target.is_headline and _are_armies(target.actor1, draft.actor1, names):
        target.actor1, target.assoc1 = draft.actor1, draft.assoc1
    if _is_by_nobody(target) and draft.actor1 is not None and draft.actor1.name not in names:
        target.actor1, target.assoc1 = draft.actor1, draft.assoc1
        names.add(draft.actor1.name)
    if target.actor2 is None and draft.actor2 is not None and draft.actor2.name not in names:
        target.actor2, target.assoc2 = draft.actor2, draft.assoc2
    elif (
        target.actor2 is None
        and draft.actor1 is not None
        and draft.actor1.name not in names
        and are_halves_of_fight(target, draft)
    ):
        target.actor2, target.assoc2 = draft.actor1, draft.assoc1


def _told_there(target: Draft, draft: Draft) -> list[Amount]:
    """The later mention's amounts; its own where it names one of several places that had no number before."""
    is_of_part = target.share[1] > 1 and draft.share[1] == 1 and draft.has_own_place and not is_day_of_total(target)
    if not is_of_part:
        return draft.amounts
    less = _counted_less(target, draft)
    known = {a.category for a in target.amounts} - less
    return [a if a.category in known else replace(a, is_local=True) for a in draft.amounts]


def _counted_less(target: Draft, draft: Draft) -> set[str]:
    """What the text counts of one place of the headline's "ten hurt in Foo, Bar and Baz"."""
    if not target.is_headline:
        return set()
    most = {c: max((a.coded or 0 for a in target.amounts if a.category == c), default=0) for c in ("killed", "injured")}
    return {a.category for a in draft.amounts if a.is_counted and 0 < (a.coded or 0) < most.get(a.category, 0)}


def _without_headline_total(target: Draft, told: list[Amount]) -> list[Amount]:
    """The earlier amounts without a headline's total for several places, where the text now counts those of this place."""
    if target.share[1] == 1:
        return target.amounts
    own = {a.category for a in told if a.is_local}
    return [a for a in target.amounts if a.is_local or a.category not in own]


def _is_told_in_full(target: Draft, draft: Draft) -> bool:
    """True where a headline names a deed of violence ("Rebels ambush truck") and the text says whom it harmed."""
    is_lead = target.is_headline and draft.paragraph > target.paragraph and draft.status == "occurred"
    types = {Codebook.default().event_type[d.sub_event_type] for d in (target, draft)}
    is_of_forces = draft.actor2 is not None and draft.actor2.inter != CIVILIANS and killed(draft) <= killed(target)
    is_of_same = not target.amounts or killed(target) == killed(draft) or is_of_forces
    is_counted = any(a.is_counted for a in draft.amounts) and is_of_same
    is_whom = target.actor2 is None and target.kind == _UNSAID and draft.kind == _UNSAID
    return is_lead and (is_counted or is_whom) and len(types) > 1 and types <= VIOLENCE and draft.actor2 is not None


def _is_part_of_headline(draft: Draft, target: Draft) -> bool:
    """True for one of the places among which the text divides the dead that a headline does not count."""
    is_uncounted = target.is_headline and not any(a.is_counted for a in target.amounts)
    return is_uncounted and target.share[1] == 1 and draft.share[1] > 1


def _is_day_of_total(draft: Draft, target: Draft) -> bool:
    """True for one of the days among which a later sentence divides the total that the earlier mention gives whole."""
    if draft.share[1] == 1 or target.share[1] > 1:
        return False
    told = {(a.category, a.coded) for a in target.amounts if a.is_counted}
    return any(a.is_counted and (a.category, a.coded) in told for a in draft.amounts)


def _renames(target: Draft, draft: Draft) -> bool:
    """True when the later mention says better what sort of event it was."""
    if target.kind in LABELS or is_deed_of_crowd(target, draft):
        return False
    if target.is_headline and draft.kind not in GENERIC_KINDS:
        return True
    if is_bomb_told_again(target, draft):
        return draft.sub_event_type == _SUICIDE
    if is_part_of_fight(target, draft):
        return draft.kind == "suicide" or target.kind == "harm"
    rank = Codebook.default().rank
    return rank[draft.sub_event_type] < rank[target.sub_event_type] and _may_raise(target, draft)


def _may_raise(target: Draft, draft: Draft) -> bool:
    if is_counted_fire(target, draft):
        return True
    book = Codebook.default()
    is_vague = target.kind in GENERIC_KINDS or book.event_type[target.sub_event_type] in (
        "Protests",
        "Battles",
        "Riots",
    )
    types = book.event_type[target.sub_event_type], book.event_type[draft.sub_event_type]
    is_by_weapon = target.kind == _UNSAID and types == _BY_WEAPON
    return is_by_weapon or (is_vague and types[0] == types[1])


def _is_better_day(target: Draft, draft: Draft) -> bool:
    """True when the later mention has a day of its own, or one of its sentence in the stead of that of the report."""
    if target.when.day is None or (draft.when.is_own and not target.when.is_own):
        return True
    return target.when.step == _REPORTED and draft.when.step == _SENTENCE


def _is_better_place(target: Draft, draft: Draft) -> bool:
    if target.place is None:
        return True
    is_bare_country = target.place.latitude is None and not target.place.place_id.startswith(NAMED)
    is_told_on = is_bare_country and draft.sentence_index - target.sentence_index <= _REACH
    is_own = draft.has_own_place or ((target.is_headline or is_told_on) and draft.place_step == _SENTENCE)
    if draft.place is None or not is_own or draft.place.contains(target.place):
        return False
    if target.names_settlement or target.is_headline or (is_bare_country and draft.place.latitude is not None):
        return True
    if not target.has_own_place or is_where_crowd_was(target, draft):
        return True
    is_narrower = draft.place.geo_precision < target.place.geo_precision or _is_named_within(draft.place, target.place)
    return is_narrower and target.place.contains(draft.place)


def _is_named_within(inner: Place, area: Place) -> bool:
    """True for the name of a place that no gazetteer knows in the area: it says more than the area's name."""
    return area.place_id.startswith(AREA) and inner.place_id.startswith((HELD, NAMED)) and inner.latitude is not None


def _are_armies(told: CodedActor | None, named: CodedActor | None, names: set[str]) -> bool:
    """True for two states' forces, of which a headline names one and the text the other: the text knows better."""
    if told is None or named is None or named.name in names:
        return False
    return {told.inter, named.inter} <= {STATE_FORCES, EXTERNAL_FORCES}


def _is_by_nobody(draft: Draft) -> bool:
    """True where nothing names who did it; nobody laid a bomb for being named beside it later."""
    actor = draft.actor1
    return actor is None or (is_stand_in(actor) and actor.inter in ARMED and draft.sub_event_type not in LAID)


def _is_better_named(told: CodedActor | None, named: CodedActor | None, names: set[str]) -> bool:
    """True for a group by name where the earlier mention only says "militants" or "rebels"."""
    if told is None or named is None or named.name in names or not {told.inter, named.inter} <= GROUPS:
        return False
    return told.name.startswith(NAMELESS) if not is_by_name(named) else not is_by_name(told)
