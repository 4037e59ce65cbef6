"""Fields of a record become fields of an article.

Names are matched without regard to case and punctuation, and the common synonyms are known; what an article has no
field for is kept in `extra`. The text is kept as it is but for three things: Windows line ends become plain ones, NUL
characters go, and lone surrogates, which no file can hold, become U+FFFD.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.article import Article
from extractors.report import Issue, Severity
from flows.readers.problems import problem, quoted
from flows.readers.published import parse_published
from flows.readers.records import RawRecord, ReadOptions, Sourced

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "guid", "uuid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "full_text", "article_text", "article_body"),
    "published": (
        "published",
        "published_at",
        "publication_date",
        "publish_date",
        "published_date",
        "date_published",
        "pub_date",
        "date",
    ),
    "source": ("source", "source_name", "publisher", "outlet", "site_name"),
    "source_scale": ("source_scale",),
    "url": ("url", "link", "web_url", "source_url"),
    "language": ("language", "lang"),
}
"""Keys of a record by the article's field, the preferred first."""

_PLAIN = re.compile(r"[^a-z0-9]+")
_ENGLISH = {"eng": "en", "english": "en"}
_DEEPEST = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(slots=True)
class _Reading:
    """A record being read, and the problems found on the way."""

    raw: RawRecord
    issues: list[Issue] = field(default_factory=list)

    def report(self, kind: str, expected: str, found: str, name: str, severity: Severity = "warning") -> None:
        place = self.raw
        self.issues.append(problem(kind, expected, found, place.file, line=place.line, field=name, severity=severity))


def plain_key(key: str) -> str:
    """A key without case and punctuation: "publishedAt" and "published_at" are one."""
    return _PLAIN.sub("", key.lower())


_FIELDS = {plain_key(key): (name, rank) for name, keys in SYNONYMS.items() for rank, key in enumerate(keys)}


def is_known(key: str) -> bool:
    """True when a record's key means a field of an article."""
    return plain_key(key) in _FIELDS


def has_text(values: Mapping[str, object]) -> bool:
    """True when a record has a key for the article's text."""
    return any(_FIELDS.get(plain_key(key), ("",))[0] == "text" for key in values)


