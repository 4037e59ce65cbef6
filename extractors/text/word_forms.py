"""Word forms of a language from its own lexicon file, for languages without a library: nothing but what is written there."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pydantic import Field

from extractors.lexicons.loader import Strict, load
from extractors.text.morphology import ADJ, ADV, BASE, ING, NOUN, NOUNS, PARTICIPLE, PAST, SFORM


class VerbForms(Strict):
    """The forms of a verb beside its base form."""

    present: list[str] = []
    past: list[str] = []
    participle: list[str] = []
    gerund: list[str] = []

    def by_class(self) -> dict[str, list[str]]:
        """The forms by form class."""
        return {SFORM: self.present, PAST: self.past, PARTICIPLE: self.participle, ING: self.gerund}


class WordForms(Strict):
    """Schema of `<language>/forms.yml`.

    Attributes:
        verbs: Forms of each verb, by its base form.
        nouns: Plurals of each noun, by its singular.
        adjectives: Adjectives in all their forms.
        adverbs: Adverbs.
        plural_endings: How a plural ends that stands in none of the lists.
    """

    verbs: dict[str, VerbForms] = Field(min_length=1)
    nouns: dict[str, list[str]] = Field(min_length=1)
    adjectives: list[str] = []
    adverbs: list[str] = []
    plural_endings: list[str] = []


class TableMorphology:
    """A language's word forms as its lexicon lists them; see `Morphology` for what each answer means."""

    def __init__(self, forms: WordForms) -> None:
        """Index the forms."""
        self._endings = tuple(forms.plural_endings)
        self._verbs = {lemma: frozenset([lemma, *_all(verb)]) for lemma, verb in forms.verbs.items()}
        self._nouns = {lemma: frozenset([lemma, *plurals]) for lemma, plurals in forms.nouns.items()}
        self._lemmas = {form: lemma for lemma, forms_ in self._verbs.items() for form in forms_}
        classes: defaultdict[str, set[str]] = defaultdict(set)
        for lemma, verb in forms.verbs.items():
            classes[lemma].add(BASE)
            for name, spellings in verb.by_class().items():
                for form in spellings:
                    classes[form].add(name)
        for lemma, plurals in forms.nouns.items():
            classes[lemma].add(NOUN)
            for form in plurals:
                classes[form].add(NOUNS)
        for word in forms.adjectives:
            classes[word].add(ADJ)
        for word in forms.adverbs:
            classes[word].add(ADV)
        self._classes = {form: frozenset(names) for form, names in classes.items()}

    @classmethod
    @cache
    def default(cls, language: str) -> TableMorphology:
        """The word forms of a language.

        Raises:
            LexiconError: The language has no `forms.yml`, or it does not fit.
        """
        return cls(load(WordForms, language, "forms.yml"))

    def classes(self, form: str) -> frozenset[str]:
        """See `Morphology.classes`."""
        return self._classes.get(form, frozenset())

    def verb_forms(self, lemma: str) -> frozenset[str]:
        """See `Morphology.verb_forms`."""
        return self._verbs.get(lemma, frozenset([lemma]))

    def verb_lemma(self, form: str) -> str:
        """See `Morphology.verb_lemma`."""
        return self._lemmas.get(form, form)

    def noun_forms(self, lemma: str) -> frozenset[str]:
        """See `Morphology.noun_forms`."""
        return self._nouns.get(lemma, frozenset([lemma]))

    def looks_plural(self, form: str) -> bool:
        """See `Morphology.looks_plural`."""
        return form.endswith(self._endings) if self._endings else False


def _all(verb: VerbForms) -> list[str]:
    return [form for forms in verb.by_class().values() for form in forms]
