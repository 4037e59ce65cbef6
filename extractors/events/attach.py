"""Which event did the harm? Every harm word finds its frame by a fixed order of named steps.

1. cause: the event stands in a group that the harm word names as its cause ("air strikes killed", "died in a raid");
2. result: the harm is told by a participle or a coordinated verb of the event's own clause ("attacked ..., killing");
3. circumstance: a when- or after-clause of the harm's sentence holds the event ("killed when a bomb exploded");
4. sentence: the sentence has just one event.
Harm that finds no frame may be an event of its own (`kind` "harm"): somebody killed somebody.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.attach_choice import frame_of, is_joined, is_same_word
from extractors.events.frame_records import Amount, Filler, Frame
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.events.slots import Clauses
from extractors.events.triggers import Trigger, TriggerRule
from extractors.mentions.records import STATE_KINDS
from extractors.text.grammar_lexicon import LinkWords

HARM_RULE = TriggerRule(
    id="harm_alone",
    kind="harm",
    frame="attack",
    guards=["accident", "accident_of", "accident_by_fire", "film", "courtroom"],
    example="Gunmen killed two farmers.",
    counter_example="Two farmers were killed in a car crash.",
)
_CROWDS = frozenset(["protest", "gathering", "blockade", "riot", "intervention", "demonstration_arrest", "mob"])
_MARCHES = frozenset(["protest", "gathering", "blockade"])
_DAMAGE = "destruction"
"""Kind of what is done in anger after somebody died."""
_SITE = ":object"
_OPENERS = frozenset("SR;")
_LONG = frozenset(["month", "year", "vague"])
_LETHAL = frozenset(["killed", "injured"])


def attach(frames: list[Frame], harms: list[Harm], analysis: Analysis, links: LinkWords) -> list[Frame]:
    """Give every harm to its frame; return the frames that harm alone makes."""
    own: list[Frame] = []
    last: tuple[Harm, Frame] | None = None
    for harm in harms:
        if _is_topic(harm, frames, analysis, links):
            if harm.agents and harm.amounts and _days_before(harm, analysis.clauses):
                own.append(_alone_frame(harm, analysis))
            continue
        frame, step = frame_of(harm, frames, analysis.clauses)
        if frame is not None and step != "own_verb" and _is_statistic(harm, frame, analysis):
            own.append(_alone_frame(harm, analysis))
            continue
        if frame is not None and step == "sentence" and _is_of_others(harm, frame, analysis.clauses, links):
            continue
        if last is not None and step not in ("own_verb", "none") and is_joined(last[0], harm, analysis.clauses):
            frame, step = last[1], "result"
        last = (harm, frame) if frame is not None else None
        if frame is not None:
            _give(frame, harm, step)
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
                other.agents = other.agents or list(frame.agents)


def _is_topic(harm: Harm, frames: list[Frame], analysis: Analysis, links: LinkWords) -> bool:
    """True for harm that an event is about, or that came before it: "marched over the killing of a boy"."""
    if any(is_same_word(f, harm) for f in frames):
        return False
    clauses, chunk = analysis.clauses, analysis.chunks[harm.position]
    crowds = [f for f in frames if f.kind in _CROWDS]
    if frames and _is_motive(harm, frames, clauses, links):
        return True
    if harm.form == "body":
        return bool(crowds)
    if harm.form == "noun":
        before = clauses.before(harm.position, SKIPPED)
        is_behind = before >= 0 and clauses.kinds[before] == "P" and clauses.lows[before] in links.topic
        if before >= 1 and clauses.lows[before - 1] in clauses.grammar.responsibility:
            return False
        return (is_behind and bool(frames)) or (bool(crowds) and harm.is_of)
    if harm.form not in ("verb", "die", "outcome"):
        return False
    if _is_of_another_day(harm, frames, clauses, links) or _is_of_grievance(harm, crowds, clauses, links):
        return True
    is_suffered = harm.form == "die" or chunk.voice == "passive"
    reacting = [f for f in frames if f.kind == _DAMAGE and f.position < harm.position] if is_suffered else []
    if not (crowds or reacting):
        return False
    if chunk.tense == "participle" and chunk.voice == "passive":
        return bool(crowds) and _is_reduced(harm.position, analysis)
    gathering = next((f for f in (*crowds, *reacting) if f.position < harm.position), None)
    return gathering is not None and _is_later_told(gathering.position, harm.position, clauses, links)


def _is_motive(harm: Harm, frames: list[Frame], clauses: Clauses, links: LinkWords) -> bool:
    """True for "burned his house for stabbing a man", and for whoever a march accuses "of killing a boy"."""
    chunk, before = clauses.chunks[harm.position], harm.position - 1
    is_ing = harm.form == "verb" and chunk.tense == "participle" and chunk.voice == "active"
    if not is_ing or before < 0 or clauses.kinds[before] != "P":
        return False
    is_march = any(f.kind in _MARCHES for f in frames)
    return clauses.lows[before] in links.motive or (is_march and clauses.lows[before] not in links.agent)


def _is_of_another_day(harm: Harm, frames: list[Frame], clauses: Clauses, links: LinkWords) -> bool:
    """True for the dead of "an imam was shot a day after two people were killed": no event word is told with them."""
    kinds, lows = clauses.kinds, clauses.lows
    opens = next((i for i in range(harm.position - 1, 0, -1) if kinds[i] in "SPT" and lows[i] in links.topic), -1)
    if opens < 1 or lows[opens] not in clauses.grammar.temporal:
        return False
    is_span = kinds[opens] == "T" or clauses.last_word(opens - 1) in links.spans
    return is_span and bool(frames) and all(f.position < opens for f in frames)


def _is_of_grievance(harm: Harm, crowds: list[Frame], clauses: Clauses, links: LinkWords) -> bool:
    """True for the dead of "rallied over a crash that killed nine"."""
    kinds, opens = clauses.kinds, harm.position - 2
    if opens < 1 or not any(f.kind in _MARCHES for f in crowds) or kinds[opens : harm.position] != ["N", "R"]:
        return False
    before = clauses.before(opens, SKIPPED)
    return before >= 0 and kinds[before] == "P" and clauses.lows[before] in links.topic


def _is_statistic(harm: Harm, frame: Frame, analysis: Analysis) -> bool:
    """True for the 80 of "the attack was in Foo, where 80 people have been killed this month"."""
    clauses = analysis.clauses
    opens = next((i for i in range(harm.position - 1, -1, -1) if clauses.kinds[i] in _OPENERS), -1)
    if opens < 0 or frame.position > opens or not harm.amounts or analysis.is_note:
        return False
    end = clauses.end(harm.position)
    dates = [d for d in analysis.dates if opens < analysis.owner[d.first] < end]
    return bool(dates) and all(d.granularity in _LONG for d in dates)


def _days_before(harm: Harm, clauses: Clauses) -> bool:
    """True for the killing of "two days after soldiers killed six": its day can be counted."""
    subject = clauses.subject(harm.position).groups
    before = subject[0] - 1 if subject else -1
    return before > 0 and clauses.kinds[before] == "T" and clauses.last_word(before) in clauses.grammar.temporal


def _is_of_others(harm: Harm, frame: Frame, clauses: Clauses, links: LinkWords) -> bool:
    """True for the pilot of "the army shelled the town after a pilot was killed by rebels": others did it, and before."""
    if clauses.subordinator(harm.position) not in links.topic & clauses.grammar.temporal:
        return False
    doers, others = {f.mention.kind for f in frame.agents}, {m.kind for m in harm.agents}
    return bool(doers and others) and doers.isdisjoint(others)


def _is_reduced(verb: int, analysis: Analysis) -> bool:
    """True for the participle of "justice for a man killed by police", not for that of "one killed and five injured"."""
    clauses = analysis.clauses
    if clauses.kinds[max(0, verb - 3) : verb] == ["N", ",", "N"]:
        man = analysis.chunks[verb - 1]
        return all(c.coded == 1 for c in analysis.counts_in(man.first, man.last))
    before = clauses.listed_left(verb - 1)[0] - 1 if verb and clauses.kinds[verb - 1] == "N" else -1
    if before < 0:
        return False
    is_object = clauses.kinds[before] == "V" and clauses.lows[before] not in clauses.grammar.reporting
    return is_object or clauses.kinds[before] in "PS"


def _is_later_told(first: int, last: int, clauses: Clauses, links: LinkWords) -> bool:
    """True when an "after" or "since" opens a clause between two groups."""
    kinds, lows = clauses.kinds, clauses.lows
    return any(kinds[i] in "SP" and lows[i] in links.topic & clauses.grammar.temporal for i in range(first + 1, last))


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
    return bool(frame.targets) and all(f.mention.rule_id.endswith(_SITE) for f in frame.targets)


def _add_amounts(frame: Frame, amounts: list[Amount]) -> None:
    for amount in amounts:
        if not any(a.category == amount.category and a.start == amount.start for a in frame.amounts):
            frame.amounts.append(amount)


def _on_its_own(harm: Harm, analysis: Analysis, own: list[Frame]) -> None:
    """A frame for harm without an event word; coordinated harm ("killed ... and wounded ...") shares one."""
    if own and {";", "R"}.isdisjoint(analysis.clauses.kinds[own[-1].position + 1 : harm.position]):
        _give(own[-1], harm, "result")
    elif harm.category in _LETHAL:
        own.append(_alone_frame(harm, analysis))


def _alone_frame(harm: Harm, analysis: Analysis) -> Frame:
    frame = Frame(analysis, Trigger(HARM_RULE, "verb", harm.first, harm.last), harm.position, HARM_RULE.kind)
    if analysis.chunks[harm.position].kind == "V" and analysis.chunks[harm.position].voice == "active":
        frame.subject_groups = analysis.clauses.subject(harm.position).groups
    frame.amounts.extend(harm.amounts)
    frame.agents.extend(Filler(m, "harm") for m in harm.agents)
    agents = {id(m) for m in harm.agents}
    frame.targets.extend(Filler(v, "victims") for a in harm.amounts for v in a.victims if id(v) not in agents)
    return frame
