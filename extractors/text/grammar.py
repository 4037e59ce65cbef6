"""From tokens to word groups: a small deterministic tagger and chunker over closed classes and shipped form tables.

The aim is not a parse but what a coder of events needs to bind roles inside a clause: noun groups with their head,
verb groups with voice, tense, modality and negation, and the small words between them. Every decision is local and
fixed, so the same sentence always gives the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractors.lexicons.loader import Strict, load
from extractors.text.morphology import ADJ, ADV, BASE, ING, NOUN, NOUNS, PARTICIPLE, PAST, SFORM, Morphology, morphology
from extractors.text.tokens import Sentence

# Tags beyond the form classes of `morphology`.
DET, NUM, PREP, CONJ, SUB, REL, PRON, BE, HAVE, DO, MODAL, TO, NEG, POSS, PUNCT, NAME, DATE = (
    "D", "#", "P", "C", "S", "R", "O", "be", "hv", "do", "M", "to", "not", "'s", ".", "Np", "T",
)  # fmt: skip
_VERBAL = frozenset([BASE, SFORM, PAST, PARTICIPLE, ING])
_NOMINAL = frozenset([NOUN, NOUNS, NAME])
_OPENS_NOUN_GROUP = frozenset([DET, NUM, NAME, PRON, ADJ])
_FOLLOWS_NOUN = frozenset([PREP, BE, HAVE, DO, MODAL, PAST, SFORM, DATE])
_BEFORE_NOUN = frozenset([DET, NUM, ADJ, POSS, PREP])

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "infinitive", "participle"]


class GrammarLexicon(Strict):
    """Schema of `grammar.yml`: the closed classes of a language."""

    morphology: str
    determiners: list[str]
    definite: list[str]
    indefinite: list[str]
    possessive: list[str]
    subject_pronouns: list[str]
    pronouns: list[str]
    relatives: list[str]
    prepositions: list[str]
    conjunctions: list[str]
    subordinators: list[str]
    be: list[str]
    have: list[str]
    do: list[str]
    get: list[str]
    modals: list[str]
    future: list[str]
    to: list[str]
    negation: list[str]
    adverbs: list[str]
    particles: list[str]
    noun_overrides: list[str]
    plural_overrides: list[str]
    verb_overrides: list[str]
    adjective_overrides: list[str]
    quotes_open: list[str]
    quotes_close: list[str]
    partitives: list[str]
    temporal: list[str]
    past_auxiliaries: list[str]
    pluperfect: list[str]
    being: list[str]
    reporting_verbs: list[str]
    light_verbs: list[str]
    holding_verbs: list[str]
    settlement_nouns: list[str]
    superlatives: list[str]
    existential: list[str]
    reflexives: list[str]
    aftermath_nouns: list[str]
    impact_verbs: list[str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A word group: tokens `first` up to but not including `last`.

    `kind` is "N" noun group, "V" verb group, "P" preposition, "C" conjunction, "S" subordinator, "R" relative pronoun,
    "T" date words, "," or ";" or "(" or ")" or '"' punctuation, "B" anything else. `head` is the head noun or main verb.
    The verb fields are meaningful for verb groups only.
    """

    kind: str
    first: int
    last: int
    head: int
    voice: Voice = "active"
    tense: Tense = "past"
    is_modal: bool = False
    is_perfect: bool = False
    is_pluperfect: bool = False
    is_negated: bool = False
    is_progressive: bool = False


