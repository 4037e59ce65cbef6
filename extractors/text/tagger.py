"""A tag for every word: what the word alone may be, then its neighbours decide between the rest.

What a word may be is looked up once a word form. Every decision between several classes is local and fixed, so the same
sentence always gives the same tags.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.text.clause_shape import (
    DESCRIBABLE,
    NAMES_OBJECT,
    NOUN_FORMS,
    is_listed_noun,
    is_only_verb,
    is_subject,
    last_verb,
)
from extractors.text.grammar_lexicon import GrammarLexicon, closed_classes
from extractors.text.morphology import (
    ADJ,
    ADV,
    BASE,
    ING,
    NOUN,
    NOUNS,
    PARTICIPLE,
    PAST,
    SFORM,
    Morphology,
    forms_of_verbs,
)
from extractors.text.readings import NONE, Classes, Readings, common_noun, join_phrase, one_form
from extractors.text.tags import (
    BE,
    CONJ,
    DATE,
    DET,
    DO,
    FINITE_AUXILIARY,
    HAVE,
    MODAL,
    NAME,
    NEG,
    NOMINAL,
    NUM,
    POSS,
    PREP,
    PRON,
    PUNCT,
    REL,
    SUB,
    TO,
    VERBAL,
)  # fmt: skip
from extractors.text.tokens import Sentence

Spans = Iterable[tuple[int, int]]

_COMMON = (ADJ, NOUN, NOUNS)
_OPENS_NOUN_GROUP = frozenset([DET, NUM, NAME, PRON, ADJ])
_OBJECT_OPENERS = _OPENS_NOUN_GROUP | NOMINAL
_OPENS_COUNT = frozenset([NUM, DET])
_FOLLOWS_NOUN = frozenset([PREP, BE, HAVE, DO, MODAL, PAST, SFORM, DATE])
_BEHIND_VERB = frozenset([PREP, PUNCT, CONJ, DATE])
_BEFORE_NOUN = frozenset([DET, NUM, ADJ, POSS, PREP])
_IN_NOUN_GROUP = frozenset([DET, ADJ, POSS, NUM])
_BEFORE_COMPOUND = NOMINAL | {ADV, ADJ}
_BEFORE_RELATIVE = NOMINAL | {PUNCT, DATE, NUM}
_BEFORE_BASE = frozenset([TO, MODAL, DO, NEG])
_BEFORE_VERB_OR_NOUN = frozenset([PREP, CONJ, "", PUNCT, DATE])
_BEFORE_PRESENT = _BEFORE_NOUN | {"", CONJ, PUNCT, DATE}
_SUBJECT_THEN_VERB = FINITE_AUXILIARY | {SFORM, PAST}
_OPEN = frozenset(["", PREP, REL, ADJ])
"""Tags that the neighbours may change; "" stands for none yet."""
_TO_NOUN = "to the"
"""Stands for a "to" before a noun group, which is a preposition."""
_CLAUSE_REACH = 14
_DOER_REACH = 3
"""Tokens behind a participle within which its doer is named ("shot dead by")."""


class Tagger:
    """Tags the sentences of one language."""

    def __init__(self, lexicon: GrammarLexicon, tables: Morphology) -> None:
        """Compile the closed classes; later lists win over earlier ones."""
        closed = closed_classes(lexicon)
        self._tables = tables
        self._inside = Readings(closed, tables, is_cased=True)
        self._opening = Readings(closed, tables, is_cased=False)
        self._definite = frozenset(lexicon.definite)
        self._subordinators = frozenset(lexicon.subordinators)
        self._subjects = frozenset(lexicon.subject_pronouns)
        self._verbs = frozenset(lexicon.verb_overrides)
        self._prefixes = frozenset(lexicon.verb_prefixes)
        self._existential = frozenset(lexicon.existential)
        self._joining = [tuple(phrase.split()) for phrase in lexicon.conjunction_phrases]
        self._agent = lexicon.links.agent
        self._headline = forms_of_verbs(lexicon.headline_verbs, tables)

    def tag(
        self, sentence: Sentence, dates: Spans = (), numbers: Spans = (), is_title_case: bool = False, nouns: Spans = ()
    ) -> list[str]:
        """One tag a token; see `Grammar.tag`."""
        lowers = sentence.lowers
        tags, options = self._readings(sentence.words, is_title_case)
        self._overlay(tags, options, lowers, dates, numbers, nouns)
        for phrase in self._joining:
            join_phrase(phrase, lowers, tags)
        for i in [i for i, tag in enumerate(tags) if tag in _OPEN]:
            tag = tags[i]
            if not tag:
                tags[i] = self._choose(i, options[i], tags, options, sentence)
            elif tag == PREP:
                if lowers[i] in self._subordinators and self._opens_clause(i, tags, options):
                    tags[i] = SUB
            elif tag == REL and lowers[i] in self._subordinators:
                tags[i] = self._relative(i, lowers, tags, options)
            elif tag == ADJ and i and tags[i - 1] in NOMINAL and tags[i + 1 : i + 2] in ([TO], [REL]):
                tags[i] = self._behind_noun(i, tags, lowers)
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

    def _behind_noun(self, i: int, tags: list[str], lowers: list[str]) -> str:
        """An adjective behind its noun is a participle before "to" and a verb before "that" ("two men alleged that")."""
        verb = PARTICIPLE if tags[i + 1] == TO else PAST
        return verb if verb in self._tables.classes(lowers[i]) else ADJ

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

    @staticmethod
    def _opens_clause(i: int, tags: list[str], options: list[Classes]) -> bool:
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
            elif not tag and not open_.isdisjoint(NOUN_FORMS):
                saw_subject = True
        return False

    def _choose(self, i: int, found: Classes, tags: list[str], options: list[Classes], sentence: Sentence) -> str:
        """Pick one class for an ambiguous form by its neighbours."""
        is_prefixed = i > 1 and sentence.glued[i] and sentence.lowers[i - 1] in self._prefixes
        if is_prefixed:
            tags[i - 1] = ADV
        before = tags[i - 1] if i else ""
        at = i - 1
        if before == ADV and i > 1:
            before, at = tags[i - 2], i - 2
        after, after_options = (tags[i + 1], options[i + 1]) if i + 1 < len(tags) else (PUNCT, NONE)
        if after == TO and i + 2 < len(tags) and tags[i + 2] in NAMES_OBJECT:
            after = _TO_NOUN
        noun = NOUN if NOUN in found else NOUNS if NOUNS in found else ""
        if found.isdisjoint(VERBAL):
            return self._choose_nominal(after, after_options, noun, found)
        object_follows = after in _OBJECT_OPENERS or (not after and not after_options.isdisjoint(DESCRIBABLE))
        if sentence.glued[i] and not is_prefixed and before in _BEFORE_COMPOUND:
            is_adjective = (PARTICIPLE in found or ING in found) and (object_follows or not noun)
            return ADJ if is_adjective else noun or ADJ
        if before in (BE, HAVE):
            return self._choose_behind_auxiliary(i, before, noun, found, sentence.lowers)
        if before in _BEFORE_BASE and BASE in found:
            return BASE
        if before == REL or (before == PRON and sentence.lowers[at] in self._subjects):
            for tag in (PAST, SFORM, BASE, PARTICIPLE):
                if tag in found:
                    return tag
        is_finite = before not in _IN_NOUN_GROUP or (before == NUM and PAST not in found and after in _BEHIND_VERB)
        if sentence.lowers[i] in self._verbs and is_finite:
            is_done_by = PARTICIPLE in found and not self._agent.isdisjoint(sentence.lowers[i + 1 : i + _DOER_REACH])
            return PARTICIPLE if is_done_by else one_form(found)
        if ING in found:
            if is_listed_noun(i, tags, options):
                return noun or NOUN
            opens_infinitive = after == TO and i + 2 < len(tags) and (tags[i + 2] == BE or BASE in options[i + 2])
            is_verb = object_follows or opens_infinitive
            if after == ADV and i + 2 < len(tags):  # "fighting also raged"
                after, after_options = tags[i + 2], options[i + 2]
            return self._choose_ing(before, after, after_options, is_verb, noun, found)
        if PAST in found or PARTICIPLE in found:
            return self._choose_past(before, after, after_options, object_follows, noun, found)
        return self._choose_present(i, before, object_follows, noun, tags, options, sentence.lowers)

    @staticmethod
    def _choose_nominal(after: str, after_options: Classes, noun: str, found: Classes) -> str:
        if noun and ADJ in found:
            return ADJ if after in NOMINAL or not after_options.isdisjoint(NOUN_FORMS) else noun
        return noun or (ADJ if ADJ in found else ADV)

    def _choose_behind_auxiliary(self, i: int, before: str, noun: str, found: Classes, lowers: list[str]) -> str:
        """ "Was fighting" is a verb, "there was fighting" is not."""
        if ING in found and before == BE:
            is_existential = not self._existential.isdisjoint(lowers[max(0, i - 3) : i])
            return noun or NOUN if is_existential else ING
        if PARTICIPLE in found:
            return PARTICIPLE
        return ADJ if ADJ in found else noun or one_form(found)

    @staticmethod
    def _choose_ing(
        before: str, after: str, after_options: Classes, object_follows: bool, noun: str, found: Classes
    ) -> str:
        if before in _IN_NOUN_GROUP:
            is_subject = PAST in after_options and PARTICIPLE not in after_options  # "the fighting broke out"
            return noun or (ADJ if object_follows and not is_subject else NOUN)
        if object_follows:
            return ING
        if before in NOMINAL or before in VERBAL:
            return noun or NOUN
        if before in _BEFORE_VERB_OR_NOUN:
            is_subject = after in _FOLLOWS_NOUN or PAST in after_options
            return noun or (NOUN if ADJ in found or is_subject else ING)
        return ING

    @staticmethod
    def _choose_past(
        before: str, after: str, after_options: Classes, object_follows: bool, noun: str, found: Classes
    ) -> str:
        is_participle = PARTICIPLE in found
        if before in (DET, ADJ, POSS) or (before == PREP and object_follows and after != DET):
            if noun and not object_follows:
                return noun
            is_before_noun = after in NOMINAL or after == ADJ or not after_options.isdisjoint(NOUN_FORMS)
            if before == ADJ and PAST in found and after in _OPENS_COUNT:
                return PAST  # "the country's east killed nine"
            return ADJ if is_participle and is_before_noun else noun or ADJ
        if before == NUM and is_participle:
            return PARTICIPLE
        may_be_reduced = before in NOMINAL or before in (DATE, CONJ, PUNCT, ADV, PRON, "")
        if (
            is_participle
            and may_be_reduced
            and (after in (PREP, _TO_NOUN) or (after == PUNCT and before in (PUNCT, "")))
        ):
            return PARTICIPLE
        return PAST if PAST in found else PARTICIPLE

    def _choose_present(
        self,
        i: int,
        before: str,
        object_follows: bool,
        noun: str,
        tags: list[str],
        options: list[Classes],
        lowers: list[str],
    ) -> str:
        """ "Raiders attack villagers" has a verb where "the raiders' attack" has a noun: number and object decide."""
        found, after = options[i], tags[i + 1] if i + 1 < len(tags) else PUNCT
        verb, low, following = SFORM if SFORM in found else BASE, lowers[i], lowers[i + 2 : i + 3]
        if not noun:
            if ADJ in found and (before in _BEFORE_NOUN or object_follows):
                return ADJ
            return NOUN if before in _IN_NOUN_GROUP else verb
        if before in _BEFORE_PRESENT:
            if before in (CONJ, PUNCT) and object_follows and after in (DET, NUM) and verb == SFORM:
                return verb
            if low in self._headline and before == CONJ and object_follows and last_verb(i, tags) == verb:
                return verb
            return ADJ if ADJ in found and object_follows else noun
        if before not in NOMINAL:
            return noun
        if verb == BASE and after == CONJ and low in self._headline and not self._headline.isdisjoint(following):
            return verb
        agrees = (verb == SFORM) == (before in (NOUN, NAME)) or (verb == BASE and before == NOUNS)
        if agrees and (after in (DET, NUM, PRON, NAME) or tags[i + 1 : i + 3] == [TO, NUM]):
            return verb
        if low not in self._headline or not (agrees or before == NAME):
            return noun
        if agrees and object_follows and not is_subject(i, tags, options):
            return verb
        return verb if verb == BASE and is_only_verb(i, before, after, tags, options) else noun
