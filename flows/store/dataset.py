"""A dataset on disk: one folder a table, one Parquet file a month, and nothing else in those folders.

Opening it for writing takes the lock and first finishes or undoes what a crashed run left. Reading never locks: it
waits out, or finishes, a publication that is under way.
"""

from __future__ import annotations

import errno
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.records import DatasetLocked, StoreError
from flows.store.columns import TableName
from flows.store.contract import Files, Hold
from flows.store.files import LocalFiles
from flows.store.ledger import Ledger, read_ledger
from flows.store.migration import migrate
from flows.store.parts import part_of, part_path, parts_among
from flows.store.places import files_at
from flows.store.publish import Staging, is_publishing, recover
from flows.store.schema import decode, empty

RUNS = "runs"
_PATIENCE = 10.0


class Store:
    """A dataset that is open for writing.

    Attributes:
        files: The output folder.
        staging: Where the new generation is written.
        hold: The lock.
        scratch: Files of the local disk, and a folder there, for rows that wait for the merge.
        ledger: What the dataset knows.
        run_id: The run that writes.
        timestamp: Start of the run, seconds since 1970.
    """

    def __init__(
        self,
        files: Files,
        staging: Staging,
        hold: Hold,
        scratch: tuple[LocalFiles, str],
        ledger: Ledger,
        run_id: str,
        timestamp: int,
    ) -> None:
        """Use `open_store`."""
        self.files = files
        self.staging = staging
        self.hold = hold
        self.scratch = scratch
        self.ledger = ledger
        self.run_id = run_id
        self.timestamp = timestamp
        self._names: dict[TableName, frozenset[str]] = {}

    def parts(self, name: TableName) -> list[str]:
        """The parts that a table's files hold rows of."""
        return parts_among(name, sorted(self._files_of(name)))

    def has(self, name: TableName, part: str) -> bool:
        """Whether a table has a file of that part, be it the empty one."""
        return f"{name}-{part}.parquet" in self._files_of(name)

    def rows(self, name: TableName, part: str) -> pa.Table:
        """The published rows of a part, in plain form; none where there is no such file."""
        path = part_path(name, part)
        return decode(name, self.files.read_table(path)) if self.has(name, part) else empty(name)

    def cells(self, name: TableName, part: str, column: str) -> list[Any]:
        """One column of the published rows of a part."""
        path = part_path(name, part)
        cells: list[Any] = self.files.read_table(path, [column])[column].to_pylist() if self.has(name, part) else []
        return cells

    def last_coder(self) -> str | None:
        """The version of the coder, merging included, that the last run published with; `None` before the first."""
        names = self.files.names(RUNS)
        manifest = json.loads(self.files.read_text(f"{RUNS}/{names[-1]}")) if names else {}
        version: str | None = manifest.get("coder", {}).get("text")
        return version

    def _files_of(self, name: TableName) -> frozenset[str]:
        """The published files of a table, listed once: while the lock is held nobody else changes them."""
        if name not in self._names:
            self._names[name] = frozenset(self.files.names(name))
        return self._names[name]


@contextmanager
def open_store(files: Files, run_id: str, timestamp: int, attribution: str = "") -> Iterator[Store]:
    """Open a dataset for a run, alone; its files name `attribution` for the places, where it is not the usual one.

    Raises:
        DatasetLocked: Another run is writing there.
        StoreError: The folder cannot be used, or writing to it failed; what was published before is as it was.
    """
    with explained(files):
        files.prepare()
        with files.lock(run_id) as hold:
            recover(files, hold)
            migrate(files, hold, run_id)
            staging = Staging(files, run_id, attribution)
            try:
                with files.scratch(staging.folder) as scratch:
                    yield Store(files, staging, hold, scratch, read_ledger(files), run_id, timestamp)
            finally:
                staging.discard()


@contextmanager
def explained(files: Files) -> Iterator[None]:
    """Turn errors of the disk and of damaged files into messages that say what to do."""
    try:
        yield
    except pa.ArrowException as error:
        raise StoreError(f"{files.where()}: a file cannot be read or a row cannot be written: {error}") from error
    except OSError as error:
        raise StoreError(_disk_message(files, error)) from error


def read_table(output: str | Path, name: TableName, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a table of a dataset, in the types of its files.

    Args:
        output: Folder of the datasets.
        name: The table.
        columns: Columns to read, all by default.

    Raises:
        StoreError: There is no such table, or it cannot be read.
    """
    files = files_at(output)
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
    raise StoreError(f"{files.where()}: the dataset keeps changing while it is read; try again")


def table_exists(output: str | Path, name: TableName) -> bool:
    """Whether an output folder holds a table."""
    files = files_at(output)
    with explained(files):
        return bool(files.names(name))


def _read(files: Files, name: TableName, columns: Sequence[str] | None) -> pa.Table:
    names = [file for file in files.names(name) if part_of(name, file) is not None]
    if not names:
        raise StoreError(f"{files.where()}: no {name} here; expected an output folder of `conflict-events run`")
    tables = [files.read_table(f"{name}/{file}", columns) for file in names]
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def _settle(files: Files) -> None:
    """Wait for a publication to end; when its process is gone, carry it to the end."""
    deadline = time.monotonic() + _PATIENCE
    while is_publishing(files) and time.monotonic() < deadline:
        try:
            with files.lock("read", timeout=0.1) as hold:
                recover(files, hold)
        except DatasetLocked:
            time.sleep(0.05)


def _disk_message(files: Files, error: OSError) -> str:
    where = error.filename or files.where()
    advice = {
        errno.ENOSPC: "the disk is full; make room and run again",
        errno.EDQUOT: "the disk quota is used up; make room and run again",
        errno.EACCES: "no permission to write here",
        errno.EROFS: "the disk is read-only",
    }.get(error.errno or 0, str(error.strerror or error))
    return f"{where}: {advice}. What was published before is as it was."
