"""What became of a frame, and the account of it; where two rules read the same words, which reading stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.situation import Situation
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.screen import Passed
from extractors.events.triggers import Refused
from extractors.explain import Seen, SentenceExplanation, Tried
from extractors.text.tokens import Sentence

_LAST = 2000
_STRATEGIC = 1000
"""Ranks behind those of the hierarchy."""


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


def _precedence(outcome: Outcome, codebook: Codebook) -> int:
    """Place among readings of the same words: the hierarchy, but a transfer of territory before a mere movement."""
    sub_event_type = outcome.drafts[0].sub_event_type
    if sub_event_type == "Other":
        return _LAST
    rank = codebook.rank[sub_event_type]
    return _STRATEGIC - rank if codebook.event_type[sub_event_type] == "Strategic developments" else rank


# -- the account -------------------------------------------------------------------------------------------------


def account(analysis: Analysis, outcomes: list[Outcome]) -> SentenceExplanation:
    """All that was seen and tried in a sentence; `outcomes` are those of its frames."""
    sentence = analysis.sentence
    groups = " ".join(f"[{c.kind} {sentence.slice(c.first, c.last)}]" for c in analysis.chunks)
    seen = tuple(sorted(_seen(analysis), key=lambda s: s.start))
    return SentenceExplanation(sentence.index, sentence.text, groups, seen, tuple(map(_tried, outcomes)))


def account_of_passed(passed: Passed) -> SentenceExplanation:
    """The account of a sentence that was passed over: its triggers, and why each tells of nothing."""
    tried = tuple(_refused(r, passed.sentence) for r in passed.refused)
    return SentenceExplanation(passed.sentence.index, passed.sentence.text, "", (), tried)


def _refused(refused: Refused, sentence: Sentence) -> Tried:
    trigger, reason = refused
    span = sentence.span(trigger.first, trigger.last)
    return Tried(sentence.slice(trigger.first, trigger.last), trigger.rule.id, reason, "", None, (), (), *span)


def _seen(analysis: Analysis) -> Iterator[Seen]:
    for date in analysis.dates:
        meaning = f"{date.first_day}..{date.last_day} precision {date.precision}"
        yield Seen(date.text, "date", meaning, date.rule_id, date.start, date.end)
    for count in analysis.counts:
        meaning = f"low {count.low} high {count.high} coded {count.coded}"
        yield Seen(count.text, "count", meaning, count.rule_id, count.start, count.end)
    for actor in analysis.actors:
        meaning = f"{actor.kind} {actor.entry_id or ''}".strip()
        yield Seen(actor.text, "actor", meaning, actor.rule_id, actor.start, actor.end)
    for place in analysis.places:
        yield Seen(place.name, "place", place.relation, place.rule_id, place.start, place.end)


def _tried(outcome: Outcome) -> Tried:
    frame = outcome.frame
    first, last, sentence = frame.trigger.first, frame.trigger.last, frame.analysis.sentence
    return Tried(
        sentence.slice(first, last),
        frame.trigger.rule.id,
        outcome.reason,
        f"{frame.status} ({frame.status_rule})" if frame.status_rule else frame.status,
        outcome.drafts[0].sub_event_type if outcome.drafts else None,
        _roles(frame),
        tuple(sorted(frame.facts)),
        *sentence.span(first, last),
    )


def _roles(frame: Frame) -> tuple[str, ...]:
    """ "role: words (step)" for all that was bound."""
    return (
        *(f"agent: {f.mention.text} ({f.step})" for f in frame.agents),
        *(f"target: {f.mention.text} ({f.step})" for f in frame.targets),
        *(f"place: {s.mention.name} ({s.step})" for s in frame.spots),
        *(f"{a.category}: {'vague' if a.coded is None else a.coded} ({a.rule_id})" for a in frame.amounts),
    )
