"""Whose the aircraft are of which an army tells: "the Turkish army said jets had bombed the hills" tells of its own.

Left alone, the words would be the aircraft of the country of the event. Who else speaks may well tell what others did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from extractors.events.owners import speakers
from extractors.events.slots import Clauses
from extractors.mentions.records import ActorKind, ActorMention

Names = tuple[Mapping[str, str], ...]
_AIRCRAFT = "actor.warplanes"
_MILITARY: ActorKind = "military"


def with_tellers(actors: list[ActorMention], names: Names, clauses: Clauses) -> list[ActorMention]:
    """The mentions of a sentence, aircraft of nobody's with the country whose forces tell of them.

    Args:
        actors: The sentence's mentions.
        names: Country by its capital, by its name and its adjectives: what the ministry that speaks is called by.
        clauses: Its word groups.
    """
    firsts = [chunk.first for chunk in clauses.chunks]
    return [
        mention._replace(told_by=_teller(bisect_right(firsts, mention.head) - 1, actors, names, clauses))
        if _is_nobodys(mention, actors, clauses)
        else mention
        for mention in actors
    ]


def _is_nobodys(mention: ActorMention, actors: list[ActorMention], clauses: Clauses) -> bool:
    """True for aircraft whose owner neither their own words nor others of their group say ("coalition-led jets")."""
    if mention.rule_id != _AIRCRAFT or mention.country is not None or mention.entry_id is not None:
        return False
    chunk = next(c for c in clauses.chunks if c.first <= mention.head < c.last)
    others = (a for a in actors if a is not mention and chunk.first <= a.head < chunk.last)
    return all(a.country is None and a.entry_id is None for a in others)


def _teller(position: int, actors: list[ActorMention], names: Names, clauses: Clauses) -> str | None:
    """Country of the army or ministry of defence that the nearest verb of saying before has as its subject."""
    verb, groups = speakers(position, clauses)
    if verb is None or not groups:
        return None
    first, last = clauses.chunks[groups[0]].first, clauses.chunks[verb].first
    army = next((a for a in actors if first <= a.head < last and a.kind == _MILITARY), None)
    if army is not None:
        return army.country
    grammar, lowers = clauses.grammar, clauses.sentence.lowers[first:last]
    seats = grammar.headquarters
    seat = next((seats[word] for word in lowers if word in seats), None)
    if seat is not None or grammar.defence.isdisjoint(lowers):
        return seat
    return next((known[word] for known in names for word in lowers if word in known), None)
