"""Triggers: the words that tell of an event, found in one multi-pattern pass.

The lexicon names lemmas; at construction they are inflected into surface forms. A whole article goes through one
Aho-Corasick pass (`may_hold`), and only sentences that hold a form are looked at token by token (`find`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import ahocorasick

from extractors.lexicons.loader import LexiconError, Strict, read_lists
from extractors.text.morphology import Morphology, morphology
from extractors.text.tokens import Sentence

Value = TypeVar("Value")
Form = Literal["noun", "verb", "phrase"]


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
    support: list[str] = []
    needs_object: list[str] = []
    guards: list[str] = []
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence: tokens `first` up to but not including `last`; `verb` is its verb token, if any."""

    rule: TriggerRule
    form: Form
    first: int
    last: int


class PhraseTable(Generic[Value]):
    """Phrases dispatched on their first token: the longest that fits at a position wins."""

    def __init__(self) -> None:
        """Start empty; `add` fills it."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Add a phrase of lower-case words."""
        first, *rest = phrase.split()
        entry = (tuple(rest), value)
        bucket = self._by_first.setdefault(first, [])
        if entry not in bucket:
            bucket.append(entry)
            bucket.sort(key=lambda e: -len(e[0]))

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    def matches(self, lowers: list[str]) -> Iterator[tuple[int, int, list[Value]]]:
        """Yield (first, last, values) for the longest phrases at each position, left to right, not overlapping."""
        table = self._by_first
        if table.keys().isdisjoint(lowers):
            return
        i, n = 0, len(lowers)
        while i < n:
            bucket = table.get(lowers[i])
            if bucket is None:
                i += 1
                continue
            length = 0
            values: list[Value] = []
            for rest, value in bucket:
                size = len(rest) + 1
                if size < length:
                    break
                if size == 1 or tuple(lowers[i + 1 : i + size]) == rest:
                    length = size
                    values.append(value)
            if values:
                yield i, i + length, values
                i += length
            else:
                i += 1


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
                automaton.add_word(f" {phrase} ", len(phrase))
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
        """All triggers of a sentence, left to right; one position may carry a noun and a verb reading."""
        found: list[Trigger] = []
        for first, last, values in self._table.matches(sentence.lowers):
            found.extend(Trigger(rule, form, first, last) for rule, form in values)
        return found


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


_SEPARATORS = str.maketrans({c: " " for c in "-‐‑–—\n\t\r\"'’‘“”«»(),.;:/[]"})


def _fold(text: str) -> str:
    """Lower-case, separators as spaces, a space at both ends: offset `i` of the text is `i + 1` here."""
    lower = text.lower()
    if len(lower) != len(text):  # some letters grow when lowered
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return f" {lower.translate(_SEPARATORS)} "
