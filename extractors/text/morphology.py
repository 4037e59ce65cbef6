"""Word forms and coarse word classes from shipped tables, behind one small interface a language.

The coder asks two things of a language: which classes may this form have ("raids": noun or verb), and which forms has
this lemma. Everything else about words is lexicon data.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

import lemminflect

from extractors.text.word_tables import word_tables

NOUN, NOUNS, BASE, SFORM, PAST, PARTICIPLE, ING, ADJ, ADV = "N", "Ns", "Vb", "Vz", "Vd", "Vn", "Vg", "A", "B"
"""Form classes: singular and plural noun; verb base, third person, past, past participle, -ing; adjective; adverb."""

_LONGEST_UNCHANGED = 8
"""Longer verbs whose base form is also a past form ("broadcast"; not "overrun") are too rare to look up."""

_VERB_TAGS = {"VB": BASE, "VBP": BASE, "VBZ": SFORM, "VBD": PAST, "VBN": PARTICIPLE, "VBG": ING}


class Morphology(Protocol):
    """What the coder needs to know of a language's words."""

    def classes(self, form: str) -> frozenset[str]:
        """Form classes that the lower-case word may have; empty for an unknown word."""
        ...

    def verb_forms(self, lemma: str) -> frozenset[str]:
        """All inflected forms of a verb, the lemma among them."""
        ...

    def verb_lemma(self, form: str) -> str:
        """The base form of a lower-case verb form; the form itself where none is known."""
        ...

    def noun_forms(self, lemma: str) -> frozenset[str]:
        """Singular and plural of a noun."""
        ...

    def looks_plural(self, form: str) -> bool:
        """True when the ending of a lower-case noun is that of a plural, whether or not any table knows it."""
        ...


def forms_of_verbs(lemmas: Iterable[str], tables: Morphology) -> frozenset[str]:
    """All inflected forms of several verbs."""
    return frozenset(form for lemma in lemmas for form in tables.verb_forms(lemma))


class EnglishMorphology:
    """English by `lemminflect`'s tables; words they lack are inflected by its rules."""

    @staticmethod
    @lru_cache(maxsize=200_000)
    def classes(form: str) -> frozenset[str]:
        """See `Morphology.classes`."""
        found: set[str] = set()
        lemmas = word_tables().lemmas(form)
        if "NOUN" in lemmas:
            found.add(NOUN if form in lemmas["NOUN"] else NOUNS)
        if "ADJ" in lemmas:
            found.add(ADJ)
        if "ADV" in lemmas:
            found.add(ADV)
        for lemma in lemmas.get("VERB", ()):
            found |= _verb_classes(form, lemma)
        if not found and form.endswith("ed"):
            return frozenset([PAST, PARTICIPLE])
        return frozenset(found)

    @staticmethod
    def verb_forms(lemma: str) -> frozenset[str]:
        """See `Morphology.verb_forms`."""
        return frozenset([lemma, *_inflections(lemma, "VERB")])

    @staticmethod
    def verb_lemma(form: str) -> str:
        """See `Morphology.verb_lemma`."""
        unknown = lemminflect.getAllLemmasOOV
        lemmas: tuple[str, ...] = word_tables().lemmas(form).get("VERB") or unknown(form, "VERB").get("VERB", ())
        return lemmas[0] if lemmas else form

    @staticmethod
    def noun_forms(lemma: str) -> frozenset[str]:
        """See `Morphology.noun_forms`."""
        return frozenset([lemma, *_inflections(lemma, "NOUN")])

    @staticmethod
    def looks_plural(form: str) -> bool:
        """See `Morphology.looks_plural`."""
        return form.endswith("s")


def _verb_classes(form: str, lemma: str) -> frozenset[str]:
    """Classes of a form of a verb: by its ending where that tells, else by the tables (irregular verbs)."""
    if form != lemma:
        if form.endswith("ing"):
            return frozenset([ING])
        if form.endswith("ed"):
            return frozenset([PAST, PARTICIPLE])
        if form.endswith("s"):
            return frozenset([SFORM])
    elif len(form) > _LONGEST_UNCHANGED:
        return frozenset([BASE])
    forms = word_tables().inflections(lemma, "VERB")
    found = {_VERB_TAGS[tag] for tag, spelled in forms.items() if form in spelled and tag in _VERB_TAGS}
    if PAST in found and "VBN" not in forms:
        found.add(PARTICIPLE)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _inflections(lemma: str, upos: str) -> frozenset[str]:
    known = word_tables().inflections(lemma, upos) or lemminflect.getAllInflectionsOOV(lemma, upos=upos)
    return frozenset(form for forms in known.values() for form in forms)


_LIBRARIES: dict[str, type[EnglishMorphology]] = {"en": EnglishMorphology}
"""Languages whose word forms a library knows; those of others stand in their `forms.yml`."""


def morphology(language: str) -> Morphology:
    """The morphology of a language.

    Raises:
        LexiconError: Neither a library nor a lexicon has the word forms of the language.
    """
    if language not in _LIBRARIES:
        from extractors.text.word_forms import TableMorphology

        return TableMorphology.default(language)
    tables = _LIBRARIES[language]()
    tables.classes("")  # loads the tables now, not at the first word of the first text
    return tables
