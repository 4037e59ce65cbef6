"""Whom a killing is of: a judge of one name and a reporter of another, on other days or elsewhere, died in two events."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from extractors.coding.draft import Draft

_ALIKE = 80
"""Likeness, of 100, from which two words may be spellings of one name."""
_SOON = 2
"""Sentences behind a deed in which the same words for it, with the name of whom it befell, are of that deed."""
_SHORT = 2
"""Letters of words that may be no part of a person's own name."""
_WORD = re.compile(r"[^\W\d_]+")


def are_other_people(old: Draft, new: Draft) -> bool:
    """True when both tell of named dead, no name of one is like any of the other, and day or place differ as well."""
    if new.is_anaphoric or old.is_headline or any(a.is_also for a in new.amounts):
        return False
    is_elsewhere = old.place is not None and new.place is not None and old.place.place_id != new.place.place_id
    if not (is_elsewhere or (new.when.is_own and old.when.day != new.when.day)):
        return False
    one, other = _names(old), _names(new)
    return bool(one and other) and all(
        process.extractOne(n, other, scorer=fuzz.ratio, score_cutoff=_ALIKE) is None for n in one
    )


def is_person_told_of_again(old: Draft, new: Draft) -> bool:
    """True for "Foo was abducted on Friday", right after the abduction of the teacher Foo."""
    if old.kind != new.kind or new.has_own_place or not 0 < new.sentence_index - old.sentence_index <= _SOON:
        return False
    words = set(_WORD.findall(old.sentence.lower()))
    return any(word in words for a in new.amounts for word in a.name.split() if len(word) > _SHORT)


def _names(draft: Draft) -> list[str]:
    """The words of the names of those who were killed."""
    return [word for a in draft.amounts if a.category == "killed" for word in a.name.split()]
