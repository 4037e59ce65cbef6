"""Problems of the input, as issue rows: each says what was expected, what was found, and where."""

from __future__ import annotations

from extractors.report import Issue, Severity
from flows.readers.records import place_of

_QUOTED = 80


def problem(
    kind: str,
    expected: str,
    found: str,
    file: str,
    *,
    line: int | None = None,
    field: str | None = None,
    severity: Severity = "error",
    article_id: str | None = None,
    text: str | None = None,
) -> Issue:
    """One issue row; "error" means that the record was left out, "warning" that it was kept."""
    where = place_of(file, line) + (f", field {field!r}" if field else "")
    message = f"{where}: expected {expected}, found {found}"
    return Issue(article_id, kind, severity, message, field, file, line, text=text[:200] if text else None)


def quoted(value: object) -> str:
    """A value for a message, cut short."""
    shown = writable(repr(value))
    return shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"


def writable(text: str) -> str:
    """The text with lone surrogates replaced, so that every writer can take it."""
    return text.encode("utf-8", "replace").decode("utf-8")


def reason(error: BaseException) -> str:
    """An exception in one line."""
    words = " ".join(str(error).split()) or type(error).__name__
    return writable(words[:200])
