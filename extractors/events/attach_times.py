"""What the order in time of a harm and an event beside it says: "hours after an attack, three were killed"."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.groups import SKIPPED
from extractors.events.harm_slots import Harm
from extractors.events.slots import Clauses
from extractors.events.spans_before import is_of_span_before


def is_days_before(frame: Frame, clauses: Clauses) -> bool:
    """True for the gas attack of "days after a gas attack on the town, a woman was killed": it killed others, before."""
    opener = clauses.opener(frame.position) if frame.is_noun else None
    if opener is None or opener < 1 or clauses.lows[opener] not in clauses.grammar.earlier:
        return False
    is_span = clauses.kinds[opener - 1] == "T" or clauses.last_word(opener - 1) in clauses.grammar.links.long_spans
    return is_span and clauses.before(opener - 1, SKIPPED) < 0


def is_hours_before(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the attack of "three were killed hours after an attack left dozens dead": it killed others."""
    grammar = clauses.grammar
    between = range(harm.position + 1, frame.position)
    is_body = harm.form == "body" or any(a.is_found for a in harm.amounts)  # "found a day after they were kidnapped"
    if not is_body and clauses.is_days_apart(harm.position, frame.position):
        return True  # "a day after soldiers raided Foo"
    opens = [i for i in between if clauses.kinds[i] in "SP" and clauses.lows[i] in grammar.earlier]
    return any(clauses.kinds[i - 1] in "NT" and clauses.last_word(i - 1) in grammar.links.spans for i in opens)


def is_days_after(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the killing of "two days after an attack, soldiers killed three": it is none of the attack's harm."""
    if harm.agents and is_of_span_before(frame.position, harm.position, clauses):
        return True
    is_dated = "T" in clauses.kinds[harm.position : clauses.end(harm.position)]
    is_told = bool(harm.agents) or (is_dated and "R" not in clauses.kinds[frame.position : harm.position])
    if not is_told or not frame.is_noun or frame.position < 1 or clauses.kinds[frame.position - 1] not in "TP":
        return False
    before = frame.position - 1
    is_after = clauses.last_word(before) in clauses.grammar.earlier
    is_spanned = clauses.kinds[before] == "T" or (
        before > 0 and clauses.last_word(before - 1) in clauses.grammar.links.long_spans
    )
    return is_after and is_spanned and clauses.subject(harm.position).groups != (frame.position,)


def is_sequel(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the shooting of "killed nine before he was shot": it came after the harm, which somebody else did."""
    is_told = bool(harm.agents) and not clauses.chunks[frame.position].is_modal
    return is_told and clauses.subordinator(frame.position) in clauses.grammar.sequels
