"""What one person does to his own: "a man shot his wife" is a crime among kin, no political violence (codebook: scope).

Several who hurt "his wife" hurt somebody else's.
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.mentions.records import PEOPLE_KINDS, STATE_KINDS
from extractors.text.grammar import Grammar

_PRIVATE = PEOPLE_KINDS | STATE_KINDS
_DEEDS = frozenset(["killing", "shooting", "harm", "beating", "assault"])


def is_among_kin(frame: Frame, grammar: Grammar) -> bool:
    """True where one person is told to have hurt his kin, or somebody to have been hurt by hers."""
    if frame.is_noun or frame.kind not in _DEEDS or grammar.kin.isdisjoint(frame.analysis.vocabulary):
        return False
    clauses, position = frame.analysis.clauses, frame.position
    if clauses.chunks[position].voice == "passive":
        doers = (groups for word, groups in clauses.prepositions(position) if word in grammar.links.agent)
        return any(_is_own(groups[0], frame, grammar) for groups in doers if groups)
    subjects, objects = clauses.subject(position).groups, clauses.objects(position).groups
    return len(subjects) == 1 and _is_one(subjects[0], frame) and bool(objects) and _is_own(objects[0], frame, grammar)


def _is_own(group: int, frame: Frame, grammar: Grammar) -> bool:
    """True for "his wife"."""
    clauses = frame.analysis.clauses
    first = clauses.sentence.lowers[clauses.chunks[group].first]
    return first in grammar.kin_owners and clauses.last_word(group) in grammar.kin


def _is_one(group: int, frame: Frame) -> bool:
    """True for one man, be he a soldier, not for "a militant" or a name of a group."""
    chunk, analysis = frame.analysis.chunks[group], frame.analysis
    doers = analysis.actors_in(chunk.first, chunk.last)
    is_counted = any((c.low or 0) > 1 for c in analysis.counts_in(chunk.first, chunk.last))
    return bool(doers) and not is_counted and all(m.kind in _PRIVATE and not m.is_plural for m in doers)
