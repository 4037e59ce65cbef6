"""Numbers told place by place: "killed 12 people in Foo and nine in Bar", "31 in the province, including 12 in Baz".

Each number belongs to the place behind it and to no other. What a place takes of a whole is a part; the rest of the whole
is that of the wider place (codebook section 7 counts nobody twice).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount, Frame
from extractors.mentions.records import CountMention
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar
from extractors.text.tags import PRON, REL

_PART = ":part"
_OPENS_LIST = frozenset([":", "-", "--", "\u2013", "\u2014"])
_MOVES = frozenset(["from", "to", "none"])
_COUNTED = ("killed", "injured")
_PRONOUNS = frozenset([PRON, REL])
_INSIDE = frozenset(["P", "N", "T"])
"""Kinds of group between a number and the end of the words for its place."""
_IN_AND_AROUND = ["P", "C", "P"]
"""Kinds of group of "in and around"."""


class Tally(NamedTuple):
    """How many people were harmed at one place; `is_part` where they are some of those told just before."""

    mention: PlaceMention
    amount: Amount
    is_part: bool


def tallies(frame: Frame, grammar: Grammar) -> list[Tally]:
    """What the words of a frame's harm say place by place; empty where they name one place or none behind its number."""
    if len(frame.analysis.places) < 2:
        return []
    for category in _COUNTED:
        lead = next((a for a in frame.amounts if a.category == category and a.coded), None)
        if lead is not None:
            return _read(lead, frame, grammar)
    return []


def _read(lead: Amount, frame: Frame, grammar: Grammar) -> list[Tally]:
    analysis = frame.analysis
    group = analysis.group_from(lead.start)
    if group is None:
        return []
    behind = _behind_aside(_behind_verb(group, analysis), analysis)
    first, end = _place_behind(behind, analysis, grammar)
    colon = end
    if first is None:
        first, end = _place_of_moment(behind, analysis, grammar)
    further = [*_further(lead, end, frame, grammar)] or _listed(lead, colon, frame, grammar)
    is_list = all(not tally.is_part for tally in further)
    if not further or (is_list and first is None):
        return []
    return [*([Tally(first, lead, False)] if first is not None else []), *further]


def _listed(lead: Amount, position: int, frame: Frame, grammar: Grammar) -> list[Tally]:
    """The places of "11 people were killed: four in Foo, five in Bar and two in Baz", where they make up the number."""
    kinds, lows = frame.analysis.clauses.kinds, frame.analysis.clauses.lows
    first = position
    while first < len(kinds) and kinds[first] == ";" and lows[first] in _OPENS_LIST:
        first += 1
    told = [*_further(lead, first, frame, grammar, is_open=True)] if first > position else []
    is_all = len(told) > 1 and sum(t.amount.coded or 0 for t in told) == lead.coded
    return [t._replace(is_part=True) for t in told] if is_all else []


def _behind_verb(group: int, analysis: Analysis) -> int:
    """The group behind a number and the verb of its harm ("12 people were killed")."""
    kinds = analysis.clauses.kinds
    return group + 2 if kinds[group + 1 : group + 2] == ["V"] else group + 1


def _behind_aside(position: int, analysis: Analysis) -> int:
    """The group behind who some of the counted are, without a place: "12 people, among them a child, in Foo"."""
    kinds = analysis.clauses.kinds
    has_comma = kinds[position : position + 1] == [","]
    noun = position + has_comma
    while kinds[noun : noun + 1] == ["P"] or (
        kinds[noun : noun + 1] == ["N"] and not _is_part_of_count(noun, analysis)
    ):
        noun += 1
        if noun - position - has_comma > 2:
            return position
    if not (noun > position + has_comma and _is_part_of_count(noun, analysis)):
        return position
    return noun + 2 if has_comma and kinds[noun + 1 : noun + 2] == [","] else noun + 1


def _is_part_of_count(group: int, analysis: Analysis) -> bool:
    """True for the "six children" of "including six children"."""
    if analysis.clauses.kinds[group : group + 1] != ["N"]:
        return False
    chunk = analysis.chunks[group]
    return any(c.rule_id.endswith(_PART) for c in analysis.counts_in(chunk.first, chunk.last))


