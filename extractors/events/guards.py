"""Guards: words and facts around a trigger that say it tells of no event ("car bomb" yes, "bath bomb" no).

A guard is data (`guards.yml`). The first guard of a trigger's rule that finds its words blocks the frame, and is named.
What words alone can tell is told before a sentence is analysed (`refuses`), the rest of the bound frame (`blocks`).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.frame_records import Frame
from extractors.events.triggers import Trigger
from extractors.lexicons.loader import Strict, read_yaml_map

_NOTE_FACTS = frozenset(["context:note"])
_PLACE_FACTS = frozenset(
    ["place:near", "place:object", "place:on", "place:subject", "passive:at_place", "target:place"]
)
"""Facts that hold only in a sentence that names a place."""
VIOLENT = ":violent"
"""Ends the reason of a guard whose words tell of other violence than the trigger would: harm of the sentence stands."""
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
    subject_heads: list[str] = []
    requires_any: list[str] = []
    requires_words: list[str] = []
    requires_after: list[str] = []
    is_start: bool = False
    unless_all: list[str] = []
    unless_any: list[str] = []
    is_violent: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """A guard as sets.

    `phrases` are the entries of `sentence` that are more than one word, each behind its first word. `watched` are all
    words without one of which the guard lets every trigger pass; `None` where it asks for something to be there.
    """

    before: frozenset[str]
    after: frozenset[str]
    near: frozenset[str]
    sentence: frozenset[str]
    phrases: tuple[tuple[str, str], ...]
    object: frozenset[str]
    subject: frozenset[str]
    subject_heads: frozenset[str]
    requires_any: frozenset[str]
    requires_words: frozenset[str]
    requires_after: frozenset[str]
    is_start: bool
    unless_all: frozenset[str]
    unless_any: frozenset[str]
    watched: frozenset[str] | None
    ending: str


class GuardBook:
    """The guards of one language, compiled."""

    def __init__(self, guards: dict[str, Guard]) -> None:
        """Compile the word lists to sets."""
        self._guards = {name: _compiled(guard) for name, guard in guards.items()}
        required = {name: guard.requires_any for name, guard in self._guards.items()}
        self._of_places = frozenset(name for name, facts in required.items() if facts and facts <= _PLACE_FACTS)
        self._of_notes = frozenset(name for name, facts in required.items() if facts == _NOTE_FACTS)

    @classmethod
    def default(cls, language: str = "en") -> GuardBook:
        """The shipped guards of a language."""
        return cls(read_yaml_map(Guard, language, "guards.yml"))

    @property
    def names(self) -> frozenset[str]:
        """Names that a trigger may use."""
        return frozenset(self._guards)

    def refuses(self, trigger: Trigger, lowers: list[str], vocabulary: frozenset[str]) -> str | None:
        """The guard that blocks a trigger by the words of its sentence alone, with the word that did it, or `None`."""
        for name in trigger.rule.guards:
            guard = self._guards[name]
            word = None if guard.unless_all or guard.unless_any else _refused(guard, trigger, lowers, vocabulary)
            if word:
                return f"{name}:{word}{guard.ending}"
        return None

    def needs_note(self, trigger: Trigger) -> str | None:
        """The guard that blocks a trigger in all texts but notes, or `None`."""
        return next((name for name in trigger.rule.guards if name in self._of_notes), None)

    def needs_place(self, trigger: Trigger) -> str | None:
        """The guard that lets a trigger pass only in a sentence that names a place, or `None`."""
        return next((name for name in trigger.rule.guards if name in self._of_places), None)

    def blocks(self, frame: Frame) -> str | None:
        """The guard that blocks a bound frame, with the word that did it, or `None`."""
        lowers, vocabulary = frame.analysis.sentence.lowers, frame.analysis.vocabulary
        for name in frame.trigger.rule.guards:
            guard = self._guards[name]
            if _is_lifted(guard, frame):
                continue
            word = _refused(guard, frame.trigger, lowers, vocabulary) or _blocked(guard, frame)
            if word:
                return f"{name}:{word}{guard.ending}"
        return None


def _compiled(guard: Guard) -> _Words:
    phrases = tuple((phrase.split()[0], f" {phrase} ") for phrase in guard.sentence if " " in phrase)
    openers = (first for first, _ in phrases)
    watched = frozenset([*guard.before, *guard.after, *guard.near, *guard.sentence, *openers])
    asks = guard.is_start or guard.requires_words or guard.requires_after
    return _Words(
        frozenset(guard.before),
        frozenset(guard.after),
        frozenset(guard.near),
        frozenset(w for w in guard.sentence if " " not in w),
        phrases,
        frozenset(guard.object),
        frozenset(guard.subject),
        frozenset(guard.subject_heads),
        frozenset(guard.requires_any),
        frozenset(guard.requires_words),
        frozenset(guard.requires_after),
        guard.is_start,
        frozenset(guard.unless_all),
        frozenset(guard.unless_any),
        None if asks else watched,
        VIOLENT if guard.is_violent else "",
    )


def _is_lifted(guard: _Words, frame: Frame) -> bool:
    """True where the facts say that the guard's words do not count."""
    return bool(guard.unless_all and guard.unless_all <= frame.facts) or not guard.unless_any.isdisjoint(frame.facts)


