"""Turns a language's date lexicon into what the finder runs on: a trie, a table of word classes, a set of triggers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.mentions.counts_lexicon import load_numbers
from extractors.mentions.counts_numerals import NumeralWords
from extractors.mentions.counts_phrases import Phrase, split_phrase
from extractors.mentions.dates_lexicon import DateRule, DatesLexicon, load_dates
from extractors.mentions.dates_patterns import ANY, Node, Reading, Readings, Value, build, expand, is_class
from extractors.text.tokens import Sentence

_WEAK_CLASSES = frozenset({"NUM", "MDAY", "FEW", ANY, "OPEN", "CLOSE"})
_NUMBER_CLASSES = frozenset({"ORD", "NTH", "NUMBER"})
_TELLING_CLASSES = frozenset({"WEEKDAY", "MONTH", "FULLMONTH", "MONTHNAME", "UNIT", "UNITS"})
_YEARS = range(1700, 2100)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0)s")
_DAY_AND_YEAR = re.compile(r"([0-3]?\d),?((?:19|20)\d\d)")
_PUNCTUATION = {"(": "OPEN", ")": "CLOSE"}
_WIDE_SYMBOL = 4


@dataclass(frozen=True, slots=True)
class DateTables:
    """The compiled lexicon of one language."""

    root: Node
    rules: list[DateRule]
    words: dict[str, list[tuple[str, Value]]]
    phrases: dict[str, list[tuple[Phrase, str, Value]]]
    capitalised: frozenset[str]
    numerals: NumeralWords
    number_words: frozenset[str]
    classed: frozenset[str]
    """Words that stand for more than themselves."""
    ordinals: dict[str, int]
    starts: frozenset[str]
    followers: dict[str, frozenset[str]]
    """For words that open patterns but are none alone, the words one of which comes next where no figure does."""
    triggers: frozenset[str]
    reach: int
    """How many tokens before a trigger a date may start."""

    def reader(self, sentence: Sentence) -> Readings:
        """The readings of one sentence's tokens, each made once."""
        known: dict[int, list[Reading]] = {}

        def read(at: int) -> list[Reading]:
            found = known.get(at)
            if found is None:
                found = known[at] = self.readings(sentence, at)
            return found

        return read

    def readings(self, sentence: Sentence, at: int) -> list[Reading]:
        """Every class or word that the token at `at` can stand for."""
        low = sentence.lowers[at]
        found: list[Reading] = [(low, None, at + 1)]
        if low not in self.classed and low[0].isalpha():
            found.append((ANY, None, at + 1))
            return found
        if low[0].isdigit():
            found += self._digit_readings(sentence, at)
        elif low[0].isalpha():
            found.append((ANY, None, at + 1))
        classes = self.words.get(low)
        if classes and not (low in self.capitalised and not sentence.words[at][0].isupper()):
            found += [(name, value, at + 1) for name, value in classes]
        if low in self.number_words:
            found += self._number_readings(sentence, at)
        for phrase, name, value in self.phrases.get(low, ()):
            if tuple(sentence.lowers[at : at + len(phrase)]) == phrase:
                found.append((name, value, at + len(phrase)))
        return found

    def _digit_readings(self, sentence: Sentence, at: int) -> list[Reading]:
        word = sentence.lowers[at]
        if word.isdecimal() and len(word) <= 4:
            return _figure_readings(word, at) + self._number_readings(sentence, at)
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            value = int(ordinal.group(1))
            return [("NTH", value, at + 1), *_ordinal_readings(value, at + 1)]
        decade = _DECADE.fullmatch(word)
        if decade and int(decade.group(1)) in _YEARS:
            return [("DECADE", int(decade.group(1)), at + 1)]
        joined = _DAY_AND_YEAR.fullmatch(word)
        return [("DAYANDYEAR", int(joined.group(1) + joined.group(2)), at + 1)] if joined else []

    def _number_readings(self, sentence: Sentence, at: int) -> list[Reading]:
        """Number words: "three", "twenty-four", "twenty-first", "nineteen ninety-six"."""
        numeral = self.numerals.read(sentence, at)
        if numeral is None:
            return []
        found: list[Reading] = [("NUM", numeral.value, numeral.end)]
        if sentence.lowers[at][0].isdigit():
            return found
        if numeral.value in _YEARS:
            found.append(("YEAR", numeral.value, numeral.end))
        if numeral.end < len(sentence):
            found += self._joined(sentence, numeral.value, numeral.end)
        return found

    def _joined(self, sentence: Sentence, value: int, end: int) -> list[Reading]:
        ordinal = self.ordinals.get(sentence.lowers[end], 0)
        if value in (20, 30) and 0 < ordinal < 10:
            return _ordinal_readings(value + ordinal, end + 1)
        rest = self.numerals.read(sentence, end) if value in (19, 20) else None
        if rest and 10 <= rest.value <= 99 and not sentence.lowers[end][0].isdigit():
            return [("YEAR", value * 100 + rest.value, rest.end)]
        return []


