"""Noun, verb or adjective? The neighbours of a word choose between the classes it may have.

"Raiders attack villagers" has a verb, "the raiders' attack" a noun; "fighting broke out" a noun, "were fighting" a verb.
"""

from __future__ import annotations

from extractors.text.clause_shape import (
    DESCRIBABLE,
    NAMES_OBJECT,
    NOUN_FORMS,
    has_bare_object,
    has_deed_behind,
    is_listed_noun,
    is_only_verb,
    is_subject,
    last_verb,
)
from extractors.text.grammar_lexicon import GrammarLexicon
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
from extractors.text.readings import NONE, Classes, one_form
from extractors.text.tags import (
    BE,
    CONJ,
    DATE,
    DET,
    DO,
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
)
from extractors.text.tokens import Sentence

_OPENS_NOUN_GROUP = frozenset([DET, NUM, NAME, PRON, ADJ])
_OBJECT_OPENERS = _OPENS_NOUN_GROUP | NOMINAL
_OPENS_COUNT = frozenset([NUM, DET])
_FOLLOWS_NOUN = frozenset([PREP, BE, HAVE, DO, MODAL, PAST, SFORM, DATE])
_BEHIND_VERB = frozenset([PREP, PUNCT, CONJ, DATE])
_BEFORE_NOUN = frozenset([DET, NUM, ADJ, POSS, PREP])
_IN_NOUN_GROUP = frozenset([DET, ADJ, POSS, NUM])
_BEFORE_COMPOUND = NOMINAL | {ADV, ADJ}
_BEFORE_BASE = frozenset([TO, MODAL, DO, NEG])
_BEFORE_VERB_OR_NOUN = frozenset([PREP, CONJ, "", PUNCT, DATE])
_BEFORE_PRESENT = _BEFORE_NOUN | {"", CONJ, PUNCT, DATE}
_AMOUNTS = NOMINAL | {DATE, NUM}
_TO_NOUN = "to the"
"""Stands for a "to" before a noun group, which is a preposition."""
_COUNT_REACH = 3
"""Tokens before a form in "-ing" among which the number of those stands whom it befalls."""
_DOER_REACH = 3
"""Tokens behind a participle within which its doer is named ("shot dead by")."""


