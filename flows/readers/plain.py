"""A text file is one article; what it cannot say of itself stands in front matter or in NAME.json beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from extractors.report import Issue
from flows.readers.encoding import decode
from flows.readers.fields import has_text, split_fields
from flows.readers.json_document import sidecar_values
from flows.readers.jsonlines import guessed_encoding
from flows.readers.opening import Opened
from flows.readers.problems import problem, reason
from flows.readers.records import RawRecord, ReadOptions

_BYTES_A_CHAR = 4
_SPARE = 1_000_000
_HEADING = re.compile(r"\s*#\s+(\S[^\n]*?)\s*#*\s*(?:\n|\Z)")
_FRONT = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)


class _AsWritten(YAMLHandler):
    """Front matter with every value as written, so that an impossible date can be reported as it stands."""

    def load(self, fm: str, **kwargs: object) -> Any:
        """Parse the front matter."""
        return yaml.load(fm, Loader=yaml.CBaseLoader)


def read_text(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """The article of a text file."""
    yield from _read(opened, options, is_markdown=False)


def read_markdown(opened: Opened, options: ReadOptions) -> Iterator[RawRecord | Issue]:
    """The article of a Markdown file; its first heading is the title, unless the front matter gives one."""
    yield from _read(opened, options, is_markdown=True)


def read_bounded(opened: Opened, options: ReadOptions) -> bytes | Issue:
    """All bytes of a file that is one article, or an issue when no allowed text can be that long."""
    limit = options.max_article_chars * _BYTES_A_CHAR + _SPARE
    raw = opened.stream.read(limit + 1)
    if len(raw) <= limit:
        return raw
    expected = f"a text of at most {options.max_article_chars:,} characters"
    return problem("text_too_long", expected, f"more than {limit:,} bytes", opened.name, field="text")


def beside(opened: Opened) -> tuple[dict[str, object], list[Issue]]:
    """The values of the sidecar, and what is wrong with it."""
    values = sidecar_values(opened.local) if opened.local is not None else None
    if isinstance(values, Issue):
        return {}, [values]
    return values or {}, []


def merged(*sources: dict[str, object]) -> dict[str, object]:
    """Values of several sources under the article's names; of two that say the same thing the first wins."""
    values: dict[str, object] = {}
    for source in sources:
        fields, extra = split_fields(source)
        values = {**extra, **fields, **values}
    return values


def _read(opened: Opened, options: ReadOptions, *, is_markdown: bool) -> Iterator[RawRecord | Issue]:
    raw = read_bounded(opened, options)
    if isinstance(raw, Issue):
        yield raw
        return
    decoded = decode(raw)
    if decoded is None:
        yield problem("binary_content", "text", "bytes that are no text", opened.name)
        return
    if decoded.is_guess:
        yield guessed_encoding(opened.name, decoded.encoding)
    text = decoded.text.lstrip("\ufeff").replace("\r\n", "\n")
    front, body, issues = _front_matter(opened.name, text)
    sidecar, more = beside(opened)
    yield from [*issues, *more]
    heading = _HEADING.match(body) if is_markdown else None
    own: dict[str, object] = {"title": heading.group(1)} if heading else {}
    front = {key: value for key, value in front.items() if not has_text({key: value})}
    yield RawRecord(merged(front, sidecar, own, {"text": body}), opened.name)


def _front_matter(name: str, text: str) -> tuple[dict[str, object], str, list[Issue]]:
    """Front matter, the text behind it, and what is wrong with it."""
    try:
        values, body = frontmatter.parse(text, handler=_AsWritten())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        issue = problem("broken_front_matter", "YAML between '---' lines", reason(error), name, severity="warning")
        return {}, _FRONT.sub("", text, count=1), [issue]
    return {str(key): value for key, value in values.items()}, body, []
