"""Whom shells hit that fall in a fight: "fighting and bombardment in Foo" are one fight, and the fire is on the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.coding.actor_facts import harms_anybody
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS
from extractors.coding.naming import is_same

_FIGHTS, _SHELLING = "Battles", "Shelling/artillery/missile attack"


def aim_at_foes(drafts: Sequence[Draft], event_type: Mapping[str, str]) -> None:
    """Give shelling that says neither whom it hit nor whom it hurt the other side of the fight of its sentence and place."""
    for draft in drafts:
        if draft.status != "occurred" or draft.sub_event_type != _SHELLING or not _is_open(draft):
            continue
        fights = (d for d in drafts if event_type[d.sub_event_type] == _FIGHTS and _is_beside(d, draft))
        fight = next((d for d in fights if d.actor1 is not None and d.actor2 is not None), None)
        if fight is None:
            continue
        if is_same(draft.actor1, fight.actor1):
            draft.actor2, draft.assoc2 = fight.actor2, fight.assoc2
        elif is_same(draft.actor1, fight.actor2):
            draft.actor2, draft.assoc2 = fight.actor1, fight.assoc1


def _is_open(draft: Draft) -> bool:
    """True where no words of its own say who was hit, and nobody was hurt."""
    is_unarmed = draft.actor2 is None or draft.actor2.inter == CIVILIANS
    is_said = any(e.field == "actor2" for e in draft.evidence)
    return is_unarmed and not is_said and not harms_anybody(draft)


def _is_beside(fight: Draft, draft: Draft) -> bool:
    """True for a fight that the same sentence tells of at the same place."""
    if fight.status != draft.status or fight.sentence_index != draft.sentence_index:
        return False
    return fight.place is not None and draft.place is not None and fight.place.place_id == draft.place.place_id
