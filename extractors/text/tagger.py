"""A tag for every word: what the word alone may be, then its neighbours decide between the rest.

What a word may be is looked up once a word form. Every decision between several classes is local and fixed, so the same
sentence always gives the same tags. `tag_choice` makes those between noun, verb and adjective.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.clause_shape import NOUN_FORMS, is_plural
from extractors.text.grammar_lexicon import GrammarLexicon, closed_classes
from extractors.text.morphology import ADJ, ADV, BASE, NOUN, PARTICIPLE, PAST, SFORM, Morphology
from extractors.text.readings import NONE, Classes, Readings, common_noun, join_phrase
from extractors.text.tag_choice import TagChoice
from extractors.text.tags import (
    CONJ,
    DATE,
    DET,
    FINITE_AUXILIARY,
    NOMINAL,
    NUM,
    PREP,
    PRON,
    PUNCT,
    REL,
    SUB,
    TO,
    VERBAL,
)
from extractors.text.tokens import Sentence

Spans = Iterable[tuple[int, int]]

_BEFORE_RELATIVE = NOMINAL | {PUNCT, DATE, NUM}
_SUBJECT_THEN_VERB = FINITE_AUXILIARY | {SFORM, PAST}
_OPEN = frozenset(["", PREP, REL, ADJ])
"""Tags that the neighbours may change; "" stands for none yet."""
_CLAUSE_REACH = 14


class Tagger:
    """Tags the sentences of one language."""

    def __init__(self, lexicon: GrammarLexicon, tables: Morphology) -> None:
        """Compile the closed classes; later lists win over earlier ones."""
        closed = closed_classes(lexicon)
        self._tables = tables
        self._inside = Readings(closed, tables, is_cased=True)
        self._opening = Readings(closed, tables, is_cased=False)
        self._definite = frozenset(lexicon.definite)
        self._means = lexicon.continuing_prepositions  # "with"
        self._subordinators = frozenset(lexicon.subordinators)
        self._choices = TagChoice(lexicon, tables)
        self._headline = self._choices.headline
        phrases = [(lexicon.conjunction_phrases, CONJ), (lexicon.adverb_phrases, ADV)]
        self._joining = [(tuple(phrase.split()), tag) for listed, tag in phrases for phrase in listed]

    def tag(
        self, sentence: Sentence, dates: Spans = (), numbers: Spans = (), is_title_case: bool = False, nouns: Spans = ()
    ) -> list[str]:
        """One tag a token; see `Grammar.tag`."""
        lowers = sentence.lowers
        tags, options = self._readings(sentence.words, is_title_case)
        self._overlay(tags, options, lowers, dates, numbers, nouns)
        for phrase, joined in self._joining:
            join_phrase(phrase, joined, lowers, tags)
        for i in [i for i, tag in enumerate(tags) if tag in _OPEN]:
            tag = tags[i]
            if not tag:
                tags[i] = self._choices.choose(i, options[i], tags, options, sentence)
            elif tag == PREP:
                if lowers[i] in self._subordinators and self._opens_clause(i, lowers, tags, options):
                    tags[i] = SUB
            elif tag == REL and lowers[i] in self._subordinators:
                tags[i] = self._relative(i, lowers, tags, options)
            elif tag == ADJ and i and tags[i - 1] in NOMINAL:
                tags[i] = self._behind_noun(i, tags, options, lowers)
        return tags

    def _readings(self, words: list[str], is_title_case: bool) -> tuple[list[str], list[Classes]]:
        """Tags and open classes of the words alone. At the start, and in a title-case headline, a capital says nothing."""
        inside, opening = self._inside, self._opening
        read = [opening[w] for w in words] if is_title_case else [inside[w] for w in words]
        if words:
            read[0] = opening[words[0]]
            tags, options = zip(*read, strict=True)
            return list(tags), list(options)
        return [], []

    def _overlay(
        self, tags: list[str], options: list[Classes], lowers: list[str], dates: Spans, numbers: Spans, nouns: Spans
    ) -> None:
        """What the mention finders know wins over the words: a number over a date over a compound noun."""
        for first, last in nouns:
            tags[first:last] = [NOUN] * (last - first)
            options[first:last] = [NONE] * (last - first)
            tags[last - 1] = common_noun(lowers[last - 1], self._tables)
        for spans, tag in ((dates, DATE), (numbers, NUM)):
            for first, last in spans:
                tags[first:last] = [tag] * (last - first)
                options[first:last] = [NONE] * (last - first)

    def _behind_noun(self, i: int, tags: list[str], options: list[Classes], lowers: list[str]) -> str:
        """An adjective behind its noun: a verb before "that", an adverb before a verb, else a participle or what it is.

        "Two men alleged on Friday that", "residents further reported raids", "gunmen armed with".
        """
        classes = self._tables.classes(lowers[i])
        if i + 1 < len(tags) and ADV in classes and PAST in options[i + 1]:
            return ADV
        behind = i + 1
        while tags[behind : behind + 1] == [DATE] or tags[behind : behind + 2] == [PREP, DATE]:
            behind += 1
        after = tags[behind] if behind < len(tags) else PUNCT
        if after not in (TO, REL, PREP) or (after == PREP and lowers[behind] not in self._means):
            return ADJ
        verb = PAST if after == REL else PARTICIPLE
        return verb if verb in classes else ADJ

    def _relative(self, i: int, lowers: list[str], tags: list[str], options: list[Classes]) -> str:
        """Whether "that" or "where" is a relative pronoun (a verb follows), a determiner or a subordinator."""
        j = i + 1
        while j < len(tags) and tags[j] == ADV:
            j += 1
        after = tags[j] if j < len(tags) else PUNCT
        is_verbal = after in FINITE_AUXILIARY or after in VERBAL or bool(not after and options[j] & {PAST, SFORM})
        if is_verbal and i and tags[i - 1] in _BEFORE_RELATIVE:
            return REL
        is_demonstrative = lowers[i] in self._definite and (i == 0 or tags[i - 1] in (PREP, CONJ))
        return DET if is_demonstrative and after in NOMINAL else SUB

    def _opens_clause(self, i: int, lowers: list[str], tags: list[str], options: list[Classes]) -> bool:
        """True when a word like "after" is followed by subject and finite verb before any comma."""
        saw_subject = False
        for j in range(i + 1, min(i + _CLAUSE_REACH, len(tags))):
            tag, open_ = tags[j], options[j]
            if tag in NOMINAL or tag == PRON:
                saw_subject = True
            elif tag in (PUNCT, SUB, REL):
                return False
            elif saw_subject and (tag in _SUBJECT_THEN_VERB or PAST in open_):
                return True
            elif saw_subject and lowers[j] in self._headline and BASE in open_ and is_plural(j - 1, tags, options):
                return tags[j + 1 : j + 2] not in ([], [PUNCT])  # "as rebels attack post"
            elif not tag and not open_.isdisjoint(NOUN_FORMS):
                saw_subject = True
        return False