class Grammar:
    """Tagger and chunker of one language."""

    def __init__(self, lexicon: GrammarLexicon, tables: Morphology) -> None:
        """Compile the closed classes; later lists win over earlier ones."""
        self.tables = tables
        closed: dict[str, str] = {}
        for words, tag in (
            (lexicon.adverbs, ADV),
            (lexicon.noun_overrides, NOUN),
            (lexicon.adjective_overrides, ADJ),
            (lexicon.subordinators, SUB),
            (lexicon.prepositions, PREP),
            (lexicon.conjunctions, CONJ),
            (lexicon.relatives, REL),
            (lexicon.determiners, DET),
            (lexicon.pronouns, PRON),
            (lexicon.be, BE),
            (lexicon.have, HAVE),
            (lexicon.do, DO),
            (lexicon.modals, MODAL),
            (lexicon.negation, NEG),
            (lexicon.possessive, POSS),
            (lexicon.to, TO),
        ):
            closed.update(dict.fromkeys(words, tag))
        for word in lexicon.relatives:
            closed[word] = REL
        for word in lexicon.negation:
            if word in lexicon.determiners:
                closed[word] = DET
        closed.update(dict.fromkeys(lexicon.plural_overrides, NOUNS))
        self._closed = closed
        self._subordinators = frozenset(lexicon.subordinators)
        self._prepositions = frozenset(lexicon.prepositions)
        self._future = frozenset(lexicon.future)
        self._negation = frozenset(lexicon.negation)
        self._pronouns = frozenset(lexicon.pronouns)
        self._subjects = frozenset(lexicon.subject_pronouns)
        self._particles = frozenset(lexicon.particles)
        self._verbs = frozenset(lexicon.verb_overrides)
        self._had = frozenset(lexicon.pluperfect)
        self._past = frozenset(lexicon.past_auxiliaries)
        self._being = frozenset(lexicon.being)
        self.partitives = frozenset(lexicon.partitives)
        self.temporal = frozenset(lexicon.temporal)
        self.definite = frozenset(lexicon.definite)
        self.indefinite = frozenset(lexicon.indefinite)
        self.reporting = frozenset(f for v in lexicon.reporting_verbs for f in tables.verb_forms(v))
        self.light = frozenset(f for v in lexicon.light_verbs for f in tables.verb_forms(v))
        self.holding = frozenset(f for v in lexicon.holding_verbs for f in tables.verb_forms(v))
        self._existential = frozenset(lexicon.existential)
        self.superlatives = frozenset(lexicon.superlatives)
        self.impact = frozenset(f for v in lexicon.impact_verbs for f in tables.verb_forms(v))
        self.reflexives = frozenset(lexicon.reflexives)
        self.aftermath = frozenset(lexicon.aftermath_nouns)
        self.settlements = frozenset(lexicon.settlement_nouns)
        self.quotes = frozenset([*lexicon.quotes_open, *lexicon.quotes_close])

    @classmethod
    def default(cls, language: str = "en") -> Grammar:
        """The grammar of a shipped language."""
        lexicon = load(GrammarLexicon, language, "grammar.yml")
        return cls(lexicon, morphology(lexicon.morphology))

    # -- tags ---------------------------------------------------------------------------------------------------

    def tag(
        self,
        sentence: Sentence,
        dates: Iterable[tuple[int, int]] = (),
        numbers: Iterable[tuple[int, int]] = (),
        is_title_case: bool = False,
        nouns: Iterable[tuple[int, int]] = (),
    ) -> list[str]:
        """One tag a token.

        Tokens inside `dates` (token spans of date mentions) are tagged `DATE`, those inside `numbers` (spans of counts
        such as "at least 15") `NUM`, those inside `nouns` (compounds such as "bombing raids") as nouns. In a title-case headline capitals say nothing, so names are not told by them.
        """
        words, lowers = sentence.words, sentence.lowers
        n = len(words)
        tags = [""] * n
        for first, last in dates:
            for i in range(first, last):
                tags[i] = DATE
        for first, last in numbers:
            for i in range(first, last):
                tags[i] = NUM
        for first, last in nouns:
            for i in range(first, last):
                tags[i] = tags[i] or (NOUNS if i == last - 1 and sentence.lowers[i].endswith("s") else NOUN)
        closed, classes = self._closed, self.tables.classes
        options: list[frozenset[str]] = [frozenset()] * n
        for i in range(n):
            if tags[i]:
                continue
            low, word = lowers[i], words[i]
            fixed = closed.get(low)
            if fixed is not None and not (fixed in _NOMINAL and word[0].isupper() and i and not is_title_case):
                tags[i] = fixed
            elif not word[0].isalnum():
                tags[i] = PUNCT
            elif word[0].isdigit():
                tags[i] = NUM
            elif word[0].isupper() and i and not is_title_case:
                tags[i] = NAME
            else:
                found = classes(low)
                if not found:
                    tags[i] = NAME if word[0].isupper() else NOUNS if low.endswith("s") else NOUN
                elif len(found) == 1:
                    (only,) = found
                    # a table's lone "verb" may still be a noun or adjective in context: leave -ing and -ed open
                    if only in (ING, PARTICIPLE, PAST, BASE):
                        options[i] = found
                    else:
                        tags[i] = only
                else:
                    options[i] = found
        for i in range(n):
            if not tags[i]:
                tags[i] = self._choose(i, options[i], tags, options, sentence)
            elif tags[i] == PREP and lowers[i] in self._subordinators:
                if self._opens_clause(i, tags, options):
                    tags[i] = SUB
            elif tags[i] == REL and lowers[i] in self._subordinators:
                tags[i] = self._relative(i, lowers, tags, options)
        return tags

    def _relative(self, i: int, lowers: list[str], tags: list[str], options: list[frozenset[str]]) -> str:
        """Whether "that" or "where" is a relative pronoun (a verb follows), a determiner or a subordinator."""
        j = i + 1
        while j < len(tags) and tags[j] == ADV:
            j += 1
        after = tags[j] if j < len(tags) else PUNCT
        verbal = after in (BE, HAVE, DO, MODAL) or after in _VERBAL or bool(not after and options[j] & {PAST, SFORM})
        if verbal and i and tags[i - 1] in (*_NOMINAL, PUNCT, DATE, NUM):
            return REL
        is_demonstrative = lowers[i] in self.definite and (i == 0 or tags[i - 1] in (PREP, CONJ))
        return DET if is_demonstrative and after in _NOMINAL else SUB

    def _opens_clause(self, i: int, tags: list[str], options: list[frozenset[str]]) -> bool:
        """True when a word like "after" is followed by subject and finite verb before any comma."""
        saw_subject = False
        for j in range(i + 1, min(i + 14, len(tags))):
            tag, open_ = tags[j], options[j]
            if tag in _NOMINAL or tag == PRON:
                saw_subject = True
            elif tag in (PUNCT, SUB, REL):
                return False
            elif saw_subject and (tag in (BE, HAVE, DO, MODAL, SFORM, PAST) or (PAST in open_ and tag != DATE)):
                return True
            elif not tag and NOUN in open_ or NOUNS in open_:
                saw_subject = True
        return False

    def _choose(
        self, i: int, found: frozenset[str], tags: list[str], options: list[frozenset[str]], sentence: Sentence
    ) -> str:
        """Pick one class for an ambiguous form by its neighbours."""
        before = tags[i - 1] if i else ""
        low_before = sentence.lowers[i - 1] if i else ""
        if before == ADV and i > 1:
            before, low_before = tags[i - 2], sentence.lowers[i - 2]
        after = tags[i + 1] if i + 1 < len(tags) else PUNCT
        after_options = options[i + 1] if i + 1 < len(tags) else frozenset()
        low = sentence.lowers[i]
        verbs = found & _VERBAL
        noun = NOUN if NOUN in found else NOUNS if NOUNS in found else ""
        object_follows = after in _OPENS_NOUN_GROUP or after in _NOMINAL or (not after and bool(after_options & {NOUN, NOUNS, ADJ}))
        if not verbs:
            if noun and ADJ in found:
                return ADJ if (after in _NOMINAL or after_options & {NOUN, NOUNS}) else noun
            return noun or (ADJ if ADJ in found else ADV)
        if sentence.glued[i] and before in _NOMINAL | {ADV, ADJ}:
            return ADJ if (PARTICIPLE in found or ING in found) and (object_follows or not noun) else noun or ADJ
        if before in (BE, HAVE):
            if ING in found and before == BE:
                is_existential = not self._existential.isdisjoint(sentence.lowers[max(0, i - 3) : i])
                return noun or NOUN if is_existential else ING
            if PARTICIPLE in found:
                return PARTICIPLE
            return ADJ if ADJ in found else noun or next(iter(verbs))
        if before in (TO, MODAL, DO, NEG) and BASE in found:
            return BASE
        if before == PRON and low_before in self._subjects or before == REL:
            for tag in (PAST, SFORM, BASE, PARTICIPLE):
                if tag in found:
                    return tag
        if low in self._verbs and before not in (DET, NUM, ADJ, POSS):
            return PAST if PAST in found else next(iter(verbs))
        if ING in found:
            return self._choose_ing(before, after, object_follows, noun, found)
        if PAST in found or PARTICIPLE in found:
            return self._choose_past(i, before, after, after_options, object_follows, noun, found)
        return self._choose_present(i, before, after, object_follows, noun, found, tags)

    @staticmethod
    def _choose_ing(before: str, after: str, object_follows: bool, noun: str, found: frozenset[str]) -> str:
        if before in (DET, ADJ, POSS, NUM):
            return noun or (ADJ if object_follows else NOUN)
        if object_follows and before not in _NOMINAL:
            return ING
        if (before in _NOMINAL or before in _VERBAL) and not object_follows:
            return noun or NOUN
        if before in (PREP, CONJ, "", PUNCT, DATE) and not object_follows:
            return noun or (NOUN if ADJ in found or after in _FOLLOWS_NOUN else ING)
        return ING

    @staticmethod
    def _choose_past(
        i: int, before: str, after: str, after_options: frozenset[str], object_follows: bool, noun: str, found: frozenset[str]
    ) -> str:
        is_participle = PARTICIPLE in found
        if before in (DET, ADJ, POSS) or (before == PREP and object_follows and after != DET):
            if noun and not object_follows:
                return noun
            return ADJ if is_participle and (after in _NOMINAL or after == ADJ or bool(after_options & {NOUN, NOUNS})) else (noun or ADJ)
        if before == NUM and is_participle:
            return PARTICIPLE
        if before in _NOMINAL or before in (DATE, CONJ, PUNCT, ADV, PRON, ""):
            if is_participle and (after == PREP or (after == PUNCT and before in (PUNCT, ""))):
                return PARTICIPLE if PAST not in found or after == PREP and not object_follows else PARTICIPLE
            return PAST if PAST in found else PARTICIPLE
        return PAST if PAST in found else PARTICIPLE

    @staticmethod
    def _choose_present(
        i: int, before: str, after: str, object_follows: bool, noun: str, found: frozenset[str], tags: list[str]
    ) -> str:
        verb = SFORM if SFORM in found else BASE
        if not noun:
            if ADJ in found and (before in _BEFORE_NOUN or object_follows):
                return ADJ
            return NOUN if before in (DET, ADJ, POSS, NUM) else verb
        if before in _BEFORE_NOUN or before in ("", CONJ, PUNCT, DATE):
            if before in (CONJ, PUNCT) and object_follows and after in (DET, NUM) and verb == SFORM:
                return verb
            if ADJ in found and object_follows:
                return ADJ
            return noun
        if before in _NOMINAL and object_follows and after in (DET, NUM, PRON, NAME):
            agrees = (verb == SFORM) == (before in (NOUN, NAME)) or (verb == BASE and before == NOUNS)
            if agrees:
                return verb
        return noun

    # -- chunks -------------------------------------------------------------------------------------------------

    def chunk(self, sentence: Sentence, tags: list[str]) -> list[Chunk]:
        """Group tagged tokens into word groups, left to right."""
        chunks: list[Chunk] = []
        n, i = len(tags), 0
        while i < n:
            tag = tags[i]
            if tag in (BE, HAVE, DO, MODAL, TO, NEG) or tag in _VERBAL or (tag == ADV and self._leads_verb(i, tags)):
                chunk = self._verb_group(i, sentence, tags)
                if chunk is None:
                    chunk = Chunk("P" if tag == TO else "B", i, i + 1, i)
            elif tag in (DET, NUM, ADJ, POSS) or tag in _NOMINAL:
                chunk = self._noun_group(i, tags)
            elif tag == DATE:
                j = i
                while j < n and tags[j] == DATE:
                    j += 1
                chunk = Chunk("T", i, j, j - 1)
            elif tag == PRON:
                chunk = Chunk("N", i, i + 1, i)
            elif tag in (PREP, CONJ, SUB, REL):
                chunk = Chunk(tag, i, i + 1, i)
            elif tag == PUNCT:
                chunk = Chunk(_punctuation(sentence.words[i], self.quotes), i, i + 1, i)
            else:
                chunk = Chunk("B", i, i + 1, i)
            chunks.append(chunk)
            i = chunk.last
        return chunks

    @staticmethod
    def _leads_verb(i: int, tags: list[str]) -> bool:
        j = i + 1
        while j < len(tags) and tags[j] == ADV:
            j += 1
        return j < len(tags) and (tags[j] in _VERBAL or tags[j] in (BE, HAVE, DO, MODAL))

    def _verb_group(self, i: int, sentence: Sentence, tags: list[str]) -> Chunk | None:
        """The verb group that starts at token `i`, or `None` when no main verb follows ("to" the preposition)."""
        n, lowers = len(tags), sentence.lowers
        is_modal = is_perfect = pluperfect = negated = to = False
        last_aux, head, j = "", -1, i
        future = False
        while j < n:
            tag = tags[j]
            if tag == MODAL:
                is_modal = True
                future = future or lowers[j] in self._future
            elif tag == NEG:
                negated = True
            elif tag == TO:
                if head >= 0 or (j > i and last_aux not in (BE, HAVE, "")):
                    break
                to = True
            elif tag in (BE, HAVE, DO):
                if head >= 0 and tags[head] not in (BE, HAVE, DO):
                    break
                is_perfect = is_perfect or tag == HAVE
                pluperfect = pluperfect or lowers[j] in self._had
                last_aux, head = tag, j
            elif tag == DATE and head >= 0 and j + 1 < n and tags[j + 1] in _VERBAL and last_aux:
                pass
            elif tag == ADV:
                if head >= 0 and tags[head] in _VERBAL:
                    break
            elif tag in _VERBAL:
                if head >= 0 and tags[head] in _VERBAL:
                    break
                if tag == ING and last_aux == HAVE or (to and tag not in (BASE,) and not last_aux):
                    break
                head = j
                j += 1
                break
            else:
                break
            j += 1
        if head < 0:
            return None
        main = tags[head]
        passive = main == PARTICIPLE and last_aux in (BE, "")
        if head and lowers[head - 1] in self._being:
            passive = main == PARTICIPLE
        if main == PARTICIPLE and last_aux == BE:
            passive = True
        if future:
            tense: Tense = "future"
        elif to:
            tense = "infinitive"
        elif main in (PAST,) or is_perfect or (last_aux and self._is_past(lowers, i, j)):
            tense = "past"
        elif main in (ING, PARTICIPLE) and not last_aux:
            tense = "participle"
        elif is_modal or main == BASE and last_aux == DO:
            tense = "past" if last_aux == DO and self._is_past(lowers, i, j) else "present"
        else:
            tense = "present"
        last = max(j, head + 1)
        while last < n and lowers[last] in self._particles and tags[last] != PREP:
            last += 1
        closing = last
        while last > head + 1 and last > closing and tags[last - 1] in (ADV, NEG, DATE):
            last -= 1
        return Chunk(
            "V", i, last, head, "passive" if passive else "active", tense, is_modal, is_perfect,
            pluperfect, negated, main == ING and last_aux == BE,
        )  # fmt: skip

    def _is_past(self, lowers: list[str], first: int, last: int) -> bool:
        return any(lowers[k] in self._past for k in range(first, last))

    @staticmethod
    def _noun_group(i: int, tags: list[str]) -> Chunk:
        """Determiners, numbers, adjectives and nouns up to the head, the last noun of the run."""
        n, j, head = len(tags), i, i
        while j < n:
            tag = tags[j]
            if tag in _NOMINAL:
                head = j
            elif tag == DET and j > i and tags[j - 1] not in (DET, POSS):
                if tags[j - 1] not in (ADV,):
                    break
            elif tag == NUM:
                if j > i and tags[j - 1] in (NOUN, NOUNS):
                    break
                head = j
            elif tag in (ADJ, DET, POSS):
                if tag == ADJ and j > i and head == j - 1 and tags[j - 1] in (NOUNS,):
                    break
            elif tag == ADV and j + 1 < n and tags[j + 1] in (NUM, ADJ) and j > i:
                pass
            else:
                break
            j += 1
        last = j
        if tags[head] not in _NOMINAL and tags[head] != NUM:
            head = last - 1
        return Chunk("N", i, last, head)


def _punctuation(word: str, quotes: frozenset[str]) -> str:
    if word in quotes:
        return '"'
    return word if word in ",()" else ";" if word in ";:.!?–—-" else "B"