def _figure_readings(word: str, at: int) -> list[Reading]:
    value = int(word)
    found: list[Reading] = [("NUMBER", value, at + 1)]
    if 1 <= value <= 31 and len(word) <= 2:
        found.append(("MDAY", value, at + 1))
    if value in _YEARS and len(word) == 4:
        found.append(("YEAR", value, at + 1))
    return found


def _ordinal_readings(value: int, end: int) -> list[Reading]:
    readings: list[Reading] = [("ORD", value, end)]
    return [*readings, ("MDAY", value, end)] if 1 <= value <= 31 else readings


def compile_dates(language: str) -> DateTables:
    """Compile the date lexicon of a language.

    Raises:
        LexiconError: The lexicon is missing or does not fit its schema.
        PatternError: A pattern cannot be read.
    """
    lexicon = load_dates(language)
    sequences = [(n, s) for n, r in enumerate(lexicon.rules) for say in r.say for s in expand(say, lexicon.macros)]
    words, phrases = _word_classes(lexicon), _phrase_classes(lexicon)
    numerals = load_numbers(language).numerals
    number_words = numerals.starters
    units = {w for forms in lexicon.words.units.values() for w in forms}
    telling, common = _TELLING_CLASSES | units, frozenset(lexicon.common)
    pivots = [(symbols, _pivot(symbols, telling, common)) for _, symbols in sequences]
    firsts = {symbols[0] for _, symbols in sequences}
    root = build(sequences)
    starts = _spell(firsts, words, phrases)
    openers = {word: _symbols(word, words, phrases) for word in starts - number_words}
    return DateTables(
        root=root,
        rules=lexicon.rules,
        words=words,
        phrases=phrases,
        capitalised=frozenset(lexicon.words.capitalised),
        numerals=numerals,
        number_words=number_words,
        classed=frozenset([*words, *phrases, *number_words]),
        ordinals=lexicon.words.ordinals,
        starts=starts | number_words,
        followers={
            word: _spell(behind, words, phrases) | number_words | {p[1] for p, *_ in phrases.get(word, ()) if p[1:]}
            for word, symbols in openers.items()
            if (behind := _behind(root, symbols)) is not None
        },
        triggers=_spell({symbols[at] for symbols, at in pivots}, words, phrases),
        reach=max(at for _, at in pivots) + _WIDE_SYMBOL,
    )


