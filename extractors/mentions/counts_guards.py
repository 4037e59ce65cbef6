"""What a number is when it counts nobody: a year, an age, a clock time, a date, a price, a measure, a share, a name."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.mentions.counts_amounts import MANY, VAGUE, Amount
from extractors.mentions.counts_lexicon import NumbersLexicon
from extractors.mentions.counts_phrases import Phrases
from extractors.text.tokens import Sentence

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST = 110
_TIGHT = frozenset(":/.,")


class Guards:
    """Tells counts from other numbers, with the words of one language and the names of its months."""

    def __init__(self, lexicon: NumbersLexicon, months: Iterable[str]) -> None:
        """Index the lexicon's neighbours of a number."""
        words = lexicon.not_counts
        self._units = Phrases(words.units_behind)
        self._trades = Phrases(words.trades)
        self._names = frozenset(words.names_before)
        self._capital_names = frozenset(words.capital_names_before)
        self._unit_names = frozenset(words.unit_names)
        self._fractions = frozenset(words.fractions)
        self._rates = Phrases(words.rates)
        self._single = frozenset(["1", *(word for word, value in lexicon.units.items() if value == 1)])
        self._links = frozenset(lexicon.set_links)
        self._behind_totals = frozenset(lexicon.behind_totals)
        self._list_words = frozenset(
            [*lexicon.joiners, *lexicon.range_links, *lexicon.range_openers, *lexicon.units, ","]
        )
        self._joiners = frozenset([*lexicon.joiners, *lexicon.range_links, ","])
        self._keeps_glued = frozenset([*lexicon.lower_behind, *lexicon.about_behind])
        self._people = Phrases(lexicon.people)
        self._numerals = lexicon.numerals
        self._months = frozenset(months)
        self.phrases = Phrases(words.phrases)

    def is_count(self, sentence: Sentence, amount: Amount) -> bool:
        """True when the amount may count people or things."""
        lowers, first, end = sentence.lowers, amount.first, amount.end
        if amount.rule == "total":
            return self._is_people(lowers, end) or _at(lowers, end) in self._behind_totals
        if amount.rule in ("zero", VAGUE, MANY):
            return not self._is_measure(lowers, end)
        if self._is_glued(sentence, amount) or self._is_tight(sentence, amount):
            return False
        if lowers[first][0].isdigit() and self._is_code(sentence, amount):
            return False
        return not (
            self._is_measure(lowers, end)
            or self._is_named(sentence, amount)
            or _at(lowers, end) in self._fractions
            or self._is_rate(sentence, amount)
            or self._is_unit_name(sentence, end)
        )

    def _is_measure(self, lowers: list[str], end: int) -> bool:
        """As in "20 km", "tens of thousands of dollars"; not as in "two day labourers"."""
        if self._trades.end(lowers, end) > end:
            return False
        at = end + 1 if _at(lowers, end) in self._links else end
        return self._units.end(lowers, at) > at

    def _is_glued(self, sentence: Sentence, amount: Amount) -> bool:
        """As in "MiG-21", "12-member": a hyphen to a word makes it part of a name or of an adjective."""
        first, end = amount.first, amount.end
        is_before = sentence.glued[first] and first > 0
        is_behind = end < len(sentence) and sentence.glued[end] and sentence.lowers[end] not in self._keeps_glued
        return is_before or is_behind

    @staticmethod
    def _is_tight(sentence: Sentence, amount: Amount) -> bool:
        """As in "10:30", "5/7", ".45": a sign without spaces between this number and the next one."""
        first, end = amount.first, amount.end
        words, starts, ends = sentence.words, sentence.starts, sentence.ends
        before = first > 1 and words[first - 1] in _TIGHT and ends[first - 1] == starts[first]
        behind = end + 1 < len(words) and words[end] in _TIGHT and starts[end + 1] == ends[end] == starts[end] + 1
        is_number = behind and starts[end] == ends[end - 1] and words[end + 1][0].isdigit()
        return (before and words[first - 2][-1:].isdigit() and ends[first - 2] == starts[first - 1]) or is_number

    def _is_code(self, sentence: Sentence, amount: Amount) -> bool:
        """Years, dates, ages, list numbers and "0600"."""
        words, first, end = sentence.words, amount.first, amount.end
        if words[first][0] == "0" and len(words[first]) > 1:
            return True
        if self._is_year(words[first], sentence, first, end) and self._is_year(words[end - 1], sentence, first, end):
            return True
        return self._is_date(sentence, amount) or _is_age(sentence, amount) or _is_item_number(sentence, amount)

    def _is_year(self, word: str, sentence: Sentence, first: int, end: int) -> bool:
        """As in "2014": behind a month always, else unless persons follow."""
        is_year = len(word) == 4 and word.isdecimal() and _FIRST_YEAR <= int(word) <= _LAST_YEAR
        return is_year and (self._is_month(sentence, first - 1) or not self._is_people(sentence.lowers, end))

    def _is_date(self, sentence: Sentence, amount: Amount) -> bool:
        """A day number beside a month: "May 5", "5 May", "5 and 7 May"."""
        first, end = amount.first, amount.end
        if amount.high is None or amount.high > 31:
            return False
        if self._is_month(sentence, end) or self._is_month_after_of(sentence, end):
            return not self._is_day_of_month(sentence, first)
        if _at(sentence.lowers, end) in self._joiners and self._is_listed_date(sentence, end + 1):
            return True
        before = first - 2 if _at(sentence.lowers, first - 1) == "." else first - 1
        return self._is_month(sentence, before) and not self._is_count_after_month(sentence, before, end)

    def _is_count_after_month(self, sentence: Sentence, month: int, end: int) -> bool:
        """As in "on 5 May 12 people", "in May 12 people": the month goes with what is before it."""
        has_day = month > 0 and sentence.lowers[month - 1][0].isdigit()
        return has_day or self._is_people(sentence.lowers, end)

    def _is_day_of_month(self, sentence: Sentence, first: int) -> bool:
        """The number before a month when the month has its own day behind ("killing 5 May 3")."""
        return False if first == 0 else sentence.lowers[first - 1] in self._people.by_first

    def _is_listed_date(self, sentence: Sentence, at: int) -> bool:
        numeral = self._numerals.read(sentence, at) if at < len(sentence) else None
        return bool(numeral and numeral.value <= 31 and self._is_month(sentence, numeral.end))

    def _is_month(self, sentence: Sentence, at: int) -> bool:
        return 0 <= at < len(sentence) and sentence.lowers[at] in self._months and sentence.words[at][0].isupper()

    def _is_month_after_of(self, sentence: Sentence, end: int) -> bool:
        return (
            False
            if end + 1 >= len(sentence)
            else sentence.lowers[end] in self._links and self._is_month(sentence, end + 1)
        )

    def _is_named(self, sentence: Sentence, amount: Amount) -> bool:
        """As in "Resolution 2254", "$20", "Division 30", "No. 5", "aged 11 and seven"."""
        lowers, words, first = sentence.lowers, sentence.words, amount.first
        at = self._before_list(lowers, first) if not self._is_people(lowers, amount.end) else first - 1
        if at > 0 and lowers[at] == "." and words[at - 1][0].isupper():
            at -= 1
        if at < 0:
            return False
        is_capital = lowers[at] in self._capital_names and words[at][0].isupper()
        return lowers[at] in self._names or (is_capital and lowers[first][0].isdigit())

    def _before_list(self, lowers: list[str], first: int) -> int:
        """Position before the numbers and joining words that lead up to the number."""
        at = first - 1
        while at >= 0 and (lowers[at] in self._list_words or lowers[at].isdecimal()):
            at -= 1
        return at

    def _is_rate(self, sentence: Sentence, amount: Amount) -> bool:
        """As in "one in five", for both numbers."""
        lowers, first, end = sentence.lowers, amount.first, amount.end
        behind = self._rates.end(lowers, end)
        if amount.high == 1 and end < behind < len(sentence):
            return self._numerals.read(sentence, behind) is not None
        before = self._rates.start(lowers, first)
        return 0 < before < first and lowers[before - 1] in self._single

    def _is_unit_name(self, sentence: Sentence, end: int) -> bool:
        return _at(sentence.lowers, end) in self._unit_names and sentence.words[end][0].isupper()

    def _is_people(self, lowers: list[str], at: int) -> bool:
        return self._people.end(lowers, at) > at


def _is_age(sentence: Sentence, amount: Amount) -> bool:
    """As in "Karim, 34, a baker" and "Karim (34)": a number between two signs behind a name."""
    words, first, end = sentence.words, amount.first, amount.end
    if first < 2 or amount.high is None or amount.high > _OLDEST:
        return False
    is_name = words[first - 2][0].isupper()
    return is_name and (words[first - 1], _at(words, end)) in ((",", ","), ("(", ")"), (",", "."))


def _is_item_number(sentence: Sentence, amount: Amount) -> bool:
    """As in "3. The army ..."."""
    return amount.first == 0 and _at(sentence.words, amount.end) in (".", ")") and len(sentence) > amount.end + 1


def _at(items: list[str], at: int) -> str:
    return items[at] if 0 <= at < len(items) else ""
