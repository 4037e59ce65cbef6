"""Amounts: a number, a set ("two dozen"), a range, a plural that stands for a number ("dozens") or a vague word.

Each reader looks at one token position and says what amount starts there. Whether the amount counts people or things is
decided elsewhere (`counts_guards`), and so are the words around it that bound it (`counts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from extractors.mentions.counts_lexicon import NumbersLexicon
from extractors.mentions.counts_phrases import Phrases
from extractors.text.tokens import Sentence

VAGUE, MANY = "vague", "vague_many"
"""Rules of an amount without a number, and of one that is said to be large."""
_ZERO_REACH = 3
_Reader = Callable[[Sentence, int], "Amount | None"]


class Amount(NamedTuple):
    """An amount with its bounds, ACLED's number for it and its place in the sentence (half open)."""

    first: int
    end: int
    low: int | None
    high: int | None
    coded: int | None
    is_vague: bool
    rule: str


class Amounts:
    """Reads amounts with the words of one language."""

    def __init__(self, lexicon: NumbersLexicon) -> None:
        """Index the lexicon for reading."""
        self._numerals = lexicon.numerals
        self._sets = lexicon.sets
        self._set_links = frozenset(lexicon.set_links)
        self._sets_alone = frozenset(lexicon.sets_alone)
        self._sets_with = frozenset(lexicon.sets_with)
        self._halves = frozenset(lexicon.halves)
        self._set_openers = frozenset([*lexicon.ones, *lexicon.sets_with])
        self._amounts = lexicon.amounts
        self._scales = {**lexicon.multipliers, **lexicon.sets}
        self._vague = Phrases(lexicon.vague)
        self._many = Phrases(lexicon.vague_many)
        self._totals = lexicon.totals
        self._zeros = Phrases(lexicon.zeros)
        self._nobody = Phrases([*lexicon.zero_nouns, *lexicon.people, *lexicon.persons])
        self._links = frozenset(lexicon.range_links)
        self._openers = frozenset(lexicon.range_openers)
        self._opener_links = frozenset(lexicon.opener_links)
        self._plan = self._readers(lexicon)
        self._followers = self._needed_followers()
        self.starters = frozenset(self._plan)

    def _readers(self, lexicon: NumbersLexicon) -> dict[str, list[_Reader]]:
        """Which readers to try on a word, in order."""
        sets = {*self._sets_alone, *self._set_openers, *self._halves, *self._sets}
        steps: list[tuple[Iterable[str], _Reader]] = [
            (self._amounts, self._plural),
            (self._totals, self._total),
            (self._zeros.by_first, self._nobody_at),
            (lexicon.zero_determiners, self._no),
            (self._vague.by_first, self._several),
            (sets, self._set),
            (self._numerals.starters | self._numerals.ones, self._number),
        ]
        plan: dict[str, list[_Reader]] = {}
        for words, reader in steps:
            for word in words:
                plan.setdefault(word, []).append(reader)
        return plan

    def _needed_followers(self) -> dict[str, frozenset[str]]:
        """The tokens one of which must follow an article that opens an amount; most articles open none."""
        open_readers: tuple[_Reader, ...] = (self._several, self._set, self._number)
        alone = {*self._sets, *self._halves, *self._numerals.starters}
        return {
            word: self._vague.seconds(word) | self._sets.keys() | self._numerals.multipliers.keys()
            for word, readers in self._plan.items()
            if word not in alone and word not in self._vague and all(reader in open_readers for reader in readers)
        }

    def read(self, sentence: Sentence, at: int) -> Amount | None:
        """The amount that starts at token `at`, or `None`."""
        lowers = sentence.lowers
        word = lowers[at]
        readers = self._plan.get(word)
        if readers is None:
            return self._number(sentence, at) if word[0].isdigit() else None
        followers = self._followers.get(word)
        if followers is not None and _token(lowers, at + 1) not in followers:
            return None
        for reader in readers:
            amount = reader(sentence, at)
            if amount is not None:
                return amount
        return None

    def _total(self, sentence: Sentence, at: int) -> Amount:
        return _exact(at, at + 1, self._totals[sentence.lowers[at]], "total")

    def _nobody_at(self, sentence: Sentence, at: int) -> Amount | None:
        end = self._zeros.end(sentence.lowers, at)
        return _exact(at, end, 0, "zero") if end > at else None

    def _number(self, sentence: Sentence, at: int) -> Amount | None:
        numeral = self._numerals.read(sentence, at)
        if numeral is None:
            return None
        value, end = numeral
        size = self._sets.get(_token(sentence.lowers, end))
        if size and self._is_numbered_set(sentence.lowers, at, end):
            return _exact(at, end + 1, value * size, "set")
        return self._range(sentence, _exact(at, end, value, "number"))

    def _is_numbered_set(self, lowers: list[str], at: int, set_at: int) -> bool:
        """As in "two dozen", "three pairs of", but not "two couple"."""
        return lowers[set_at] in self._sets_alone or _token(lowers, set_at + 1) in self._set_links

    def _set(self, sentence: Sentence, at: int) -> Amount | None:
        """As in "a dozen", "half a dozen", "a couple of", "the pair", "dozen"."""
        lowers = sentence.lowers
        start, is_half = (at + 1, True) if lowers[at] in self._halves else (at, False)
        set_at = start + 1 if _token(lowers, start) in self._set_openers else start
        word = _token(lowers, set_at)
        size = self._sets.get(word)
        if size is None:
            return self._half_million(lowers, at, set_at) if is_half else None
        has_link = _token(lowers, set_at + 1) in self._set_links
        if not (has_link or word in self._sets_alone or lowers[set_at - 1] in self._sets_with):
            return None
        end = set_at + 2 if has_link else set_at + 1
        return _exact(at, end, size // 2 if is_half else size, "set")

    def _half_million(self, lowers: list[str], at: int, scale_at: int) -> Amount | None:
        scale = self._scales.get(_token(lowers, scale_at))
        return _exact(at, scale_at + 1, scale // 2, "number") if scale else None

    def _plural(self, sentence: Sentence, at: int) -> Amount:
        """As in "dozens", "tens of thousands"."""
        lowers = sentence.lowers
        value, end = self._amounts[lowers[at]], at + 1
        more = self._amounts.get(_token(lowers, at + 2))
        if _token(lowers, end) in self._set_links and more:
            value, end = value * more, at + 3
        return Amount(at, end, value, None, value, True, "vague_number")

    def _several(self, sentence: Sentence, at: int) -> Amount | None:
        """As in "several", and "several dozen", which has the number of "dozens"."""
        lowers = sentence.lowers
        end = self._vague.end(lowers, at)
        if end == at:
            return None
        scale = self._scales.get(_token(lowers, end))
        if scale and scale > 2:
            return Amount(at, end + 1, scale, None, scale, True, "vague_number")
        if end < len(lowers) and end - at > 1 and self._numerals.read(sentence, end):
            return None  # "a group of five": the number says more
        return Amount(at, end, None, None, None, True, MANY if self._many.end(lowers, at) == end else VAGUE)

    def _no(self, sentence: Sentence, at: int) -> Amount | None:
        """Nobody, when a noun for persons or for harm follows "no" closely."""
        behind = range(at + 1, min(at + 2 + _ZERO_REACH, len(sentence)))
        is_noun = any(self._nobody.end(sentence.lowers, i) > i for i in behind)
        return _exact(at, at + 1, 0, "zero") if is_noun and not sentence.glued[at + 1] else None

    def _range(self, sentence: Sentence, low: Amount) -> Amount | None:
        """As in "8-14", "8 to 14", "between 8 and 14"; `None` for a falling one, which is a score or a vote."""
        lowers, end = sentence.lowers, low.end
        is_opened = low.first > 0 and lowers[low.first - 1] in self._openers
        links = self._opener_links | self._links if is_opened else self._links
        glued = end < len(lowers) and sentence.glued[end]
        if not glued and _token(lowers, end) not in links:
            return low
        start = end if glued else end + 1
        high = self._numerals.read(sentence, start) if start < len(lowers) else None
        if high is None or low.low is None:
            return low
        if high.value <= low.low:
            is_score = glued or not lowers[end].isalpha()
            return None if is_score else low
        scale = self._shared_scale(lowers, low.low, high.end)
        least = low.low * scale
        if least > high.value:
            return None
        return Amount(low.first, high.end, least, high.value, least, False, "range")

    def _shared_scale(self, lowers: list[str], low: int, end: int) -> int:
        """The multiplier that "seven or eight million" says once for both numbers."""
        scale = self._numerals.multipliers.get(lowers[end - 1], 1)
        return scale if low < scale else 1


def _exact(first: int, end: int, value: int, rule: str) -> Amount:
    return Amount(first, end, value, value, value, False, rule)


def _token(lowers: list[str], at: int) -> str:
    return lowers[at] if 0 <= at < len(lowers) else ""
