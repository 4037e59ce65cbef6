"""What befell somebody's kin, told of his life: "her husband was tortured", without a day and beside no event.

An article tells who a refugee or a poet is, and what his family went through, years ago and elsewhere. Where an event has
just been told, the same words tell more of it ("his brother was wounded").
"""

from __future__ import annotations

from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame
from extractors.events.verdict import Verdict
from extractors.text.grammar import Grammar

_OPENING = 3
"""Last sentence of the opening, in which a place makes news of it; later it says where somebody's life went on."""


def told_of_a_life(frame: Frame, situation: Situation, grammar: Grammar) -> Verdict | None:
    """The status of what is only told of a life; `None` for all else."""
    is_placed = bool(frame.spots) and frame.analysis.sentence.index <= _OPENING
    if frame.is_noun or frame.dates or is_placed or grammar.kin.isdisjoint(frame.analysis.vocabulary):
        return None
    if frame.analysis.is_note and frame.analysis.sentence.index == 0:
        return None  # a note begins with its event
    if any(draft.status == "occurred" for draft in situation.drafts_near(frame.analysis.sentence.index)):
        return None
    clauses = frame.analysis.clauses
    is_passive = clauses.chunks[frame.position].voice == "passive"
    groups = clauses.subject(frame.position).groups if is_passive else clauses.objects(frame.position).groups
    lowers = clauses.sentence.lowers
    is_of_kin = any(
        clauses.last_word(group) in grammar.kin and lowers[clauses.chunks[group].first] in grammar.kin_owners
        for group in groups
    )
    return Verdict("historical", "told_of_a_life") if is_of_kin else None