def _refused(guard: _Words, trigger: Trigger, lowers: list[str], vocabulary: frozenset[str]) -> str | None:
    """The word that must not stand where it stands, or what kind of word is required and not there."""
    if guard.watched is not None and guard.watched.isdisjoint(vocabulary):
        return None
    first, last = trigger.first, trigger.last
    before, after = lowers[first - 1] if first else "", lowers[last] if last < len(lowers) else ""
    if first and guard.is_start:
        return "not_at_the_start"
    if before in guard.before:
        return before
    if after in guard.after:
        return after
    if guard.requires_words and guard.requires_words.isdisjoint(vocabulary):
        return "no_such_word"
    if guard.requires_after and after not in guard.requires_after:
        return "no_such_word_behind"
    if guard.near and not guard.near.isdisjoint(vocabulary):
        found = guard.near.intersection(lowers[max(0, first - _NEAR) : last + _NEAR])
        if found:
            return min(found)
    if not guard.sentence.isdisjoint(vocabulary):
        return min(guard.sentence & vocabulary)
    phrases = [phrase for opener, phrase in guard.phrases if opener in vocabulary] if guard.phrases else ()
    text = f" {' '.join(lowers)} " if phrases else ""
    return next((phrase.strip() for phrase in phrases if phrase in text), None)


def _blocked(guard: _Words, frame: Frame) -> str | None:
    """The word that must not stand in subject or object, or that a required fact is missing."""
    found = (guard.object and _words_of(frame.object_groups, frame) & guard.object) or (
        guard.subject and _words_of(_subjects(frame), frame) & guard.subject
    )
    if not found and guard.subject_heads:
        found = guard.subject_heads & {frame.analysis.clauses.lows[group] for group in _subjects(frame)}
    if found:
        return min(found)
    return "missing" if guard.requires_any and guard.requires_any.isdisjoint(frame.facts) else None


def _subjects(frame: Frame) -> tuple[int, ...]:
    """Groups that did it; where the frame has no doer ("the plane exploded") the subject of its verb."""
    chunk = frame.analysis.chunks[frame.position]
    is_its_doing = not frame.is_noun and (chunk.voice == "active" or chunk.tense == "participle")
    own = frame.subject_groups
    return own or (frame.analysis.clauses.subject(frame.position).groups if is_its_doing else ())


def _words_of(groups: tuple[int, ...], frame: Frame) -> set[str]:
    """All words of some groups."""
    chunks, lowers = frame.analysis.chunks, frame.analysis.sentence.lowers
    return {word for group in groups for word in lowers[chunks[group].first : chunks[group].last]}
