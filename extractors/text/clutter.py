"""Clutter is recognised line by line, and inside a line by its fixed words.

Saved pages keep share bars, sign-up offers, credits and links to other stories. A line that is nothing else is dropped
whole; where a page was flattened to one line, only the matched words go. Rules that drop all that follows act only
behind the first part of the text, so that a stray label never costs an article its body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.text.layout_lexicon import ClutterRule, LayoutLexicon, Scope, any_of

Span = tuple[int, int]

_LONGEST_LINE = 240
_STOP_BEHIND = 0.4
_TAIL, _SHORT_TAIL = 500, 60
_BEFORE_NEEDLE = 240
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_TERMINATED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_MARKUP = " *_#>"
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Rule:
    scope: Scope
    needles: tuple[str, ...]
    pattern: re.Pattern[str]

    def first(self, lower: str) -> int:
        """Offset of the first needle; 0 for a rule without needles, -1 where no needle occurs."""
        for needle in self.needles:
            if needle in lower:
                return min(found for other in self.needles if (found := lower.find(other)) >= 0)
        return -1 if self.needles else 0


class _Needles:
    """Rules in order, and the needles of all of them in one list."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._rules = tuple(rules)
        self._needles = tuple((needle, at) for at, rule in enumerate(self._rules) for needle in rule.needles)
        self._always = frozenset(at for at, rule in enumerate(self._rules) if not rule.needles)

    def due(self, lower: str) -> list[_Rule]:
        """The rules without needles and those one of whose needles occurs."""
        found = {at for needle, at in self._needles if needle in lower}
        return [self._rules[at] for at in sorted(found | self._always)]


def has_word(text: str, span: Span) -> bool:
    """True when a span holds a letter or digit."""
    return _WORD.search(text, *span) is not None


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def lines_of(text: str) -> list[Span]:
    """Spans of the lines that hold a word, trimmed."""
    spans = (trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return [span for span in spans if has_word(text, span)]


def is_terminated(line: str) -> bool:
    """True when a line ends as a sentence does."""
    return _TERMINATED.search(line[-6:]) is not None


class Clutter:
    """The clutter rules of a language, compiled."""

    def __init__(self, lexicon: LayoutLexicon) -> None:
        agency = any_of(lexicon.agencies)
        self._rules = tuple(_compiled(rule, agency) for rule in lexicon.clutter)
        self._lines = _joined(lexicon.clutter, agency, "line")
        self._stops = _joined(lexicon.clutter, agency, "line_to_end")
        self._labels = _joined(lexicon.clutter, agency, "line_and_next")
        self._slow_lines = tuple(rule for rule in self._rules if rule.scope == "line" and rule.needles)
        self._inline = _Needles(rule for rule in self._rules if rule.scope in ("inline", "inline_to_end"))
        self._tails = _Needles(rule for rule in self._rules if rule.scope == "tail")

    def prose(self, text: str) -> list[Span]:
        """Spans of `text` in order that are not clutter; none crosses a line break."""
        kept = list(self._kept_lines(text))
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow when lowered and would shift the offsets
            lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        spans = _without(text, kept, self._cuts(text, lower))
        return self._without_tail(text, lower, spans)

    def is_line(self, line: str) -> bool:
        """True when the line as a whole is clutter."""
        if self._lines.fullmatch(line):
            return True
        lower = line.lower()
        return any(rule.first(lower) >= 0 and rule.pattern.fullmatch(line) for rule in self._slow_lines)

    def _kept_lines(self, text: str) -> Iterator[Span]:
        is_behind_label = False
        for start, end in lines_of(text):
            if end - start > _LONGEST_LINE:
                is_behind_label = False
                yield start, end
                continue
            line = text[start:end].strip(_MARKUP)
            if self._stops.fullmatch(line):
                if start > _STOP_BEHIND * len(text):
                    return
                continue
            if self._labels.fullmatch(line):
                is_behind_label = True
                continue
            is_behind_label = is_behind_label and not is_terminated(line)
            if not is_behind_label and not self.is_line(line):
                yield start, end

    def _cuts(self, text: str, lower: str) -> list[Span]:
        cuts = []
        for rule in self._inline.due(lower):
            for match in rule.pattern.finditer(text, max(0, rule.first(lower) - _BEFORE_NEEDLE)):
                if rule.scope == "inline":
                    cuts.append(match.span())
                elif match.start() > _STOP_BEHIND * len(text):
                    cuts.append((match.start(), len(text)))
                    break
        return sorted(cuts)

    def _without_tail(self, text: str, lower: str, spans: list[Span]) -> list[Span]:
        """Take the closing words off, one rule after the other, until none matches at the end."""
        while spans:
            start, end = spans[-1]
            cut = self._tail_start(text, lower, start, end)
            if cut is None:
                return spans
            spans = _without(text, spans, [(cut, end)])
        return spans

    def _tail_start(self, text: str, lower: str, start: int, end: int) -> int | None:
        tail = lower[max(start, end - _TAIL) : end]
        for rule in self._tails.due(tail):
            reach = _TAIL if rule.needles else _SHORT_TAIL
            match = rule.pattern.search(text, max(start, end - reach), end)
            if match is not None and match.start() < end:
                return match.start()
        return None


def _compiled(rule: ClutterRule, agency: str) -> _Rule:
    pattern = rule.pattern.replace("{agency}", agency)
    if rule.scope == "tail":
        pattern = rf"(?:{pattern})\Z"
    return _Rule(rule.scope, rule.needles, re.compile(pattern, re.IGNORECASE))


def _joined(rules: Iterable[ClutterRule], agency: str, scope: Scope) -> re.Pattern[str]:
    patterns = [rule.pattern for rule in rules if rule.scope == scope and not rule.needles]
    return re.compile("|".join(f"(?:{p})" for p in patterns).replace("{agency}", agency) or "(?!)", re.IGNORECASE)


def _without(text: str, spans: list[Span], cuts: list[Span]) -> list[Span]:
    """The spans less the cuts, both in order; remains are trimmed, and those without a word left out."""
    if not cuts:
        return spans
    remains = []
    position, pending = 0, iter([*_merged(cuts), (len(text), len(text))])
    cut = next(pending)
    for start, end in spans:
        position = max(position, start)
        while cut[0] < end:
            remains.append((position, cut[0]))
            position = max(position, cut[1])
            if cut[1] > end:
                break
            cut = next(pending)
        remains.append((position, end))
    pieces = (trimmed(text, *span) for span in remains if span[0] < span[1])
    return [span for span in pieces if has_word(text, span)]


def _merged(cuts: list[Span]) -> list[Span]:
    """Cuts in order, those that touch made one."""
    merged: list[Span] = []
    for start, end in cuts:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
