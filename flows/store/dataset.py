"""A dataset on disk: one folder a table, one Parquet file a month, and nothing else in those folders.

Opening it for writing takes the lock and first finishes or undoes what a crashed run left. Reading never locks: it
waits out, or finishes, a publication that is under way.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.records import DatasetLocked, StoreError
from flows.store.columns import EMPTY_PART, TABLE_NAMES, TableName, declaration, table
from flows.store.files import LocalFiles
from flows.store.ledger import Ledger, read_ledger
from flows.store.lock import locked
from flows.store.publish import Staging, is_publishing, recover
from flows.store.schema import decode, empty

RUNS = "runs"
_PATIENCE = 10.0


class Store:
    """A dataset that is open for writing.

    Attributes:
        files: The output folder.
        staging: Where the new generation is written.
        ledger: What the dataset knows.
        run_id: The run that writes.
        timestamp: Start of the run, seconds since 1970.
    """

    def __init__(self, files: LocalFiles, staging: Staging, ledger: Ledger, run_id: str, timestamp: int) -> None:
        """Use `open_store`."""
        self.files = files
        self.staging = staging
        self.ledger = ledger
        self.run_id = run_id
        self.timestamp = timestamp

    def parts(self, name: TableName) -> list[str]:
        """The parts that a table's files hold rows of."""
        return parts(self.files, name)

    def rows(self, name: TableName, part: str) -> pa.Table:
        """The published rows of a part, in plain form; none where there is no such file."""
        path = part_path(name, part)
        return decode(name, self.files.read_table(path)) if self.files.exists(path) else empty(name)

    def cells(self, name: TableName, part: str, column: str) -> list[Any]:
        """One column of the published rows of a part."""
        path = part_path(name, part)
        cells: list[Any] = self.files.read_table(path, [column])[column].to_pylist() if self.files.exists(path) else []
        return cells


@contextmanager
def open_store(files: LocalFiles, run_id: str, timestamp: int) -> Iterator[Store]:
    """Open a dataset for a run, alone.

    Raises:
        DatasetLocked: Another run is writing there.
        StoreError: The folder cannot be used, or writing to it failed; what was published before is as it was.
    """
    with explained(files):
        _prepare_root(files)
        with locked(files, run_id):
            recover(files)
            _check_version(files)
            staging = Staging(files, run_id)
            try:
                yield Store(files, staging, read_ledger(files), run_id, timestamp)
            finally:
                staging.discard()


@contextmanager
def explained(files: LocalFiles) -> Iterator[None]:
    """Turn errors of the disk and of damaged files into messages that say what to do."""
    try:
        yield
    except pa.ArrowException as error:
        raise StoreError(f"{files.root}: a file cannot be read or a row cannot be written: {error}") from error
    except OSError as error:
        raise StoreError(_disk_message(files, error)) from error


def part_path(name: TableName, part: str) -> str:
    """The file of a part, relative to the output folder."""
    return f"{name}/{name}-{part}.parquet"


def part_of(name: TableName, file: str) -> str | None:
    """The part that a file name stands for, `None` for a foreign file."""
    part = file.removeprefix(f"{name}-").removesuffix(".parquet")
    return part if file == f"{name}-{part}.parquet" and table(name).is_part(part) else None


def parts(files: LocalFiles, name: TableName) -> list[str]:
    """The parts that a table's files hold rows of."""
    found = (part_of(name, file) for file in files.names(name))
    return [part for part in found if part is not None and part != EMPTY_PART]


def read_table(output: str | Path, name: TableName, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a table of a dataset, in the types of its files.

    Args:
        output: Folder of the datasets.
        name: The table.
        columns: Columns to read, all by default.

    Raises:
        StoreError: There is no such table, or it cannot be read.
    """
    files = LocalFiles(output)
    with explained(files):
        for _ in range(3):
            _settle(files)
            before = files.names(RUNS)
            try:
                rows = _read(files, name, columns)
            except FileNotFoundError:
                continue
            if files.names(RUNS) == before and not is_publishing(files):
                return rows
    raise StoreError(f"{files.root}: the dataset keeps changing while it is read; try again")


def table_exists(output: str | Path, name: TableName) -> bool:
    """Whether an output folder holds a table."""
    return bool(LocalFiles(output).names(name))


def _read(files: LocalFiles, name: TableName, columns: Sequence[str] | None) -> pa.Table:
    names = [file for file in files.names(name) if part_of(name, file) is not None]
    if not names:
        raise StoreError(f"{files.root}: no {name} here; expected an output folder of `conflict-events run`")
    tables = [files.read_table(f"{name}/{file}", columns) for file in names]
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def _settle(files: LocalFiles) -> None:
    """Wait for a publication to end; when its process is gone, carry it to the end."""
    deadline = time.monotonic() + _PATIENCE
    while is_publishing(files) and time.monotonic() < deadline:
        try:
            with locked(files, "read", timeout=0.1):
                recover(files)
        except DatasetLocked:
            time.sleep(0.05)


def _prepare_root(files: LocalFiles) -> None:
    if files.root.exists() and not files.root.is_dir():
        raise StoreError(f"{files.root}: expected a folder for the datasets, found a file")
    files.make_folder("")


def _check_version(files: LocalFiles) -> None:
    expected = declaration().schema_version
    for name in TABLE_NAMES:
        for part in parts(files, name)[:1]:
            about = files.read_schema(part_path(name, part)).metadata or {}
            found = about.get(b"schema_version", b"none").decode()
            if found != expected:
                raise StoreError(f"{files.root}: expected datasets of schema version {expected}, found {found}")


def _disk_message(files: LocalFiles, error: OSError) -> str:
    where = error.filename or files.root
    advice = {
        errno.ENOSPC: "the disk is full; make room and run again",
        errno.EDQUOT: "the disk quota is used up; make room and run again",
        errno.EACCES: "no permission to write here",
        errno.EROFS: "the disk is read-only",
    }.get(error.errno or 0, str(error.strerror or error))
    return f"{where}: {advice}. What was published before is as it was."
