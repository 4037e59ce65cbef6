"""Places that a sentence names, though its event is not there: somebody talks there, is on the way there or comes from there.

"Raids killed nine as troops advanced towards Foo", "a bus with evacuees from Foo was hit", "Damascus condemned the raid",
"the worst attack since Foo fell": an event that only its sentence could place is at none of these.
"""

from __future__ import annotations

from collections.abc import Collection

from extractors.coding.at_event import FROM, TO
from extractors.coding.told_from import is_told_from
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.places.holding import holders_of
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar

_BARE = "well_known"
"""Rule of a name that nothing but itself shows to be a place."""
_SKIPPED = frozenset(["B", "T"])
_BREAKS = frozenset([",", ";", "R", "S"])
_PAUSES = frozenset([",", "B"])
_NONE = "none"
_OBJECT = "object"
_SUBJECT = "subject"
_INFINITIVE = "infinitive"
_PASSIVE = "passive"
_ACTIVE = "active"
_ARMY = "military"
_PEOPLE = "civilians"


def is_elsewhere(mention: PlaceMention, frame: Frame, grammar: Grammar, seats: Collection[str]) -> bool:
    """True for a place of the frame's sentence at which its event is not; `seats` are lower-case names of capitals."""
    analysis = frame.analysis
    if _opens_where(mention, frame, grammar):
        return False
    return (
        is_told_from(mention, analysis, grammar)
        or _is_advance(mention, frame, grammar)
        or _is_government(mention, analysis, grammar, seats)
        or _is_of_other_time(mention, frame, grammar)
    )


