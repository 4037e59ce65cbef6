"""Which reader fits a file: by its suffix, else by its first bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from extractors.report import Issue
from flows.readers.encoding import encoding_of_head, is_binary
from flows.readers.json_document import read_json_document
from flows.readers.jsonlines import read_json_lines
from flows.readers.opening import Opened
from flows.readers.pages import read_page
from flows.readers.plain import read_markdown, read_text
from flows.readers.problems import problem
from flows.readers.records import RawRecord, ReadOptions
from flows.readers.tables import read_csv, read_parquet, separator_of

Reader = Callable[[Opened, ReadOptions], Iterator[RawRecord | Issue]]

_BY_SUFFIX: dict[str, Reader] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_document,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".pq": read_parquet,
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
}
SUFFIXES = tuple(_BY_SUFFIX)
"""Suffixes that name a format; ".gz" may follow each."""
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_PARQUET = b"PAR1"


def read_records(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """The records of an open input, whatever its format."""
    reader = _by_name(opened.name) or _by_bytes(opened.head)
    if reader is None:
        expected = f"text, or a file that ends in one of {' '.join(SUFFIXES)}"
        yield problem("unknown_format", expected, "bytes that are no text", opened.name)
        return
    yield from _or_document(reader, opened, options)


def _or_document(reader: Reader, opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """JSON lines that begin with a bracket are a JSON document under a wrong name."""
    is_list = reader is read_json_lines and opened.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    yield from (read_json_document if is_list else reader)(opened, options)


def _by_name(name: str) -> Reader | None:
    path = PurePosixPath(name.lower())
    return _BY_SUFFIX.get(path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix)


def _by_bytes(head: bytes) -> Reader | None:
    if head.startswith(_PARQUET):
        return read_parquet
    encoding, _ = encoding_of_head(head)
    if not encoding.startswith(("utf-16", "utf-32")) and (b"\0" in head or is_binary(head)):
        return None
    return _by_text(head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n"))


def _by_text(text: str) -> Reader:
    if text.startswith(("{", "[")):
        return read_json_lines if _is_object(text.split("\n", 1)[0]) else read_json_document
    if _PAGE.match(text):
        return read_page
    header = text.split("\n", 1)[0]
    is_table = len(header) < 2000 and "\n" in text and any(mark in header for mark in ",;\t|") and separator_of(header)
    return read_csv if is_table else read_text


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
