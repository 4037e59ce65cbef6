"""Counts: how many people or things a sentence names, in the numbers that ACLED's codebook asks for (section 7).

An amount is read from left to right; the words around it then say what is known of it: "at least 12" has a floor and no
ceiling, "up to 12" the reverse, "two more" comes on top of others. `rule_id` is the kind of amount, followed by
":additional" for people beside those counted before and ":part" for a share of a count given before ("12 people,
including 3 children").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractors.mentions.counts_amounts import Amount, Amounts
from extractors.mentions.counts_guards import Guards
from extractors.mentions.counts_lexicon import NumbersLexicon, load_numbers
from extractors.mentions.counts_phrases import Phrases
from extractors.mentions.dates_lexicon import load_dates
from extractors.mentions.records import CountMention
from extractors.text.tokens import Sentence

_UNBOUNDED = ("zero", "total", "indefinite", "number:additional")
_MODIFIERS = 3
_RISE_REACH = 4
_PART_REACH = 3
_PART = ":part"
_MORE = ":additional"


class CountFinder:
    """Finds the counts of a sentence; immutable and safe to share."""

    def __init__(self, lexicon: NumbersLexicon, months: list[str]) -> None:
        """Index the words of one language; `months` are its month names, so that "5 May" is no count."""
        self._amounts = Amounts(lexicon)
        self._guards = Guards(lexicon, months)
        bounds = lexicon.bounds
        self._before = {
            "lower_bound": Phrases(bounds.lower),
            "upper_bound": Phrases(bounds.upper),
            "below": Phrases(bounds.below),
            "about": Phrases(bounds.about),
        }
        self._bound_ends = frozenset(word for phrases in self._before.values() for word in phrases.by_last)
        self._lower_behind = Phrases(lexicon.lower_behind)
        self._about_behind = Phrases(lexicon.about_behind)
        self._openers = frozenset(lexicon.range_openers)
        self._rises = frozenset(lexicon.rises)
        self._more_behind = frozenset(lexicon.more_behind)
        self._more_before = Phrases(lexicon.more_before)
        self._more_alone = frozenset(lexicon.more_alone)
        self._joiners = frozenset(lexicon.joiners)
        self._others = frozenset(lexicon.others)
        self._parts = Phrases(lexicon.parts)
        self._people, self._harmed = frozenset(lexicon.others_behind), frozenset(lexicon.harmed_behind)
        self._articles = frozenset(lexicon.articles)
        self._persons = Phrases(lexicon.persons)
        self._person_sets = lexicon.person_sets
        self._each_side = Phrases(lexicon.each_side)
        self._not_persons = frozenset(lexicon.not_persons)
        self._person_breaks = frozenset(lexicon.person_breaks)
        self._starters = self._amounts.starters | self._more_alone | self._others | self._guards.phrases.by_first.keys()

    @classmethod
    @lru_cache(maxsize=8)
    def default(cls, language: str = "en") -> CountFinder:
        """The finder of a language, from the lexicons that ship with the package.

        Raises:
            LexiconError: The language has no number or date lexicon.
        """
        return cls(load_numbers(language), list(load_dates(language).months))

    def find(self, sentence: Sentence) -> list[CountMention]:
        """All counts of the sentence, in order, not overlapping."""
        lowers = sentence.lowers
        starters = self._starters
        hot = [i for i, low in enumerate(lowers) if low in starters or ":" > low >= "0"]
        return [self._mention(sentence, amount) for amount in self._walk(sentence, hot)] if hot else []

    def _walk(self, sentence: Sentence, hot: list[int]) -> Iterator[Amount]:
        done = taken = 0
        before: Amount | None = None
        skipped = self._guards.phrases
        for at in hot:
            if at < done:
                continue
            if (skip := skipped.end(sentence.lowers, at)) > at:
                done = skip
                continue
            amount = self._amounts.read(sentence, at)
            if amount is None:
                amount = self._without_number(sentence, at)
            elif not self._guards.is_count(sentence, amount):
                done, amount = amount.end, None
            if amount is not None:
                full = self._with_surroundings(sentence, amount)
                if full.first < taken:
                    full = full._replace(first=taken)
                if before and self._goes_on(sentence, before, full):
                    full = full._replace(rule=f"{full.rule}{_PART}")
                done = taken = full.end
                before = full
                yield full

    def _goes_on(self, sentence: Sentence, before: Amount, amount: Amount) -> bool:
        """True for the second part of "including three children and two women"."""
        lowers, first = sentence.lowers, amount.first
        is_near = before.rule.endswith(_PART) and before.end < first <= before.end + _PART_REACH
        if self._is_of_harmed(lowers, amount.end) and not self._is_of_harmed(lowers, before.end):
            return False  # "20 killed including 13 civilians and 30 wounded"
        return is_near and lowers[first - 1] in self._joiners and lowers[first - 2].isalnum() and ":" not in amount.rule

    def _is_of_harmed(self, lowers: list[str], end: int) -> bool:
        """True for "30 wounded" and "30 people wounded"."""
        at = end + (lowers[end : end + 1] != [] and lowers[end] in self._people)
        return lowers[at : at + 1] != [] and lowers[at] in self._harmed

    def _without_number(self, sentence: Sentence, at: int) -> Amount | None:
        """Someone besides ("another", "others"), and the article of one person."""
        word = sentence.lowers[at]
        if word in self._more_alone:
            if at + 1 < len(sentence) and self._amounts.read(sentence, at + 1):
                return None
            return Amount(at, at + 1, 1, 1, 1, False, "number:additional")
        if word in self._others:
            return Amount(at, at + 1, None, None, None, True, "vague:additional")
        person = self._person(sentence, at + 1) if word in self._articles else None
        if person is None:
            return None
        number = self._person_sets.get(person, 1)
        return Amount(at, at + 1, number, number, number, False, "indefinite")

    def _person(self, sentence: Sentence, start: int) -> str | None:
        """The last word of "[modifiers] soldier" when the person is the head: no noun that it merely describes follows."""
        lowers = sentence.lowers
        for at in range(start, min(start + _MODIFIERS + 1, len(lowers))):
            if not lowers[at][0].isalpha() or lowers[at] in self._person_breaks:
                return None
            end = self._persons.end(lowers, at)
            if end > at and self._persons.end(lowers, end) == end:
                return None if self._only_describes(sentence, end) else lowers[end - 1]
        return None

    def _only_describes(self, sentence: Sentence, end: int) -> bool:
        """True when the word behind a person makes it a description ("a civilian area", "a rebel-held town")."""
        return end < len(sentence) and (sentence.glued[end] or sentence.lowers[end] in self._not_persons)

    def _with_surroundings(self, sentence: Sentence, amount: Amount) -> Amount:
        """The amount with the words that bound it, or the new toll of a rise."""
        if amount.rule == "range" and self._is_rise(sentence, amount):
            return Amount(amount.end - 1, amount.end, amount.high, amount.high, amount.high, False, "number")
        bounded = self._mark(sentence, amount, self._bound(sentence, amount))
        return self._of_each_side(bounded) if self._is_of_each_side(sentence, bounded.end) else bounded

    def _is_of_each_side(self, sentence: Sentence, end: int) -> bool:
        """True for "one person from each side": so many on either of two sides."""
        lowers = sentence.lowers
        behind = range(end, min(end + _MODIFIERS, len(lowers)))
        return any(self._each_side.end(lowers, at) > at for at in behind)

    def _of_each_side(self, amount: Amount) -> Amount:
        low, high, coded = (n * 2 if n is not None else None for n in (amount.low, amount.high, amount.coded))
        return amount._replace(low=low, high=high, coded=coded)

    def _is_rise(self, sentence: Sentence, amount: Amount) -> bool:
        """True for "rose from 5 to 12", which tells the new toll and no range."""
        first = amount.first
        is_opened = first > 0 and sentence.lowers[first - 1] in self._openers
        return is_opened and not self._rises.isdisjoint(sentence.lowers[max(0, first - 1 - _RISE_REACH) : first])

    def _bound(self, sentence: Sentence, amount: Amount) -> Amount:
        """Apply "at least", "up to", "about" before the amount and "or more" behind it."""
        lowers, first = sentence.lowers, amount.first
        if amount.rule in _UNBOUNDED or amount.low is None:
            return amount
        if first and lowers[first - 1] in self._bound_ends:
            for rule, phrases in self._before.items():
                start = phrases.start(lowers, first)
                if start < first:
                    return _bounded(amount, rule)._replace(first=start)
        end = self._lower_behind.end(lowers, amount.end)
        if end > amount.end:
            return _bounded(amount, "lower_bound")._replace(end=end)
        end = self._about_behind.end(lowers, amount.end)
        return amount._replace(end=end) if end > amount.end else amount

    def _mark(self, sentence: Sentence, amount: Amount, bounded: Amount) -> Amount:
        """Add ":additional" or ":part" to the rule."""
        lowers = sentence.lowers
        first, end = bounded.first, bounded.end
        is_more_behind = end < len(lowers) and lowers[end] in self._more_behind
        start = min(first, self._more_before.start(lowers, first))
        if amount.first != first:
            start = min(start, self._more_before.start(lowers, amount.first))
        is_more = is_more_behind or start < first or amount.rule.endswith(_MORE)
        is_part = not is_more and self._parts.start(lowers, start) < start
        if not (is_more or is_part):
            return bounded  # its rule says so already: an amount ":additional" is more
        rule = bounded.rule.removesuffix(_MORE) + (_MORE if is_more else _PART)
        return bounded._replace(first=start, end=end + is_more_behind, rule=rule)

    def _mention(self, sentence: Sentence, amount: Amount) -> CountMention:
        first, last, low, high, coded, is_vague, rule = amount
        start, end = sentence.span(first, last)
        text = sentence.slice(first, last)
        return CountMention(first, last, start, end, text, low, high, coded, is_vague, rule)


def _bounded(amount: Amount, rule: str) -> Amount:
    """The amount under a bound; ACLED codes the number that is said ("at least 12" is 12, "fewer than 10" is 9)."""
    low, high = amount.low or 0, amount.high
    if rule == "lower_bound":
        return amount._replace(low=low, high=None, rule=rule)
    if rule == "upper_bound":
        return amount._replace(low=None, high=high if high is not None else low, rule=rule)
    if rule == "below":
        below = max(0, low - 1)
        return amount._replace(low=None, high=below, coded=below, rule=rule)
    return amount._replace(rule=rule) if amount.rule == "number" else amount
