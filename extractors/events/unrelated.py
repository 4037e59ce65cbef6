"""Harm that no event of its sentence did: what a crowd marches about, what was before, an accident that is recalled."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.attach_choice import is_same_word
from extractors.events.frame_records import Frame
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.events.slots import Clauses
from extractors.events.status_shapes import is_answered
from extractors.mentions.dates import LONG
from extractors.text.grammar_lexicon import LinkWords

_CROWDS = frozenset(["protest", "gathering", "blockade", "riot", "intervention", "demonstration_arrest", "mob"])
_MARCHES = frozenset(["protest", "gathering", "blockade"])
_ARREST = "demonstration_arrest"
_DAMAGE = "destruction"
"""Kind of what is done in anger after somebody died."""
_ABOUT = _MARCHES | {"intervention"}
"""Kinds of event that are about something."""
_ANTECEDENT = "antecedent"


def is_topic(harm: Harm, frames: list[Frame], analysis: Analysis, links: LinkWords) -> bool:
    """True for harm that an event is about, or that came before it: "marched over the killing of a boy"."""
    if any(is_same_word(f, harm) for f in frames):
        return False
    clauses, chunk = analysis.clauses, analysis.chunks[harm.position]
    crowds = [f for f in frames if f.kind in _CROWDS]
    if _is_recalled(harm, frames, clauses, links):
        return True
    if frames and _is_motive(harm, frames, clauses, links):
        return True
    if harm.form == "body":
        if any(f.kind in _ABOUT for f in crowds):
            return True
        is_before = clauses.subordinator(harm.position) in clauses.grammar.earlier  # "rioted after a body was found"
        return is_before and any(f.kind in _CROWDS - {_ARREST} or f.kind == _DAMAGE for f in frames)
    if harm.form == "noun":
        before = clauses.before(harm.position, SKIPPED)
        is_behind = before >= 0 and clauses.kinds[before] == "P" and clauses.lows[before] in links.topic
        if before >= 1 and clauses.lows[before - 1] in clauses.grammar.responsibility:
            return False
        return ((is_behind or is_answered(harm.position, clauses, links.answer)) and bool(frames)) or (
            bool(crowds) and harm.is_of
        )
    if harm.form not in ("verb", "die", "outcome"):
        return False
    if _is_of_another_day(harm, frames, clauses, links):
        return True
    is_suffered = harm.form == "die" or chunk.voice == "passive"
    reacting = [f for f in frames if f.kind == _DAMAGE and f.position < harm.position] if is_suffered else []
    if not (crowds or reacting):
        return False
    if chunk.is_passive_participle:
        return bool(crowds) and _is_reduced(harm.position, analysis)
    gathering = next((f for f in (*crowds, *reacting) if f.position < harm.position), None)
    return gathering is not None and _is_later_told(gathering.position, harm.position, clauses)


def _is_recalled(harm: Harm, frames: list[Frame], clauses: Clauses, links: LinkWords) -> bool:
    """True for the dead of "the anniversary of a crash that killed nine", and of what a crowd marches about."""
    if clauses.kinds[harm.position] != "V" or not frames:
        return False
    slot, grammar = clauses.subject(harm.position), clauses.grammar
    chain = _chain(slot.groups[-1], clauses) if slot.step == _ANTECEDENT else []
    if not chain or any(f.position in chain for f in frames):
        return False
    if not {clauses.last_word(group) for group in chain}.isdisjoint(grammar.mishaps | grammar.aftermath):
        return True
    openers = [clauses.lows[group - 1] for group in chain if group and clauses.kinds[group - 1] == "P"]
    return not links.topic.isdisjoint(openers) and any(f.kind in _ABOUT for f in frames)


def _chain(position: int, clauses: Clauses) -> list[int]:
    """The group and those that it hangs on by "of" and "in" right before it: canopy, collapse."""
    groups = [position]
    while position >= 2 and clauses.kinds[position - 2 : position] == ["N", "P"]:
        position -= 2
        groups.append(position)
    return groups


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


def days_before(harm: Harm, clauses: Clauses) -> bool:
    """True for the killing of "two days after soldiers killed six": its day can be counted."""
    subject = clauses.subject(harm.position).groups
    before = subject[0] - 1 if subject else -1
    return before > 0 and clauses.kinds[before] == "T" and clauses.last_word(before) in clauses.grammar.temporal


def hours_before(harm: Harm, clauses: Clauses) -> bool:
    """True for the dead of "hours after a bomb killed six": news of the same day, and no part of what is told first."""
    grammar = clauses.grammar
    opens = next((i for i in range(harm.position - 1, 0, -1) if clauses.kinds[i] in "S;"), -1)
    if opens < 1 or clauses.lows[opens] not in grammar.earlier or clauses.chunks[harm.position].is_pluperfect:
        return False
    return clauses.last_word(opens - 1) in grammar.links.spans - grammar.links.long_spans


def is_of_others(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the pilot of "the army shelled the town after a pilot was killed by rebels": others did it, and before."""
    if clauses.subordinator(harm.position) not in clauses.grammar.earlier:
        return False
    doers, others = {f.mention.kind for f in frame.agents}, {m.kind for m in harm.agents}
    return bool(doers and others) and doers.isdisjoint(others)


def is_done_to_doers(harm: Harm, frame: Frame, analysis: Analysis) -> bool:
    """True for the dead of "police killed two men who tried to storm a bank": what was done to them is told apart."""
    is_relative = "R" in analysis.clauses.kinds[harm.position : frame.position]
    if not is_relative and analysis.chunks[frame.position].tense != "participle":
        return False
    doers = {f.mention.head for f in frame.agents}
    victims = {v.head for amount in harm.amounts for v in amount.victims}
    return bool(harm.agents) and harm.position < frame.position and bool(doers & victims)


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


def _is_later_told(first: int, last: int, clauses: Clauses) -> bool:
    """True when an "after" or "since" opens a clause between two groups."""
    kinds, lows = clauses.kinds, clauses.lows
    return any(kinds[i] in "SP" and lows[i] in clauses.grammar.earlier for i in range(first + 1, last))


def is_statistic(harm: Harm, frame: Frame, analysis: Analysis) -> bool:
    """True for the 80 of "the attack was in Foo, where 80 people have been killed this month"."""
    clauses = analysis.clauses
    opens = clauses.break_before(harm.position)
    if opens < 0 or frame.position > opens or not harm.amounts or analysis.is_note:
        return False
    end = clauses.end(harm.position)
    dates = [d for d in analysis.dates if opens < analysis.owner[d.first] < end]
    return bool(dates) and all(d.granularity in LONG for d in dates)
