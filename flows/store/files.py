"""The one place that touches the disk: every read, write, rename and removal of the store goes through `LocalFiles`.

Paths are relative to the output folder and use "/". A durable write is on the disk, not in a buffer, when it returns.
Another place to keep datasets, such as an object store, is another class with these methods.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq


class LocalFiles:
    """Files under a folder of the local disk."""

    def __init__(self, root: str | Path) -> None:
        """Work under `root`, which need not exist yet."""
        self.root = Path(root).expanduser()

    def path(self, name: str) -> Path:
        """Where a file is."""
        return self.root / name

    def names(self, folder: str = "") -> list[str]:
        """Names in a folder, in order; none where there is no such folder."""
        path = self.path(folder)
        return sorted(os.listdir(path)) if path.is_dir() else []

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        return self.path(name).exists()

    def make_folder(self, name: str) -> None:
        """Make a folder and those above it."""
        self.path(name).mkdir(parents=True, exist_ok=True)

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a Parquet file."""
        return pq.ParquetFile(self.path(name)).read(columns=None if columns is None else list(columns))

    def read_schema(self, name: str) -> pa.Schema:
        """Read the schema of a Parquet file."""
        return pq.read_schema(self.path(name))

    def n_rows(self, name: str) -> int:
        """Number of rows of a Parquet file."""
        n_rows: int = pq.read_metadata(self.path(name)).num_rows
        return n_rows

    def read_text(self, name: str) -> str:
        """Read a text file."""
        return self.path(name).read_text(encoding="utf-8")

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a Parquet file durably."""
        with self._durable(name) as file:
            pq.write_table(table, file, compression="zstd")

    def write_text(self, name: str, text: str) -> None:
        """Write a text file durably."""
        with self._durable(name) as file:
            file.write(text.encode("utf-8"))

    def write_streams(self, name: str, tables: Sequence[pa.Table]) -> None:
        """Write tables one after the other as Arrow streams, whole or not at all."""
        with self._durable(f"{name}.part") as file:
            for table in tables:
                _write_stream(file, table)
        self.move(f"{name}.part", name)

    def append_stream(self, name: str, table: pa.Table) -> None:
        """Add a table to a file of Arrow streams; for scratch files, so not durable."""
        with self.path(name).open("ab") as file:
            _write_stream(file, table)

    def read_streams(self, name: str) -> Iterator[pa.Table]:
        """Read the tables of a file of Arrow streams.

        Raises:
            pa.ArrowInvalid: The file is damaged.
        """
        path = self.path(name)
        with path.open("rb") as file:
            size = path.stat().st_size
            while file.tell() < size:
                yield pa.ipc.open_stream(file).read_all()

    def move(self, source: str, target: str) -> None:
        """Put a file in the place of another, at once and durably."""
        os.replace(self.path(source), self.path(target))
        self.sync_folder(str(Path(target).parent))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        self.path(name).unlink(missing_ok=True)

    def remove_folder(self, name: str) -> None:
        """Remove a folder with all that is in it, if it is there."""
        if self.path(name).is_dir():
            shutil.rmtree(self.path(name))

    def sync_folder(self, name: str) -> None:
        """Make renames in a folder durable, where the system knows how to."""
        if os.name != "posix":
            return
        descriptor = os.open(self.path(name), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _durable(self, name: str) -> _DurableFile:
        return _DurableFile(self.path(name))


class _DurableFile:
    """A file opened for writing whose content is on the disk when the `with` block is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> BinaryIO:
        self._file = self._path.open("wb")
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())


def _write_stream(file: BinaryIO, table: pa.Table) -> None:
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table)
