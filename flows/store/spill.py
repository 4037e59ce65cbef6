"""Coded rows wait for the merge by table and month, in scratch files when they are many, so that memory does not grow."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from flows.store.columns import TableName
from flows.store.files import LocalFiles
from flows.store.rows import months_of, split
from flows.store.schema import empty

_MOST_ROWS = 50_000
"""Articles and reports that wait in memory before they are written to scratch files."""


@dataclass(frozen=True, slots=True)
class CodedBatch:
    """What a batch of articles became: rows of three tables in plain form.

    `articles` lacks `run_id`, `reports` lacks `event_id_cnty`: the merge fills them.
    """

    articles: pa.Table
    reports: pa.Table
    issues: pa.Table


class Spill:
    """Coded rows of a run, by table and part. Those of a small run stay in memory; those of a large one go to files.

    Attributes:
        article_ids: Articles that were coded.
    """

    def __init__(self, files: LocalFiles, folder: str) -> None:
        """Use a folder for scratch files."""
        self._files = files
        self._folder = folder
        self._waiting: list[CodedBatch] = []
        self._n_waiting = 0
        self._held: dict[TableName, dict[str, pa.Table]] = {}
        self._on_disk: dict[TableName, set[str]] = {}
        self.article_ids: set[str] = set()

    def add(self, batch: CodedBatch) -> None:
        """Take in a coded batch."""
        self.article_ids.update(batch.articles["article_id"].to_pylist())
        self._waiting.append(batch)
        self._n_waiting += batch.reports.num_rows + batch.articles.num_rows
        if self._n_waiting > _MOST_ROWS:
            self._write()

    def parts(self, name: TableName) -> set[str]:
        """Parts that have rows."""
        self._settle()
        return {*self._held.get(name, ()), *self._on_disk.get(name, ())}

    def rows(self, name: TableName, part: str) -> pa.Table:
        """All rows of a part."""
        self._settle()
        found = [self._held[name][part]] if part in self._held.get(name, ()) else []
        if part in self._on_disk.get(name, ()):
            found += self._files.read_streams(self._path(name, part))
        return pa.concat_tables(found) if found else empty(name)

    def _settle(self) -> None:
        """Sort what is still waiting by month, when all is there."""
        if self._waiting:
            self._held = self._by_month()

    def _write(self) -> None:
        self._files.make_folder(self._folder)
        for name, parts in self._by_month().items():
            for part, rows in parts.items():
                self._files.append_stream(self._path(name, part), rows)
                self._on_disk.setdefault(name, set()).add(part)

    def _by_month(self) -> dict[TableName, dict[str, pa.Table]]:
        """The rows that wait, by month: issues go with their article."""
        articles, reports, issues = (
            pa.concat_tables([getattr(batch, name) for batch in self._waiting])
            for name in ("articles", "reports", "issues")
        )
        self._waiting, self._n_waiting = [], 0
        published = months_of(articles["published"])
        of_article = pc.index_in(issues["article_id"], value_set=articles["article_id"].combine_chunks())
        return {
            "articles": split(articles, published),
            "reports": split(reports, months_of(reports["event_date"])),
            "issues": split(issues, published.take(of_article.combine_chunks())),
        }

    def _path(self, name: TableName, part: str) -> str:
        return f"{self._folder}/{name}-{part}.arrows"
