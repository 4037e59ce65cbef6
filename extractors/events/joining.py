"""Two words, one event: "strikes hit the market", "troops were killed in an ambush", "attacked, destroying homes"."""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.text.grammar_lexicon import LinkWords

_APART_FROM_DAMAGE = frozenset(["destruction", "protest", "arrest"])
_OWN_EVENTS = frozenset(["clash", "capture", "withdraw", "arrest", "protest", "agreement"])
"""Kinds of verb that tell of an event of their own whatever their subject is."""
_NO_MEANS = frozenset(["protest", "capture"])
_NO_CAUSE = frozenset(["protest", "clash", "capture"])


def join(frames: list[Frame], clauses: Clauses, links: LinkWords) -> list[Frame]:
    """Join an event noun with the verb it is subject or instrument of; leave out damage that an attack did."""
    if len(frames) < 2:
        return frames
    nouns = {f.position: f for f in frames if f.is_noun}
    kept: list[Frame] = []
    for frame in frames:
        if _is_damage(frame, frames, clauses):
            continue
        partner = _partner(frame, nouns, clauses, links) if nouns and not frame.is_noun else None
        if partner is None:
            kept.append(frame)
        else:
            _absorb(partner, frame)
    return kept


def _is_damage(frame: Frame, frames: list[Frame], clauses: Clauses) -> bool:
    """True for "destroying homes" behind an attack: damage is the attack's effect, not an event of its own."""
    if frame.kind != "destruction" or frame.is_noun:
        return False
    others = {f.position for f in frames if f is not frame and f.kind not in _APART_FROM_DAMAGE}
    subject = clauses.subject(frame.position)
    if not others.isdisjoint(subject.groups):
        return True
    tense = clauses.chunks[frame.position].tense
    is_shared = subject.step == "shared_subject" and tense in ("participle", "past")
    return is_shared and any(p < frame.position for p in others)


def _partner(frame: Frame, nouns: dict[int, Frame], clauses: Clauses, links: LinkWords) -> Frame | None:
    """The event noun that is the verb's subject, or stands behind a preposition that makes it the means."""
    if frame.kind in _OWN_EVENTS:
        return None
    for group in clauses.subject(frame.position).groups:
        if group in nouns and nouns[group].kind not in _NO_MEANS:
            return nouns[group]
    words = _linking_words(frame, links)
    for word, groups in clauses.prepositions(frame.position) if words else ():
        for group in groups if word in words else ():
            if group in nouns and nouns[group].kind not in _NO_CAUSE:
                return nouns[group]
    return None


def _linking_words(frame: Frame, links: LinkWords) -> frozenset[str]:
    words = links.event if frame.trigger.rule.is_weak else frozenset()
    return words | links.killing if frame.kind == "killing" else words


def _absorb(partner: Frame, frame: Frame) -> None:
    """Give the noun's frame what the verb's frame bound."""
    known = {id(f.mention) for f in (*partner.agents, *partner.targets)}
    partner.targets.extend(f for f in frame.targets if id(f.mention) not in known)
    if not partner.agents:
        partner.agents.extend(f for f in frame.agents if id(f.mention) not in known)
    spots = {id(s.mention) for s in partner.spots}
    extra = [s for s in frame.spots if id(s.mention) not in spots]
    hit, other = [s for s in extra if s.step == "object"], [s for s in extra if s.step != "object"]
    partner.spots = [*hit, *partner.spots, *other]
    dates = {id(d) for d in partner.dates}
    partner.dates.extend(d for d in frame.dates if id(d) not in dates)
    partner.instruments |= frame.instruments
    partner.absorbed.append(frame.trigger)
    partner.object_groups = frame.object_groups