class TagChoice:
    """Chooses between the classes that a word of one language may have."""

    def __init__(self, lexicon: GrammarLexicon, tables: Morphology) -> None:
        """Keep the words that decide for a verb."""
        self._subjects = frozenset(lexicon.subject_pronouns)
        self._verbs = frozenset(lexicon.verb_overrides)
        self._without_object = frozenset(lexicon.intransitive_pasts)
        self._befalling = lexicon.befalling
        self._prefixes = frozenset(lexicon.verb_prefixes)
        self._existential = frozenset(lexicon.existential)
        self._agent = lexicon.links.agent
        self._partitives = frozenset(lexicon.partitives)
        self._tables = tables
        self.headline = forms_of_verbs(lexicon.headline_verbs, tables)

    def choose(self, i: int, found: Classes, tags: list[str], options: list[Classes], sentence: Sentence) -> str:
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
            return _nominal(after, after_options, noun, found)
        is_described = not after and not after_options.isdisjoint(DESCRIBABLE)
        is_described = is_described and sentence.lowers[i + 1] not in self._verbs  # "rioting broke out"
        object_follows = after in _OBJECT_OPENERS or is_described
        if sentence.glued[i] and not is_prefixed and before in _BEFORE_COMPOUND:
            is_adjective = (PARTICIPLE in found or ING in found) and (object_follows or not noun)
            return ADJ if is_adjective else noun or ADJ
        if before in (BE, HAVE):
            return self._behind_auxiliary(i, before, noun, found, sentence.lowers)
        if before in _BEFORE_BASE and BASE in found:
            return ADV if ADV in found and BASE in after_options else BASE  # "could well attack"
        if before == REL and noun == NOUNS and SFORM in found and PAST in after_options:
            return noun  # "where raids killed nine"
        if before == REL or (before == PRON and sentence.lowers[at] in self._subjects):
            for tag in (PAST, SFORM, BASE, PARTICIPLE):
                if tag in found:
                    return tag
        is_finite = before not in _IN_NOUN_GROUP or (before == NUM and PAST not in found and after in _BEHIND_VERB)
        if before not in _IN_NOUN_GROUP - {NUM} and sentence.lowers[i] in self._without_object and PAST in found:
            return PAST
        if sentence.lowers[i] in self._verbs and is_finite:
            is_done_by = PARTICIPLE in found and not self._agent.isdisjoint(sentence.lowers[i + 1 : i + _DOER_REACH])
            return PARTICIPLE if is_done_by else one_form(found)
        if ING in found:
            is_counted = NUM in tags[max(0, i - _COUNT_REACH) : i]
            if sentence.lowers[i] in self._befalling and is_counted and after in _BEHIND_VERB:
                return ING  # "with eight people dying in clashes"
            if is_listed_noun(i, tags, options) or (
                not object_follows and self._is_amount_of(i, tags, sentence.lowers)
            ):
                return noun or NOUN
            opens_infinitive = after == TO and i + 2 < len(tags) and (tags[i + 2] == BE or BASE in options[i + 2])
            is_verb = object_follows or opens_infinitive
            if after == ADV and i + 2 < len(tags):  # "fighting also raged"
                after, after_options = tags[i + 2], options[i + 2]
            return _ing(before, after, after_options, is_verb, noun, found)
        if PAST in found or PARTICIPLE in found:
            is_verb = not after and PAST in after_options and after_options.isdisjoint(NOUN_FORMS)
            if before == DET and PARTICIPLE in found and is_verb and ([*tags, PUNCT, PUNCT])[i + 2] in _BEHIND_VERB:
                return NOUNS  # "the wounded died in hospital"
            is_people = after == NOUNS or (not after and NOUNS in after_options and SFORM not in after_options)
            if before == NUM and PARTICIPLE in found and is_people and not self._is_noun(sentence.lowers[at]):
                return ADJ  # "22 displaced people", not "100 others suffered injuries"
            if before == BASE and at > 0 and tags[at - 1] == TO and PARTICIPLE in found and after in NOMINAL:
                return ADJ  # "to honour slain officers"
            is_done_by = (
                after == TO and before in NOMINAL and not self._agent.isdisjoint(sentence.lowers[i + 3 : i + 4])
            )
            if is_done_by and PARTICIPLE in found:
                return PARTICIPLE  # "man hacked to death by a mob"
            return _past(before, after, after_options, object_follows, noun, found)
        return self._present(i, before, object_follows, noun, tags, options, sentence.lowers)

    def _is_amount_of(self, i: int, tags: list[str], lowers: list[str]) -> bool:
        """True for the fighting of "days of fighting": a noun is made of it, "accused of" is a verb's."""
        return i > 1 and lowers[i - 1] in self._partitives and tags[i - 2] in _AMOUNTS

    def _is_noun(self, word: str) -> bool:
        return not NOUN_FORMS.isdisjoint(self._tables.classes(word))

    def _behind_auxiliary(self, i: int, before: str, noun: str, found: Classes, lowers: list[str]) -> str:
        """ "Was fighting" is a verb, "there was fighting" is not."""
        if ING in found and before == BE:
            is_existential = not self._existential.isdisjoint(lowers[max(0, i - 3) : i])
            return noun or NOUN if is_existential else ING
        if PARTICIPLE in found:
            return PARTICIPLE
        return ADJ if ADJ in found else noun or one_form(found)

    def _present(
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
            if before == NOUNS and low in self.headline and object_follows:
                return verb  # "soldiers open fire"
            if ADJ in found and (before in _BEFORE_NOUN or object_follows):
                return ADJ
            return NOUN if before in _IN_NOUN_GROUP else verb
        if before in _BEFORE_PRESENT:
            if before in (CONJ, PUNCT) and object_follows and after in (DET, NUM) and verb == SFORM:
                return verb
            if low in self.headline and before == CONJ and object_follows and last_verb(i, tags) == verb:
                return verb
            is_adjective = ADJ in found and object_follows and not has_deed_behind(i, tags, options)
            return ADJ if is_adjective else noun
        if before not in NOMINAL:
            return noun
        if verb == BASE and after == CONJ and low in self.headline and not self.headline.isdisjoint(following):
            return verb
        agrees = (verb == SFORM) == (before in (NOUN, NAME)) or (verb == BASE and before == NOUNS)
        if agrees and (after in (DET, NUM, PRON, NAME) or tags[i + 1 : i + 3] == [TO, NUM]):
            return verb
        if low not in self.headline or not (agrees or before == NAME):
            return noun
        if agrees and object_follows and not is_subject(i, tags, options):
            return verb
        if verb == BASE and is_only_verb(i, before, after, tags, options):
            return verb
        is_bare = verb == BASE and lowers[i + 1 : i + 2] and lowers[i + 1] not in self.headline
        return verb if is_bare and has_bare_object(i, before, tags, options) else noun


def _nominal(after: str, after_options: Classes, noun: str, found: Classes) -> str:
    if noun and ADJ in found:
        return ADJ if after in NOMINAL or not after_options.isdisjoint(NOUN_FORMS) else noun
    return noun or (ADJ if ADJ in found else ADV)


def _ing(before: str, after: str, after_options: Classes, object_follows: bool, noun: str, found: Classes) -> str:
    if before in _IN_NOUN_GROUP:
        is_subject = PAST in after_options and PARTICIPLE not in after_options  # "the fighting broke out"
        return noun or (ADJ if object_follows and not is_subject else NOUN)
    if object_follows:
        return ING
    if before in NOMINAL or before in VERBAL:
        return noun or NOUN
    if before in _BEFORE_VERB_OR_NOUN:
        is_closing = before == PREP and after == PUNCT  # "nine were killed in shelling."
        is_subject = is_closing or after in _FOLLOWS_NOUN or PAST in after_options
        return noun or (NOUN if ADJ in found or is_subject else ING)
    if before == SUB and after in (BE, HAVE, DO, MODAL):
        return noun or NOUN  # "where fighting has raged"
    return ING


def _past(before: str, after: str, after_options: Classes, object_follows: bool, noun: str, found: Classes) -> str:
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
    if is_participle and may_be_reduced and (after in (PREP, _TO_NOUN) or (after == PUNCT and before in (PUNCT, ""))):
        return PARTICIPLE
    return PAST if PAST in found else PARTICIPLE
