"""Coded rows wait for the merge in a scratch file a table and month, so that the merge holds one month at a time."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from flows.store.columns import TableName
from flows.store.files import LocalFiles
from flows.store.rows import split_by_month
from flows.store.schema import empty


@dataclass(frozen=True, slots=True)
class CodedBatch:
    """What a batch of articles became: rows of three tables in plain form.

    `articles` lacks `run_id`, `reports` lacks `event_id_cnty`: the merge fills them.
    """

    articles: pa.Table
    reports: pa.Table
    issues: pa.Table


class Spill:
    """Coded rows of a run, by table and part.

    Attributes:
        article_ids: Articles that were coded.
    """

    def __init__(self, files: LocalFiles, folder: str) -> None:
        """Use a folder for scratch files."""
        self._files = files
        self._folder = f"{folder}/_spill"
        self._parts: dict[TableName, set[str]] = {}
        self.article_ids: set[str] = set()
        files.make_folder(self._folder)

    def add(self, batch: CodedBatch) -> None:
        """Take in a coded batch."""
        self.article_ids.update(batch.articles["article_id"].to_pylist())
        parts = split_by_month(batch.articles, "published")
        for part, rows in parts.items():
            self._append("articles", part, rows)
            self._append("issues", part, _of_articles(batch.issues, rows["article_id"]))
        for part, rows in split_by_month(batch.reports, "event_date").items():
            self._append("reports", part, rows)

    def parts(self, name: TableName) -> set[str]:
        """Parts that have rows."""
        return set(self._parts.get(name, ()))

    def rows(self, name: TableName, part: str) -> pa.Table:
        """All rows of a part."""
        if part not in self._parts.get(name, ()):
            return empty(name)
        return pa.concat_tables(self._files.read_streams(self._path(name, part)))

    def _append(self, name: TableName, part: str, rows: pa.Table) -> None:
        if rows.num_rows:
            self._files.append_stream(self._path(name, part), rows)
            self._parts.setdefault(name, set()).add(part)

    def _path(self, name: TableName, part: str) -> str:
        return f"{self._folder}/{name}-{part}.arrows"


def _of_articles(issues: pa.Table, article_ids: pa.ChunkedArray) -> pa.Table:
    return issues.filter(pc.is_in(issues["article_id"], value_set=article_ids.combine_chunks()))
