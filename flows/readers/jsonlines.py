"""JSON lines: one record a line, read in constant memory; a broken line costs that line only."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from extractors.report import Issue
from flows.readers.encoding import encoding_of_head, guess
from flows.readers.opening import Opened
from flows.readers.problems import problem, quoted, reason
from flows.readers.records import RawRecord, ReadOptions

_BYTES_A_CHAR = 12
_LEAST_LINE = 1_000_000


@dataclass(slots=True)
class PieceDecoder:
    """Decodes a file piece by piece: it may begin in ASCII and turn out to be in an old 8-bit encoding later.

    The first guess holds for the whole file and is reported once, in `issues`.
    """

    name: str
    fallback: str | None = None
    issues: list[Issue] = field(default_factory=list)

    def decode(self, raw: bytes, line: int) -> str:
        """The text of a piece: UTF-8 where it is that, else what the file is guessed to be in."""
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            if self.fallback is None:
                self.fallback = guess(raw) or "cp1252"
                self.issues.append(guessed_encoding(self.name, self.fallback, line))
            return raw.decode(self.fallback, "replace")

    def taken_issues(self) -> list[Issue]:
        """The issues since the last call."""
        issues, self.issues = self.issues, []
        return issues


def guessed_encoding(name: str, encoding: str, line: int | None = None) -> Issue:
    """The warning that goes with every text decoded by a guess."""
    found = f"bytes read as {encoding}"
    return problem("guessed_encoding", "UTF-8 text", found, name, line=line, severity="warning")


def read_json_lines(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """Records of a JSON lines file, each with its line; empty lines are skipped."""
    encoding, is_guess = encoding_of_head(opened.head)
    if encoding.startswith(("utf-16", "utf-32")):
        numbered: Iterator[tuple[int, str | None]] = enumerate(_wide_lines(opened.stream, encoding), start=1)
        yield from _records(opened.name, numbered, options)
        return
    pieces = PieceDecoder(opened.name, encoding if is_guess else None)
    if is_guess:
        yield guessed_encoding(opened.name, encoding)
    limit = max(_LEAST_LINE, options.max_article_chars * _BYTES_A_CHAR)
    texts = ((n, None if raw is None else pieces.decode(raw, n)) for n, raw in _bounded_lines(opened.stream, limit))
    for item in _records(opened.name, texts, options):
        yield from pieces.taken_issues()
        yield item


def _records(name: str, lines: Iterator[tuple[int, str | None]], options: ReadOptions) -> Iterator[RawRecord | Issue]:
    for number, line in lines:
        if line is None:
            expected = f"a text of at most {options.max_article_chars:,} characters"
            yield problem("text_too_long", expected, "a line many times as long", name, line=number, field="text")
        elif line.strip("\ufeff \t\r\n\f\v\x1a"):
            yield record_of(line.strip("\ufeff \t\r\n\f\v\x1a"), name, number)


def record_of(line: str, name: str, number: int) -> RawRecord | Issue:
    """The record of one line of JSON, or what is wrong with it."""
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return problem("broken_json", "a JSON object", reason(error), name, line=number, text=line)
    if not isinstance(value, dict):
        return problem("broken_json", "a JSON object", quoted(value), name, line=number, text=line)
    return RawRecord(value, name, number)


def _wide_lines(stream: IO[bytes], encoding: str) -> Iterator[str]:
    yield from io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")


def _bounded_lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; `None` for a line longer than `limit` bytes, of which no more than that is held."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None
