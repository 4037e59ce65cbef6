"""Whoever was in the hands of others already: to kill captives is an attack on them, no fight (codebook: captured fighters)."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.mentions.records import ARMED_KINDS
from extractors.text.tags import NUM

_TAKINGS = frozenset(["abduction", "captives", "seizure"])
"""Kinds of trigger by which somebody is taken."""
_ARRESTS, _BEATING = frozenset(["arrest", "notable_arrest"]), "beating"


def are_captives(frame: Frame) -> bool:
    """True for the soldiers of "massacred 80 soldiers taken hostage at a base": all that the frame hits were taken before."""
    armed = [f.mention for f in frame.targets if f.mention.kind in ARMED_KINDS]
    if armed and _is_done_in_custody(frame):
        return True
    return bool(armed) and all(_is_taken(frame.analysis.owner[m.head], frame.analysis) for m in armed)


def is_attribute(frame: Frame) -> bool:
    """True for the taking of "released a soldier in exchange for two captured fighters": it says which fighters."""
    clauses, position = frame.analysis.clauses, frame.position
    if frame.is_noun or frame.kind not in _TAKINGS or not clauses.chunks[position].is_bare_participle:
        return False
    counted = clauses.chunks[position - 1] if position else None
    is_number = counted is not None and counted.kind == "N" and frame.analysis.tags[counted.head] == NUM
    return is_number and clauses.kinds[position + 1 : position + 2] == ["N"]


def _is_done_in_custody(frame: Frame) -> bool:
    """True for the beating of "arrested and beat a rebel leader": whoever is held fights no more."""
    clauses, position = frame.analysis.clauses, frame.position
    if frame.kind != _BEATING or clauses.kinds[max(0, position - 2) : position] != ["V", "C"]:
        return False
    arrests = (t for t in frame.analysis.triggers if t.rule.kind in _ARRESTS)
    return any(frame.analysis.owner[t.first] == position - 2 for t in arrests)


def is_put_to_death(position: int, clauses: Clauses, killing: frozenset[str]) -> bool:
    """True for the taking of "massacred 80 soldiers taken hostage": the killing is what is told of them."""
    return _is_bare(position, clauses) and clauses.kinds[position - 2] == "V" and clauses.lows[position - 2] in killing


def _is_taken(group: int, analysis: Analysis) -> bool:
    """True for a noun group with the participle of a taking right behind it."""
    clauses, verb = analysis.clauses, group + 1
    if verb >= len(clauses.kinds) or not _is_bare(verb, clauses):
        return False
    return any(t.rule.kind in _TAKINGS and analysis.owner[t.first] == verb for t in analysis.triggers)


def _is_bare(position: int, clauses: Clauses) -> bool:
    """True for a passive participle that hangs on the noun group before it, without an auxiliary."""
    return clauses.chunks[position].is_bare_participle and position > 1 and clauses.kinds[position - 1] == "N"
