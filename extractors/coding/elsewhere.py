"""Places that a sentence names, though its event is not there: somebody talks there, is on the way there or comes from there.

"Raids killed nine as troops advanced towards Foo", "a bus with evacuees from Foo was hit", "Damascus condemned the raid",
"the worst attack since Foo fell": an event that only its sentence could place is at none of these.
"""

from __future__ import annotations

from collections.abc import Collection

from extractors.coding.told_from import is_told_from
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar

_BARE = "well_known"
"""Rule of a name that nothing but itself shows to be a place."""
_SKIPPED = frozenset(["B", "T"])
_PAUSES = frozenset([",", "B"])
_FROM = "from"
_NONE = "none"
_OBJECT = "object"
_SUBJECT = "subject"
_INFINITIVE = "infinitive"
_PEOPLE = "civilians"


def is_elsewhere(mention: PlaceMention, frame: Frame, grammar: Grammar, seats: Collection[str]) -> bool:
    """True for a place of the frame's sentence at which its event is not; `seats` are lower-case names of capitals."""
    analysis = frame.analysis
    if _opens_where(mention, frame, grammar):
        return False
    return (
        is_told_from(mention, analysis, grammar)
        or _is_goal(mention, frame, grammar)
        or _is_left(mention, frame, grammar)
        or _is_government(mention, analysis, grammar, seats)
        or _is_of_other_time(mention, frame, grammar)
    )


def _opens_where(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the Foo of "they came from Foo, where soldiers fought rebels"."""
    clauses = frame.analysis.clauses
    opener = clauses.behind(frame.analysis.owner[mention.first], _PAUSES)
    return opener < frame.position and clauses.kinds[opener] == "S" and clauses.lows[opener] in grammar.links.whereat


def _is_goal(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for where somebody else goes or means to go: "as troops advanced on Foo", "a convoy with aid to Foo"."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    owner = analysis.owner[mention.first]
    verb, how = clauses.governor(owner) or (-1, "")
    if verb == frame.position:
        return False
    if how == _OBJECT and mention.is_country:
        return clauses.chunks[verb].tense == _INFINITIVE or clauses.lows[verb] in grammar.going
    before = owner - 1
    if before < 1 or clauses.kinds[before] != "P":
        return False
    opener, behind = clauses.lows[before], clauses.lows[before - 1]
    is_way = opener in grammar.links.toward and behind not in grammar.ways_in
    return is_way or (how in grammar.links.struck and clauses.lows[verb] in grammar.going)


def _is_left(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for where people come from: "evacuees from Foo", "were moved out of the towns of Foo and Bar"."""
    if mention.relation != _FROM:
        return False
    analysis, clauses = frame.analysis, frame.analysis.clauses
    at = analysis.owner[mention.first] - 1
    while at > 1 and (clauses.kinds[at] in ("C", ",") or clauses.lows[at] in grammar.partitives):
        at -= 2
    if at < 1 or clauses.lows[at] not in grammar.links.origin or at - 1 == frame.position:
        return False
    mover = clauses.before(at, _SKIPPED)
    if clauses.kinds[mover] == "V":
        return mover != frame.position and clauses.lows[mover] in grammar.going
    chunk = clauses.chunks[mover]
    return any(actor.kind == _PEOPLE for actor in analysis.actors_in(chunk.first, chunk.last))


def _is_government(mention: PlaceMention, analysis: Analysis, grammar: Grammar, seats: Collection[str]) -> bool:
    """True for a capital that stands for its state: "accused Damascus of", "an ally of Moscow", "Tehran radio said"."""
    if mention.relation != _NONE or mention.rule_id != _BARE or mention.name.lower() not in seats:
        return False
    owner = analysis.owner[mention.first]
    chunk = analysis.chunks[owner]
    if mention.last > chunk.head:
        return True
    verb, how = analysis.clauses.governor(owner) or (-1, "")
    is_speaking = how == _SUBJECT and analysis.clauses.lows[verb] in grammar.reporting
    return is_speaking or any(actor.kind != _PEOPLE for actor in analysis.actors_in(chunk.first, chunk.last))


def _is_of_other_time(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the place of what only tells the time: "the worst fighting since the Foo raids", "until the Gulf war ends"."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    owner = analysis.owner[mention.first]
    opener = clauses.before(owner, frozenset())
    if mention.relation != _NONE or opener < 0 or owner <= frame.position <= owner + 1:
        return False
    if clauses.break_before(frame.position) == opener:
        return False
    times = grammar.earlier | grammar.sequels
    if clauses.kinds[owner] == "T":
        return not times.isdisjoint(analysis.sentence.lowers[clauses.chunks[owner].first : mention.first])
    if clauses.kinds[opener] == "T":
        return clauses.last_word(opener) in times
    return clauses.kinds[opener] in "PS" and clauses.lows[opener] in times
