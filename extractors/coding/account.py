"""The account of a sentence for `explain`: what was seen in it, which triggers were tried, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.coding.outcome import Outcome
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.screen import Passed
from extractors.events.triggers import Refused
from extractors.explain import Bound, Group, Seen, SentenceExplanation, Tried
from extractors.text.tokens import Sentence

_GUARD = "guard:"


def account(analysis: Analysis, outcomes: list[Outcome]) -> SentenceExplanation:
    """All that was seen and tried in a sentence; `outcomes` are those of its frames."""
    sentence = analysis.sentence
    groups = (Group(c.kind, sentence.slice(c.first, c.last), *sentence.span(c.first, c.last)) for c in analysis.chunks)
    seen = sorted(_seen(analysis), key=lambda s: s.start)
    return _explained(sentence, tuple(groups), tuple(seen), tuple(map(_tried, outcomes)))


def account_of_passed(passed: Passed) -> SentenceExplanation:
    """The account of a sentence that was passed over: its triggers, and why each tells of nothing."""
    return _explained(passed.sentence, (), (), tuple(_refused(r, passed.sentence) for r in passed.refused))


def _explained(
    sentence: Sentence, groups: tuple[Group, ...], seen: tuple[Seen, ...], tried: tuple[Tried, ...]
) -> SentenceExplanation:
    end = sentence.start + len(sentence.text)
    return SentenceExplanation(sentence.index, sentence.text, sentence.start, end, groups, seen, tried)


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
        *_guard(outcome.reason),
        frame.status if frame.status_rule else "",
        frame.status_rule,
        outcome.drafts[0].sub_event_type if outcome.drafts else None,
        tuple(_bound(frame)),
        tuple(sorted(frame.facts)),
        *sentence.span(first, last),
    )


def _refused(refused: Refused, sentence: Sentence) -> Tried:
    trigger, reason = refused
    span = sentence.span(trigger.first, trigger.last)
    words = sentence.slice(trigger.first, trigger.last)
    return Tried(words, trigger.rule.id, reason, *_guard(reason), "", "", None, (), (), *span)


def _guard(reason: str) -> tuple[str | None, str | None]:
    """Guard and word of a reason "guard:film:actor"."""
    if not reason.startswith(_GUARD):
        return None, None
    name, _, word = reason.removeprefix(_GUARD).partition(":")
    return name, word or None


def _bound(frame: Frame) -> Iterator[Bound]:
    for role, fillers in (("agent", frame.agents), ("target", frame.targets)):
        for filler in fillers:
            mention = filler.mention
            yield Bound(role, mention.text, None, filler.step, mention.start, mention.end)
    for spot in frame.spots:
        yield Bound("place", spot.mention.name, None, spot.step, spot.mention.start, spot.mention.end)
    sentence = frame.analysis.sentence
    for amount in frame.amounts:
        text = sentence.text[amount.start - sentence.start : amount.end - sentence.start]
        value = "vague" if amount.coded is None else str(amount.coded)
        yield Bound(amount.category, text, value, amount.rule_id, amount.start, amount.end)
