"""Facts about a frame, as short strings that guards and the decision table test."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.frames import Frame
from extractors.lexicons.loader import Strict, read_yaml_map
from extractors.mentions.records import ActorMention
from extractors.text.grammar import Grammar
from extractors.text.grammar import NUM
from extractors.text.morphology import NOUNS

_ARMED = frozenset(
    ["military", "police", "government", "rebel", "political_militia", "identity_militia", "external", "unidentified_armed", "private_security"]
)
_PEOPLE = frozenset(["civilians", "protesters", "rioters"])
_STATE = frozenset(["military", "police", "government"])


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


def facts_of(frame: Frame, country: str | None, grammar: Grammar) -> set[str]:
    """All facts of a bound frame; `country` is the ISO 3166 alpha-2 code of the country the event is in."""
    settlements, impact_verbs = grammar.settlements, grammar.impact
    facts = {f"with:{name}" for name in frame.instruments}
    facts.add("form:noun" if frame.is_noun else "form:verb")
    for filler in frame.agents:
        facts |= _actor_facts("agent", filler.mention, country)
    for filler in frame.targets:
        facts |= _actor_facts("target", filler.mention, country)
    is_plural = any(frame.analysis.tags[frame.analysis.chunks[g].head] in (NOUNS, NUM) for g in frame.subject_groups)
    if not frame.agents:
        facts.add("agent:none")
    if is_plural:
        facts.add("agent:many" if frame.agents else "agent:plural")
    if not frame.targets:
        facts.add("target:none")
    facts |= _place_facts(frame)
    for amount in frame.amounts:
        if amount.coded != 0:
            facts |= {"harm:any", f"harm:{amount.category}"}
    if frame.object_groups and not frame.targets:
        facts.add("target:object")
    lowers, chunks = frame.analysis.sentence.lowers, frame.analysis.chunks
    if any(lowers[chunks[g].head] in settlements for g in frame.object_groups):
        facts.add("object:settlement")
    if frame.absorbed or frame.verb in impact_verbs:
        facts.add("verb:impact")
    return facts


def _actor_facts(role: str, mention: ActorMention, country: str | None) -> set[str]:
    kind = mention.kind
    facts = {f"{role}:{kind}"}
    if kind in _ARMED:
        facts.add(f"{role}:armed")
        is_foreign = kind == "external" or (kind in _STATE and bool(mention.country and country and mention.country != country))
        facts.add(f"{role}:external" if is_foreign else f"{role}:state" if kind in _STATE else f"{role}:nonstate")
        if kind in _STATE and not is_foreign:
            facts.add(f"{role}:state_home")
    if kind == "protesters":
        facts.add(f"{role}:demonstrators")
    if kind in _PEOPLE:
        facts.add(f"{role}:people")
    if mention.is_plural:
        facts.add(f"{role}:many")
    return facts


def _place_facts(frame: Frame) -> set[str]:
    facts: set[str] = set()
    for spot in frame.spots:
        if spot.step in ("object", "on", "against", "at", "of", "in", "to", "from"):
            facts |= {"target:place", "place:object"}
        if spot.step in ("on", "against"):
            facts.add("place:on")
        if spot.step == "subject":
            facts |= {"target:place", "place:subject"}
    if frame.spots:
        facts.add("place:near")
        if frame.analysis.chunks[frame.position].voice == "passive" and frame.targets:
            facts.add("passive:at_place")
    return facts


class GuardBook:
    """The guards of one language, compiled."""

    def __init__(self, guards: dict[str, Guard]) -> None:
        """Compile the word lists to sets."""
        self._guards = {
            name: _Words(
                frozenset(g.before), frozenset(g.after), frozenset(g.near),
                frozenset(w for w in g.sentence if " " not in w), tuple(w for w in g.sentence if " " in w),
                frozenset(g.object), frozenset(g.subject), frozenset(g.requires_any), frozenset(g.requires_words), frozenset(g.requires_after),
            )
            for name, g in guards.items()
        }  # fmt: skip

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
        lowers = frame.analysis.sentence.lowers
        first, last = frame.trigger.first, frame.trigger.last
        words = frozenset(lowers)
        for name in frame.trigger.rule.guards:
            guard = self._guards[name]
            if first and lowers[first - 1] in guard.before:
                return f"{name}:{lowers[first - 1]}"
            if last < len(lowers) and lowers[last] in guard.after:
                return f"{name}:{lowers[last]}"
            near = guard.near.intersection(lowers[max(0, first - 5) : last + 5]) if guard.near else None
            found = near or guard.sentence & words or self._heads(frame.object_groups, guard.object, frame) or self._heads(frame.subject_groups, guard.subject, frame)
            if found:
                return f"{name}:{min(found)}"
            text = frame.analysis.sentence.text.lower() if guard.phrases else ""
            for phrase in guard.phrases:
                if phrase in text:
                    return f"{name}:{phrase}"
            if guard.requires_any and guard.requires_any.isdisjoint(frame.facts):
                return f"{name}:missing"
            if guard.requires_words and guard.requires_words.isdisjoint(words):
                return f"{name}:no_such_word"
            if guard.requires_after and (last >= len(lowers) or lowers[last] not in guard.requires_after):
                return f"{name}:no_such_word_behind"
        return None

    @staticmethod
    def _heads(groups: tuple[int, ...], words: frozenset[str], frame: Frame) -> set[str]:
        if not words:
            return set()
        chunks, lowers = frame.analysis.chunks, frame.analysis.sentence.lowers
        return {lowers[i] for g in groups for i in range(chunks[g].first, chunks[g].last)} & words
