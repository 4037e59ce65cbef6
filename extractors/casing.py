"""Ordinary spelling for a text without it: all in capitals, as old wires and telexes were, or all in small letters.

Everything behind this step tells names by their capitals. What is written small: the words that the language's tables,
its closed classes and the actor lexicon know as everyday words. What has a capital: names of the actor lexicon as they are
written there, names of the gazetteer, days and months, the beginnings of sentences, and words that nothing knows, which
in news are nearly always names. Only letters change and none is added, so every offset still points at the same word.

A text in small letters (some archives lose the capitals) is read as if it were in capitals; those it has are kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extractors.casing_tokens import (
    apart,
    capital,
    finished,
    is_beside_number,
    is_code,
    is_initial,
    is_joined,
    like,
    sentence_starts,
)
from extractors.lexicons.loader import Strict, load
from extractors.mentions.actors import ActorFinder
from extractors.places.resolve import Places
from extractors.text.capitals import raised
from extractors.text.grammar import Grammar
from extractors.text.layout_lexicon import load_layout_lexicon
from extractors.text.tokens import Sentence, tokenise

_LONGEST_NAME = 5
_SHORTEST_PART = 4
"""Letters of each part of a compound; shorter parts make words of names ("Argent-ina")."""
_WELL_KNOWN = 100_000
"""Inhabitants from which a name made of everyday words alone ("Cape Town") is taken for the town."""
_APART = re.compile(r"[^\w\s'’`-]|\n\s*\n")
_LONGEST_DATELINE = 12
_IN_DATELINE = frozenset(",/()")
_SEPARATORS = frozenset(":-–—")
_VOWELS = frozenset("AEIOUY")


class CasingLexicon(Strict):
    """Schema of `casing.yml`; the file explains each list."""

    beside_numbers: frozenset[str]
    capital_words: frozenset[str]
    abbreviations: frozenset[str]
    lower_abbreviations: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    everyday: frozenset[str]
    given_names: frozenset[str]
    particles: frozenset[str]


class Caser:
    """Gives texts in capitals or in small letters the spelling of ordinary prose. Built once, pure."""

    def __init__(self, grammar: Grammar, actors: ActorFinder, places: Places, language: str = "en") -> None:
        """Take the parts that know words and names.

        Raises:
            LexiconError: The language has no valid `casing.yml` or `layout.yml`.
        """
        self._lexicon = load(CasingLexicon, language, "casing.yml")
        layout = load_layout_lexicon(language)
        self._calendar = frozenset([*layout.months, *layout.weekdays])
        self._grammar = grammar
        self._actors = actors
        self._known = places.known

    def cased(self, text: str, openings: Collection[int] = ()) -> str:
        """The text in ordinary spelling, letter for letter as long as it was.

        Args:
            text: A text in capitals.
            openings: Offsets at which a sentence begins for other reasons than the stop before it.
        """
        lower, sentence, spelled = self._spelled(text)
        return finished(
            lower, sentence, spelled, sentence_starts(sentence, self._lexicon.abbreviations, frozenset(openings))
        )

    def cased_small(self, text: str, openings: Collection[int] = ()) -> str:
        """The text in ordinary spelling, letter for letter as long as it was; the capitals it has are kept.

        Args:
            text: A text in small letters.
            openings: Offsets at which a paragraph begins; a dateline may open it.
        """
        lower, sentence, spelled = self._spelled(raised(text))
        behind = self._behind_datelines(sentence, spelled, frozenset(openings))
        starts = sentence_starts(sentence, self._lexicon.abbreviations, frozenset([*openings, *behind]))
        cased = finished(lower, sentence, spelled, starts)
        return "".join(old if old.isupper() else new for old, new in zip(text, cased, strict=True))

    def _spelled(self, text: str) -> tuple[str, Sentence, list[str]]:
        """A text in capitals written small, its tokens, and how each is spelled inside a sentence."""
        lower = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        sentence = tokenise(lower, 0, len(text))
        sentence.words[:] = [text[start:end] for start, end in zip(sentence.starts, sentence.ends, strict=True)]
        spelled = [*sentence.lowers]
        for at in range(len(sentence)):
            spelled[at] = self._word(sentence, at) or lower[sentence.starts[at] : sentence.ends[at]]
        self._write_places(sentence, spelled)
        for first, written in self._actors.spellings(sentence):
            self._write_actor(sentence, spelled, first, written)
        self._lower_particles(sentence, spelled)
        self._raise_initials(sentence, spelled)
        return lower, sentence, spelled

    def _raise_initials(self, sentence: Sentence, spelled: list[str]) -> None:
        """Capitals for the "k g" of "k g Rao"; a letter behind a name is the rest of something else ("Rao s Ministers")."""
        for at in range(len(sentence) - 2, -1, -1):
            word, behind = spelled[at], spelled[at + 1]
            if len(word) > 1 or not word.islower() or not behind[0].isupper() or not apart(sentence, at + 1):
                continue
            before = spelled[at - 1] if at else ""
            is_rest = len(before) > 1 and before[0].isupper() and before.lower() not in self._lexicon.abbreviations
            if not is_rest and (len(behind) == 1 or not self._grammar.is_closed(word)):
                spelled[at] = capital(word)

    def _behind_datelines(self, sentence: Sentence, spelled: list[str], openings: frozenset[int]) -> Iterator[int]:
        """Offsets behind the names, a colon or dash that open a paragraph ("new delhi: the", "jaipur, 3 may (pti) - two")."""
        for at, start in enumerate(sentence.starts):
            if start in openings:
                last = at
                while last < min(at + _LONGEST_DATELINE, len(sentence)) and self._is_of_dateline(spelled[last]):
                    last += 1
                if at < last < len(sentence) - 1 and spelled[last] in _SEPARATORS and not sentence.glued[last]:
                    behind = last + 1
                    behind += spelled[behind] in _SEPARATORS and behind + 1 < len(sentence)
                    yield sentence.starts[behind]

    def _is_of_dateline(self, word: str) -> bool:
        return word[0].isupper() or word[0].isdigit() or word in _IN_DATELINE or word in self._lexicon.particles

    def _word(self, sentence: Sentence, at: int) -> str | None:
        """A word that keeps capitals on its own account; `None` for one that is lower-cased."""
        word, low = sentence.words[at], sentence.lowers[at]
        if "." in word and word[0].isalpha():
            return None if low in self._lexicon.lower_abbreviations else word
        if not word.isalpha():
            is_numbered = not word[0].isdigit() and any(map(str.isdigit, word))
            return word if is_numbered else (capital(low) if word[0].isalpha() and not self._is_everyday(low) else None)
        if low in self._calendar:
            is_plain = low in self._lexicon.beside_numbers and not is_beside_number(sentence, at)
            return None if is_plain else capital(low)
        if low in self._lexicon.capital_words or self._is_given_name(sentence, at):
            return capital(low)
        if self._is_everyday(low) or len(word) == 1:
            return word if len(word) == 1 and is_initial(sentence, at) else None
        if low in self._lexicon.prefixes and is_joined(sentence, at + 1):
            return None
        if low in self._lexicon.abbreviations:
            return capital(low)
        if not _VOWELS & set(word) or is_code(sentence, at):
            return word
        return capital(low)

    def _is_given_name(self, sentence: Sentence, at: int) -> bool:
        """True for a given name that is an everyday word, too, where a name goes on ("HECTOR ROBLES", "ART J. ROBLES")."""
        behind = at + 1
        if sentence.lowers[at] not in self._lexicon.given_names or behind >= len(sentence):
            return False
        following = sentence.lowers[behind]
        return following.isalpha() and (is_initial(sentence, behind) or not self._is_everyday(following))

    def _is_everyday(self, low: str) -> bool:
        """True for a word of the language, be it one that the tables lack and its parts show ("counterattacks")."""
        lexicon, grammar = self._lexicon, self._grammar
        if low in lexicon.everyday or grammar.is_closed(low) or grammar.tables.classes(low):
            return True
        if self._known(capital(low)).candidates:
            return False
        if low.endswith(lexicon.suffixes) or self._is_compound(low):
            return True
        return any(low.startswith(head) and self._is_form(low[len(head) :]) for head in lexicon.prefixes)

    def _is_form(self, low: str) -> bool:
        """True for a form of the tables, and for a plural that they lack ("subversives")."""
        tables = self._grammar.tables
        return bool(tables.classes(low) or (tables.looks_plural(low) and tables.classes(low[:-1])))

    def _is_compound(self, low: str) -> bool:
        """True for a plural that the tables lack, and for two of their words written as one ("machineguns")."""
        if self._is_form(low):
            return True
        ends = range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1)
        return any(self._grammar.tables.classes(low[:n]) and self._is_form(low[n:]) for n in ends)

    def _write_places(self, sentence: Sentence, spelled: list[str]) -> None:
        """Capitals for the words of names that the gazetteer knows, the longest at each word."""
        at, size = 0, len(sentence)
        while at < size:
            last = self._name_end(sentence, spelled, at)
            for n in range(at, last):
                spelled[n] = capital(spelled[n])
            at = max(last, at + 1)

    def _name_end(self, sentence: Sentence, spelled: list[str], first: int) -> int:
        """Behind the longest known name of several words that begins at `first`; `first` without one."""
        if not sentence.words[first].isalpha() or self._grammar.is_closed(sentence.lowers[first]):
            return first
        for last in range(min(first + _LONGEST_NAME, len(sentence)), first + 1, -1):
            surface = sentence.slice(first, last)
            if _APART.search(surface) or self._grammar.is_closed(sentence.lowers[last - 1]):
                continue
            known = self._known(surface.title())
            is_name = any(spelled[n][0].isupper() for n in range(first, last)) or known.size >= _WELL_KNOWN
            if known.candidates and is_name:
                return last
        return first

    def _write_actor(self, sentence: Sentence, spelled: list[str], first: int, written: tuple[str, ...]) -> None:
        """The letters of a name of the actor lexicon; a single everyday word is a name only where it is a country's."""
        for n, word in enumerate(written, start=first):
            old = spelled[n]
            spelled[n] = word if len(word) == len(old) and word.lower() == old.lower() else like(word, old)

    def _lower_particles(self, sentence: Sentence, spelled: list[str]) -> None:
        """Small letters for the "de la" inside a name."""
        for at in range(1, len(sentence) - 1):
            if sentence.lowers[at] in self._lexicon.particles and spelled[at][0].isupper():
                before, behind = at - 1, at + 1
                while behind < len(sentence) - 1 and sentence.lowers[behind] in self._lexicon.particles:
                    behind += 1
                is_inside = spelled[before][0].isalpha() and spelled[behind][0].isupper()
                was_upper = spelled[before][0].isupper() or sentence.lowers[before] in self._lexicon.particles
                if is_inside and was_upper and not sentence.glued[at]:
                    spelled[at] = spelled[at].lower()
