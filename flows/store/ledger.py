"""The ledger: which articles the dataset already knows, in which form, coded by which coder.

It is what makes runs incremental. An article is left alone as long as its digest is that of its row; that another
version of the coder coded it matters only when a run is to code such articles anew. The ledger also says which files
hold the article's rows, so that a change touches no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.store.columns import EMPTY_PART
from flows.store.contract import Files

_COLUMNS = ("article_id", "digest", "coder_version", "report_months")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of an article.

    Attributes:
        digest: Digest of the article as it was coded; `None` for one that was rejected.
        coder_version: The coder that coded it.
        part: File of the ledger, and of its issues, that it stands in.
        report_months: Files of `reports` that hold its reports.
    """

    digest: str | None
    coder_version: str | None
    part: str
    report_months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries by article id."""

    entries: Mapping[str, Entry]

    def knows(self, article_id: str, digest: str) -> bool:
        """Whether the article was coded as it is now, by whatever coder."""
        entry = self.entries.get(article_id)
        return entry is not None and entry.digest == digest

    def is_current(self, article_id: str, digest: str, coder_version: str) -> bool:
        """Whether coding the article again could not change anything."""
        return self.knows(article_id, digest) and self.entries[article_id].coder_version == coder_version


def read_ledger(files: Files) -> Ledger:
    """Read the ledger of a dataset; empty where there is none yet.

    Raises:
        OSError: A file cannot be read.
        pa.ArrowInvalid: A file is damaged.
    """
    entries: dict[str, Entry] = {}
    texts: dict[Any, Any] = {}

    def shared(text: Any) -> Any:
        """One object for all equal texts: a few versions and months stand in every entry."""
        return texts.setdefault(text, text)

    for name in files.names("articles"):
        part = name.removeprefix("articles-").removesuffix(".parquet")
        if part != EMPTY_PART:
            rows = files.read_table(f"articles/{name}", _COLUMNS)
            cells = zip(*(rows[column].to_pylist() for column in _COLUMNS), strict=True)
            for article_id, digest, version, months in cells:
                entries[article_id] = Entry(digest, shared(version), part, tuple(shared(month) for month in months))
    return Ledger(entries)
