"""Which words of an article are names of persons: who is introduced in full is called by the surname afterwards.

Towns are named for people and people for towns. "Kelly Richmond, 34, said ..." makes the later "Richmond" a person,
unless words put something there.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.places.lexicon import PlaceLexicon
from extractors.text.tokens import Sentence
from extractors.toponyms.lexicon import ToponymLexicon

_LONGEST = 4
_OLDEST = 110
Run = tuple[int, int]


class Persons:
    """Finds runs of capitalised words that name persons."""

    def __init__(self, places: PlaceLexicon, lexicon: ToponymLexicon) -> None:
        """Keep the word lists."""
        self._titles = places.titles - places.abbreviated_openings
        self._given = lexicon.given_names
        self._age_words = lexicon.age_words
        self._heads = places.organisation_heads | lexicon.body_heads | lexicon.street_words
        self._descriptors = frozenset(form for d in places.descriptors.values() for form in d.forms)

    def runs(self, sentence: Sentence) -> list[Run]:
        """Names of persons: a given name and more behind it, or names before an age or behind a title."""
        found, at = [], 0
        while at < len(sentence.words):
            end = _run_end(sentence, at)
            if end > at:
                run = self._person(sentence, at, end)
                found += [run] if run else []
            at = max(end, at + 1)
        return found

    def _person(self, sentence: Sentence, first: int, end: int) -> Run | None:
        lowers = sentence.lowers
        start = first
        while start < end and (lowers[start] in self._titles and lowers[start] not in self._given):
            start += 1
        is_titled = first < start < end or self._is_behind_title(lowers, first)
        start = next((n for n in range(start, end) if lowers[n] in self._given), -1) if start == first else start
        if is_titled and start < 0:
            start = first
        if start >= 0 and start < end and not self._heads.isdisjoint(lowers[start + 1 : end]):
            return None
        names = end - start if start >= 0 else 0
        if is_titled and 1 <= names <= _LONGEST:
            return start, end
        if 2 <= names <= _LONGEST and not self._descriptors & set(lowers[start:end]):
            return start, end
        return (first, end) if end - first <= _LONGEST and self._is_introduced(sentence, first, end) else None

    def _is_behind_title(self, lowers: Sequence[str], first: int) -> bool:
        """True behind a title, also one with a full stop ("Mr. Foo")."""
        at = first - 2 if first > 1 and lowers[first - 1] == "." else first - 1
        return at >= 0 and lowers[at] in self._titles

    def _is_introduced(self, sentence: Sentence, first: int, end: int) -> bool:
        """True for "Foo Bar, 34, ..." and "nine-year-old Foo Bar": an age stands beside the name."""
        words, lowers = sentence.words, sentence.lowers
        if first > 1 and sentence.glued[first - 1] and lowers[first - 1] in self._age_words:
            return True
        if end + 1 >= len(words) or words[end] != ",":
            return False
        is_age = words[end + 1].isdigit() and int(words[end + 1]) < _OLDEST
        return is_age and (end + 2 >= len(words) or words[end + 2] in (",", ".", ";", "-"))


def surnames(sentences: Sequence[Sentence], runs: Sequence[Sequence[Run]]) -> frozenset[str]:
    """The words by which the article's persons may be called afterwards, in lower case: first and last of each name."""
    return frozenset(
        sentence.lowers[at]
        for sentence, found in zip(sentences, runs, strict=True)
        for first, last in found
        for at in (first, last - 1)
    )


def _run_end(sentence: Sentence, start: int) -> int:
    """Behind the words with a capital, and initials with their full stop, that begin at `start`."""
    words, at = sentence.words, start
    while at < len(words) and (words[at][0].isupper() or (at > start and words[at] == "." and len(words[at - 1]) == 1)):
        at += 1
    return at