def split_fields(values: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The article's fields and the rest; of two synonyms that say something, the preferred one is the field."""
    ranked = sorted(((*_FIELDS[plain_key(key)], key) for key in values if is_known(key)), key=lambda item: item[1])
    fields: dict[str, object] = {}
    taken: set[str] = set()
    for name, _, key in ranked:
        if name not in fields and not _is_nothing(values[key]):
            fields[name] = values[key]
            taken.add(key)
    extra = {key: value for key, value in values.items() if key not in taken and not _is_empty_field(key, value)}
    return fields, extra


def to_article(raw: RawRecord, options: ReadOptions) -> Iterator[Sourced | Issue]:
    """The article of a record, or the reason why there is none, and every doubt about its fields."""
    fields, extra = split_fields(raw.values)
    reading = _Reading(raw)
    text = _text(fields.get("text"), reading, options)
    if text is not None:
        yield from _built(fields, extra, text, reading, options)
    else:
        yield from reading.issues


def _built(
    fields: Mapping[str, object], extra: Mapping[str, object], text: str, reading: _Reading, options: ReadOptions
) -> Iterator[Sourced | Issue]:
    title = _words(fields.get("title"), reading, "title")
    source = _words(_name_of(fields.get("source")), reading, "source") or options.source
    day_first = options.dates.order_of(source)
    published = _published(fields.get("published"), reading, options, is_day_first=day_first is not False)
    article_id = _words(fields.get("id"), reading, "id") or _derived_id(title, text, published, source)
    article = Article(
        id=article_id,
        text=text,
        title=title,
        published=published,
        source=source,
        source_scale=_words(fields.get("source_scale"), reading, "source_scale") or options.source_scale,
        url=_words(fields.get("url"), reading, "url"),
        language=_language(fields.get("language"), reading, options),
        day_first=day_first,
    )
    yield from (_with_id(issue, article_id) for issue in reading.issues)
    kept = {clean(str(key)): plain_value(value) for key, value in extra.items()}
    yield Sourced(article, reading.raw.file, reading.raw.line, kept, _digest(article))


def clean(text: str) -> str:
    """The text without NUL characters and lone surrogates, with plain line ends."""
    text = text.replace("\r\n", "\n").replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def plain_value(value: object, depth: int = 0) -> object:
    """A value as JSON can hold it; what is neither number nor list nor object becomes words."""
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {clean(str(key)): plain_value(part, depth + 1) for key, part in value.items()}
    if depth < _DEEPEST and isinstance(value, list | tuple):
        return [plain_value(part, depth + 1) for part in value]
    if isinstance(value, Mapping | list | tuple):
        return "…"
    return clean(value if isinstance(value, str) else str(value))


def _text(value: object, reading: _Reading, options: ReadOptions) -> str | None:
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if value is not None and not isinstance(value, str):
        reading.report("wrong_type", "a string", quoted(value), "text", "error")
        return None
    text = clean(value or "")
    if not text.strip():
        found = "no such field" if value is None else "an empty one"
        reading.report("empty_text", "the article's text", found, "text", "error")
        return None
    if len(text) > options.max_article_chars:
        expected = f"at most {options.max_article_chars:,} characters"
        reading.report("text_too_long", expected, f"{len(text):,}", "text", "error")
        return None
    return text


def _published(value: object, reading: _Reading, options: ReadOptions, *, is_day_first: bool) -> date | None:
    if value is None:
        return options.published
    found = parse_published(value, is_day_first=is_day_first)
    if found.day is None:
        reading.report("impossible_date", "a date such as 2012-12-28", quoted(value), "published")
    elif found.is_ambiguous:
        seen = f"{quoted(value)}, read as {found.day.isoformat()}"
        reading.report("ambiguous_date", "a date such as 2012-12-28", seen, "published")
    return found.day


def _language(value: object, reading: _Reading, options: ReadOptions) -> str:
    words = _words(value, reading, "language")
    if words is None:
        return options.language
    code = words.lower().replace("_", "-").split("-")[0]
    code = _ENGLISH.get(code, code)
    if code not in options.languages:
        known = ", ".join(sorted(options.languages))
        reading.report("unsupported_language", f"a language with a lexicon ({known})", quoted(words), "language")
    return code if _LANGUAGE.fullmatch(code) else options.language


def _words(value: object, reading: _Reading, name: str) -> str | None:
    """A short text field; numbers are taken as written, anything else is reported and left out."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if value is None or isinstance(value, str):
        return clean(value or "").strip() or None
    reading.report("wrong_type", "a string", quoted(value), name)
    return None


def _name_of(value: object) -> object:
    """The name of an outlet that is given as an object ({"id": "x", "name": "Gulf News"})."""
    return value.get("name") if isinstance(value, Mapping) else value


def _is_empty_field(key: str, value: object) -> bool:
    return is_known(key) and _is_nothing(value)


def _is_nothing(value: object) -> bool:
    is_blank = isinstance(value, str) and not value.strip()
    return value is None or is_blank or (isinstance(value, float) and math.isnan(value))


def _hash(parts: list[str | None]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()


def _derived_id(title: str | None, text: str, published: date | None, source: str | None) -> str:
    return "a" + _hash([title, text, published.isoformat() if published else None, source])[:16]


def _digest(article: Article) -> str:
    day = article.published.isoformat() if article.published else None
    known = [article.title, article.text, day, article.source, article.source_scale, article.url, article.language]
    return _hash(known if article.day_first is None else [*known, str(article.day_first)])


def _with_id(issue: Issue, article_id: str) -> Issue:
    return Issue(article_id, issue.kind, issue.severity, issue.message, issue.field, issue.file, issue.line)
