"""How a new generation of files replaces the old one so that a crash at any instruction leaves one of the two.

Everything is first written under `_staging-<run>/` and made durable. Then a journal that lists what is to be moved and
removed appears there by one rename: that rename is the moment of publication. Before it, whatever is found is thrown
away; after it, `recover` carries the listed moves to their end, as often as it takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

import pyarrow as pa

from flows.store.files import LocalFiles

STAGING_PREFIX = "_staging-"
_JOURNAL = "journal.json"


class Staging:
    """The files of a generation that is not published yet."""

    def __init__(self, files: LocalFiles, run_id: str) -> None:
        """Open an empty staging area for a run."""
        self._files = files
        self.folder = f"{STAGING_PREFIX}{run_id}"
        self._moves: list[str] = []
        self._removals: list[str] = []
        files.make_folder(self.folder)

    @property
    def files_written(self) -> tuple[str, ...]:
        """Files that this generation writes, by the name they will have."""
        return tuple(sorted(self._moves))

    @property
    def files_removed(self) -> tuple[str, ...]:
        """Files that this generation removes."""
        return tuple(sorted(self._removals))

    def add_table(self, name: str, table: pa.Table) -> None:
        """Stage a Parquet file."""
        self._files.make_folder(self._parent(name))
        self._files.write_table(f"{self.folder}/{name}", table)
        self._moves.append(name)

    def add_text(self, name: str, text: str) -> None:
        """Stage a text file."""
        self._files.make_folder(self._parent(name))
        self._files.write_text(f"{self.folder}/{name}", text)
        self._moves.append(name)

    def remove(self, name: str) -> None:
        """Stage the removal of a file."""
        self._removals.append(name)

    def publish(self) -> None:
        """Make the generation the current one."""
        for folder in sorted({self._parent(name) for name in self._moves}):
            self._files.sync_folder(folder)
        journal = json.dumps({"move": self._moves, "remove": self._removals}, indent=1)
        self._files.write_text(f"{self.folder}/{_JOURNAL}.part", journal)
        self._files.move(f"{self.folder}/{_JOURNAL}.part", f"{self.folder}/{_JOURNAL}")
        self._files.sync_folder("")
        _roll_forward(self._files, self.folder)

    def discard(self) -> None:
        """Drop a generation that was not published; one that was is left for `recover`."""
        if not self._files.exists(f"{self.folder}/{_JOURNAL}"):
            self._files.remove_folder(self.folder)

    def _parent(self, name: str) -> str:
        return f"{self.folder}/{PurePosixPath(name).parent}"


def interrupted(files: LocalFiles) -> tuple[str, ...]:
    """Staging areas that a run left behind."""
    return tuple(name for name in files.names() if name.startswith(STAGING_PREFIX))


def is_publishing(files: LocalFiles) -> bool:
    """Whether a publication has begun and has not been carried to its end."""
    return any(files.exists(f"{folder}/{_JOURNAL}") for folder in interrupted(files))


def recover(files: LocalFiles) -> tuple[str, ...]:
    """Finish or undo what a crashed run left; the caller holds the lock. Returns the staging areas that were there."""
    folders = interrupted(files)
    for folder in folders:
        if files.exists(f"{folder}/{_JOURNAL}"):
            _roll_forward(files, folder)
        else:
            files.remove_folder(folder)
    return folders


def _roll_forward(files: LocalFiles, folder: str) -> None:
    journal = json.loads(files.read_text(f"{folder}/{_JOURNAL}"))
    _make_folders(files, [*journal["move"], *journal["remove"]])
    for name in journal["move"]:
        if files.exists(f"{folder}/{name}"):
            files.move(f"{folder}/{name}", name)
    for name in journal["remove"]:
        files.remove(name)
    for parent in sorted({str(PurePosixPath(name).parent) for name in journal["remove"]}):
        files.sync_folder(parent)
    files.remove(f"{folder}/{_JOURNAL}")
    files.remove_folder(folder)


def _make_folders(files: LocalFiles, names: Iterable[str]) -> None:
    for parent in sorted({str(PurePosixPath(name).parent) for name in names}):
        files.make_folder(parent)
    files.sync_folder("")
