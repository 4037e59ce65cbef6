"""What a word may be before its neighbours are asked, looked up once a word form."""

from __future__ import annotations

from extractors.text.morphology import BASE, ING, NOUN, NOUNS, PARTICIPLE, PAST, SFORM, Morphology
from extractors.text.tags import BE, NAME, NOMINAL, NUM, PRON, PUNCT

Classes = frozenset[str]

NONE: Classes = frozenset()
"""No class is open."""
_LONE_BUT_OPEN = frozenset([ING, PARTICIPLE, PAST, BASE])
"""A table's lone verb form may still be noun or adjective in context."""
_WRITTEN_LIKE_INITIALS = frozenset([BE, PRON])
""""IS militants", "US troops": small words that in capitals are the initials of a name."""
_FORMS = (PAST, SFORM, BASE, PARTICIPLE, ING)
_KNOWN_WORDS = 100_000


class Readings(dict[str, tuple[str, Classes]]):
    """What a word is before its neighbours are asked: its tag, or "" and the classes to choose from.

    Filled as words are seen. `is_cased` says that a capital marks a name, as it does everywhere but at the start.
    """

    def __init__(self, closed: dict[str, str], tables: Morphology, is_cased: bool) -> None:
        """Keep the closed classes and the tables."""
        super().__init__()
        self._closed = closed
        self._tables = tables
        self._is_cased = is_cased

    def __missing__(self, word: str) -> tuple[str, Classes]:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        self[word] = read = self._read(word, word.lower().replace("’", "'"))
        return read

    def _read(self, word: str, low: str) -> tuple[str, Classes]:
        first = word[0]
        is_name = self._is_cased and first.isupper()
        fixed = self._closed.get(low)
        is_initials = is_name and fixed in _WRITTEN_LIKE_INITIALS and word.isupper() and len(word) > 1
        if fixed is not None and not is_initials and not (is_name and fixed in NOMINAL):
            return fixed, NONE
        if not first.isalnum():
            return PUNCT, NONE
        if first.isdigit():
            return NUM, NONE
        if is_name:
            return NAME, NONE
        found = self._tables.classes(low)
        if not found:
            return NAME if first.isupper() else common_noun(low, self._tables), NONE
        if len(found) == 1 and found.isdisjoint(_LONE_BUT_OPEN):
            return next(iter(found)), NONE
        return "", found


def common_noun(low: str, tables: Morphology) -> str:
    """The tag of a common noun: singular or plural."""
    return NOUNS if tables.looks_plural(low) else NOUN


def join_phrase(phrase: tuple[str, ...], tag: str, lowers: list[str], tags: list[str]) -> None:
    """Give the words of a phrase its tag: "as well as" is a conjunction, "so far" an adverb."""
    first, *rest = phrase
    if phrase[1] not in lowers:
        return
    for i, low in enumerate(lowers[: 1 - len(phrase)]):
        if low == first and lowers[i + 1 : i + len(phrase)] == rest:
            tags[i : i + len(phrase)] = [tag] * len(phrase)


def one_form(found: Classes) -> str:
    """One verb form of several, the past first."""
    return next(form for form in _FORMS if form in found)
