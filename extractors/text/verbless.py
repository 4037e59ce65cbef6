"""The verb of a headline-like sentence: "Residents of the valley protest over water" has one, though it looks a noun.

The tagger reads a word that may be noun or verb as a noun, which leaves such sentences without any finite verb. In them
the first word that tells of an event, or follows one that does, is that verb if its form agrees with the words before.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.morphology import ADJ, BASE, NOUN, NOUNS, PARTICIPLE, PAST, SFORM, Morphology
from extractors.text.tags import DET, FINITE_AUXILIARY, NAME, NUM, PREP, PRON, PUNCT, REL, SUB, TO
from extractors.text.tokens import Sentence

_FINITE = FINITE_AUXILIARY | {PAST, SFORM}
_ENDS = frozenset([SUB, REL])
_TOLD = frozenset([PARTICIPLE, ADJ])
_COMMA = ","
_CLAUSE_MARKS = frozenset([";", ":"])
_PLURAL = frozenset([NOUNS, NUM, PRON])
_SUBJECT = frozenset([NOUN, NOUNS, NAME, NUM, PRON])


def find_verb(sentence: Sentence, tags: list[str], candidates: Iterable[int], tables: Morphology) -> None:
    """Retag the verb of a sentence that has none; `candidates` are tokens that may be it, ascending."""
    end = _main_clause(sentence, tags)
    if end is None:
        return
    for at in candidates:
        if at >= end:
            return
        if at and tags[at] in (NOUN, NOUNS) and tags[at - 1] in _SUBJECT and not _is_circumstance(tags, at):
            form = _agreeing(tags, at)
            if form in tables.classes(sentence.lowers[at]):
                tags[at] = form
                return


def _is_circumstance(tags: list[str], at: int) -> bool:
    """True for the attack of "Five killed in Homs attack", behind what befell whom: it ends the headline.

    Of "Five killed in militia attack on Homs", too, wherever it stands: a militia that attacks would be several.
    """
    is_last = at + 1 == len(tags) or tags[at + 1] == PUNCT
    if is_last and tags[at - 2 : at] == [PREP, NAME] and not _TOLD.isdisjoint(tags[: at - 2]):
        return True
    first = at
    while first and tags[first - 1] == NOUN:
        first -= 1
    is_within = 1 < first < at and tags[first - 1] == PREP
    is_of_several = first > 2 and tags[first - 2] == NOUN and tags[first - 3] in (NOUNS, NUM)  # "ten civilians dead in"
    return is_within and (tags[first - 2] in _TOLD or is_of_several)


def _agreeing(tags: list[str], at: int) -> str:
    """The verb form that agrees with the words before token `at`: a determined singular has the third person."""
    is_singular = tags[0] == DET and tags[at - 1] == NOUN
    return SFORM if is_singular else BASE if not _PLURAL.isdisjoint(tags[:at]) else ""


def _main_clause(sentence: Sentence, tags: list[str]) -> int | None:
    """Where the first clause ends that has no finite verb; `None` when it has one.

    A finite verb behind a comma may be that of another clause ("Protesters gather, police said").
    """
    comma = None
    for at, tag in enumerate(tags):
        if tag in _FINITE or (tag == BASE and at and tags[at - 1] != TO):
            return comma
        if tag == PUNCT and comma is None and sentence.words[at] == _COMMA:
            comma = at
        if tag in _ENDS or (tag == PUNCT and sentence.words[at] in _CLAUSE_MARKS):
            return at
    return len(tags)
