"""What is only talked of: no news of a deed ("no reports of fighting"), rumours of it, its end, another choice than it.

These look at the groups of the clause before the deed. "Stop" after a name is often read as a noun ("that Foo stop
shelling its towns"), so an end is looked for in nouns, too.
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.verdict import Verdict
from extractors.text.grammar import Grammar

_KILLED = "killed"
_PASSED = frozenset("NPTB")


def is_unheard_of(frame: Frame, cues: StatusCues, grammar: Grammar) -> bool:
    """True for the fighting of "no reports of fighting" and of "no word in Foo on fighting"; not for "the" fighting."""
    clauses, lowers = frame.analysis.clauses, frame.analysis.sentence.lowers
    j = frame.position - 1
    is_known = lowers[clauses.chunks[frame.position].first] in grammar.definite
    if is_known or j < 1 or clauses.kinds[j] != "P" or any(a.category == _KILLED for a in frame.amounts):
        return False
    if clauses.lows[j] not in cues.lexicon.of_tidings:
        return False
    for k in range(j - 1, -1, -1):
        if clauses.kinds[k] not in _PASSED:
            return False
        chunk = clauses.chunks[k]
        if clauses.kinds[k] == "N" and clauses.last_word(k) in cues.lexicon.tidings:
            return lowers[chunk.first] in cues.lexicon.negative_determiners or _is_denied(k, clauses, cues)
    return False


def _is_denied(noun: int, clauses: Clauses, cues: StatusCues) -> bool:
    """True for the reports of "denied reports of fighting"."""
    verb, how = clauses.governor(noun) or (-1, "")
    return how == "object" and cues.verbs.get(clauses.lows[verb]) == "denied"


def told_by_noun(opener: int, clauses: Clauses, cues: StatusCues, grammar: Grammar) -> Verdict | None:
    """The status of what stands in the that-clause of a noun ("rumours in Foo on Monday that"); the clause opens there."""
    if clauses.kinds[opener] != "S" or clauses.lows[opener] not in grammar.relatives - grammar.links.whereat:
        return None
    for k in range(opener - 1, -1, -1):
        if clauses.kinds[k] not in _PASSED:
            return None
        word = clauses.last_word(k)
        if clauses.kinds[k] == "N" and word in cues.lexicon.hearsay:
            return Verdict("alleged", f"governed_by:{word}")
        if clauses.kinds[k] == "N" and word in cues.lexicon.tidings and _is_denied(k, clauses, cues):
            return Verdict("denied", "denied_by_the_speaker")
    return None


def is_foregone(frame: Frame, cues: StatusCues) -> bool:
    """True for the raids of "talks instead of raids", right behind such words."""
    first = frame.analysis.chunks[frame.position].first
    return " ".join(frame.analysis.sentence.lowers[max(0, first - 2) : first]) in cues.lexicon.foregone


def is_to_end(position: int, clauses: Clauses, cues: StatusCues) -> bool:
    """True for "stop shelling", and for the second deed of "stop attacking the town and shelling its port"."""
    for j in range(position - 1, -1, -1):
        kind = clauses.kinds[j]
        if kind in "VN" and clauses.last_word(j) in cues.ending:
            following = clauses.chunks[j + 1]
            return following.kind == "V" and following.tense == "participle" and following.voice == "active"
        is_beside = kind in "NPC" or (kind == "V" and clauses.chunks[j].tense == "participle")
        if not is_beside:
            return False
    return False
