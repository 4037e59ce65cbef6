"""A saved web page: trafilatura tells the article from what surrounds it, and reads title, day and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.report import Issue
from flows.readers.encoding import declared_width, decode
from flows.readers.jsonlines import guessed_encoding
from flows.readers.opening import Opened
from flows.readers.plain import beside, merged, read_bounded
from flows.readers.problems import problem, reason
from flows.readers.records import RawRecord, ReadOptions

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096


def read_page(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """The article of a saved page."""
    raw = read_bounded(opened, options)
    if isinstance(raw, Issue):
        yield raw
        return
    html = _as_declared(raw)
    if html is None:
        decoded = decode(raw)
        if decoded is None:
            yield problem("binary_content", "an HTML page", "bytes that are no text", opened.name)
            return
        if decoded.is_guess:
            yield guessed_encoding(opened.name, decoded.encoding)
        html = decoded.text
    sidecar, issues = beside(opened)
    yield from issues
    try:
        values = _extracted(html)
    except (ValueError, SyntaxError, TypeError, AttributeError, IndexError, RecursionError) as error:
        yield problem("broken_html", "an HTML page", reason(error), opened.name)
        return
    yield RawRecord(merged(sidecar, values), opened.name)


def _as_declared(raw: bytes) -> str | None:
    """The page in the encoding that it declares, if it does and that is true."""
    match = _CHARSET.search(raw[:_HEAD])
    if match is None or declared_width(raw) is not None:
        return None
    try:
        return raw.decode(match.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _extracted(html: str) -> dict[str, object]:
    """The article's fields as the page shows them; nothing where there is no article.

    The day is the one of first publication and is only taken from where pages state it, never from the running text.
    """
    import trafilatura  # takes as long to import as all other readers together, and most inputs have no page

    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict):
        return {}
    values: dict[str, object] = {
        "text": found.text,
        "title": found.title,
        "published": found.date,
        "source": found.sitename,
        "url": found.url,
        "language": found.language,
        "author": found.author,
        "description": found.description,
    }
    return {key: value for key, value in values.items() if value}
