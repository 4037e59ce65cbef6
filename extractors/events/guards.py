"""Guards: words and facts around a trigger that say it tells of no event ("car bomb" yes, "bath bomb" no).

A guard is data (`guards.yml`). The first guard of a trigger's rule that finds its words blocks the frame, and is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.frame_records import Frame
from extractors.lexicons.loader import Strict, read_yaml_map

_NEAR = 5
"""Tokens on either side of a trigger within which `near` words count."""


class Guard(Strict):
    """Schema of one guard of `guards.yml`; see the head of that file."""

    before: list[str] = []
    after: list[str] = []
    near: list[str] = []
    sentence: list[str] = []
    object: list[str] = []
    subject: list[str] = []
    requires_any: list[str] = []
    requires_words: list[str] = []
    requires_after: list[str] = []


@dataclass(frozen=True, slots=True)
class _Words:
    """A guard as sets; `phrases` are the entries of `sentence` that are more than one word."""

    before: frozenset[str]
    after: frozenset[str]
    near: frozenset[str]
    sentence: frozenset[str]
    phrases: tuple[str, ...]
    object: frozenset[str]
    subject: frozenset[str]
    requires_any: frozenset[str]
    requires_words: frozenset[str]
    requires_after: frozenset[str]


class GuardBook:
    """The guards of one language, compiled."""

    def __init__(self, guards: dict[str, Guard]) -> None:
        """Compile the word lists to sets."""
        self._guards = {name: _compiled(guard) for name, guard in guards.items()}

    @classmethod
    def default(cls, language: str = "en") -> GuardBook:
        """The shipped guards of a language."""
        return cls(read_yaml_map(Guard, language, "guards.yml"))

    @property
    def names(self) -> frozenset[str]:
        """Names that a trigger may use."""
        return frozenset(self._guards)

    def blocks(self, frame: Frame) -> str | None:
        """The name of the guard that blocks the frame, with the word that did it, or `None`."""
        for name in frame.trigger.rule.guards:
            guard = self._guards[name]
            word = _forbidden(guard, frame) or _missing(guard, frame)
            if word:
                return f"{name}:{word}"
        return None


def _compiled(guard: Guard) -> _Words:
    return _Words(
        frozenset(guard.before),
        frozenset(guard.after),
        frozenset(guard.near),
        frozenset(w for w in guard.sentence if " " not in w),
        tuple(w for w in guard.sentence if " " in w),
        frozenset(guard.object),
        frozenset(guard.subject),
        frozenset(guard.requires_any),
        frozenset(guard.requires_words),
        frozenset(guard.requires_after),
    )


def _forbidden(guard: _Words, frame: Frame) -> str | None:
    """The word that must not stand where it stands."""
    analysis, trigger = frame.analysis, frame.trigger
    lowers, first, last = analysis.sentence.lowers, trigger.first, trigger.last
    if first and lowers[first - 1] in guard.before:
        return lowers[first - 1]
    if last < len(lowers) and lowers[last] in guard.after:
        return lowers[last]
    found = (
        (guard.near and guard.near.intersection(lowers[max(0, first - _NEAR) : last + _NEAR]))
        or (guard.sentence & analysis.vocabulary)
        or (guard.object and _words_of(frame.object_groups, frame) & guard.object)
        or (guard.subject and _words_of(frame.subject_groups, frame) & guard.subject)
    )
    if found:
        return min(found)
    if not guard.phrases:
        return None
    text = f" {' '.join(lowers)} "
    return next((phrase for phrase in guard.phrases if f" {phrase} " in text), None)


def _missing(guard: _Words, frame: Frame) -> str | None:
    """What kind of word or fact is required and not there."""
    lowers, last = frame.analysis.sentence.lowers, frame.trigger.last
    if guard.requires_any and guard.requires_any.isdisjoint(frame.facts):
        return "missing"
    if guard.requires_words and guard.requires_words.isdisjoint(frame.analysis.vocabulary):
        return "no_such_word"
    if guard.requires_after and (last >= len(lowers) or lowers[last] not in guard.requires_after):
        return "no_such_word_behind"
    return None


def _words_of(groups: tuple[int, ...], frame: Frame) -> set[str]:
    """All words of some groups."""
    chunks, lowers = frame.analysis.chunks, frame.analysis.sentence.lowers
    return {word for group in groups for word in lowers[chunks[group].first : chunks[group].last]}
