"""What is told of an event a second time for its own sake: that it was an attack, who says he did it, who set the bomb off."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS
from extractors.events.frame_records import BOMBER
from extractors.events.owners import OWNED
from extractors.merging.agreement import actors_agree, days_agree
from extractors.merging.near_and_foes import are_near
from extractors.merging.passing import NAMELESS, is_by_name

_ACCOUNT = 12
"""Sentences behind an attack in which whoever was behind it says so."""
_DAY = timedelta(days=1)
_SUICIDE = "Suicide bomb"
_BOMBS = {_SUICIDE, "Remote explosive/landmine/IED"}
_UNSAID, _ATTACK, _FROM_AFAR = "Attack", "assault", "Explosions/Remote violence"


def is_attack_again(told: Draft, draft: Draft) -> bool:
    """True for "the clinic had come under attack", by nobody and of no victims, after the raid that struck it."""
    is_unsaid = draft.kind == _ATTACK and draft.sub_event_type == _UNSAID and not draft.amounts
    if not is_unsaid or draft.is_other or any(e.field == "actor1" for e in draft.evidence):
        return False
    if not told.status == draft.status == "occurred" or draft.sentence_index <= told.sentence_index:
        return False
    if Codebook.default().event_type[told.sub_event_type] != _FROM_AFAR or not are_near(told, draft):
        return False
    days = (told.when.day, draft.when.day)
    is_day = days_agree(told, draft) or (draft.when.precision != 1 and are_next(*days))
    return is_day and all(d.actor2 is None or d.actor2.inter == CIVILIANS for d in (told, draft))


def is_own_account(told: Draft, draft: Draft) -> bool:
    """True for "the group said three of its fighters had attacked a station in the city", after what nobody had done yet."""
    doer, said = draft.actor1, draft.actor1.said if draft.actor1 is not None else None
    if doer is None or said is None or not said.rule_id.endswith(OWNED) or not is_by_name(doer) or draft.is_other:
        return False
    is_by_nobody = told.actor1 is None or told.actor1.name.startswith(NAMELESS)
    is_soon = 0 < draft.sentence_index - told.sentence_index <= _ACCOUNT
    event_type = Codebook.default().event_type
    are_violent = {event_type[told.sub_event_type], event_type[draft.sub_event_type]} <= ORGANISED_VIOLENCE
    if not (is_by_nobody and is_soon and are_violent and told.status == draft.status == "occurred"):
        return False
    return are_near(told, draft) and days_agree(told, draft)


def is_its_bomber(told: Draft, draft: Draft) -> bool:
    """True for a car bomb and, in the same or the next sentence, the bomber, of whom only his own death is told."""
    if {told.sub_event_type, draft.sub_event_type} != _BOMBS or draft.is_other or told.share != draft.share:
        return False
    distance = abs(draft.sentence_index - told.sentence_index)
    are_listed = distance == 0 and told.is_noun and draft.is_noun  # "a suicide attack and a car bomb"
    if distance > 1 or are_listed or not told.status == draft.status == "occurred":
        return False
    bomber = told if told.sub_event_type == _SUICIDE else draft
    is_only_his = all(a.rule_id == BOMBER for a in bomber.amounts)
    is_there = are_near(told, draft) and (distance == 0 or not bomber.has_own_place or _is_inside(told, draft))
    return is_only_his and is_there and days_agree(told, draft) and actors_agree(told, draft)


def _is_inside(told: Draft, draft: Draft) -> bool:
    """True for one place, and for the town of the province that was named before."""
    one, other = told.place, draft.place
    return one is not None and other is not None and (one.place_id == other.place_id or one.contains(other))


def take_account(told: Draft, draft: Draft) -> None:
    """Give the event the doer who says so himself; his own numbers and words for it are no witness's."""
    told.actor1, told.assoc1 = draft.actor1, draft.assoc1
    told.claimed_by = told.claimed_by or (draft.actor1.name if draft.actor1 is not None else None)
    told.evidence.extend(e for e in draft.evidence if e.field == "actor1")


def are_next(one: date | None, other: date | None) -> bool:
    """True for one day and the next."""
    return one is not None and other is not None and abs(one - other) <= _DAY
