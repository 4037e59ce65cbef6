"""Where something was said, which is not where it was: the Bogota of "a spokesman said in Bogota"."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar

_BETWEEN = frozenset("NPT")
"""Kinds of group between a verb of speaking and the place: "told reporters on Monday in"."""
_MOST = 4
"""Such groups at most."""


def is_told_from(mention: PlaceMention, analysis: Analysis, grammar: Grammar) -> bool:
    """True for the place at which somebody speaks: it stands behind the verb, and nothing that he says between them.

    The same for the place of talks ("negotiations in Foo") and for that of who listens in ("monitored in Foo").
    """
    clauses = analysis.clauses
    at = analysis.owner[mention.first] - 1
    if at < 1 or clauses.kinds[at] != "P" or clauses.lows[at] not in grammar.links.inside:
        return False
    if clauses.kinds[at - 1] == "N" and clauses.lows[at - 1] in grammar.talks:
        return True
    for verb in range(at - 1, max(-1, at - 2 - _MOST), -1):
        if clauses.kinds[verb] == "V":
            chunk = clauses.chunks[verb]
            is_speaking = chunk.voice == "active" and clauses.lows[verb] in grammar.speaking
            return is_speaking or clauses.lows[verb] in grammar.listening
        is_subject = clauses.kinds[verb : verb + 2] == ["N", "N"]  # "said online a house in Foo was hit"
        if clauses.kinds[verb] not in _BETWEEN or is_subject or verb in analysis.event_nouns():
            return False
    return False
