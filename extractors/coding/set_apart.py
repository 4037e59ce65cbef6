"""Which sentences tell of another event than those before: "In a separate incident, ...", "Separately, ..."."""

from __future__ import annotations

from extractors.text.grammar import Grammar
from extractors.text.tokens import Sentence

_REACH = 7
"""Words within which the comma stands that ends the opening words."""


def opens_apart(sentence: Sentence, grammar: Grammar) -> bool:
    """True where the opening words say that the event is none of those told before.

    Args:
        sentence: The sentence.
        grammar: Which words open it so, and which tell one event from another.
    """
    lowers = sentence.lowers
    if not lowers or (lowers[0] not in grammar.apart and lowers[0] not in grammar.links.inside):
        return False
    opening = lowers[: _REACH + 1]
    if "," not in opening:
        return False
    words = opening[: opening.index(",")]
    if words[0] in grammar.apart:
        return len(words) == 1
    return words[-1] in grammar.occurrences and not grammar.others.isdisjoint(words)
