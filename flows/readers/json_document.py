"""A JSON document: one record, a list of records, or {"articles": [...]}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.report import Issue
from flows.readers.encoding import decode
from flows.readers.fields import has_text
from flows.readers.jsonlines import guessed_encoding, record_of
from flows.readers.opening import Opened
from flows.readers.problems import problem, quoted, reason
from flows.readers.records import RawRecord, ReadOptions

SIDECAR_OF = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
"""Suffixes of the files that may have a JSON file of the same name beside them."""


def read_json_document(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """Records of a JSON document. A file that turns out to be JSON lines is read as such; a sidecar has no records."""
    decoded = decode(opened.stream.read())
    if decoded is None:
        yield problem("binary_content", "JSON text", "bytes that are no text", opened.name)
        return
    if decoded.is_guess:
        yield guessed_encoding(opened.name, decoded.encoding)
    try:
        value: Any = json.loads(decoded.text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        yield from _as_lines(opened.name, decoded.text, error)
        return
    except (ValueError, RecursionError) as error:
        yield problem("broken_json", "a JSON document", reason(error), opened.name)
        return
    if not _is_sidecar(opened, value):
        yield from _records(opened.name, value)


def _records(name: str, value: Any) -> Iterator[RawRecord | Issue]:
    if isinstance(value, dict) and isinstance(value.get("articles"), list) and not has_text(value):
        value = value["articles"]
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield RawRecord(item, name)
        else:
            yield problem("broken_json", f"a JSON object as record {number}", quoted(item), name)


def _as_lines(name: str, text: str, error: json.JSONDecodeError) -> Iterator[RawRecord | Issue]:
    """Records when every line is JSON by itself or the first is; else the error of the document."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > 1 and isinstance(record_of(lines[0][1].strip("\ufeff \r\t"), name, 1), RawRecord):
        for number, line in lines:
            yield record_of(line.strip("\ufeff \r\t"), name, number)
        return
    yield problem("broken_json", "a JSON document", reason(error), name, line=error.lineno)


def _is_sidecar(opened: Opened, value: Any) -> bool:
    """True for a file without a text of its own beside the text that it describes."""
    if opened.local is None or not isinstance(value, dict) or has_text(value) or "articles" in value:
        return False
    return any(opened.local.with_suffix(suffix).exists() for suffix in SIDECAR_OF)


def sidecar_values(path: Path) -> dict[str, object] | Issue | None:
    """What NAME.json beside a text says of it; `None` when there is none, an issue when it cannot be used."""
    beside = path.with_suffix(".json")
    if beside == path or not beside.is_file():
        return None
    try:
        decoded = decode(beside.read_bytes())
        value: Any = json.loads(decoded.text.lstrip("\ufeff")) if decoded else None
    except (OSError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        return problem("broken_json", "a JSON object", reason(error), str(beside), line=line, severity="warning")
    if not isinstance(value, dict):
        return problem("broken_json", "a JSON object", quoted(value), str(beside), severity="warning")
    return None if has_text(value) else value
