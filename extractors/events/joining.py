"""Two words, one event: "strikes hit the market", "troops were killed in an ambush", "attacked, destroying homes"."""

from __future__ import annotations

from dataclasses import replace

from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS, SKIPPED
from extractors.events.objects import has_object
from extractors.events.slots import Clauses
from extractors.text.grammar_lexicon import LinkWords

_DAMAGING = frozenset(
    [
        *("air_strike", "shelling", "bombing", "strike", "suicide", "ied", "explosion", "grenade", "chemical"),
        *("assault", "clash", "shooting", "killing", "capture", "riot", "mob", "crowd_clash", "crowd_assault"),
    ]
)
"""Kinds that do damage on the way."""
_OWN_EVENTS = frozenset(["clash", "capture", "withdraw", "arrest", "protest", "agreement", "riot", "disrupt"])
_RENDERED_HARMLESS = frozenset(["ied", "shelling", "air_strike", "grenade"])
"""Kinds of verb that tell of an event of their own whatever their subject is."""
_RAID, _FIGHT = "assault", "clash"
_BY_RAID = frozenset(["disrupt", "contraband"])
"""Kinds of finding that a raid may lead to."""
_TOLD = frozenset(["participle", "past", "present"])
_NO_MEANS = frozenset(["protest", "capture"])
_NO_CAUSE = frozenset(["protest", "gathering", "riot", "clash", "capture", "gunfire"])


def join(frames: list[Frame], clauses: Clauses, links: LinkWords) -> list[Frame]:
    """Join an event noun with the verb it is subject or instrument of; leave out damage that an attack did."""
    if len(frames) < 2:
        return frames
    frames = _without_harmless(frames, clauses)
    nouns = {f.position: f for f in frames if f.is_noun}
    kept: list[Frame] = []
    for frame in frames:
        if frame.kind == _RAID and frame.is_noun and _is_manner(frame, frames, clauses, links):
            continue
        if frame.is_noun and _is_judgement(frame, frames, clauses):
            continue
        cause = _cause_of_damage(frame, frames, clauses)
        if cause is not None:
            cause.absorbed.append(frame.trigger)
            cause.instruments |= frame.instruments
            continue
        fought = _fought_off(frame, frames, clauses)
        if fought is not None:
            _face(fought, frame)
            continue
        partner = _partner(frame, nouns, clauses, links) if nouns and not frame.is_noun else None
        partner = partner or _way(frame, frames, clauses, links)
        if partner is None:
            kept.append(frame)
        else:
            _absorb(partner, frame)
    return kept


def _without_harmless(frames: list[Frame], clauses: Clauses) -> list[Frame]:
    """The frames without bombs that were only found or defused: the finding is the event."""
    found: set[int] = set()
    for frame in frames:
        if frame.kind == "disrupt" and not frame.is_noun:
            found.update(frame.object_groups)
            if has_object(frame) or clauses.chunks[frame.position].voice == "passive":
                found.update(clauses.subject(frame.position).groups)  # not of "air strikes destroyed two tanks"
    if not found:
        return frames
    return [f for f in frames if f.kind not in _RENDERED_HARMLESS or found.isdisjoint(_thing(f, clauses))]


def _thing(frame: Frame, clauses: Clauses) -> tuple[int, ...]:
    """The group that is the bomb, or what a participle hangs on ("a missile fired by rebels")."""
    if frame.is_noun:
        return (frame.position,)
    chunk = clauses.chunks[frame.position]
    is_reduced = chunk.is_passive_participle
    return clauses.subject(frame.position).groups if is_reduced else ()


def _cause_of_damage(frame: Frame, frames: list[Frame], clauses: Clauses) -> Frame | None:
    """The attack that "destroying homes" behind it is the effect of, so that it is no event of its own."""
    if frame.kind != "destruction" or frame.is_noun:
        return None
    others = [f for f in frames if f is not frame and f.kind in _DAMAGING and has_object(f)]
    subject = clauses.subject(frame.position)
    by_subject = next((f for f in others if f.position in subject.groups), None)
    is_shared = subject.step == "shared_subject" and clauses.chunks[frame.position].tense in _TOLD
    if by_subject is not None or not is_shared:
        return by_subject
    return next((f for f in reversed(others) if f.position < frame.position), None)


