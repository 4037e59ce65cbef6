"""Ordinary spelling for a text that was printed all in capitals, as old wires, cables and telexes were.

Everything behind this step tells names by their capitals. What is lower-cased: the words that the language's tables, its
closed classes and the actor lexicon know as everyday words. What keeps a capital: names of the actor lexicon as they are
written there, names of the gazetteer, days and months, the beginnings of sentences, and words that nothing knows, which
in news are nearly always names. Only letters change and none is added, so every offset still points at the same word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extractors.lexicons.loader import Strict, load
from extractors.mentions.actors import ActorFinder
from extractors.places.resolve import Places
from extractors.text.grammar import Grammar
from extractors.text.layout_lexicon import load_layout_lexicon
from extractors.text.tokens import Sentence, tokenise

_FEWEST_LETTERS = 20
_CAPITAL_SHARE = 0.95
_LONGEST_NAME = 5
_SHORTEST_PART = 4
"""Letters of each part of a compound; shorter parts make words of names ("Argent-ina")."""
_WELL_KNOWN = 100_000
"""Inhabitants from which a name made of everyday words alone ("Cape Town") is taken for the town."""
_SENTENCE_END = frozenset(".?!")
_BETWEEN = frozenset("\"'“”‘’()[]-–—")
_PARAGRAPH = re.compile(r"\n\s*\n")
_APART = re.compile(r"[^\w\s'’`-]|\n\s*\n")
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


def is_shouted(text: str) -> bool:
    """True when (nearly) all letters of a text are capitals, and there are enough of them to say so."""
    capitals = sum(map(str.isupper, text))
    if capitals < _FEWEST_LETTERS:
        return False
    return capitals >= _CAPITAL_SHARE * (capitals + sum(map(str.islower, text)))


class Caser:
    """Gives texts in capitals the spelling of ordinary prose. Built once, pure."""

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
        lower = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        sentence = tokenise(lower, 0, len(text))
        sentence.words[:] = [text[start:end] for start, end in zip(sentence.starts, sentence.ends, strict=True)]
        starts = list(_starts(sentence, self._lexicon.abbreviations, frozenset(openings)))
        spelled = [*sentence.lowers]
        for at in range(len(sentence)):
            spelled[at] = self._word(sentence, at) or lower[sentence.starts[at] : sentence.ends[at]]
        self._write_places(sentence, spelled)
        for first, written in self._actors.spellings(sentence):
            self._write_actor(sentence, spelled, first, written)
        self._lower_particles(sentence, spelled)
        for at in starts:
            spelled[at] = _capital(spelled[at])
        return _joined(lower, sentence, spelled)

    def _word(self, sentence: Sentence, at: int) -> str | None:
        """A word that keeps capitals on its own account; `None` for one that is lower-cased."""
        word, low = sentence.words[at], sentence.lowers[at]
        if "." in word and word[0].isalpha():
            return None if low in self._lexicon.lower_abbreviations else word
        if not word.isalpha():
            is_code = not word[0].isdigit() and any(map(str.isdigit, word))
            return word if is_code else (_capital(low) if word[0].isalpha() and not self._is_everyday(low) else None)
        if low in self._calendar:
            is_plain = low in self._lexicon.beside_numbers and not _is_beside_number(sentence, at)
            return None if is_plain else _capital(low)
        if low in self._lexicon.capital_words or self._is_given_name(sentence, at):
            return _capital(low)
        if self._is_everyday(low) or len(word) == 1:
            return word if len(word) == 1 and _is_initial(sentence, at) else None
        if low in self._lexicon.abbreviations:
            return _capital(low)
        if not _VOWELS & set(word) or _is_code(sentence, at):
            return word
        return _capital(low)

    def _is_given_name(self, sentence: Sentence, at: int) -> bool:
        """True for a given name that is an everyday word, too, where a name goes on ("HECTOR ROBLES", "ART J. ROBLES")."""
        behind = at + 1
        if sentence.lowers[at] not in self._lexicon.given_names or behind >= len(sentence):
            return False
        following = sentence.lowers[behind]
        return following.isalpha() and (_is_initial(sentence, behind) or not self._is_everyday(following))

    def _is_everyday(self, low: str) -> bool:
        """True for a word of the language, be it one that the tables lack and its parts show ("counterattacks")."""
        lexicon, grammar = self._lexicon, self._grammar
        if low in lexicon.everyday or grammar.is_closed(low) or grammar.tables.classes(low):
            return True
        if self._known(_capital(low)).candidates:
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
                spelled[n] = _capital(spelled[n])
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
            spelled[n] = word if len(word) == len(old) and word.lower() == old.lower() else _like(word, old)

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


def _starts(sentence: Sentence, abbreviations: frozenset[str], openings: frozenset[int]) -> Iterator[int]:
    """The tokens that begin a sentence or a paragraph."""
    is_open, text, offset = True, sentence.text, sentence.start
    for at, word in enumerate(sentence.words):
        if at and _PARAGRAPH.search(text, sentence.ends[at - 1] - offset, sentence.starts[at] - offset):
            is_open = True
        is_open = is_open or sentence.starts[at] in openings
        if word in _SENTENCE_END:
            is_open = not (word == "." and at and sentence.lowers[at - 1] in abbreviations)
        elif word[0].isalnum():
            if is_open:
                yield at
            is_open = False
        elif word not in _BETWEEN:
            is_open = False


def _is_beside_number(sentence: Sentence, at: int) -> bool:
    near = (at - 1, at + 1)
    return any(0 <= n < len(sentence) and sentence.words[n][0].isdigit() for n in near)


def _is_initial(sentence: Sentence, at: int) -> bool:
    """True for the letter of "John F. Kennedy" and of "M-16"."""
    behind = at + 1
    return behind < len(sentence) and (sentence.words[behind] == "." or _is_code(sentence, at))


def _is_code(sentence: Sentence, at: int) -> bool:
    """True for the letters of "AK-47"."""
    behind = at + 1
    return behind < len(sentence) and sentence.glued[behind] and sentence.words[behind][0].isdigit()


def _capital(word: str) -> str:
    """The word with a capital; as it is where the letter has none of one character ("ß")."""
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def _like(model: str, word: str) -> str:
    """The word with a capital where its model in the lexicon has one, all in capitals where that is."""
    if len(model) > 1 and model.isupper() and len(word.upper()) == len(word):
        return word.upper()
    return _capital(word.lower()) if model[0].isupper() else word


def _joined(lower: str, sentence: Sentence, spelled: list[str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, word in zip(sentence.starts, sentence.ends, spelled, strict=True):
        parts += [lower[at:start], word]
        at = end
    return "".join([*parts, lower[at:]])
