"""Which event did the harm? Every harm word finds its frame by a fixed order of named steps.

1. cause: the event stands in a group that the harm word names as its cause ("air strikes killed", "died in a raid");
2. result: the harm is told by a participle or a coordinated verb of the event's own clause ("attacked ..., killing");
3. circumstance: a when- or after-clause of the harm's sentence holds the event ("killed when a bomb exploded");
4. sentence: the sentence has just one event.
Harm that finds no frame may be an event of its own (`kind` "harm"): somebody killed somebody.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frames import Filler, Frame
from extractors.events.harm import Harm
from extractors.events.slots import Clauses
from extractors.events.triggers import Trigger, TriggerRule

HARM_RULE = TriggerRule(
    id="harm_alone",
    kind="harm",
    frame="attack",
    guards=["accident"],
    example="Gunmen killed two farmers.",
    counter_example="Two farmers were killed in a car crash.",
)
_NOT_HARMFUL = frozenset(["destruction", "displacement", "movement", "protest", "capture", "fall", "withdraw", "agreement", "base", "disrupt"])


def attach(frames: list[Frame], harms: list[Harm], analysis: Analysis, clauses: Clauses) -> list[Frame]:
    """Give every harm to its frame; return the frames that harm alone makes."""
    alone: list[Frame] = []
    for harm in harms:
        own = [f for f in frames if _is_same_word(f, harm)]
        frame, step = (own[0], "own_verb") if own else find_frame(frames, harm, analysis, clauses)
        if frame is not None:
            _give(frame, harm, step)
        elif harm.amounts and not harm.is_negated:
            alone_frame = _on_its_own(harm, analysis, alone)
            if alone_frame is not None:
                alone.append(alone_frame)
    return alone


def share_amounts(frames: list[Frame]) -> None:
    """Two rules that read the same words tell of the same harm; which reading stays is decided later."""
    for frame in frames:
        for other in frames:
            if other is frame or other.trigger.first != frame.trigger.first:
                continue
            known = {(a.category, a.start) for a in other.amounts}
            other.amounts = [*other.amounts, *(a for a in frame.amounts if (a.category, a.start) not in known)]
            if not other.targets:
                other.targets = [f for f in frame.targets if f.step == "victims"]


def _is_same_word(frame: Frame, harm: Harm) -> bool:
    spans = [frame.trigger, *frame.absorbed]
    return any(t.first < harm.last and harm.first < t.last for t in spans)


def _give(frame: Frame, harm: Harm, step: str) -> None:
    if harm.is_negated:
        return
    for amount in harm.amounts:
        if not any(a.category == amount.category and a.start == amount.start for a in frame.amounts):
            frame.amounts.append(amount)
    known = {id(f.mention) for f in (*frame.agents, *frame.targets)}
    for amount in harm.amounts:
        for victim in amount.victims:
            if id(victim) not in known and not frame.targets and step != "own_verb":
                frame.targets.append(Filler(victim, "victims"))
                known.add(id(victim))
    if not frame.agents:
        victims = {id(v) for a in harm.amounts for v in a.victims}
        frame.agents.extend(Filler(m, step) for m in harm.agents if id(m) not in victims and id(m) not in known)


def find_frame(frames: list[Frame], harm: Harm, analysis: Analysis, clauses: Clauses) -> tuple[Frame | None, str]:
    """The frame that did the harm and the step that found it, or (None, "none")."""
    able = [f for f in frames if f.kind not in _NOT_HARMFUL]
    if not able:
        able = [f for f in frames if f.kind in ("capture", "fall")]
    by_position = {f.position: f for f in able}
    for cause in harm.causes:
        if cause in by_position:
            return by_position[cause], "cause"
    for frame in able:
        if _shares_clause(frame, harm, clauses):
            return frame, "result"
    after = [f for f in able if f.position > harm.position and not _separated(harm.position, f.position, clauses)]
    if after:
        return after[0], "circumstance"
    before = [f for f in able if f.position < harm.position and not _separated(f.position, harm.position, clauses)]
    if before:
        return before[-1], "sentence"
    return None, "none"


def _shares_clause(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True when the harm verb hangs on the frame's verb as participle or by coordination."""
    chunks = clauses.chunks
    if harm.form not in ("verb", "die"):
        return False
    chunk = chunks[harm.position]
    if chunk.tense != "participle" and not harm.category:
        return False
    verb = frame.position
    if frame.is_noun:
        governor = clauses.governor(frame.position)
        if governor is None:
            return False
        verb = governor[0]
    low, high = sorted((verb, harm.position))
    between = [c.kind for c in chunks[low + 1 : high]]
    if "R" in between or ";" in between:
        return False
    if chunk.tense == "participle" and chunk.voice == "active" and verb < harm.position:
        return "S" not in between
    return False


def _separated(left: int, right: int, clauses: Clauses) -> bool:
    """True when a reporting verb or a semicolon stands between the two groups."""
    return any(c.kind == ";" for c in clauses.chunks[left + 1 : right])


def _on_its_own(harm: Harm, analysis: Analysis, alone: list[Frame]) -> Frame | None:
    """A frame for harm without an event word; coordinated harm ("killed ... and wounded ...") shares one."""
    if alone:
        last = alone[-1]
        if _joined(last, harm, analysis):
            _give(last, harm, "result")
            return None
    if harm.category not in ("killed", "injured"):
        return None
    trigger = Trigger(HARM_RULE, "verb", harm.first, harm.last)
    frame = Frame(analysis, trigger, harm.position, "harm")
    frame.amounts.extend(harm.amounts)
    frame.agents.extend(Filler(m, "by") for m in harm.agents)
    agents = {id(m) for m in harm.agents}
    frame.targets.extend(Filler(v, "victims") for a in harm.amounts for v in a.victims if id(v) not in agents)
    return frame


def _joined(frame: Frame, harm: Harm, analysis: Analysis) -> bool:
    kinds = [c.kind for c in analysis.chunks[frame.position + 1 : harm.position]]
    return ";" not in kinds and "R" not in kinds
