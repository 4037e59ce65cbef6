"""Datasets on the local disk: every read, write, rename and removal of the store goes through `LocalFiles`.

A durable write is on the disk, not in a buffer, when it returns. What each method is for says `flows.store.contract`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from flows.records import StoreError
from flows.store.contract import JOURNAL, STAGING_PREFIX, Hold
from flows.store.lock import local_lock


class LocalFiles:
    """Files under a folder of the local disk."""

    def __init__(self, root: str | Path) -> None:
        """Work under `root`, which need not exist yet."""
        self.root = Path(root).expanduser()

    def prepare(self) -> None:
        """Make the output folder.

        Raises:
            StoreError: There is a file of that name.
        """
        if self.root.exists() and not self.root.is_dir():
            raise StoreError(f"{self.root}: expected a folder for the datasets, found a file")
        self.make_folder("")

    def where(self, name: str = "") -> str:
        """The address of a file, for people and for other programs."""
        return str(self.root / name)

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
                write_stream(file, table)
        self.move(f"{name}.part", name)

    def append_stream(self, name: str, table: pa.Table) -> None:
        """Add a table to a file of Arrow streams; for scratch files, so not durable."""
        with self.path(name).open("ab") as file:
            write_stream(file, table)

    def read_streams(self, name: str) -> Iterator[pa.Table]:
        """Read the tables of a file of Arrow streams.

        Raises:
            pa.ArrowInvalid: The file is damaged.
        """
        path = self.path(name)
        with path.open("rb") as file:
            yield from read_streams(file, path.stat().st_size)

    def promote(self, folder: str, moves: Sequence[str], removals: Sequence[str], check: Callable[[], None]) -> None:
        """Put the files of a staging folder in their places and remove others, durably; what is done already stays.

        Args:
            folder: The staging folder.
            moves: Files in it, by the name that they get.
            removals: Files to be removed.
            check: Complains when the lock was lost.
        """
        parents = _parents([*moves, *removals])
        for parent in parents:
            self.make_folder(parent)
        for name in moves:
            check()
            if self.exists(f"{folder}/{name}"):
                self.move(f"{folder}/{name}", name)
        for name in removals:
            self.remove(name)
        for parent in ["", *parents]:
            self.sync_folder(parent)

    @contextmanager
    def lock(self, run_id: str, timeout: float = 0) -> Iterator[Hold]:
        """Hold the place for a run, alone.

        Raises:
            DatasetLocked: Another run holds it.
        """
        with local_lock(self.root, run_id, timeout):
            yield LocalHold(self)

    def committed(self) -> list[str]:
        """Staging folders whose publication has begun."""
        folders = (name for name in self.names() if name.startswith(STAGING_PREFIX))
        return [folder for folder in folders if self.exists(f"{folder}/{JOURNAL}")]

    @contextmanager
    def scratch(self, folder: str) -> Iterator[tuple[LocalFiles, str]]:
        """Room on the local disk for files that nobody needs after the block."""
        yield self, f"{folder}/_spill"

    def move(self, source: str, target: str) -> None:
        """Put a file in the place of another, at once."""
        os.replace(self.path(source), self.path(target))

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


class LocalHold:
    """The lock while it is held: the system gives it to nobody else."""

    def __init__(self, files: LocalFiles) -> None:
        """Hold a place."""
        self._files = files

    def check(self) -> None:
        """It cannot be lost."""

    def commit(self, folder: str, journal: str) -> None:
        """Begin to publish a staging folder: the rename of its journal is the moment of publication."""
        self._files.write_text(f"{folder}/{JOURNAL}.part", journal)
        files = (path for path in self._files.path(folder).rglob("*") if path.is_file())
        for parent in sorted({str(path.parent.relative_to(self._files.root)) for path in files}):
            self._files.sync_folder(parent)
        self._files.move(f"{folder}/{JOURNAL}.part", f"{folder}/{JOURNAL}")
        self._files.sync_folder(folder)
        self._files.sync_folder("")

    def settle(self, folder: str) -> None:
        """End the publication of a staging folder."""
        self._files.remove(f"{folder}/{JOURNAL}")


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


def _parents(names: Iterable[str]) -> list[str]:
    return sorted({str(PurePosixPath(name).parent) for name in names})


def read_streams(file: BinaryIO, size: int) -> Iterator[pa.Table]:
    """Read Arrow streams that follow one another in a file of some bytes."""
    while file.tell() < size:
        yield pa.ipc.open_stream(file).read_all()


def write_stream(file: BinaryIO, table: pa.Table) -> None:
    """Write a table as an Arrow stream."""
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table)
