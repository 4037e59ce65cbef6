"""Which event did the harm? Every harm word finds its frame by a fixed order of named steps.

1. cause: the event stands in a group that the harm word names as its cause ("air strikes killed", "died in a raid");
2. result: the harm is told by a participle or a coordinated verb of the event's own clause ("attacked ..., killing");
3. circumstance: a when- or after-clause of the harm's sentence holds the event ("killed when a bomb exploded");
4. sentence: the sentence has just one event.
Harm that finds no frame may be an event of its own (`kind` "harm"): somebody killed somebody.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.attach_choice import (
    are_in_two_places,
    are_set_apart,
    are_told_apart,
    frame_of,
    is_joined,
    is_undergone,
)
from extractors.events.done_next import destroy_scenes
from extractors.events.frame_records import LETHAL, Amount, Filler, Frame
from extractors.events.harm_slots import PREDICATE, Harm
from extractors.events.harm_where import give_where, share_where
from extractors.events.status_shapes import is_answered
from extractors.events.triggers import Trigger, TriggerRule
from extractors.events.unrelated import (
    days_before,
    hours_before,
    is_done_to_doers,
    is_of_others,
    is_statistic,
    is_topic,
)
from extractors.mentions.actors_groups import SITE
from extractors.mentions.records import STATE_KINDS
from extractors.text.grammar_lexicon import LinkWords

HARM_RULE = TriggerRule(
    id="harm_alone",
    kind="harm",
    frame="attack",
    guards=["accident", "illness", "accident_of", "accident_by_fire", "film", "courtroom"],
    example="Gunmen killed two farmers.",
    counter_example="Two farmers were killed in a car crash.",
)
_ABDUCTION, _CIRCUMSTANCE = "abduction", "circumstance"
_MARKED = "marked"
"""Instrument of how the bodies of people look whom somebody killed."""


def attach(frames: list[Frame], harms: list[Harm], analysis: Analysis, links: LinkWords) -> list[Frame]:
    """Give every harm to its frame; return the frames that harm alone makes."""
    destroy_scenes(frames, harms)
    own: list[Frame] = []
    last: tuple[Harm, Frame] | None = None
    for harm in harms:
        is_own = any(is_undergone(harm, f, analysis.clauses) for f in frames)
        if not is_own and (is_topic(harm, frames, analysis, links) or _is_avenged(harm, own, analysis, links)):
            is_countable = harm.agents and days_before(harm, analysis.clauses)
            if harm.amounts and (is_countable or hours_before(harm, analysis.clauses)):
                own.append(_alone_frame(harm, analysis))
            continue
        frame, step = frame_of(harm, frames, analysis.clauses)
        if frame is not None and step != "own_verb" and is_statistic(harm, frame, analysis):
            own.append(_alone_frame(harm, analysis))
            continue
        if frame is not None and _was_before(frame, harm):
            own.append(_found_frame(harm, analysis))
            continue
        if frame is not None and step == "sentence" and is_of_others(harm, frame, analysis.clauses):
            continue
        if frame is not None and step != "own_verb" and is_done_to_doers(harm, frame, analysis):
            frame = None
        if last is not None and step not in ("own_verb", "none") and is_joined(last[0], harm, analysis.clauses):
            frame, step = last[1], "result"
        last = (harm, frame) if frame is not None else None
        if frame is not None:
            _give(frame, harm, step)
            if step == _CIRCUMSTANCE:
                give_where(frame, harm, analysis)
        elif harm.amounts and not harm.is_negated:
            _on_its_own(harm, analysis, own)
    return own


def alone(harms: list[Harm], analysis: Analysis) -> list[Frame]:
    """The frames that harm makes where no event word is left to hold it."""
    frames: list[Frame] = []
    for harm in harms:
        _on_its_own(harm, analysis, frames)
    return frames


def share_amounts(frames: list[Frame]) -> None:
    """Two rules that read the same words tell of the same harm; which reading stays is decided later."""
    for frame in frames:
        for other in frames:
            if other is not frame and other.trigger.first == frame.trigger.first:
                _add_amounts(other, frame.amounts)
                victims = [f for f in frame.targets if f.step == "victims"]
                if _are_sites(other):
                    other.targets[:0] = [f for f in victims if f.mention.kind in STATE_KINDS][:1]
                other.targets = other.targets or victims
                # What a strike is done by may be what a mine goes off under.
                hit = {id(f.mention) for f in other.targets}
                other.agents = other.agents or [f for f in frame.agents if id(f.mention) not in hit]
                share_where(frame, other)


def _is_avenged(harm: Harm, own: list[Frame], analysis: Analysis, links: LinkWords) -> bool:
    """True for the driver of "killed two policemen in revenge for the death of a driver"."""
    return bool(own) and harm.form == "noun" and is_answered(harm.position, analysis.clauses, links.answer)


def _was_before(frame: Frame, harm: Harm) -> bool:
    """True for the abduction of "the bodies of men who had been abducted were found": the find is an event of its own."""
    return harm.finding is not None and frame.kind == _ABDUCTION and harm.position < frame.position < harm.finding


def _found_frame(harm: Harm, analysis: Analysis) -> Frame:
    """Bodies of people who had been abducted: their day and place are those of the find."""
    frame = _alone_frame(harm, analysis)
    frame.position = frame.position if harm.finding is None else harm.finding
    frame.instruments.add(_MARKED)
    return frame


# -- what it gets ------------------------------------------------------------------------------------------------


def _give(frame: Frame, harm: Harm, step: str) -> None:
    """Add the harm's amounts to a frame, and its victims and agents where the frame has none."""
    if harm.is_negated:
        return
    _add_amounts(frame, harm.amounts)
    known = {id(f.mention) for f in (*frame.agents, *frame.targets)}
    victims = [victim for amount in harm.amounts for victim in amount.victims]
    if not frame.targets and step != "own_verb":
        first = next((v for v in victims if id(v) not in known), None)
        frame.targets.extend([] if first is None else [Filler(first, "victims")])
    elif _are_sites(frame):
        is_foreign = any(f.mention.country for f in frame.targets)  # "a Turkish base, wounding two soldiers"
        free = (v for v in victims if id(v) not in known and v.kind in STATE_KINDS and (v.country or not is_foreign))
        forces = next(free, None)
        frame.targets[:0] = [] if forces is None else [Filler(forces, "victims")]
    if not frame.agents:
        known.update(id(v) for v in victims)
        frame.agents.extend(Filler(m, step) for m in harm.agents if id(m) not in known)


