"""What became of an attacker in his own attack: "stabbed four men before he was shot dead" tells of one event, not two."""

from __future__ import annotations

from dataclasses import replace

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.mentions.records import ActorKind, ActorMention

_DEEDS = frozenset(["assault", "killing", "shooting", "harm", "crowd_assault", "lone_assault", "strike"])
_LONE: frozenset[ActorKind] = frozenset(["civilians", "unidentified_armed"])
_ENDS = frozenset([*_DEEDS, "beating", "arrest", "notable_arrest", "captives"])
_SHARED = "shared_subject"


def without_ends(frames: list[Frame], clauses: Clauses) -> list[Frame]:
    """The frames of a sentence but those that tell how an attacker ended; his death counts in his attack."""
    kept: list[Frame] = []
    for frame in frames:
        attack = _ended_by(frame, frames, clauses)
        if attack is None:
            kept.append(frame)
        else:
            known = {(a.start, a.end) for a in attack.amounts}
            attack.amounts += [replace(a, is_also=True) for a in frame.amounts if (a.start, a.end) not in known]
    return kept


def _ended_by(frame: Frame, frames: list[Frame], clauses: Clauses) -> Frame | None:
    """The attack of whoever the frame says was shot or seized in the end."""
    chunk = clauses.chunks[frame.position]
    if frame.is_noun or frame.kind not in _ENDS or chunk.voice != "passive":
        return None
    told = [f for f in frames if f.agents and f.position < clauses.start(frame.position)]
    sequels = clauses.grammar.sequels
    if (
        frame.position and chunk.tense == "participle" and clauses.lows[frame.position - 1] in sequels
    ):  # "before being shot"
        return next((f for f in reversed(frames) if f.agents and f.position < frame.position), None)
    if clauses.subordinator(frame.position) not in sequels:
        return _with_same_subject(frame, frames)
    subject = clauses.subject(frame.position).groups
    is_pronoun = len(subject) == 1 and clauses.lows[subject[0]] in clauses.grammar.subject_pronouns
    return told[-1] if is_pronoun and told else None


def _with_same_subject(frame: Frame, frames: list[Frame]) -> Frame | None:
    """The attack of "a man attacked soldiers and was shot"."""
    ended = {f.mention for f in frame.targets if f.step == _SHARED and _is_lone(f.mention)}
    attacks = (f for f in frames if f.kind in _DEEDS and f.targets and f.position < frame.position)
    return next((f for f in attacks if not ended.isdisjoint({a.mention for a in f.agents})), None)


def _is_lone(mention: ActorMention) -> bool:
    return mention.kind in _LONE and not mention.is_plural
