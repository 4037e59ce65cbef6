"""What stands around a name: the phrase that governs it, the descriptor beside it, what makes it something else.

All questions are asked of token positions; nothing here knows the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractors.places.lexicon import CountryWords, PlaceLexicon
from extractors.places.records import Relation
from extractors.text.tokens import Sentence

Strength = Literal["strong", "weak", "verb", "none"]
Phrase = tuple[tuple[str, ...], "Governor"]
_FARTHEST = 7
_AREA = "area"
_DIGITS = "0123456789."
_DESCRIBING = 2
_LONGEST_VERB = 5
_SHORTEST_APPOSED = 3


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a name: the relation it gives and how surely a place follows."""

    relation: Relation
    strength: Strength


class Left(NamedTuple):
    """What stands left of a name. `is_part`: a word of direction ("northern"), other than "central", is among it."""

    governor: Governor
    is_part: bool


NO_GOVERNOR = Governor("none", "none")
_VERB = Governor("at", "verb")
_OF = Governor("at", "weak")
_NOTHING_LEFT = Left(NO_GOVERNOR, False)


class Surroundings:
    """The lexicon's word lists, arranged for looking left and right of a name."""

    def __init__(self, lexicon: PlaceLexicon, countries: Mapping[str, CountryWords]) -> None:
        """Arrange the lists once; afterwards nothing changes."""
        self.lexicon = lexicon
        self.descriptors = {form: lemma for lemma, d in lexicon.descriptors.items() for form in d.forms}
        self.kinds = {lemma: d.kind for lemma, d in lexicon.descriptors.items()}
        self.demonyms = {word.lower(): iso2 for iso2, c in countries.items() for word in c.demonyms}
        self._descriptor_phrases = [(tuple(p.split()), lemma) for p, lemma in lexicon.descriptor_phrases.items()]
        self.inhabitants = lexicon.inhabitants | lexicon.residents
        self._phrase_openers = frozenset(words[0] for words, _ in self._descriptor_phrases)
        self.peoples = lexicon.peoples | frozenset(self.demonyms)
        self._phrases = _phrases_by_last_word(lexicon)
        self._ending = _by_last_two_words(self._phrases)
        described = frozenset(self.descriptors)
        skipped = (
            lexicon.fillers | lexicon.directions | described | self.peoples | lexicon.possessives | lexicon.partitives
        )
        self._skipped = skipped - frozenset(self._phrases) | lexicon.partitives
        self._wholes = frozenset(phrase for phrases in self._phrases.values() for phrase, _ in phrases)
        self.may_govern = self._skipped | lexicon.directions | lexicon.place_verbs | frozenset(self._phrases) | {","}
        governing = frozenset(word for phrases in self._phrases.values() for phrase, _ in phrases for word in phrase)
        self.function_words = (governing | lexicon.fillers) - lexicon.directions - described
        self.holding_words = (
            lexicon.between_name_and_descriptor
            | lexicon.fillers
            | lexicon.directions
            | lexicon.inner_parts
            | described
            | self.peoples
            | lexicon.holding_links
            | frozenset(word for words, _ in self._descriptor_phrases for word in words)
            | {",", "("}
        )
        self.beside_words = lexicon.beside_words | lexicon.directions | lexicon.fillers | described
        self.beside_names = self.peoples | lexicon.directions | described | lexicon.calendar | lexicon.particles

    def left(self, sentence: Sentence, first: int) -> Left:
        """The phrase that governs a name which begins at `first`, over the words that may stand between."""
        lowers = sentence.lowers
        directions, is_part, otherwise, opens = self.lexicon.directions, False, NO_GOVERNOR, first
        for at in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
            word = lowers[at]
            if word in self._phrases:
                governor = self._phrase_ending(lowers, at)
                if governor:
                    return Left(governor, is_part)
                otherwise = _OF if word[0].isalpha() else otherwise
            if word in directions:
                is_part = is_part or word not in self.lexicon.central
            elif word in self.lexicon.place_verbs and not sentence.glued[at]:
                if opens == first and self._describes(lowers, at):
                    continue  # "from the besieged town of X"
                return Left(_VERB, is_part)
            elif word in self.lexicon.relative_fillers and at and self._is_descriptor(lowers[at - 1]):
                break  # "in an area that Foo bombed"
            elif word not in self._skipped and not sentence.glued[at]:
                if lowers[at + 1] in self.descriptors and sentence.words[at + 1].islower():
                    opens = self._article_before(lowers, at)
                if at < opens:
                    break
        return Left(otherwise, is_part) if is_part or otherwise is _OF else _NOTHING_LEFT

    def _describes(self, lowers: list[str], at: int) -> bool:
        """True for a participle between an article and a descriptor."""
        return at > 0 and lowers[at - 1] in self.lexicon.articles and self._is_descriptor(lowers[at + 1])

    def _is_descriptor(self, word: str) -> bool:
        return word in self.descriptors or word in self.lexicon.plural_descriptors

    def _article_before(self, lowers: list[str], at: int) -> int:
        """Where the article of "the Black Sea port of X" stands, which no more than two words part from the noun."""
        back = range(at - 1, max(-1, at - 1 - _DESCRIBING), -1)
        return next((i for i in back if lowers[i] in self.lexicon.articles), at + 1)

    def apposed(self, sentence: Sentence, first: int) -> Left | None:
        """What governs a town behind the name of a spot in it: "at the Foo Bar hall, Barisal", "in Foo, Barisal"."""
        words, lowers, lexicon = sentence.words, sentence.lowers, self.lexicon
        if first < _SHORTEST_APPOSED or lowers[first - 1] != ",":
            return None
        start, has_name = first - 1, False
        while start > max(0, first - _FARTHEST) and lowers[start - 1] not in lexicon.calendar:
            word = words[start - 1]
            if not (
                word[0].isupper() or lowers[start - 1] in lexicon.particles or self._may_end_name(lowers[start - 1])
            ):
                break
            if word[0].islower() and lowers[start - 1] in self._phrases:
                break
            start, has_name = start - 1, has_name or word[0].isupper()
        governor = self.left(sentence, start).governor if has_name else NO_GOVERNOR
        is_there = governor.strength == "strong" and governor.relation in ("at", "near", "part")
        return Left(_OF, False) if is_there else None

    def dwelt(self, sentence: Sentence, last: int) -> Left | None:
        """What governs a town before its people, "Foo residents", as it would behind "residents of"."""
        is_home = last < len(sentence.lowers) and sentence.lowers[last] in self.lexicon.dwellers
        return Left(_VERB, False) if is_home else None

    def _may_end_name(self, word: str) -> bool:
        return word in self.descriptors or word in self.lexicon.organisation_heads

    def suffers(self, sentence: Sentence, last: int) -> bool:
        """True when the verb behind a name tells what was done to the place or happened there ("X was bombed")."""
        lowers, lexicon, has_auxiliary = sentence.lowers, self.lexicon, False
        for at in range(last, min(last + _LONGEST_VERB, len(lowers))):
            word = lowers[at]
            if word in lexicon.passive_auxiliaries:
                has_auxiliary = True
            elif word not in lexicon.adverbs_inside_verbs:
                return word in (lexicon.suffered_participles if has_auxiliary else lexicon.suffering_verbs)
        return False

    def _phrase_ending(self, lowers: list[str], last: int) -> Governor | None:
        """The longest governing phrase whose last word is at `last`; not the "of" of "village of"."""
        before, word = lowers[last - 1] if last else "", lowers[last]
        for phrase, governor in self._ending.get((_unit(before), word), ()) if before else ():
            first = last + 1 - len(phrase)
            if first >= 0 and (_unit(lowers[first]), *lowers[first + 1 : last + 1]) == phrase:
                return governor
        alone = self._ending.get(("", word))
        is_partitive = word in self.lexicon.partitives and before in self.descriptors
        return alone[0][1] if alone and not is_partitive else None

    def descriptor_before(self, sentence: Sentence, first: int, least: int) -> tuple[str | None, int]:
        """The descriptor of "village of X", "town of the X" or "town X" and where it begins, not before `least`.

        `None` and `first` without one. A descriptor right behind another name ("Y region of X") is that name's.
        """
        lowers = sentence.lowers
        if first <= least:
            return None, first
        before = lowers[first - 1]
        if before in self.descriptors:
            is_of_name = first > 1 and sentence.words[first - 2][0].isupper()
            is_own = (sentence.words[first - 1].islower() or before in self.lexicon.natural_openers) and not (
                is_of_name and lowers[first - 2] not in self.beside_names
            )
            return (self.descriptors[before], first - 1) if is_own else (None, first)
        at = (
            first - 2
            if before in self.lexicon.partitives
            else first - 3
            if before in self.lexicon.articles and first > 2 and lowers[first - 2] in self.lexicon.partitives
            else -1
        )
        if at < least or lowers[at] not in self.descriptors or (at == least and least):
            return None, first
        if lowers[at] in self.lexicon.ambiguous_descriptors and tuple(lowers[at - 1 : at + 2]) in self._wholes:
            return None, first
        return self.descriptors[lowers[at]], at

    def is_bare_area(self, sentence: Sentence, descriptor: str | None, front: int) -> bool:
        """True for "in the area" before "of X", whose descriptor begins at `front`; not for "in the rebel-held area"."""
        if descriptor != _AREA or front < _DESCRIBING:
            return False
        preposition, article = sentence.lowers[front - 2 : front]
        return article in self.lexicon.articles and preposition in self.lexicon.plain_prepositions

    def descriptor_after(self, sentence: Sentence, last: int) -> tuple[str | None, int]:
        """The descriptor of "X province" or "X International Airport", and the position behind it."""
        lowers = sentence.lowers
        if last < len(lowers) and lowers[last] in self._phrase_openers:
            for words, lemma in self._descriptor_phrases:
                behind = last + len(words)
                if tuple(lowers[last:behind]) == words:
                    return lemma, behind + (behind < len(lowers) and lowers[behind] in self.descriptors)
        for at in range(last, min(last + 3, len(lowers))):
            word = lowers[at]
            if word in self.descriptors:
                if self._is_other_thing(sentence, at, last):
                    return None, last
                return self.descriptors[word], at + 1 + self._is_area_of(sentence, at + 1)
            if word not in self.lexicon.between_name_and_descriptor:
                break
        return None, last

    def _is_area_of(self, sentence: Sentence, at: int) -> bool:
        """True for the last word of "Foo police station area" and "the Foo sector area", which adds nothing."""
        is_area = at < len(sentence.words) and self.descriptors.get(sentence.lowers[at]) == _AREA
        return is_area and sentence.words[at].islower() and not sentence.glued[at]

    def _is_other_thing(self, sentence: Sentence, at: int, last: int) -> bool:
        """True for "Foreign Department", "X-area" and "X state media": the word is not a descriptor of the name."""
        lowers, heads = sentence.lowers, self.lexicon.organisation_heads
        if sentence.glued[at] and at == last:
            return True
        if lowers[at] in heads and sentence.words[at][0].isupper():
            return True
        if lowers[at] not in self.lexicon.ambiguous_descriptors or at + 1 >= len(lowers):
            return False
        is_body = self.descriptors[lowers[at]] == "district" and sentence.words[at][0].isupper()
        is_of_body = lowers[at + 1] in self.descriptors or lowers[at + 1] in self.inhabitants
        return lowers[at + 1] in heads or (is_body and is_of_body)