def _are_sites(frame: Frame) -> bool:
    """True where all that is known to be hit is a base or a building: the forces that died there say whose it was."""
    return bool(frame.targets) and all(f.mention.rule_id.endswith(SITE) for f in frame.targets)


def _add_amounts(frame: Frame, amounts: list[Amount]) -> None:
    for amount in amounts:
        if not any(a.category == amount.category and a.start == amount.start for a in frame.amounts):
            frame.amounts.append(amount)


def _on_its_own(harm: Harm, analysis: Analysis, own: list[Frame]) -> None:
    """A frame for harm without an event word; coordinated harm ("killed ... and wounded ...") shares one."""
    is_apart = bool(own) and are_told_apart(own[-1].position, harm.position, analysis.clauses)
    if own and own[-1].agents:
        is_apart = is_apart or are_set_apart(own[-1].position, harm.position, analysis.clauses)
        is_apart = is_apart or are_in_two_places(own[-1].position, harm.position, analysis)
    if own and not is_apart and {";", "R"}.isdisjoint(analysis.clauses.kinds[own[-1].position + 1 : harm.position]):
        _give(own[-1], harm, "result")
    elif harm.category in LETHAL:
        own.append(_alone_frame(harm, analysis))


def _alone_frame(harm: Harm, analysis: Analysis) -> Frame:
    frame = Frame(analysis, Trigger(HARM_RULE, "verb", harm.first, harm.last), harm.position, HARM_RULE.kind)
    if analysis.chunks[harm.position].kind == "V" and analysis.chunks[harm.position].voice == "active":
        frame.subject_groups = analysis.clauses.subject(harm.position).groups
    elif harm.form == PREDICATE:
        frame.subject_groups = tuple(harm.causes[:1])  # "a bomb left 12 people injured"
    frame.amounts.extend(harm.amounts)
    frame.agents.extend(Filler(m, "harm") for m in harm.agents)
    agents = {id(m) for m in harm.agents}
    frame.targets.extend(Filler(v, "victims") for a in harm.amounts for v in a.victims if id(v) not in agents)
    return frame
