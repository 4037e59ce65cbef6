"""Patterns over words and word classes, compiled into one trie: all rules of a language are tried in a single walk.

A pattern is written as the language says it: "[early|late] WEEKDAY [PART]". CAPITALS name a word class, square brackets
hold what may be missing, round ones a choice, `{name}` a macro and `*` stands for any one word. The brackets of the
text itself are the classes OPEN and CLOSE.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.mentions.counts_phrases import split_phrase

_BRACKETS = re.compile(r"([\[\]()|])")
_MACRO = re.compile(r"\{(\w+)\}")
ANY = "*"

Value = int | str | None
Reading = tuple[str, Value, int]
"""A class or word that a token can stand for, its value, and the position behind it."""
Readings = Callable[[int], list[Reading]]
Path = tuple[tuple[str, Value, int], ...]
"""The symbols a match went through, each with its value and token position."""


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


@dataclass(slots=True)
class Node:
    """A place in the trie: where each symbol leads, and the rules that end here."""

    edges: dict[str, Node] = field(default_factory=dict)
    rules: list[int] = field(default_factory=list)


class Match(NamedTuple):
    """A rule (by its number) that fits the tokens up to `end`."""

    end: int
    rule: int
    path: Path


def expand(pattern: str, macros: dict[str, str]) -> list[tuple[str, ...]]:
    """All symbol sequences that a pattern allows.

    Raises:
        PatternError: A bracket does not close, or a macro is unknown.
    """
    pieces = _BRACKETS.sub(r" \1 ", _fill(pattern, macros)).split()
    sequences, at = _choice(pieces, 0, pattern)
    if at != len(pieces):
        raise PatternError(f"pattern {pattern!r}: a bracket too many")
    return sorted({s for s in sequences if s})


def _fill(pattern: str, macros: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match.group(1) not in macros:
            raise PatternError(f"pattern {pattern!r}: no macro {match.group(1)!r}")
        return _fill(macros[match.group(1)], macros)

    return _MACRO.sub(replace, pattern)


def _choice(pieces: list[str], at: int, pattern: str) -> tuple[list[tuple[str, ...]], int]:
    """Sequences of "x|y|z" from `at` up to the closing bracket or the end."""
    found: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while at < len(pieces) and pieces[at] not in ("]", ")"):
        piece = pieces[at]
        if piece == "|":
            found, current, at = found + current, [()], at + 1
            continue
        options, at = _item(pieces, at, pattern)
        current = [head + tail for head in current for tail in options]
    return found + current, at


def _item(pieces: list[str], at: int, pattern: str) -> tuple[list[tuple[str, ...]], int]:
    piece = pieces[at]
    if piece not in ("[", "("):
        return [_symbols(piece)], at + 1
    options, end = _choice(pieces, at + 1, pattern)
    if end >= len(pieces) or pieces[end] != {"[": "]", "(": ")"}[piece]:
        raise PatternError(f"pattern {pattern!r}: a bracket does not close")
    return ([(), *options] if piece == "[" else options), end + 1


def _symbols(piece: str) -> tuple[str, ...]:
    if piece == ANY or is_class(piece):
        return (piece,)
    return split_phrase(piece)


def is_class(symbol: str) -> bool:
    """True for the name of a word class."""
    return symbol.isupper() and symbol.isalpha()


def build(sequences: Iterable[tuple[int, tuple[str, ...]]]) -> Node:
    """The trie of all sequences, each with the number of its rule."""
    root = Node()
    for rule, symbols in sequences:
        node = root
        for symbol in symbols:
            node = node.edges.setdefault(symbol, Node())
        if rule not in node.rules:
            node.rules.append(rule)
    return root


def walk(root: Node, readings: Readings, first: int, size: int) -> list[Match]:
    """Every match that starts at token `first`, the longest first, then by rule number."""
    found: list[Match] = []
    stack: list[tuple[Node, int, Path]] = [(root, first, ())]
    while stack:
        node, at, path = stack.pop()
        for rule in node.rules:
            found.append(Match(at, rule, path))
        edges = node.edges
        if edges and at < size:
            for symbol, value, end in readings(at):
                if symbol in edges:
                    stack.append((edges[symbol], end, (*path, (symbol, value, at))))
    if len(found) > 1:
        found.sort(key=lambda match: (-match.end, match.rule))
    return found