def _unit(word: str) -> str:
    """A word without the number that is written with it ("5km")."""
    return word.lstrip(_DIGITS) or word if word[0].isdigit() else word


def _phrases_by_last_word(lexicon: PlaceLexicon) -> dict[str, list[Phrase]]:
    """Governing phrases by their last word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for strength, group in _graded(lexicon):
        for relation, texts in group:
            for text in texts:
                phrase = tuple(text.replace("-", " ").split())
                found.setdefault(phrase[-1], []).append((phrase, Governor(relation, strength)))
    for phrases in found.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return found


def _by_last_two_words(phrases_by_last: Mapping[str, list[Phrase]]) -> dict[tuple[str, str], list[Phrase]]:
    """The same phrases by their last two words; those of one word stand behind the empty one."""
    found: dict[tuple[str, str], list[Phrase]] = {}
    for phrases in phrases_by_last.values():
        for phrase, governor in phrases:
            before = phrase[-2] if len(phrase) > 1 else ""
            found.setdefault((before, phrase[-1]), []).append((phrase, governor))
    return found


def _graded(lexicon: PlaceLexicon) -> Iterable[tuple[Strength, Iterable[tuple[Relation, list[str]]]]]:
    return (("strong", lexicon.prepositions.strong.items()), ("weak", lexicon.prepositions.weak.items()))
