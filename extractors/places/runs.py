"""Byte strings sorted outside memory: sorted runs on disk, read back merged, so that memory holds one run at a time."""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_LENGTH = struct.Struct(">H")
_BLOCK = 1 << 20
RUN_LENGTH = 1_500_000
"""Strings in a run: some 100 MB of names."""


class Runs:
    """Takes any number of strings, then gives them once in order."""

    def __init__(self, folder: Path, run_length: int = RUN_LENGTH) -> None:
        """Spill into `folder`, which the caller removes."""
        self._folder = folder
        self._run_length = run_length
        self._held: list[bytes] = []
        self._files: list[Path] = []

    def add(self, item: bytes) -> None:
        """Take one more string of at most 65,535 bytes."""
        self._held.append(item)
        if len(self._held) >= self._run_length:
            self._spill()

    def _spill(self) -> None:
        self._held.sort()
        path = self._folder / f"run{id(self)}-{len(self._files)}"
        write_run(path, self._held)
        self._files.append(path)
        self._held = []

    def merged(self) -> Iterator[bytes]:
        """All strings in order."""
        self._held.sort()
        return heapq.merge(self._held, *(read_run(path) for path in self._files))


def write_run(path: Path, items: Iterable[bytes]) -> None:
    """Write strings one behind the other, each after its length."""
    with path.open("wb") as file:
        for item in items:
            file.write(_LENGTH.pack(len(item)) + item)


def read_run(path: Path) -> Iterator[bytes]:
    """The strings of a file that `write_run` wrote."""
    head, size_of = _LENGTH.size, _LENGTH.unpack_from
    with path.open("rb") as file:
        data = b""
        while block := file.read(_BLOCK):
            data += block
            at, end = 0, len(data)
            while at + head <= end:
                last = at + head + size_of(data, at)[0]
                if last > end:
                    break
                yield data[at + head : last]
                at = last
            data = data[at:]
