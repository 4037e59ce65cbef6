"""What a demonstration was about, told on: "... against the arrest of their editor. He was arrested in a fraud case".

Whom one demonstration names as arrested, and the next sentence as "he", is one and the same: nobody was arrested there.
"""

from __future__ import annotations

from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame
from extractors.events.grievance import GRIEVANCE
from extractors.events.verdict import Verdict

_ARRESTED, _PRONOUN = "arrested", "pronoun"


def told_of_a_grievance(frame: Frame, situation: Situation) -> Verdict | None:
    """The status of an arrest that only tells more of a demonstration's grievance; `None` for all else."""
    arrested = [a for a in frame.amounts if a.category == _ARRESTED]
    if not arrested or any(a.rule_id != _PRONOUN or a.coded != 1 for a in arrested):
        return None
    near = situation.drafts_near(frame.analysis.sentence.index)
    told = any(d.status_rule == GRIEVANCE and d.kind == frame.kind for d in near)
    return Verdict("historical", GRIEVANCE) if told else None
