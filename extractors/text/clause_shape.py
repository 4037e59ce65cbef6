"""What the tags around a word say of its clause: may it be the verb that the clause still lacks?"""

from __future__ import annotations

from extractors.text.morphology import ADJ, BASE, ING, NOUN, NOUNS, PAST, SFORM
from extractors.text.readings import Classes
from extractors.text.tags import CONJ, DET, FINITE_AUXILIARY, NAME, NOMINAL, NUM, PREP, PUNCT, REL, SUB, VERBAL

NOUN_FORMS = frozenset([NOUN, NOUNS])
DESCRIBABLE = NOUN_FORMS | {ADJ}
"""Classes that may stand in a noun group."""
NAMES_OBJECT = frozenset([DET, NUM, NAME, NOUNS])
"""Tags with which an object begins beyond doubt."""
_FINITE = FINITE_AUXILIARY | {PAST, SFORM, BASE}
_CLAUSE_ENDS = frozenset([PUNCT, SUB, REL])


def last_verb(i: int, tags: list[str]) -> str:
    """The tag of the last verb before token `i`."""
    return next((tags[j] for j in range(i - 1, -1, -1) if tags[j] in VERBAL), "")


def is_plural(i: int, tags: list[str], options: list[Classes]) -> bool:
    """True for the plural noun before a verb of the present: "rebels attack"."""
    return tags[i] == NOUNS or (not tags[i] and NOUNS in options[i])


def is_subject(i: int, tags: list[str], options: list[Classes]) -> bool:
    """True when the run of nouns that token `i` may belong to ends in a finite verb: "rebel attacks victims fear"."""
    j = i + 1
    while j < len(tags) and PAST not in options[j]:
        if tags[j] not in NOMINAL and tags[j] != ADJ and options[j].isdisjoint(DESCRIBABLE):
            break
        j += 1
    return j < len(tags) and (tags[j] in FINITE_AUXILIARY or PAST in options[j])


def is_only_verb(i: int, before: str, after: str, tags: list[str], options: list[Classes]) -> bool:
    """True in a clause without another finite verb: "Two clans clash over land", "Taliban attack Afghan police"."""
    if after not in (NAMES_OBJECT if before == NAME else (PREP, CONJ)):
        return False
    return not (_has_verb(range(i - 1, -1, -1), tags, options) or _has_verb(range(i + 1, len(tags)), tags, options))


def has_bare_object(i: int, before: str, tags: list[str], options: list[Classes]) -> bool:
    """True for the verb of a headline whose object has no article: "Rebels torch church in Foo", not "rebels attack Foo"."""
    if before not in (NOUNS, NAME) or i + 2 >= len(tags) or tags[i + 2] not in (PREP, PUNCT):
        return False
    is_noun = tags[i + 1] == NOUN or (not tags[i + 1] and NOUN in options[i + 1])
    return is_noun and not (
        _has_verb(range(i - 1, -1, -1), tags, options) or _has_verb(range(i + 1, len(tags)), tags, options)
    )


def has_deed_behind(i: int, tags: list[str], options: list[Classes]) -> bool:
    """True for the house of "hit a house killing two", which describes no killing: an object follows what may be a noun."""
    return i + 2 < len(tags) and ING in options[i + 1] and tags[i + 2] in (DET, NUM)


def is_listed_noun(i: int, tags: list[str], options: list[Classes]) -> bool:
    """True for the "looting" of "corruption, looting and bribes": a noun before its comma, a noun as the next item."""
    if i < 2 or i + 2 >= len(tags) or tags[i - 1] != PUNCT or tags[i - 2] not in NOMINAL:
        return False
    is_apart = tags[i + 1] in (PUNCT, CONJ)
    following = options[i + 2]
    return is_apart and ING not in following and (tags[i + 2] in NOMINAL or not following.isdisjoint(NOUN_FORMS))


def _has_verb(way: range, tags: list[str], options: list[Classes]) -> bool:
    """True when a finite verb comes before the clause ends, going one way from a token."""
    for j in way:
        if tags[j] in _CLAUSE_ENDS:
            return False
        if tags[j] in _FINITE or (not tags[j] and PAST in options[j]):
            return True
    return False
