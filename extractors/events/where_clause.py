"""Places that stand outside the clause of an event and are its own: "the worst hit was Foo, where raids killed nine".

And the subject of what a place undergoes: "Foo suffered a series of raids".
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.mentions.records import DateMention
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar

_NOT_THERE = frozenset(["near", "from", "to"])
THERE = frozenset(["at", "near", "part"])
"""Relations of a place to what happened there."""
"""Relations of a place to what happened there."""
_OF_EVENT = frozenset(["P", "N", "C", ",", "B", '"'])
"""Groups between an event noun and the clause that tells more of it: "an offensive on Foo, in the north, which"."""


def place_told_of(frame: Frame, grammar: Grammar) -> list[PlaceMention]:
    """The only place named between the verb before and the where-clause of a frame; empty where there are several."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    opener = clauses.break_before(frame.position)
    if opener < 1 or clauses.lows[opener] not in grammar.links.whereat:
        return []
    verb = max((i for i in range(opener) if clauses.kinds[i] == "V"), default=-1)
    first, last = analysis.chunks[verb + 1].first, analysis.chunks[opener].first
    named = [m for m in analysis.places if first <= m.first < last and m.relation not in _NOT_THERE]
    named = [m for m in named if not (m.is_country or m.is_anaphor)]
    named = [m for m in named if not (m.is_container or _is_said_of_another(m, analysis, grammar))] or named
    return named if len(named) == 1 and _is_head(named[0], analysis) else []


def place_that_undergoes(frame: Frame, grammar: Grammar) -> list[PlaceMention]:
    """The place that is the subject of "suffered", "saw" or "witnessed" an event."""
    verb, how = frame.analysis.clauses.governor(frame.position) or (-1, "")
    if not frame.is_noun or how != "object" or frame.analysis.clauses.lows[verb] not in grammar.undergoing:
        return []
    chunks = [frame.analysis.chunks[g] for g in frame.analysis.clauses.subject(verb).groups]
    named = [m for c in chunks for m in frame.analysis.places_in(c.first, c.last) if m.last == c.last]
    return [m for m in named if not (m.is_country or m.is_anaphor)]


def places_of_next_verb(frame: Frame) -> list[PlaceMention]:
    """Places of the verb that a conjunction joins to a frame's own: "killed some and wounded others in Foo and Bar"."""
    analysis, clauses, verb = frame.analysis, frame.analysis.clauses, frame.position
    following = clauses.end(verb)
    if frame.is_noun or clauses.kinds[following - 1 : following + 1] != ["C", "V"]:
        return []
    if any(clauses.chunks[position].voice == "passive" for position in (verb, following)):
        return []  # "was hit by gunfire and crashed in Foo"
    doers = clauses.subject(verb).groups
    if not doers or clauses.subject(following).groups != doers:
        return []
    first, last = analysis.chunks[following].first, analysis.chunks[clauses.end(following) - 1].last
    return [m for m in analysis.places if first <= m.first < last and m.relation in THERE]


def places_of_relative(frame: Frame) -> list[PlaceMention]:
    """Places of the clause that counts an event's victims: Bar, of "met in Foo after a raid that left six dead in Bar"."""
    first, last = _counting(frame)
    return [m for m in frame.analysis.places if first < m.first < last and m.relation != "none"]


def days_of_relative(frame: Frame) -> list[DateMention]:
    """Days of that clause: "after a raid that left six dead on Sunday"."""
    first, last = _counting(frame)
    return [d for d in frame.analysis.dates if first < d.first < last]


def days_of_happening(frame: Frame) -> list[DateMention]:
    """Days of the clause that says when an event began or took place: "an offensive on Foo that began on Friday"."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    opener = clauses.behind(frame.position, _OF_EVENT)
    verb = opener + 1
    if not frame.is_noun or clauses.kinds[opener : opener + 2] != ["R", "V"]:
        return []
    if clauses.lows[verb] not in clauses.grammar.happening:
        return []
    first, last = analysis.chunks[verb].first, analysis.chunks[clauses.end(verb) - 1].last
    return [d for d in analysis.dates if first < d.first < last and d.is_day]


def _counting(frame: Frame) -> tuple[int, int]:
    """Tokens of the relative clause right behind an event noun, from the number in it to its end; (0, 0) without one."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    opener = frame.position + 1
    if not frame.is_noun or clauses.kinds[opener : opener + 1] != ["R"]:
        return 0, 0
    verb = next((i for i in range(opener, len(clauses.kinds)) if clauses.kinds[i] == "V"), -1)
    if verb < 0:
        return 0, 0
    first, last = analysis.chunks[opener].first, analysis.chunks[clauses.end(verb) - 1].last
    counted = analysis.counts_in(first, last)
    return (counted[0].first, last) if counted else (0, 0)


def _is_said_of_another(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> bool:
    """True for the Bar of "Foo, the largest town in Bar"."""
    clauses, group = analysis.clauses, analysis.owner[mention.first]
    head = group
    while head > 1 and clauses.kinds[head - 2 : head] == ["N", "P"]:
        head -= 2
    before = head - 2 if clauses.kinds[head - 1 : head] == [","] else head - 1
    is_town = head < group and clauses.lows[head] in grammar.settlements
    return is_town and before >= 0 and clauses.kinds[before] == "N"


def _is_head(mention: PlaceMention, analysis: Analysis) -> bool:
    """True for "Foo" and "the town of Foo", false for "the Foo coastline"."""
    return bool(mention.descriptor) or mention.last == analysis.chunks[analysis.owner[mention.first]].last
