"""Lists of places in a clause: which spots of an event a conjunction joins ("Azaz, Marea and Tel Rifaat")."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Spot
from extractors.places.records import PlaceMention

_AT = "at"
_BETWEEN = "between"
_INSIDE = frozenset(["P"])
_LIST = frozenset(["C", ",", "P", "N"])
_DAY = "T"
_LIST_GAP = 5
"""Tokens that may stand between two names of one list."""
_CALLED = 2
"""Word groups of what a name is called ("the town of")."""


def list_around(spot: Spot, spots: list[Spot], analysis: Analysis) -> list[Spot]:
    """The other spots of the list that a spot stands in; what lies between two towns is one place."""
    if spot.mention.relation == _BETWEEN:
        return []
    later = _listed_with(spot.mention, analysis)
    earlier = [s for s in spots if s.mention.first < spot.mention.first and not s.mention.is_anaphor]
    whole = [s for s in earlier if id(spot.mention) in _listed_with(s.mention, analysis)]
    return [*whole, *(s for s in spots if id(s.mention) in later)]


def _listed_with(mention: PlaceMention, analysis: Analysis) -> frozenset[int]:
    """Ids of the mentions that a list joins to this one: "Azaz, Marea and Tel Rifaat".

    A comma alone joins no list ("Baharak, Takhar" is a place and its province): there must be a conjunction in it. Names
    side by side are a list whose commas were lost. A day may stand behind each ("in Foo on Monday and in Bar on Tuesday").
    What stands in brackets is passed over ("Foo (Bar), Baz (Bar) and Qux"), and so is what the text puts a member in ("Foo
    in Bar and Qux").
    """
    chain: list[int] = []
    has_conjunction, at = False, mention
    for other in (m for m in analysis.places if m.first >= mention.last):
        gap = _outside_brackets(range(analysis.owner[at.last - 1] + 1, analysis.owner[other.first]), analysis)
        if gap is None:
            continue
        between = {analysis.clauses.kinds[position] for position in gap}
        if other.is_container and between <= _INSIDE:
            at = other
            continue
        is_adjacent = other.first == at.last
        if _DAY in between and _has_day(other, analysis):
            gap = [p for p in gap if analysis.clauses.kinds[p] != _DAY]
            between.discard(_DAY)
        if not (is_adjacent or (between <= _LIST and not between.isdisjoint(("C", ",")))):
            break
        if _width(gap, other, analysis) > _LIST_GAP:
            break
        has_conjunction = has_conjunction or "C" in between
        chain.append(id(other))
        at = other
    return frozenset(chain) if has_conjunction else frozenset()


def _width(gap: list[int], behind: PlaceMention, analysis: Analysis) -> int:
    """How many words stand between two names, but what the second is called ("13 raids on Foo and 11 on the town of Bar")."""
    noun = analysis.clauses.lows[gap[-_CALLED]] if len(gap) > _CALLED else ""
    is_called = bool(behind.descriptor) and noun.startswith(str(behind.descriptor)[:-1]) and behind.relation == _AT
    called = gap[-_CALLED:] if is_called else []
    return sum(analysis.chunks[i].last - analysis.chunks[i].first for i in gap if i not in called)


def _has_day(mention: PlaceMention, analysis: Analysis) -> bool:
    """True for a place with a day right behind it."""
    behind = analysis.owner[mention.last - 1] + 1
    kinds = analysis.clauses.kinds[behind : behind + 2]
    return kinds[:1] == [_DAY] or kinds == ["P", _DAY]


def _outside_brackets(positions: range, analysis: Analysis) -> list[int] | None:
    """The groups of a stretch that stand in no bracket; `None` where a bracket stays open."""
    found: list[int] = []
    is_open = False
    for position in positions:
        kind = analysis.clauses.kinds[position]
        if kind == "(":
            is_open = True
        elif kind == ")":
            is_open = False
        elif not is_open:
            found.append(position)
    return None if is_open else found
