"""Numbers as they are written, in digits or in words, before anyone asks what is counted.

"1,200", "10 000", "twenty-five", "a hundred and twenty", "1.5 million" and "two thousand three hundred" each become one
integer with the position behind it. A decimal without a multiplier, a code ("T72") or an ordinal is no number here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from extractors.text.tokens import Sentence

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_THOUSANDS = "000"
_MAX_DIGITS = 12


class Numeral(NamedTuple):
    """A whole number and the token position behind its last word."""

    value: int
    end: int


@dataclass(frozen=True, slots=True)
class NumeralWords:
    """The number words of a language: what they are worth and how they join.

    Attributes:
        units: Words below twenty ("seven" 7, "nineteen" 19).
        tens: "twenty" 20 to "ninety" 90; a unit from one to nine may follow.
        multipliers: "hundred", "thousand", "million": they multiply what stands before them.
        ones: Words that count as one before a multiplier only ("a hundred").
        joiners: Words allowed inside ("and" in "a hundred and twenty").
    """

    units: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    ones: frozenset[str]
    joiners: frozenset[str]

    @property
    def starters(self) -> frozenset[str]:
        """Words that may open a number, apart from digits."""
        return frozenset([*self.units, *self.tens])

    def read(self, sentence: Sentence, first: int) -> Numeral | None:
        """The longest number that starts at token `first`, or `None`."""
        lowers = sentence.lowers
        word = lowers[first]
        if word[0].isdigit():
            return self._read_digits(sentence, first)
        if word in self.ones:
            follows = lowers[first + 1] if first + 1 < len(lowers) else ""
            return self._multiply(lowers, 1, first + 1) if follows in self.multipliers else None
        small = self._below_hundred(lowers, first)
        return self._multiply(lowers, small.value, small.end) if small else None

    def _read_digits(self, sentence: Sentence, first: int) -> Numeral | None:
        lowers = sentence.lowers
        word = lowers[first]
        after = lowers[first + 1] if first + 1 < len(lowers) else ""
        if _DECIMAL.fullmatch(word):
            return self._decimal(word, after, first)
        if not _DIGITS.fullmatch(word) or len(word) > _MAX_DIGITS:
            return None
        if (
            after == _THOUSANDS
            and len(word) <= len(_THOUSANDS)
            and sentence.starts[first + 1] - sentence.ends[first] == 1
        ):
            return Numeral(int(word) * 1000, first + 2)
        value = int(word.replace(",", ""))
        return self._multiply(lowers, value, first + 1) if after in self.multipliers else Numeral(value, first + 1)

    def _decimal(self, word: str, after: str, first: int) -> Numeral | None:
        scale = self.multipliers.get(after)
        return None if scale is None else Numeral(round(float(word) * scale), first + 2)

    def _below_hundred(self, lowers: list[str], at: int) -> Numeral | None:
        if at >= len(lowers):
            return None
        unit = self.units.get(lowers[at])
        if unit is not None:
            return Numeral(unit, at + 1)
        ten = self.tens.get(lowers[at])
        if ten is None:
            return None
        unit = self.units.get(lowers[at + 1], 0) if at + 1 < len(lowers) else 0
        return Numeral(ten + unit, at + 2) if 0 < unit < 10 else Numeral(ten, at + 1)

    def _multiply(self, lowers: list[str], value: int, at: int) -> Numeral:
        """Add "thousand three hundred and five" to the number read so far."""
        total, group = 0, value
        while at < len(lowers):
            scale = self.multipliers.get(lowers[at])
            if scale is None:
                more = self._remainder(lowers, at, group, total)
                if more is None:
                    break
                group, at = group + more.value, more.end
            elif scale < 1000:
                group, at = group * scale, at + 1
            else:
                total, group, at = total + group * scale, 0, at + 1
        return Numeral(total + group, at)

    def _remainder(self, lowers: list[str], at: int, group: int, total: int) -> Numeral | None:
        """What may follow a multiplier: "[and] twenty-five", but only where a hundred or more was said just before."""
        if lowers[at - 1] not in self.multipliers:
            return None
        start = at + 1 if lowers[at] in self.joiners else at
        more = self._below_hundred(lowers, start)
        is_room = group % 100 == 0 and (group or total)
        return more if more and is_room else None
