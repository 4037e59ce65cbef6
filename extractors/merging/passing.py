"""Events told in passing: what has no place, no day and no toll of its own is background, not a report.

An article names many fights without telling of any ("the group is fighting the army in Syria"). Looked at only when all
mentions of an event are folded into one, so that a bare headline counts with what the text adds.
"""

from __future__ import annotations

from extractors.coding.draft import Draft

RULE = "told_in_passing"
_LEAD = 2
"""Sentences of the headline and the lead: what they tell is the news."""


def set_aside(drafts: list[Draft]) -> None:
    """Make background of the events that are only told in passing."""
    for draft in drafts:
        if draft.status == "occurred" and _is_in_passing(draft):
            draft.status, draft.status_rule = "historical", RULE


def _is_in_passing(draft: Draft) -> bool:
    place = draft.place
    has_place = place is not None and (place.latitude is not None or draft.place_step == "name_not_in_gazetteer")
    has_toll = any(a.coded != 0 for a in draft.amounts)
    return draft.sentence_index >= _LEAD and not (has_place or has_toll or draft.when.is_own)
