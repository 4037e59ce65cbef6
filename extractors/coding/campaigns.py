"""Round-ups of a day's war name the army once and go on in the passive: "a hideout was destroyed in Foo".

Where forces of a state fought a group up to two sentences before, they did this, too, and by the same means where these
were always aircraft.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.coding.draft import AIR, Draft
from extractors.coding.interaction import GROUPS, STATES
from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame

_CAMPAIGN, _AIR = "context:campaign", "context:air"
_ENEMY = frozenset(["target:armed", "target:nonstate"])
_KINDS = frozenset(["strike", "assault"])
_OCCURRED = "occurred"


def campaign_facts(frame: Frame, situation: Situation) -> list[str]:
    """The facts of a frame without a doer that may be part of a campaign told just before."""
    is_hit = frame.kind in _KINDS and frame.facts >= _ENEMY
    drafts = _told(frame, situation) if is_hit else []
    if not drafts:
        return []
    return [_CAMPAIGN, *([_AIR] if all(d.sub_event_type == AIR for d in drafts) else [])]


def note_doer(drafts: Sequence[Draft], frame: Frame, situation: Situation) -> None:
    """Note with further events of a campaign, whose clauses name no doer, whose campaign it was."""
    told = _told(frame, situation) if _CAMPAIGN in frame.facts else []
    for draft in drafts if told else ():
        draft.campaigner = told[0].actor1 if draft.actor1 is None else None


def _told(frame: Frame, situation: Situation) -> list[Draft]:
    """The fights of a state with a group told just before; none where others fought, too."""
    near = situation.drafts_near(frame.analysis.sentence.index)
    drafts = [d for d in near if d.status == _OCCURRED and d.actor1 is not None and d.actor2 is not None]
    sides = [(d.actor1.inter, d.actor2.inter) for d in drafts if d.actor1 and d.actor2]
    return drafts if all(one in STATES and other in GROUPS for one, other in sides) else []
