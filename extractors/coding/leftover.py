"""Harm that was given to an event word which turned out to tell of no event: "12 were killed when gunmen set off bombs".

The word is refused (by a guard, for want of support, or because no sub-event type fits); the dead are still dead, so
the harm stands on its own and is judged like any killing that no event word tells of.
"""

from __future__ import annotations

from extractors.coding.outcome import Outcome
from extractors.events.analysis import Analysis
from extractors.events.attach import alone
from extractors.events.frame_records import Frame
from extractors.events.guards import VIOLENT
from extractors.events.harm_slots import Harm

_LACKING = (":missing", ":no_such_word", ":not_at_the_start", VIOLENT)
"""Ends of the reasons of guards that asked for a word in vain, or found other violence; the rest say that there is none."""
_OPEN = frozenset(["no_sub_event_type", "weak_trigger_without_support", "needs_object"])


def left_over(outcomes: list[Outcome], harms: list[Harm], analysis: Analysis) -> list[Frame]:
    """Frames for the harm of a sentence that only refused frames hold."""
    refused = [o for o in outcomes if not o.drafts and o.frame.kind != "harm" and o.frame.amounts]
    if not refused:
        return []
    held = {a.start for o in outcomes if o.drafts or o.frame.kind == "harm" for a in o.frame.amounts}
    open_ = {a.start for o in refused if _is_open(o) for a in o.frame.amounts}
    closed = {a.start for o in refused for a in o.frame.amounts}
    lost = [
        h
        for h in harms
        if any(a.start not in held and a.start in (closed if _is_plain(h) else open_) for a in h.amounts)
    ]
    return alone(lost, analysis) if lost else []


def _is_open(outcome: Outcome) -> bool:
    return outcome.reason in _OPEN or outcome.reason.endswith(_LACKING)


def _is_plain(harm: Harm) -> bool:
    """True for words that mean nothing but death: "burned to death"."""
    return harm.form in ("verb", "outcome") and harm.last - harm.first > 1
