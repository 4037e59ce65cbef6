"""What became of a frame, and the account of it; where two rules read the same words, which reading stays."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.situation import Situation
from extractors.events.frame_records import Frame
from extractors.events.verdict import BACKGROUND, CALLED

_LAST = 2000
_STRATEGIC = 1000
"""Ranks behind those of the hierarchy."""
_TOLD_ANYHOW = frozenset([BACKGROUND, "coarse_date_of_sentence", "date_ahead"])
"""Why a mention is no news; not enough in a note that tells of nothing else."""
_SET_OFF, _MADE_SAFE = "set_off", "Disrupted weapons use"
"""A bomb that the police set off, where another reading of the verb takes it for one that exploded."""
_TERRITORY = frozenset(["capture", "fall", "withdraw"])


@dataclass(slots=True)
class Outcome:
    """What became of one frame: its drafts, or the reason why there are none."""

    frame: Frame
    drafts: list[Draft]
    reason: str


def keep_one_reading(outcomes: list[Outcome], situation: Situation, codebook: Codebook) -> None:
    """Where two rules read the same words, the reading that is higher in the codebook's hierarchy stays."""
    best: dict[tuple[int, int], Outcome] = {}
    for outcome in outcomes:
        if not outcome.drafts:
            continue
        span = (outcome.frame.trigger.first, outcome.frame.trigger.last)
        rival = best.get(span)
        if rival is None:
            best[span] = outcome
            continue
        is_worse = _precedence(outcome, codebook) >= _precedence(rival, codebook)
        worse, better = (outcome, rival) if is_worse else (rival, outcome)
        best[span] = better
        gone = {id(d) for d in worse.drafts}
        situation.drafts = [d for d in situation.drafts if id(d) not in gone]
        worse.drafts, worse.reason = [], f"other_reading:{better.frame.trigger.rule.id}"


def take_up_background(drafts: list[Draft], situation: Situation) -> None:
    """In a note that tells of no other event, what it mentions first only as background or as an attempt is its event."""
    is_note = any(analysis.is_note for analysis in situation.analyses)
    if not is_note or any(d.status == "occurred" for d in drafts):
        return
    told = [d for d in drafts if d.status_rule in _TOLD_ANYHOW or _is_try(d) or _is_long_protest(d) or _is_said(d)]
    for draft in told:
        if draft.status_rule == BACKGROUND or draft.sentence_index == told[0].sentence_index:
            draft.status, draft.status_rule = "occurred", "only_event_of_the_note"


def _is_said(draft: Draft) -> bool:
    """True for "an alleged attack" whose dead are counted: it is entered as reported."""
    return draft.status == "alleged" and draft.status_rule.startswith(CALLED)


def _is_long_protest(draft: Draft) -> bool:
    """True for a demonstration beside a long time, which is that of its grievance ("for wages owed since May")."""
    return draft.status_rule == "long_period" and draft.kind == "protest"


def _is_try(draft: Draft) -> bool:
    """True for an act of violence that somebody tried ("tried to storm"); ground that was not taken did not change hands."""
    return draft.status == "attempted" and not draft.is_noun and draft.kind not in _TERRITORY


def _precedence(outcome: Outcome, codebook: Codebook) -> tuple[int, bool]:
    """Place among readings of the same words: the hierarchy, but a transfer of territory before a mere movement.

    Of two readings of one rank that which knows who did it comes first.
    """
    sub_event_type, is_unclaimed = outcome.drafts[0].sub_event_type, not outcome.frame.agents
    if outcome.frame.kind == _SET_OFF and sub_event_type == _MADE_SAFE:
        return -1, is_unclaimed
    if sub_event_type == "Other":
        return _LAST, is_unclaimed
    rank = codebook.rank[sub_event_type]
    is_strategic = codebook.event_type[sub_event_type] == "Strategic developments"
    return (_STRATEGIC - rank if is_strategic else rank), is_unclaimed
