"""Fire of one side of a fight on the other: "they clashed in Foo. Artillery pounded the rebels' lines" is one battle.

The codebook's hierarchy makes one event of what the same actors do in one place on one day, and a battle is the highest
(section 2). Fire of which nobody says whose or on whom it was stays an event, and so does fire that has dead of its own, that
hit people who fight for nobody, or that a third side opened. Looked at when all sides are known.
"""

from __future__ import annotations

from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.interaction import CIVILIANS
from extractors.coding.naming import is_stand_in
from extractors.merging.each_once import WINDOW, each_once

_FIGHT = "Armed clash"
_SIDES = frozenset(["actor1", "actor2"])
_NEXT = 1
"""Sentences between a fight and the fire that is told with it."""
_WIDE = 3
"""Geo-precision of a province, in which two may fight at several places."""


def without_fire_of_fights(drafts: list[Draft]) -> list[Draft]:
    """The events, each fight once; the order is that of first mention."""
    return each_once(drafts, _place, _is_one_fight, _take_in, WINDOW)


def _place(draft: Draft) -> str | None:
    return draft.place.place_id if draft.place is not None else None


def _is_one_fight(told: Draft, draft: Draft) -> bool:
    """True for a fight and fire on one day at one place, told in one breath, where the fire is that of the sides."""
    if not told.status == draft.status == "occurred" or told.place is None or told.place.geo_precision == _WIDE:
        return False
    fight, fire = (told, draft) if told.sub_event_type == _FIGHT else (draft, told)
    if fight.sub_event_type != _FIGHT or fire.sub_event_type not in FROM_AFAR or draft.is_other:
        return False
    if told.when.day != draft.when.day or told.share != draft.share or fire.amounts:
        return False
    is_told_whose = any(e.field in _SIDES for e in fire.evidence)
    is_next = is_told_whose and 0 <= draft.sentence_index - told.sentence_index <= _NEXT
    return is_next and _is_between(fight, fire)


def _is_between(fight: Draft, fire: Draft) -> bool:
    """True where neither whoever fired nor whoever was hit is anybody but the sides of the fight."""
    sides = [a for a in (fight.actor1, fight.actor2) if a is not None and a.inter != CIVILIANS]
    names = {a.name for a in sides}
    own = [a for a in (fire.actor1, fire.actor2) if a is not None and not is_stand_in(a)]
    is_at_people = fire.actor2 is not None and fire.actor2.inter == CIVILIANS and not is_stand_in(fire.actor2)
    return len(sides) > 1 and not is_at_people and names.issuperset(a.name for a in own)


def _take_in(told: Draft, draft: Draft) -> None:
    """Leave the fight with its sides, and the words for both."""
    if told.sub_event_type != _FIGHT:
        told.sub_event_type, told.kind, told.amounts = draft.sub_event_type, draft.kind, list(draft.amounts)
        told.take_sides(draft)
    told.evidence.extend(draft.evidence)
    told.claimed_by = told.claimed_by or draft.claimed_by
    told.mentions += draft.mentions
