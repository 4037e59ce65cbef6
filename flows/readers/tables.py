"""Tables: CSV with whatever separator its header shows, and Parquet in batches."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.report import Issue
from flows.readers.encoding import encoding_of_head, is_binary
from flows.readers.fields import has_text, is_known
from flows.readers.jsonlines import PieceDecoder, guessed_encoding
from flows.readers.opening import Opened
from flows.readers.problems import problem, quoted, reason
from flows.readers.records import RawRecord, ReadOptions

_SEPARATORS = ",;\t|"
_LARGEST_FIELD = 2**31 - 1
_BATCH = 256
_ESCAPED = range(0xDC80, 0xDD00)


def separator_of(header: str) -> str | None:
    """The separator that finds most of the known column names in a header line; `None` when none finds the text."""
    best = max(_SEPARATORS, key=lambda mark: sum(map(is_known, _cells(header, mark))))
    return best if has_text(dict.fromkeys(_cells(header, best))) else None


def read_csv(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """Records of a CSV or TSV file with a header; each has the line on which it begins."""
    encoding, is_guess = encoding_of_head(opened.head)
    if not encoding.startswith("utf-") and is_binary(opened.head):
        yield problem("binary_content", "a CSV table", "bytes that are no text", opened.name)
        return
    if is_guess:
        yield guessed_encoding(opened.name, encoding)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(opened.stream, encoding, errors=errors, newline="")
    header = text.readline().lstrip("\ufeff")
    separator = separator_of(header)
    if separator is None:
        yield problem("missing_column", "a header with a column 'text'", quoted(header.strip()), opened.name, line=1)
        return
    yield from _rows(opened.name, text, _cells(header, separator), separator)


def _rows(name: str, text: io.TextIOWrapper, columns: Sequence[str], separator: str) -> Iterator[RawRecord | Issue]:
    rows = csv.reader(text, delimiter=separator, strict=True)
    pieces = PieceDecoder(name)
    while True:
        line = rows.line_num + 2
        try:
            row = _next_row(rows)
        except (csv.Error, UnicodeError) as error:
            expected = "a row of CSV (the rest of the file is not read)"
            yield problem("broken_csv", expected, reason(error), name, line=line)
            return
        if row is None:
            return
        cells = [_unescaped(cell, pieces, line) for cell in row]
        yield from pieces.taken_issues()
        if len(cells) > len(columns):
            yield problem("broken_csv", f"{len(columns)} columns", str(len(cells)), name, line=line)
        elif any(cell.strip() for cell in cells):
            yield RawRecord(dict(zip(columns, cells, strict=False)), name, line)


def _next_row(rows: Any) -> list[str] | None:
    """The next row; the limit of a field's length, which the csv module keeps for the process, is set and put back."""
    previous = csv.field_size_limit(_LARGEST_FIELD)
    try:
        row: list[str] | None = next(rows, None)
        return row
    finally:
        csv.field_size_limit(previous)


def _unescaped(cell: str, pieces: PieceDecoder, line: int) -> str:
    """A cell whose bytes were not UTF-8, decoded by a guess."""
    if cell.isascii() or not any(ord(char) in _ESCAPED for char in cell):
        return cell
    return pieces.decode(cell.encode("utf-8", "surrogateescape"), line)


def _cells(header: str, separator: str) -> list[str]:
    try:
        row = next(csv.reader([header.strip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in row]


def read_parquet(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """Records of a Parquet file; the line is the row's number."""
    try:
        source = opened.local if opened.local is not None else pa.BufferReader(opened.stream.read())
        with pq.ParquetFile(source) as table:
            columns = list(table.schema_arrow.names)
            if not has_text(dict.fromkeys(columns)):
                yield problem("missing_column", "a column 'text'", quoted(columns), opened.name)
                return
            yield from _parquet_rows(opened.name, table)
    except (pa.ArrowException, ValueError, NotImplementedError) as error:
        yield problem("broken_parquet", "a Parquet file", reason(error), opened.name)


def _parquet_rows(name: str, table: Any) -> Iterator[RawRecord]:
    row = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for values in batch.to_pylist():
            row += 1
            yield RawRecord(values, name, row)
