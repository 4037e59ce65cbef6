"""What follows on violence in the same breath is told with it: houses torched in a battle, suspects held after a bombing.

The codebook gives one event to what the same sides do in one place on one day, the higher type naming it (section 2).
"""

from __future__ import annotations

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.draft import Draft

_FOLLOWING = frozenset(
    [
        "arrest",
        "notable_arrest",
        "destruction",
        "disrupt",
        "movement",
        "flight",
        "displacement",
        "contraband",
        "warning_shots",
        "release",
    ]
)
_REACH = 3
"""Sentences behind the violence in which its aftermath is told."""


def is_aftermath(draft: Draft, earlier: list[Draft]) -> bool:
    """True for a strategic development that only tells what came of violence told just before."""
    return draft.kind in _FOLLOWING and any(_is_from(draft, violence) for violence in earlier)


def _is_from(draft: Draft, violence: Draft) -> bool:
    if draft.status != violence.status or not 0 <= draft.sentence_index - violence.sentence_index <= _REACH:
        return False
    book = Codebook.default()
    if book.event_type[violence.sub_event_type] not in VIOLENCE or book.event_type[draft.sub_event_type] in VIOLENCE:
        return False
    return _is_there(draft, violence) and not (
        draft.when.is_own and violence.when.is_own and draft.when.day != violence.when.day
    )


def _is_there(draft: Draft, violence: Draft) -> bool:
    """True unless the later draft names a place of its own and that is another one."""
    if not draft.has_own_place or draft.place is None or violence.place is None:
        return True
    return draft.place.place_id == violence.place.place_id
