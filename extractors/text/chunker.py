"""Tagged words become word groups: noun groups with their head, verb groups with voice, tense, modality and negation.

One walk from left to right; each group ends where its tags no longer fit, so that every token lies in exactly one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.text.grammar_lexicon import GrammarLexicon
from extractors.text.morphology import ADJ, ADV, BASE, ING, NOUN, NOUNS, PARTICIPLE, PAST
from extractors.text.tags import (
    AUXILIARY,
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
)
from extractors.text.tokens import Sentence

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "infinitive", "participle"]

_OPENS = {
    **dict.fromkeys((*VERBAL, BE, HAVE, DO, MODAL, TO, NEG, ADV), "V"),
    **dict.fromkeys((*NOMINAL, DET, NUM, ADJ, POSS), "N"),
}
"""Tags at which a group of several words may begin."""
_ALONE = {PRON: "N", PREP: "P", CONJ: "C", SUB: "S", REL: "R"}
_MARKS = {",": ",", "(": "(", ")": ")", "[": "(", "]": ")", **dict.fromkeys(";:.!?–—-", ";")}
_IN_VERB_GROUP = frozenset([MODAL, NEG, ADV])
_BEFORE_MAIN = VERBAL | FINITE_AUXILIARY
_NO_PARTICLE = frozenset([PREP, NUM])
_BEFORE_DETERMINER = frozenset(["", DET, POSS, ADV])
DASHES = frozenset("-\u2013\u2014")
_KEPT = 16_384


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

    @property
    def is_passive_participle(self) -> bool:
        """True for the "wounded" of "men wounded by shells", with or without adverbs."""
        return self.voice == "passive" and self.tense == "participle"

    @property
    def is_bare_participle(self) -> bool:
        """True for a passive participle of one word."""
        return self.is_passive_participle and self.last - self.first == 1


_chunk = lru_cache(maxsize=_KEPT)(Chunk)
"""Groups are values: one that stands at the same place in many sentences is made once."""


class Chunker:
    """Groups the words of one language."""

    def __init__(self, lexicon: GrammarLexicon) -> None:
        """Keep the words that tell tense and voice apart."""
        self._future = frozenset(lexicon.future)
        self._had = frozenset(lexicon.pluperfect)
        self._past = frozenset(lexicon.past_auxiliaries)
        self._being = frozenset(lexicon.being)
        self._particles = frozenset(lexicon.particles)
        self._marks = {**_MARKS, **dict.fromkeys((*lexicon.quotes_open, *lexicon.quotes_close), '"')}

    def chunk(self, sentence: Sentence, tags: list[str]) -> list[Chunk]:
        """Group tagged tokens into word groups, left to right."""
        chunks: list[Chunk] = []
        words, lowers, marks = sentence.words, sentence.lowers, self._marks
        n, i = len(tags), 0
        while i < n:
            tag = tags[i]
            opens = _OPENS.get(tag)
            if opens == "N":
                chunk = _noun_group(i, tags, words)
            elif opens == "V":
                chunk = self._verb_group(i, lowers, tags) or _chunk("P" if tag == TO else "B", i, i + 1, i)
            elif tag == PUNCT:
                chunk = _chunk(marks.get(words[i], "B"), i, i + 1, i)
            else:
                chunk = _date_group(i, tags) if tag == DATE else _chunk(_ALONE.get(tag, "B"), i, i + 1, i)
            chunks.append(chunk)
            i = chunk.last
        return chunks

    def _verb_group(self, i: int, lowers: list[str], tags: list[str]) -> Chunk | None:
        """The verb group that starts at token `i`, or `None` when no verb follows ("to" the preposition)."""
        if tags[i] == ADV and not _leads_verb(i, tags):
            return None
        head, end, auxiliary = _scan_verbs(i, tags)
        if head < 0:
            return None
        main, inside, words = tags[head], tags[i:end], lowers[i:end]
        is_passive = main == PARTICIPLE and (auxiliary in (BE, "") or (head > 0 and lowers[head - 1] in self._being))
        tense = self._tense(main, auxiliary, inside, words)
        had = auxiliary and not self._had.isdisjoint(words)
        is_progressive = main == ING and auxiliary == BE
        last = end
        while last < len(tags) and lowers[last] in self._particles and tags[last] not in _NO_PARTICLE:
            last += 1
        return _chunk(
            "V", i, last, head, "passive" if is_passive else "active", tense,
            MODAL in inside, HAVE in inside, bool(had), NEG in inside, is_progressive,
        )  # fmt: skip

    def _tense(self, main: str, auxiliary: str, inside: list[str], words: list[str]) -> Tense:
        if MODAL in inside and not self._future.isdisjoint(words):
            return "future"
        if TO in inside:
            return "infinitive"
        if main == PARTICIPLE and words[0] in self._being:  # "of being overrun"
            return "participle"
        if main == PAST or HAVE in inside or (auxiliary and not self._past.isdisjoint(words)):
            return "past"
        return "participle" if main in (ING, PARTICIPLE) and not auxiliary else "present"


def _scan_verbs(i: int, tags: list[str]) -> tuple[int, int, str]:
    """Main verb, first token behind and last auxiliary ("" for none) of the verb group that starts at token `i`.

    An auxiliary is the main verb where no other follows; without any verb the main verb is -1.
    """
    n, j, head, auxiliary, is_infinitive = len(tags), i, -1, "", False
    while j < n:
        tag = tags[j]
        if tag in VERBAL:
            if (tag == ING and auxiliary == HAVE) or (is_infinitive and tag != BASE and not auxiliary):
                break
            return j, j + 1, auxiliary
        if tag in AUXILIARY:
            head, auxiliary = j, tag
        elif tag == TO:
            if auxiliary:
                break
            is_infinitive = True
        elif tag == DATE:
            if not auxiliary or j + 1 == n or tags[j + 1] not in VERBAL:
                break
        elif tag not in _IN_VERB_GROUP:
            break
        j += 1
    return head, j, auxiliary


def _leads_verb(i: int, tags: list[str]) -> bool:
    """True when the adverb at token `i` stands before a verb group."""
    j = i + 1
    while j < len(tags) and tags[j] == ADV:
        j += 1
    return j < len(tags) and tags[j] in _BEFORE_MAIN


def _noun_group(i: int, tags: list[str], words: list[str]) -> Chunk:
    """Determiners, numbers, adjectives and nouns up to the head, the last noun of the run."""
    n, j, head, before = len(tags), i, i, ""
    while j < n:
        tag = tags[j]
        if tag in NOMINAL:
            head = j
        elif tag == NUM:
            if before in (NOUN, NOUNS):
                break
            head = j
        elif tag == DET:
            if before not in _BEFORE_DETERMINER:
                break
        elif tag == ADJ:
            if before == NOUNS:
                break
        elif tag == DATE:
            if (before, j) not in ((DET, i + 1), (DATE, j)) or not _is_before_noun(j, tags):
                break
        elif tag == PUNCT:
            if before != NAME or words[j] not in DASHES or not _is_compound(i, j, tags):
                break
        elif tag != POSS and not (tag == ADV and before and j + 1 < n and tags[j + 1] in (NUM, ADJ)):
            break
        before = tag
        j += 1
    if tags[head] not in NOMINAL and tags[head] != NUM:
        head = j - 1
    return _chunk("N", i, j, head)


def _is_before_noun(j: int, tags: list[str]) -> bool:
    """True for the day of "the 5 March bombing", which belongs to its noun."""
    while j < len(tags) and tags[j] == DATE:
        j += 1
    return j < len(tags) and tags[j] in NOMINAL


def _is_compound(first: int, dash: int, tags: list[str]) -> bool:
    """True for the dash of "the Alton - Bexley road", which two names give its name: a noun, and no verb, follows them."""
    end = dash + 1
    while end < len(tags) and tags[end] == NAME:
        end += 1
    is_opened = tags[first] == DET or (first > 0 and tags[first - 1] == PREP)
    is_named = dash + 1 < end < len(tags) and tags[end] == NOUN
    return is_opened and is_named and (end + 1 == len(tags) or tags[end + 1] not in _BEFORE_MAIN)


def _date_group(i: int, tags: list[str]) -> Chunk:
    j = i
    while j < len(tags) and tags[j] == DATE:
        j += 1
    return _chunk("T", i, j, j - 1)
