"""Triggers: the words that tell of an event, found in one multi-pattern pass.

The lexicon names lemmas; at construction they are inflected into surface forms. A whole article goes through one
Aho-Corasick pass (`may_hold`), and only sentences that hold a form are looked at token by token (`find`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Literal, NamedTuple, TypeVar

import ahocorasick

from extractors.lexicons.loader import LexiconError, Strict, read_lists
from extractors.text.morphology import Morphology, morphology
from extractors.text.tokens import Sentence

Value = TypeVar("Value")
Phrases = dict[str, list[tuple[tuple[str, ...], Value]]]
"""Phrases with one first word by their second, longest first: the words behind the first, and what they stand for."""
Form = Literal["noun", "verb", "phrase"]
_LONG_PHRASE = 2
"""Phrases of more words say themselves what was done to what."""


class TriggerRule(Strict):
    """Schema of one trigger of `triggers/*.yml`.

    Attributes:
        id: Name of the rule, quoted in evidence.
        kind: What sort of violence the words tell of; the decision table takes it from there.
        frame: Name of the frame in `frames.yml` that binds its arguments.
        nouns: Event nouns, singular.
        verbs: Verbs, base form; a verb of several words is inflected at its first.
        phrases: Fixed phrases that begin with a verb.
        is_weak: True when the word alone is not enough: an armed side, an instrument or harm must stand beside it.
        is_transitive: True when a verb without an object means something else: "drove rebels out", but "drove south".
        support: Facts of which one must hold, instead of those that weak triggers need.
        needs_object: Head words of which one must be in the trigger's clause.
        guards: Names of guards in `guards.yml`.
        example: A sentence in which the trigger tells of an event.
        counter_example: One in which the same word does not.
    """

    id: str
    kind: str
    frame: str
    nouns: list[str] = []
    verbs: list[str] = []
    phrases: list[str] = []
    is_weak: bool = False
    is_transitive: bool = False
    support: frozenset[str] = frozenset()
    needs_object: frozenset[str] = frozenset()
    guards: list[str] = []
    example: str
    counter_example: str


class Trigger(NamedTuple):
    """A trigger in a sentence: tokens `first` up to but not including `last`; `verb` is its verb token, if any."""

    rule: TriggerRule
    form: Form
    first: int
    last: int


class Refused(NamedTuple):
    """A trigger that comes to nothing, and why."""

    trigger: Trigger
    reason: str


def is_long_phrase(trigger: Trigger) -> bool:
    """True for a phrase that holds its object itself ("took to the streets")."""
    return trigger.form == "phrase" and trigger.last - trigger.first > _LONG_PHRASE


class PhraseTable(Generic[Value]):
    """Phrases dispatched on their first token: the longest that fits at a position wins."""

    def __init__(self) -> None:
        """Start empty; `add` fills it."""
        self._words: dict[str, list[Value]] = {}
        self._phrases: dict[str, Phrases[Value]] = {}
        self._firsts: set[str] = set()

    def add(self, phrase: str, value: Value) -> None:
        """Add a phrase of lower-case words."""
        first, *rest = phrase.split()
        self._firsts.add(first)
        words = self._words.setdefault(first, [])
        if not rest:
            words.extend([] if value in words else [value])
            return
        phrases = self._phrases.setdefault(first, {}).setdefault(rest[0], [])
        if (tuple(rest), value) not in phrases:
            phrases.append((tuple(rest), value))
            phrases.sort(key=lambda entry: -len(entry[0]))

    def matches(self, lowers: list[str]) -> list[tuple[int, int, list[Value]]]:
        """(first, last, values) of the longest phrases at each position, left to right, not overlapping."""
        found: list[tuple[int, int, list[Value]]] = []
        if self._firsts.isdisjoint(lowers):
            return found
        words, phrases = self._words, self._phrases
        end = 0
        for i in [i for i, word in enumerate(lowers) if word in words]:
            if i < end:
                continue
            word = lowers[i]
            last, values = i + 1, words[word]
            if word in phrases and last < len(lowers) and lowers[last] in phrases[word]:
                length, longer = _longest(phrases[word][lowers[last]], lowers, last)
                last, values = (last + length, longer) if longer else (last, values)
            if values:
                found.append((i, last, values))
                end = last
        return found


def _longest(phrases: list[tuple[tuple[str, ...], Value]], lowers: list[str], first: int) -> tuple[int, list[Value]]:
    """Length and values of the longest phrases, given longest first, that go on at position `first`."""
    length = 0
    values: list[Value] = []
    for rest, value in phrases:
        if len(rest) < length:
            break
        if tuple(lowers[first : first + len(rest)]) == rest:
            length = len(rest)
            values.append(value)
    return length, values


class TriggerFinder:
    """Finds the triggers of one language."""

    def __init__(self, rules: Iterable[TriggerRule], tables: Morphology, extra_words: Iterable[str] = ()) -> None:
        """Inflect the rules' lemmas and compile both passes. `extra_words` also open a sentence (harm words)."""
        self.rules = tuple(rules)
        self._table: PhraseTable[tuple[TriggerRule, Form]] = PhraseTable()
        automaton = ahocorasick.Automaton()
        for rule in self.rules:
            for form, phrase in surface_forms(rule, tables):
                self._table.add(phrase, (rule, form))
                spelled = f" {phrase} ".replace(" :", " ")  # as `_fold` leaves it
                automaton.add_word(spelled, len(spelled) - 2)
        for word in extra_words:
            automaton.add_word(f" {word} ", len(word))
        automaton.make_automaton()
        self._automaton = automaton

    @classmethod
    def default(cls, language: str = "en", extra_words: Iterable[str] = ()) -> TriggerFinder:
        """The finder of a shipped language."""
        files = load_rules(language)
        return cls(files, morphology(language), extra_words)

    def positions(self, text: str) -> list[int]:
        """Offsets of the first characters of all trigger forms, ascending: the one pass over an article."""
        return sorted({end - length - 1 for end, length in self._automaton.iter(_fold(text))})

    def find(self, sentence: Sentence) -> list[Trigger]:
        """All triggers of a sentence, left to right; one position may carry a noun and a verb reading.

        Behind a hyphen no verb stands: "rebel-held" holds nobody.
        """
        matches = self._table.matches(sentence.lowers)
        return [
            Trigger(rule, form, first, last)
            for first, last, values in matches
            for rule, form in values
            if form == "noun" or not sentence.glued[first]
        ]


