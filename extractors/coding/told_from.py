"""Where something was said or the dead were mourned, which is not where it was: the Bogota of "a spokesman said in Bogota"."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.groups import FINITE
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar

_BETWEEN = frozenset("NPT")
"""Kinds of group between a verb of speaking and the place: "told reporters on Monday in"."""
_MOST = 4
"""Such groups at most."""


def is_told_from(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> bool:
    """True for the place at which somebody speaks: it stands behind the verb, and nothing that he says between them.

    The same for the place of talks and for that of who listens in.
    """
    verb = _verb_before(mention, analysis, grammar)
    clauses = analysis.clauses
    if verb is not None and clauses.chunks[verb].voice == "active" and clauses.lows[verb] in grammar.speaking:
        return True
    if verb is not None and clauses.lows[verb] in grammar.burying:
        return True  # "four soldiers killed on the front were buried in Foo"
    if opens_burial(mention, analysis, grammar):
        return True
    return is_place_of_talks(mention, analysis, grammar)


def is_place_of_talks(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> bool:
    """True for the Foo of "negotiations in Foo" and "a radio monitored in Foo"."""
    clauses, at = analysis.clauses, analysis.owner[mention.first] - 1
    if at < 1 or clauses.lows[at] not in grammar.links.inside:
        return False
    if clauses.kinds[at - 1] == "N" and clauses.lows[at - 1] in grammar.talks:
        return True
    verb = _verb_before(mention, analysis, grammar)
    return verb is not None and clauses.lows[verb] in grammar.listening


def opens_burial(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> bool:
    """True for the Foo of "in Foo, four soldiers killed on the front were buried": the dead are brought there."""
    clauses, group = analysis.clauses, analysis.owner[mention.first]
    if group != 1 or clauses.lows[0] not in grammar.links.inside:
        return False
    verbs = [i for i, kind in enumerate(clauses.kinds) if kind == "V"]
    main = next((i for i in verbs if clauses.chunks[i].tense in FINITE), -1)
    if main < 0 or clauses.lows[main] not in grammar.burying or clauses.chunks[main].voice != "passive":
        return False
    return any(i < main and clauses.chunks[i].is_passive_participle for i in verbs)


def _verb_before(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> int | None:
    """The verb before "in Foo", where only those spoken to, days and the like stand between."""
    clauses = analysis.clauses
    at = analysis.owner[mention.first] - 1
    if at < 1 or clauses.kinds[at] != "P" or clauses.lows[at] not in grammar.links.inside:
        return None
    for verb in range(at - 1, max(-1, at - 2 - _MOST), -1):
        if clauses.kinds[verb] == "V":
            return verb
        if clauses.kinds[verb] not in _BETWEEN or verb in analysis.event_nouns():
            return None
    return None
