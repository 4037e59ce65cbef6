"""What travels through the readers: records as the files hold them, and articles that know where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.article import Article
from flows.settings import DateSettings


class InputError(ValueError):
    """An input that the user named cannot be meant: it matches nothing. The message says what was looked for."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read articles.

    Attributes:
        published: Day of publication of the articles that state none.
        source: Outlet of the articles that state none.
        source_scale: ACLED's scale of that outlet, for the articles that state none.
        language: Language of the articles that state none (two-letter code).
        languages: Languages that the coder has a lexicon for; articles in others are read with a warning.
        max_article_chars: Longest text in characters; longer ones are rejected.
        dates: How outlets write 03/04/2014. Every day of publication that is read so is reported.
    """

    published: date | None = None
    source: str | None = None
    source_scale: str | None = None
    language: str = "en"
    languages: frozenset[str] = frozenset({"en"})
    max_article_chars: int = 2_000_000
    dates: DateSettings = field(default_factory=DateSettings)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article's fields as the file names them; `line` is the 1-based line or row in the file, where it has some."""

    values: Mapping[str, object]
    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sourced:
    """An article and where it came from.

    Attributes:
        article: The article, ready for the coder.
        file: The input it was read from ("-" for standard input).
        line: 1-based line (JSONL, CSV) or row (Parquet) in that file, where there are lines.
        extra: Keys of the record that the article has no field for, kept for the ledger.
        digest: SHA-256 (hex) of all content fields of the article; the same content gives the same digest everywhere.
    """

    article: Article
    file: str
    line: int | None
    extra: Mapping[str, object] = field(default_factory=dict)
    digest: str = ""

    @property
    def place(self) -> str:
        """Where the article stands, for messages: "news.jsonl, line 7"."""
        return place_of(self.file, self.line)


def place_of(file: str, line: int | None) -> str:
    """File and line for messages."""
    return file if line is None else f"{file}, line {line}"
