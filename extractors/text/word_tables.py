"""lemminflect's tables of word forms, a line of which is read when its word is asked for.

The library reads both tables whole, which takes a third of a second, and copies deeply what it finds at every look-up. Here
a word's lines are found among the sorted ones, and the library's own readers parse them.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from lemminflect.codecs.OverridesCodec import OverridesCodec
from lemminflect.core.LexicalUtils import applyCapsStyle, categoryToUPos, getCapsStyle, uposToTags

Forms = dict[str, tuple[str, ...]]


class WordTables:
    """Lemmas and inflections of the words that the tables know, with the capitals of the word that is asked for."""

    def __init__(self) -> None:
        """Read the lines of both tables."""
        self._lemmas = _lines(config.lemma_lu_fn)
        self._inflections = _lines(config.inflection_lu_fn)
        self._lemma_overrides: dict[str, Forms] = OverridesCodec.load(config.lemma_overrides_fn)
        self._overrides: dict[str, Forms] = OverridesCodec.load(config.infl_overrides_fn)
        self._auxiliaries: dict[str, Forms] = InflectionLUCodec.updateForAuxMod({})

    def lemmas(self, form: str) -> Forms:
        """Lemmas by universal part of speech ("NOUN", "VERB" ...); empty for an unknown word."""
        low = form.lower()
        found: Forms = {}
        for line in _of_word(low, self._lemmas):
            _, category, spelled = LemmaLUCodec.fromString(line)
            found[categoryToUPos(category)] = spelled
        return _spelled_like(form, found | self._lemma_overrides.get(low, {}))

    def inflections(self, lemma: str, upos: str) -> Forms:
        """Forms of a "NOUN" or "VERB" by Penn tag ("NNS", "VBD" ...); empty for an unknown word."""
        low = lemma.lower()
        found: Forms = dict(self._auxiliaries.get(low, {}))
        if not found:
            for line in _of_word(low, self._inflections):
                found |= InflectionLUCodec.fromString(line)[2]
        found |= self._overrides.get(low, {})
        tags = uposToTags(upos)
        return _spelled_like(lemma, {tag: spelled for tag, spelled in found.items() if tag in tags})


@lru_cache(maxsize=1)
def word_tables() -> WordTables:
    """The tables, read once a process."""
    return WordTables()


def _lines(path: str) -> list[str]:
    return sorted(gzip.decompress(Path(path).read_bytes()).decode().splitlines())


def _of_word(word: str, lines: list[str]) -> Iterator[str]:
    """The lines of a word, which stand together."""
    opening = f"{word},"
    at = bisect_left(lines, opening)
    while at < len(lines) and lines[at].startswith(opening):
        yield lines[at]
        at += 1


def _spelled_like(word: str, forms: Forms) -> Forms:
    style = getCapsStyle(word)
    return {tag: tuple(applyCapsStyle(form, style) for form in spelled) for tag, spelled in forms.items()}