def is_end_of_way(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for where people come from or something goes to: a place of the event only where nothing tells another."""
    if _opens_where(mention, frame, grammar):
        return False
    return _is_goal(mention, frame, grammar) or _is_left(mention, frame, grammar)


def is_entered(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the Foo of "were caught as they stole into Foo in Bar": of the two, Bar only says where Foo is."""
    analysis = frame.analysis
    at = _opener(analysis.owner[mention.first], analysis, grammar)
    is_inside = at > 0 and analysis.clauses.lows[at] in grammar.links.destination
    return is_inside and mention.relation == TO and any(not h.is_country for h in holders_of(mention, analysis.places))


def _opens_where(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the Foo of "they came from Foo, where soldiers fought rebels"."""
    clauses = frame.analysis.clauses
    opener = clauses.behind(frame.analysis.owner[mention.first], _PAUSES)
    return opener < frame.position and clauses.kinds[opener] == "S" and clauses.lows[opener] in grammar.links.whereat


def _is_advance(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for what somebody else goes at: "as troops advanced on Foo", "entering" or "ready to attack" another country."""
    clauses, owner = frame.analysis.clauses, frame.analysis.owner[mention.first]
    verb, how = clauses.governor(owner) or (-1, "")
    if verb in (-1, frame.position):
        return False
    if how == _OBJECT and mention.is_country:
        return clauses.chunks[verb].tense == _INFINITIVE or clauses.lows[verb] in grammar.going
    at = _opener(owner, frame.analysis, grammar)
    if at < 1 or clauses.kinds[at] != "P" or clauses.lows[verb] not in grammar.going:
        return False
    return clauses.lows[at] in grammar.links.struck | grammar.links.direction


def _is_goal(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the end of a way on which others are: "a convoy with aid to Foo", not "the entrance to Foo"."""
    clauses, owner = frame.analysis.clauses, frame.analysis.owner[mention.first]
    at = _opener(owner, frame.analysis, grammar)
    if at < 1 or clauses.kinds[at] != "P" or (clauses.governor(owner) or (-1, ""))[0] == frame.position:
        return False
    return clauses.lows[at] in grammar.links.toward and clauses.lows[at - 1] not in grammar.ways_in


def _is_left(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for where people come from: "evacuees from Foo", "were moved out of the towns of Foo and Bar"."""
    if mention.relation != FROM:
        return False
    analysis, clauses = frame.analysis, frame.analysis.clauses
    at = _opener(analysis.owner[mention.first], analysis, grammar)
    if at < 1 or clauses.lows[at] not in grammar.links.origin or at - 1 == frame.position:
        return False
    mover = clauses.before(at, _SKIPPED)
    if clauses.kinds[mover] == "V":
        is_moved = clauses.chunks[mover].voice == _PASSIVE and clauses.lows[mover] in grammar.going
        return is_moved and mover != frame.position
    chunk = clauses.chunks[mover]
    return any(actor.kind == _PEOPLE for actor in analysis.actors_in(chunk.first, chunk.last))


def _is_government(mention: PlaceMention, analysis: Analysis, grammar: Grammar, seats: Collection[str]) -> bool:
    """True for a capital that stands for its state: "accused Damascus of", "run by Damascus", "Tehran radio said"."""
    if mention.relation != _NONE or mention.rule_id != _BARE or mention.name.lower() not in seats:
        return False
    clauses, owner = analysis.clauses, analysis.owner[mention.first]
    chunk = clauses.chunks[owner]
    if chunk.first < mention.first and clauses.chunks[owner].head < mention.last:
        return False  # "the capital Foo", "in the hall, Foo"
    verb, how = clauses.governor(owner) or (-1, "")
    if owner and clauses.kinds[owner - 1] == ",":
        return False
    is_acting = how == _SUBJECT and clauses.chunks[verb].voice == _ACTIVE
    if mention.last > chunk.head:
        is_told = how == _OBJECT and clauses.lows[verb] in grammar.reporting | grammar.accusing | grammar.blaming
        return is_acting or is_told or how in grammar.links.agent
    is_speaking = is_acting and clauses.lows[verb] in grammar.reporting
    actors = analysis.actors_in(chunk.first, chunk.last)
    return is_speaking or how in grammar.links.agent or any(actor.kind == _ARMY for actor in actors)


def _is_of_other_time(mention: PlaceMention, frame: Frame, grammar: Grammar) -> bool:
    """True for the place of what only tells the time: "the worst fighting since the Foo raids", "until the Gulf war ends"."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    owner = analysis.owner[mention.first]
    opener = clauses.before(owner, frozenset())
    if mention.relation != _NONE or opener < 0 or owner <= frame.position <= owner + 1:
        return False
    if clauses.break_before(frame.position) == opener:
        return False
    if clauses.kinds[owner] == "T":
        return any(
            _is_time(word, grammar) for word in analysis.sentence.lowers[clauses.chunks[owner].first : mention.first]
        )
    if clauses.kinds[opener] == "T":
        return _is_time(clauses.last_word(opener), grammar)
    return clauses.kinds[opener] in "PS" and _is_time(clauses.lows[opener], grammar)


def _is_time(word: str, grammar: Grammar) -> bool:
    """True for "since", "until" and "following"."""
    return word in grammar.earlier or word in grammar.sequels


def _opener(owner: int, analysis: Analysis, grammar: Grammar) -> int:
    """Position of the preposition before a place, its list and what it is called: the "from" of "from the towns of A and B"."""
    clauses, at = analysis.clauses, owner - 1
    while at > 1 and (clauses.kinds[at] in ("C", ",") or clauses.lows[at] in grammar.partitives):
        at -= 2
    return at


def is_of_day_before(frame: Frame, earlier: Collection[str]) -> bool:
    """True for the raid of "the attack comes a day after a raid killed nine": another event, wherever the text is by then."""
    clauses = frame.analysis.clauses
    for at in range(frame.position - 1, -1, -1):
        if clauses.kinds[at] == "T" and clauses.last_word(at) in earlier:
            return True
        if clauses.kinds[at] in _BREAKS:
            return False
    return False


def is_in_name(mention: PlaceMention, analysis: Analysis) -> bool:
    """True for the country in the name of an armed group ("the Islamic State in Iraq and Syria")."""
    return mention.is_country and any(a.first < mention.first < a.last and a.entry_id for a in analysis.actors)
