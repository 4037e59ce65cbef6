"""How a new generation of files replaces the old one so that a crash at any instruction leaves one of the two.

Everything is first written under `_staging-<run>/` and made durable, with a journal that lists what is to be moved and
removed. Then the holder of the lock commits the journal in one atomic step: that is the moment of publication. Before
it, whatever is found is thrown away; after it, `recover` carries the listed moves to their end, as often as it takes.
On the local disk the step is a rename; in an object store it is a conditional write that only the holder of the lock
can make.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import PurePosixPath

import pyarrow as pa

from flows.store.contract import JOURNAL, STAGING_PREFIX, Files, Hold

_WRITERS = 8
"""Files written at a time: most of the time of a small file is waiting for the disk or the network."""


class Staging:
    """The files of a generation that is not published yet, written by a few threads."""

    def __init__(self, files: Files, run_id: str, attribution: str = "") -> None:
        """Open an empty staging area for a run; Parquet files name `attribution`, where it is not the usual one."""
        self._about = {b"attribution": attribution.encode()} if attribution else {}
        self._files = files
        self.folder = f"{STAGING_PREFIX}{run_id}"
        self._moves: list[str] = []
        self._removals: list[str] = []
        self._folders: set[str] = set()
        self._threads = ThreadPoolExecutor(_WRITERS, thread_name_prefix="staging")
        self._waiting: list[Future[None]] = []
        files.make_folder(self.folder)

    @property
    def files_written(self) -> tuple[str, ...]:
        """Files that this generation writes, by the name they will have."""
        return tuple(sorted(self._moves))

    @property
    def files_removed(self) -> tuple[str, ...]:
        """Files that this generation removes."""
        return tuple(sorted(self._removals))

    def add_table(self, name: str, make: Callable[[], pa.Table]) -> None:
        """Stage a Parquet file; `make` gives its rows when its turn comes."""

        def write(path: str) -> None:
            table = make()
            about = {**(table.schema.metadata or {}), **self._about}
            self._files.write_table(path, table.replace_schema_metadata(about))

        self._add(name, write)

    def add_text(self, name: str, text: str) -> None:
        """Stage a text file."""
        self._add(name, lambda path: self._files.write_text(path, text))

    def remove(self, name: str) -> None:
        """Stage the removal of a file."""
        self._removals.append(name)

    def publish(self, hold: Hold) -> None:
        """Make the generation the current one.

        Raises:
            OSError: A file could not be written.
        """
        self._wait(0)
        journal = json.dumps({"move": self._moves, "remove": self._removals}, indent=1)
        hold.commit(self.folder, journal)
        _roll_forward(self._files, hold, self.folder)

    def discard(self) -> None:
        """Drop a generation that was not published; one that was is left for `recover`."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        if self.folder not in self._files.committed():
            self._files.remove_folder(self.folder)

    def _add(self, name: str, write: Callable[[str], None]) -> None:
        parent = f"{self.folder}/{PurePosixPath(name).parent}"
        if parent not in self._folders:
            self._files.make_folder(parent)
            self._folders.add(parent)
        self._wait(2 * _WRITERS)
        self._waiting.append(self._threads.submit(write, f"{self.folder}/{name}"))
        self._moves.append(name)

    def _wait(self, most: int) -> None:
        """Wait until at most so many files are still to be written; a failure to write one is raised here."""
        while len(self._waiting) > most:
            self._waiting.pop(0).result()


def interrupted(files: Files) -> tuple[str, ...]:
    """Staging areas that a run left behind."""
    return tuple(name for name in files.names() if name.startswith(STAGING_PREFIX))


def is_publishing(files: Files) -> bool:
    """Whether a publication has begun and has not been carried to its end."""
    return bool(files.committed())


def recover(files: Files, hold: Hold) -> tuple[str, ...]:
    """Finish or undo what a crashed run left; the caller holds the lock. Returns the staging areas that were there."""
    for folder in files.committed():
        _roll_forward(files, hold, folder)
    folders = interrupted(files)
    for folder in folders:
        files.remove_folder(folder)
    return folders


def _roll_forward(files: Files, hold: Hold, folder: str) -> None:
    journal = json.loads(files.read_text(f"{folder}/{JOURNAL}"))
    files.promote(folder, journal["move"], journal["remove"], hold.check)
    hold.settle(folder)
    files.remove_folder(folder)
