"""What stands around a name: the phrase that governs it, the descriptor beside it, the words that make it something else.

All questions are asked of token positions; nothing here knows the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractors.places.lexicon import CountryWords, PlaceLexicon
from extractors.places.records import Relation
from extractors.text.tokens import Sentence

Strength = Literal["strong", "weak", "verb", "none"]
_FARTHEST = 7


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a name: the relation it gives, how surely a place follows, and where it begins."""

    relation: Relation
    strength: Strength
    first: int


NO_GOVERNOR = Governor("none", "none", -1)


class Surroundings:
    """The lexicon's word lists, arranged for looking left and right of a name."""

    def __init__(self, lexicon: PlaceLexicon, countries: dict[str, CountryWords]) -> None:
        """Arrange the lists once; afterwards nothing changes."""
        self.lexicon = lexicon
        self.descriptors = {form: lemma for lemma, d in lexicon.descriptors.items() for form in d.forms}
        self.kinds = {lemma: d.kind for lemma, d in lexicon.descriptors.items()}
        self.demonyms = {word.lower(): iso2 for iso2, c in countries.items() for word in c.demonyms}
        self._phrases = _phrases_by_last_word(lexicon)
        self._skipped = (
            lexicon.fillers | lexicon.directions | frozenset(self.descriptors) | frozenset(self.demonyms)
        ) - frozenset(self._phrases)
        self.function_words = frozenset(
            word for phrases in self._phrases.values() for phrase, _, _ in phrases for word in phrase
        ) | {f for f in lexicon.fillers if f not in lexicon.directions and f not in self.descriptors}

    def governor(self, sentence: Sentence, first: int) -> tuple[Governor, bool, bool]:
        """The phrase that governs a name which begins at `first`; and whether a word of direction, and whether one
        that is not merely "central", stands between them."""
        lowers, glued = sentence.lowers, sentence.glued
        is_part = is_central = False
        at = first - 1
        stop = max(-1, first - 1 - _FARTHEST)
        while at > stop:
            word = lowers[at]
            found = self._phrase_ending(lowers, at)
            if found:
                return found, is_part, is_central
            if word in self.lexicon.place_verbs and not glued[at]:
                return Governor("at", "verb", at), is_part, is_central
            if word in self.lexicon.central:
                is_central = True
            elif word in self.lexicon.directions:
                is_part = True
            elif word not in self._skipped and word not in self.lexicon.possessives and not glued[at] and word != "of":
                break
            at -= 1
        return NO_GOVERNOR, is_part, is_central

    def _phrase_ending(self, lowers: list[str], last: int) -> Governor | None:
        """The longest governing phrase whose last word is at `last`."""
        for phrase, relation, strength in self._phrases.get(lowers[last], ()):
            first = last + 1 - len(phrase)
            if first >= 0 and tuple(lowers[first : last + 1]) == phrase:
                if phrase == ("of",) and first and lowers[first - 1] in self.descriptors:
                    return None
                return Governor(relation, strength, first)
        return None

    def descriptor_before(self, sentence: Sentence, first: int, least: int) -> tuple[str | None, int]:
        """The descriptor of "village of X", "town of the X" or "town X" and where it begins, not before `least`;
        `None` and `first` without one. A descriptor right behind another name ("Y region of X") is that name's."""
        lowers, words = sentence.lowers, sentence.words
        for distance in (2, 3):
            at = first - distance
            is_of = distance == 2 or lowers[first - 1] == "the"
            if at >= least and is_of and lowers[at + 1] == "of" and lowers[at] in self.descriptors:
                return (None, first) if at == least and least else (self.descriptors[lowers[at]], at)
        before = lowers[first - 1] if first > least else ""
        if before in self.descriptors and words[first - 1].islower():
            return self.descriptors[before], first - 1
        return None, first

    def descriptor_after(self, sentence: Sentence, last: int) -> tuple[str | None, int]:
        """The descriptor of "X province" or "X International Airport", and the position behind it."""
        lowers, words = sentence.lowers, sentence.words
        for at in range(last, min(last + 3, len(lowers))):
            word = lowers[at]
            if word in self.descriptors and not (sentence.glued[at] and at == last):
                if at + 1 < len(lowers) and lowers[at + 1] in self.lexicon.organisation_heads and word in ("state",):
                    return None, last
                return self.descriptors[word], at + 1
            is_inner = words[at][:1].isupper() or word in ("military", "refugee", "border", "air", "city", "international")
            if not is_inner:
                break
        return None, last


def _phrases_by_last_word(
    lexicon: PlaceLexicon,
) -> dict[str, list[tuple[tuple[str, ...], Relation, Strength]]]:
    """Governing phrases by their last word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Relation, Strength]]] = {}
    for strength, group in _graded(lexicon):
        for relation, texts in group:
            for text in texts:
                phrase = tuple(text.replace("-", " ").split())
                found.setdefault(phrase[-1], []).append((phrase, relation, strength))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def _graded(lexicon: PlaceLexicon) -> Iterable[tuple[Strength, Iterable[tuple[Relation, list[str]]]]]:
    return (("strong", lexicon.prepositions.strong.items()), ("weak", lexicon.prepositions.weak.items()))