def surface_forms(rule: TriggerRule, tables: Morphology) -> Iterator[tuple[Form, str]]:
    """Every inflected spelling of a rule's words, with its form."""
    for noun in rule.nouns:
        *front, last = noun.split()
        for form in tables.noun_forms(last):
            yield "noun", " ".join([*front, form])
    for verb in rule.verbs:
        first, *rest = verb.split()
        kind: Form = "phrase" if rest else "verb"
        for form in tables.verb_forms(first):
            yield kind, " ".join([form, *rest])
    for phrase in rule.phrases:
        first, *rest = phrase.split()
        for form in tables.verb_forms(first):
            yield "phrase", " ".join([form, *rest])


def load_rules(language: str) -> tuple[TriggerRule, ...]:
    """All trigger rules of a language, ids unique.

    Raises:
        LexiconError: Two rules share an id.
    """
    rules: dict[str, TriggerRule] = {}
    for rule in read_lists(TriggerRule, language, "triggers"):
        if rule.id in rules:
            raise LexiconError(f"{language}/triggers: the rule id {rule.id!r} stands twice")
        rules[rule.id] = rule
    return tuple(rules.values())


_SEPARATORS = "-‐‑–—\n\t\r\"'’‘“”«»(),.;:/[]"


def _fold(text: str) -> str:
    """Lower-case, separators as spaces, a space at both ends: offset `i` of the text is `i + 1` here."""
    folded = text.lower()
    if len(folded) != len(text):  # some letters grow when lowered
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for separator in _SEPARATORS:
        folded = folded.replace(separator, " ")
    return f" {folded} "
