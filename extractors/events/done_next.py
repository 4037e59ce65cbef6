"""What the same doers did after a killing: "shot six people and blew up their house".

The dead are those of the killing, not of the blast. And where what was blown up is the scene of the killing, the blast is
how the doers destroyed it, not an attack of its own.
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS
from extractors.events.harm_slots import Harm
from extractors.events.slots import Clauses

_BLASTS = frozenset(["explosion", "ied", "set_off"])
_DESTRUCTION = "destruction"
_KILLED, _VERB = "killed", "verb"


def is_done_next(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the blast of "killed six and blew up the house": a second verb of the killing's own subject."""
    if frame.kind not in _BLASTS or frame.is_noun or harm.form != _VERB or harm.category != _KILLED:
        return False
    killing, blast = harm.position, frame.position
    if killing >= blast or not _is_active(killing, clauses) or not _is_active(blast, clauses):
        return False
    between = clauses.kinds[killing + 1 : blast]
    doers = clauses.subject(killing).groups
    return "C" in between and BREAKS.isdisjoint(between) and bool(doers) and clauses.subject(blast).groups == doers


def destroy_scenes(frames: list[Frame], harms: list[Harm]) -> None:
    """Make blasts that only destroy the scene of a killing destruction."""
    for frame in frames:
        if frame.kind in _BLASTS and _is_scene(frame):
            clauses = frame.analysis.clauses
            if any(is_done_next(frame, harm, clauses) for harm in harms):
                frame.kind = _DESTRUCTION


def _is_active(position: int, clauses: Clauses) -> bool:
    chunk = clauses.chunks[position]
    return clauses.kinds[position] == "V" and chunk.voice == "active" and chunk.tense != "participle"


def _is_scene(frame: Frame) -> bool:
    """True for "the house", "their home" and "it", not for "a bridge" or "the bomb"."""
    clauses, grammar = frame.analysis.clauses, frame.analysis.clauses.grammar
    groups = clauses.objects(frame.position).groups
    return bool(groups) and all(
        clauses.lows[g] in grammar.ground_pronouns
        or (
            clauses.sentence.lowers[clauses.chunks[g].first] in grammar.definite
            and clauses.lows[g] in grammar.civil_sites | grammar.settlements
        )
        for g in groups
    )