def _is_manner(frame: Frame, frames: list[Frame], clauses: Clauses, links: LinkWords) -> bool:
    """True for the raid of "seized rifles in a raid on a house": it is how they were seized, not an event of its own."""
    for other in frames:
        if other.is_noun or other.kind not in _BY_RAID or not has_object(other):
            continue
        behind = (groups for word, groups in clauses.prepositions(other.position) if word in links.event)
        if any(frame.position in groups for groups in behind):
            return True
    return False


def _is_judgement(frame: Frame, frames: list[Frame], clauses: Clauses) -> bool:
    """True for "a bomber hit a bus, in the deadliest attack for decades": what was told before was that attack."""
    chunk, at = clauses.chunks[frame.position], frame.position
    if clauses.grammar.superlatives.isdisjoint(clauses.sentence.lowers[chunk.first : chunk.last]):
        return False
    is_aside = (
        at > 1 and clauses.kinds[at - 2 : at] == [",", "P"] and clauses.lows[at - 1] in clauses.grammar.links.event
    )
    return is_aside and any(f.kind in _DAMAGING and f.position < at for f in frames)


def _partner(frame: Frame, nouns: dict[int, Frame], clauses: Clauses, links: LinkWords) -> Frame | None:
    """The event noun that is the verb's subject, or stands behind a preposition that makes it the means."""
    if frame.kind in _OWN_EVENTS:
        return None
    for subject in clauses.subject(frame.position).groups if has_object(frame) else ():
        group = _whole(subject, clauses)
        if group in nouns and nouns[group].kind not in _NO_MEANS:
            return nouns[group]
    words = _linking_words(frame, links)
    for word, groups in clauses.prepositions(frame.position) if words else ():
        for group in groups if word in words else ():
            if group in nouns and nouns[group].kind not in _NO_CAUSE:
                return nouns[group]
    return None


def _whole(group: int, clauses: Clauses) -> int:
    """The raids of "one of the raids hit the market"; any other group itself."""
    behind = clauses.behind(group, SKIPPED)
    is_share = clauses.lows[group] in clauses.grammar.portions and clauses.kinds[behind : behind + 2] == ["P", "N"]
    return behind + 1 if is_share and clauses.lows[behind] in clauses.grammar.partitives else group


def _fought_off(frame: Frame, frames: list[Frame], clauses: Clauses) -> Frame | None:
    """The fight of "soldiers repelled a raid by rebels", which is what the raid was: both sides are named."""
    if not frame.is_noun or frame.kind != _RAID or frame.instruments or not frame.agents:
        return None
    attacked, repelling = {id(f.mention) for f in frame.targets}, clauses.grammar.repelling
    for other in frames:
        is_fight = other.kind == _FIGHT and not other.is_noun and clauses.lows[other.position] in repelling
        if is_fight and frame.position in other.object_groups and has_object(other):
            return other if any(id(f.mention) in attacked for f in other.agents) else None
    return None


def _face(fight: Frame, attack: Frame) -> None:
    """Give the fight what the attack that was fought off says: who attacked, where and when."""
    _absorb(fight, replace(attack, targets=[], object_groups=fight.object_groups))
    own = {id(f.mention) for f in fight.agents}
    fight.targets = [f for f in attack.agents if id(f.mention) not in own]


def _way(frame: Frame, frames: list[Frame], clauses: Clauses, links: LinkWords) -> Frame | None:
    """The frame that says how: "lobbing", of "targeted the post by lobbing grenades"."""
    if frame.is_noun or not frame.trigger.rule.is_weak:
        return None
    for other in frames:
        before = other.position - 1
        is_way = (
            not other.is_noun and before > 1 and clauses.kinds[before] == "P" and clauses.lows[before] in links.agent
        )
        if is_way and clauses.verb_before(before - 1, BREAKS) == frame.position:
            return other
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
