"""Events that others only follow up, or that say who is meant: they were before what the sentence tells.

"Arrested in connection with the bombings in Foo", "suspects behind the blast", "the commission investigating the clashes",
"a woman who had stabbed a man was lynched": the arrest, the inquiry and the mob are the news.
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.groups import FINITE
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.status_shapes import CHAIN
from extractors.text.grammar import Grammar

_MOB = "rioters"


def is_followed_up(frame: Frame, cues: StatusCues, grammar: Grammar) -> bool:
    """True for a deed that an inquiry, a suspicion, an arrest or a mob follows up; one with a day or a toll is told."""
    clauses = frame.analysis.clauses
    if not frame.is_noun:
        return _is_punished(frame, clauses)
    chunk = clauses.chunks[frame.position]
    if any(a.is_counted for a in frame.amounts) or frame.analysis.sentence.lowers[chunk.first] in grammar.indefinite:
        return False
    if any(chunk.first <= d.first < _end_of_telling(frame, clauses) for d in frame.analysis.dates):
        return False
    verb, how = clauses.governor(frame.position) or (-1, "")
    if how == "object" and clauses.lows[verb] in cues.investigating:
        return True
    link = clauses.before(frame.position, CHAIN)
    words, before = cues.lexicon, link - 1
    if link < 1 or clauses.kinds[link] != "P":
        return False
    if clauses.kinds[before] == "N":
        if clauses.last_word(before) in words.following_nouns or clauses.lows[link] in words.behind:
            return True
        before = _verb_of_topic(link, clauses, grammar)
    is_suspected = before >= 0 and clauses.kinds[before] == "V" and clauses.lows[before] in cues.suspecting
    return is_suspected and clauses.lows[link] in words.suspected_of


def _verb_of_topic(link: int, clauses: Clauses, grammar: Grammar) -> int:
    """The verb of "arrested a man in Foo on Monday over the killing", with what stands between; -1 where there is none."""
    before = link - 1
    while before > 1 and clauses.kinds[before] in "NT" and clauses.kinds[before - 1] == "P":
        before -= 2
    before -= clauses.kinds[before] == "N" and before > 0
    is_topic = clauses.lows[link] in grammar.links.topic
    return before if is_topic and clauses.kinds[before] == "V" else -1


def _end_of_telling(frame: Frame, clauses: Clauses) -> int:
    """Token of the next finite verb, which tells of something else ("suspects in the blast were held on Monday").

    Where the sentence has none, its participle was read for one ("a suspect in the blast appeared on Monday").
    """
    verbs = [chunk for chunk in clauses.chunks if chunk.kind == "V"]
    finite = [chunk for chunk in verbs if chunk.tense in FINITE] or verbs
    first = clauses.chunks[frame.position].last
    return next((chunk.first for chunk in finite if chunk.first >= first), clauses.chunks[-1].last)


def _is_punished(frame: Frame, clauses: Clauses) -> bool:
    """True for the killing of "a man who killed his wife was beaten by a mob": it says whom the crowd beat, and why."""
    position, kinds = frame.position, clauses.kinds
    if frame.is_noun or kinds[position - 1 : position] != ["R"] or kinds[position - 2 : position - 1] != ["N"]:
        return False
    if clauses.chunks[position].voice != "active":
        return False
    later = next((j for j in range(position + 1, len(kinds)) if kinds[j] == "V"), -1)
    if later < 0 or clauses.chunks[later].tense not in FINITE or clauses.chunks[later].voice != "passive":
        return False
    behind = frame.analysis.actors_in(clauses.chunks[later].last, clauses.chunks[-1].last)
    return any(mention.kind == _MOB for mention in behind)
