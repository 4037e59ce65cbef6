"""The screen: which triggers can come to nothing, told from words and places before their sentence is analysed.

Most words that may tell of violence do not. What needs no grammar to see is seen here, because analysing a sentence
costs many times as much. The answers are those that the bound frame would get.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractors.events.guards import GuardBook
from extractors.events.triggers import Refused, Trigger, is_long_phrase
from extractors.text.tokens import Sentence


class Passed(NamedTuple):
    """A sentence that was passed over, with the triggers it holds."""

    sentence: Sentence
    refused: tuple[Refused, ...]


def refuse_by_words(
    triggers: list[Trigger], sentence: Sentence, vocabulary: frozenset[str], guards: GuardBook, is_note: bool
) -> tuple[Refused, ...]:
    """Why each of the triggers comes to nothing by the words around it; empty when one of them may tell of an event."""
    return _all_or_none((t, _refusal(t, sentence, vocabulary, guards, is_note)) for t in triggers)


def refuse_without_place(triggers: list[Trigger], guards: GuardBook) -> tuple[Refused, ...]:
    """The same for a sentence that names no place: what must happen at one is refused."""
    named = ((t, guards.needs_place(t)) for t in triggers)
    return _all_or_none((t, f"guard:{name}:missing" if name else None) for t, name in named)


def _all_or_none(judged: Iterable[tuple[Trigger, str | None]]) -> tuple[Refused, ...]:
    """All refusals; none when one trigger stands, because it may take up the words of the others."""
    refused: list[Refused] = []
    for trigger, reason in judged:
        if reason is None:
            return ()
        refused.append(Refused(trigger, reason))
    return tuple(refused)


def _refusal(
    trigger: Trigger, sentence: Sentence, vocabulary: frozenset[str], guards: GuardBook, is_note: bool
) -> str | None:
    needed = trigger.rule.needs_object
    if needed and needed.isdisjoint(vocabulary) and not is_long_phrase(trigger):
        return "needs_object"
    needed_note = None if is_note else guards.needs_note(trigger)
    if needed_note:
        return f"guard:{needed_note}:missing"
    refused = guards.refuses(trigger, sentence.lowers, vocabulary)
    return f"guard:{refused}" if refused else None