def _word_classes(lexicon: DatesLexicon) -> dict[str, list[tuple[str, Value]]]:
    """Which classes each word belongs to, with its value in each."""
    words = lexicon.words
    table: dict[str, list[tuple[str, Value]]] = {}
    _add(table, "MONTH", lexicon.months)
    _add(table, "FULLMONTH", words.months)
    _add(table, "MONTHNAME", {w: n for w, n in words.months.items() if w not in words.ambiguous_months})
    _add(table, "WEEKDAY", words.weekdays)
    _add(table, "WDAY", {**words.weekdays, **words.weekday_abbreviations})
    _add(table, "WEEKDAYS", {f"{w}s": n for w, n in words.weekdays.items()})
    _add(table, "ORD", words.ordinals)
    _add(table, "MDAY", words.ordinals)
    _add(table, "UNIT", {w: unit for unit, forms in words.units.items() if unit != "season" for w in forms})
    _add(
        table,
        "UNITS",
        {w: unit for unit, forms in words.units.items() if unit != "season" for w in forms if w.endswith("s")},
    )
    _add(table, "SEASON", dict.fromkeys(words.units["season"], "season"))
    _add(table, "PART", dict.fromkeys(words.day_parts, "part"))
    _add(table, "EDGE", {w: edge for edge, forms in words.edges.items() for w in forms})
    _add(table, "CONFLICT", dict.fromkeys(words.conflicts, "conflict"))
    _add(table, "DECADES", dict.fromkeys(words.decades, "decade"))
    for sign, name in _PUNCTUATION.items():
        table.setdefault(sign, []).append((name, None))
    return table


def _add(table: dict[str, list[tuple[str, Value]]], name: str, values: Mapping[str, int] | Mapping[str, str]) -> None:
    for word, value in values.items():
        table.setdefault(word, []).append((name, value))


def _phrase_classes(lexicon: DatesLexicon) -> dict[str, list[tuple[Phrase, str, Value]]]:
    """Classes whose members may be several words: feast days, named days, "a few"."""
    table: dict[str, list[tuple[Phrase, str, Value]]] = {}
    named: list[tuple[str, str, Value]] = [
        *(("HOLIDAY", text, day) for text, day in lexicon.holidays.days.items()),
        *(("FEAST", text, day) for text, day in lexicon.holidays.seasons.items()),
        *(("NAMEDDAY", text, day.isoformat()) for text, day in lexicon.named_days.items()),
        *(("FEW", text, "few") for text in lexicon.words.few),
    ]
    for name, text, value in named:
        phrase = split_phrase(text)
        table.setdefault(phrase[0], []).append((phrase, name, value))
    return table


def _pivot(symbols: tuple[str, ...], telling: frozenset[str], common: frozenset[str]) -> int:
    """Position of the most telling symbol of a pattern: a sentence without it cannot match."""

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        symbol = symbols[at]
        is_weak = symbol in _WEAK_CLASSES or symbol in common
        return is_weak, symbol not in telling, symbol in _NUMBER_CLASSES, -len(symbol)

    return min(range(len(symbols)), key=rank)


def _spell(
    symbols: set[str], words: dict[str, list[tuple[str, Value]]], phrases: dict[str, list[tuple[Phrase, str, Value]]]
) -> frozenset[str]:
    """All words by which a token can stand for one of the symbols; figures are told apart by their shape."""
    literal = {s for s in symbols if not is_class(s)}
    classed = {w for w, classes in words.items() if any(name in symbols for name, _ in classes)}
    opened = {first for first, entries in phrases.items() if any(name in symbols for _, name, _ in entries)}
    ordinals = {_spell_ordinal(n) for n in range(1, 32)} if symbols & {"ORD", "NTH"} else set()
    years = {str(y) for y in _YEARS} if "YEAR" in symbols else set()
    decades = {f"{y}s" for y in _YEARS[::10]} if "DECADE" in symbols else set()
    slash = {"/"} if "NUMBER" in symbols else set()
    return frozenset(literal | classed | opened | ordinals | years | decades | slash)


def _symbols(
    word: str, words: dict[str, list[tuple[str, Value]]], phrases: dict[str, list[tuple[Phrase, str, Value]]]
) -> list[str]:
    """What a word on its own can stand for, itself included."""
    alone = [name for phrase, name, _ in phrases.get(word, ()) if len(phrase) == 1]
    return [word, *(name for name, _ in words.get(word, ())), *alone]


def _behind(root: Node, symbols: list[str]) -> set[str] | None:
    """The symbols that follow one of these at the start of a pattern; `None` where anything may, or nothing must."""
    nodes = [root.edges[symbol] for symbol in symbols if symbol in root.edges]
    if any(node.rules or ANY in node.edges for node in nodes):
        return None
    return {symbol for node in nodes for symbol in node.edges}


def _spell_ordinal(number: int) -> str:
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
