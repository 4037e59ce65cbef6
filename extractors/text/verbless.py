"""The verb of a headline-like sentence: "Residents of the valley protest over water" has one, though it looks a noun.

The tagger reads a word that may be noun or verb as a noun, which leaves such sentences without any finite verb. In them
the first word that tells of an event and may be a verb in the plural is that verb, when a plural stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.morphology import BASE, NOUN, NOUNS, PAST, SFORM, Morphology
from extractors.text.tags import FINITE_AUXILIARY, NAME, NUM, PRON, PUNCT, REL, SUB, TO
from extractors.text.tokens import Sentence

_FINITE = FINITE_AUXILIARY | {PAST, SFORM}
_ENDS = frozenset([SUB, REL])
_CLAUSE_MARKS = frozenset([";", ":"])
_PLURAL = frozenset([NOUNS, NUM, PRON])
_SUBJECT = frozenset([NOUN, NOUNS, NAME, NUM, PRON])


def find_verb(sentence: Sentence, tags: list[str], candidates: Iterable[int], tables: Morphology) -> None:
    """Retag the verb of a sentence that has none; `candidates` are tokens that tell of events, ascending."""
    end = _main_clause(sentence, tags)
    if end is None:
        return
    for at in candidates:
        if at >= end:
            return
        if (
            at
            and tags[at] in (NOUN, NOUNS)
            and tags[at - 1] in _SUBJECT
            and not _PLURAL.isdisjoint(tags[:at])
            and BASE in tables.classes(sentence.lowers[at])
        ):
            tags[at] = BASE
            return


def _main_clause(sentence: Sentence, tags: list[str]) -> int | None:
    """Where the first clause ends, when it has no finite verb; `None` when it has one."""
    for at, tag in enumerate(tags):
        if tag in _FINITE or (tag == BASE and at and tags[at - 1] != TO):
            return None
        if tag in _ENDS or (tag == PUNCT and sentence.words[at] in _CLAUSE_MARKS):
            return at
    return len(tags)
