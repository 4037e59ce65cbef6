"""What the store asks of a place that keeps datasets.

There are two: the local disk (`flows.store.files`) and object stores (`flows.store.objects`). Paths are relative to the
output folder and use "/". A file that was written stays written, whatever happens to the machine afterwards, and is
never seen half written under its final name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

if TYPE_CHECKING:
    from flows.store.files import LocalFiles

STAGING_PREFIX = "_staging-"
"""Begins the names of folders that hold what is not published yet."""

JOURNAL = "journal.json"
"""What a staging folder is to change: files to be moved to their places, and files to be removed."""


class Hold(Protocol):
    """A lock while it is held."""

    def check(self) -> None:
        """Complain when the lock was lost to another run."""

    def commit(self, folder: str, journal: str) -> None:
        """Begin to publish a staging folder; from here on its journal is carried out, whatever happens."""

    def settle(self, folder: str) -> None:
        """End the publication of a staging folder."""


class Files(Protocol):
    """A place for datasets."""

    def prepare(self) -> None:
        """Make it ready for writing; complain when it cannot be used."""

    def where(self, name: str = "") -> str:
        """The address of a file, for people and for other programs."""

    def names(self, folder: str = "") -> list[str]:
        """Names in a folder, in order; none where there is no such folder."""

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""

    def make_folder(self, name: str) -> None:
        """Make a folder and those above it."""

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a Parquet file."""

    def read_schema(self, name: str) -> pa.Schema:
        """Read the schema of a Parquet file."""

    def n_rows(self, name: str) -> int:
        """Number of rows of a Parquet file."""

    def read_text(self, name: str) -> str:
        """Read a text file."""

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a Parquet file."""

    def write_text(self, name: str, text: str) -> None:
        """Write a text file."""

    def write_streams(self, name: str, tables: Sequence[pa.Table]) -> None:
        """Write tables one after the other as Arrow streams, whole or not at all."""

    def read_streams(self, name: str) -> Iterator[pa.Table]:
        """Read the tables of a file of Arrow streams."""

    def remove_folder(self, name: str) -> None:
        """Remove a folder with all that is in it, if it is there."""

    def promote(self, folder: str, moves: Sequence[str], removals: Sequence[str], check: Callable[[], None]) -> None:
        """Put the files of a staging folder in their places and remove others; may be repeated after a crash."""

    def lock(self, run_id: str, timeout: float = 0) -> AbstractContextManager[Hold]:
        """Hold the place for a run, alone."""

    def committed(self) -> list[str]:
        """Staging folders whose publication has begun and not ended."""

    def scratch(self, folder: str) -> AbstractContextManager[tuple[LocalFiles, str]]:
        """Room on the local disk for files that nobody needs after the block."""