def _place_behind(position: int, analysis: Analysis, grammar: Grammar) -> tuple[PlaceMention | None, int]:
    """The first place where something is between a position and the next comma, conjunction or verb, and that end."""
    kinds, end = analysis.clauses.kinds, position
    while end < len(kinds) and kinds[end] in _INSIDE and not (end > position and kinds[end - 1] == kinds[end] == "N"):
        end += 3 if kinds[end : end + 3] == _IN_AND_AROUND else 1
    links = grammar.links
    is_whose = end > position and analysis.clauses.lows[position] in links.agent | links.apart | links.motive
    if end == position or kinds[position] == "N" or is_whose:
        return None, end
    inside = analysis.places_in(analysis.chunks[position].first, analysis.chunks[end - 1].last)
    return next((m for m in inside if m.relation not in _MOVES and not m.is_anaphor), None), end


def _place_of_moment(position: int, analysis: Analysis, grammar: Grammar) -> tuple[PlaceMention | None, int]:
    """The place of the when-clause at a position, and where that ends: Foo, of "12 died when a shell hit a house in Foo,"."""
    kinds, lows, end = analysis.clauses.kinds, analysis.clauses.lows, position
    if kinds[position : position + 1] != ["S"] or lows[position] not in grammar.links.moment:
        return None, position
    while end < len(kinds) and kinds[end] not in (",", ";"):
        end += 1
    inside = analysis.places_in(analysis.chunks[position].first, analysis.chunks[end - 1].last)
    return next((m for m in inside if m.relation not in _MOVES and not m.is_container), None), end


def _further(lead: Amount, position: int, frame: Frame, grammar: Grammar, *, is_open: bool = False) -> Iterator[Tally]:
    """The numbers with places of their own that a comma, an "and" or an "including" joins to the first.

    With `is_open` a list begins at the position itself.
    """
    analysis = frame.analysis
    kinds = analysis.clauses.kinds
    while position < len(kinds):
        at = position
        while at < len(kinds) and (kinds[at] in ("C", ",", "T") or _opens_part(at, analysis)):
            at += 1
        count = _count(at, analysis) if at > position or is_open else None
        if count is None:
            return
        is_open = False
        is_part = count.rule_id.endswith(_PART) or _is_of_them(at, analysis, grammar)
        behind = at + 3 if _is_of_them(at, analysis, grammar) else at + 1
        if _is_harmed(lead, at, frame):
            behind = _behind_verb(at, analysis)
        mention, position = _place_behind(_behind_aside(behind, analysis), analysis, grammar)
        if mention is None or kinds[position : position + 1] == ["V"]:
            return
        yield Tally(mention, _amount(lead, count, at, analysis), is_part)


def _is_harmed(lead: Amount, group: int, frame: Frame) -> bool:
    """True for the eight of "12 died in Foo, eight were killed in Bar": they have a verb of their own."""
    start = frame.analysis.sentence.starts[frame.analysis.chunks[group].first]
    return any(a.start == start and a.category == lead.category for a in frame.amounts)


def _opens_part(position: int, analysis: Analysis) -> bool:
    """True for the "including" before a number that is part of another."""
    behind = _count(position + 1, analysis) if analysis.clauses.kinds[position] == "P" else None
    return behind is not None and behind.rule_id.endswith(_PART)


def _count(group: int, analysis: Analysis) -> CountMention | None:
    """The number that a noun group begins with, if it stands alone or counts people."""
    if group >= len(analysis.chunks) or analysis.clauses.kinds[group] != "N":
        return None
    chunk = analysis.chunks[group]
    count = next((c for c in analysis.counts_in(chunk.first, chunk.last) if c.coded), None)
    if count is None or "indefinite" in count.rule_id:
        return None
    is_people = count.last >= chunk.last or bool(analysis.actors_in(chunk.first, chunk.last))
    return count if is_people or ":additional" in count.rule_id else None


def _is_of_them(group: int, analysis: Analysis, grammar: Grammar) -> bool:
    """True for "ten of them", "three of whom"."""
    kinds, lows = analysis.clauses.kinds, analysis.clauses.lows
    if kinds[group + 1 : group + 2] != ["P"] or lows[group + 1] not in grammar.partitives or group + 2 >= len(lows):
        return False
    return analysis.tags[analysis.chunks[group + 2].head] in _PRONOUNS


def _amount(lead: Amount, count: CountMention, group: int, analysis: Analysis) -> Amount:
    chunk = analysis.chunks[group]
    start, end = analysis.sentence.span(chunk.first, chunk.last)
    victims = tuple(analysis.actors_in(chunk.first, chunk.last)) or lead.victims
    rule = f"count:{count.rule_id}"
    return Amount(lead.category, count.low, count.high, count.coded, start, end, rule, victims, is_local=True)
