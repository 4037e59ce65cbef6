"""Writes a gazetteer index: one LMDB file, built in bounded memory and moved into place only when complete.

Tables: `place` (number -> packed place), `name` (exact key -> flags and place numbers, best known first), `loose`
(loose key -> exact keys), `bucket` (skeleton -> exact keys), `meta`. Names are sorted outside memory in runs, so twelve
million rows need no more than one run at a time, and LMDB takes them in key order at full speed.
"""

from __future__ import annotations

import heapq
import json
import os
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import lmdb

from extractors.places.entry import Entry, pack
from extractors.places.names import loose_key, place_key, skeleton

PLACE, NAME, LOOSE, BUCKET, META = b"place", b"name", b"loose", b"bucket", b"meta"
TABLES = 5
IS_WORD = 1
_RUN_LENGTH = 1_500_000
_MAX_KEY = 200
_BATCH = 100_000
_LENGTH = struct.Struct(">H")
_TAIL = struct.Struct(">II")
_TOP_RANK = 0xFFFFFFFF
Progress = Callable[[int, int], None]


class Runs:
    """Byte strings sorted outside memory: add any number, then read them once in order."""

    def __init__(self, folder: Path, run_length: int = _RUN_LENGTH) -> None:
        self._folder = folder
        self._run_length = run_length
        self._held: list[bytes] = []
        self._files: list[Path] = []

    def add(self, item: bytes) -> None:
        """Take one more string."""
        self._held.append(item)
        if len(self._held) >= self._run_length:
            self._spill()

    def _spill(self) -> None:
        self._held.sort()
        path = self._folder / f"run{id(self)}-{len(self._files)}"
        with path.open("wb") as file:
            for item in self._held:
                file.write(_LENGTH.pack(len(item)) + item)
        self._files.append(path)
        self._held = []

    def merged(self) -> Iterator[bytes]:
        """All strings in order."""
        self._held.sort()
        return heapq.merge(self._held, *(_read_run(path) for path in self._files))


def _read_run(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            yield _read_exactly(file, _LENGTH.unpack(head)[0])


def _read_exactly(file: BinaryIO, size: int) -> bytes:
    return file.read(size)


def write_index(
    path: Path,
    entries: Iterable[Entry],
    meta: Mapping[str, Any],
    is_word: Callable[[str], bool],
    progress: Progress | None = None,
    total: int = 0,
    map_size: int = 1 << 32,
) -> None:
    """Write an index of `entries` to `path`, atomically: the file is complete or it is not there.

    Args:
        path: The file to make; its folder must exist.
        entries: The places; read once, in any number.
        meta: Facts stored with the index, as JSON.
        is_word: Says whether an exact key is also an everyday word of the language, so that text needs proof.
        progress: Called with (done, total) now and then.
        total: How many entries are expected, for `progress`.
        map_size: Upper bound of the file, bytes.

    Raises:
        OSError: The folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="_gazetteer-", dir=path.parent) as name:
        folder = Path(name)
        draft = folder / "draft"
        with lmdb.open(str(draft), subdir=False, map_size=map_size, max_dbs=TABLES, lock=False, sync=False) as env:
            _fill(env, folder, entries, meta, is_word, progress or _silent, total)
            compact = folder / "compact"
            env.copy(str(compact), compact=True)
        with compact.open("rb+") as file:
            os.fsync(file.fileno())
        compact.replace(path)


def _silent(done: int, total: int) -> None:
    """No progress wanted."""


def _fill(
    env: lmdb.Environment,
    folder: Path,
    entries: Iterable[Entry],
    meta: Mapping[str, Any],
    is_word: Callable[[str], bool],
    progress: Progress,
    total: int,
) -> None:
    names, loose, buckets = Runs(folder), Runs(folder), Runs(folder)
    _put_all(env, PLACE, _places(entries, names, progress, total))
    _put_all(env, NAME, _names(names.merged(), loose, buckets, is_word))
    _put_all(env, LOOSE, _keys_by(loose.merged()))
    _put_all(env, BUCKET, _keys_by(buckets.merged()))
    _put_all(env, META, ((k.encode(), json.dumps(meta[k]).encode()) for k in sorted(meta)))


def _places(entries: Iterable[Entry], names: Runs, progress: Progress, total: int) -> Iterator[tuple[bytes, bytes]]:
    """The rows of the place table; puts every name of every place into `names` on the way."""
    for number, entry in enumerate(entries):
        tail = _TAIL.pack(_TOP_RANK - entry.rank, number)
        for key in {place_key(n) for n in entry.names}:
            if key and len(key) <= _MAX_KEY:
                names.add(key.encode() + b"\0" + tail)
        if number % 20_000 == 0:
            progress(number, total)
        yield struct.pack(">I", number), pack(entry)
    progress(total, total)


def _names(
    rows: Iterable[bytes], loose: Runs, buckets: Runs, is_word: Callable[[str], bool]
) -> Iterator[tuple[bytes, bytes]]:
    """The rows of the name table; puts each key under its loose key and its skeleton on the way."""
    for raw, group in groupby(rows, key=lambda row: row[: -_TAIL.size - 1]):
        key = raw.decode()
        lax = loose_key(key)
        loose.add(lax.encode() + b"\0" + raw)
        buckets.add(skeleton(lax).encode() + b"\0" + raw)
        yield raw, bytes([IS_WORD * is_word(key)]) + b"".join(row[-4:] for row in group)


def _keys_by(rows: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Exact keys gathered under their loose key or skeleton; rows without one are left out."""
    for head, group in groupby(rows, key=lambda row: row.partition(b"\0")[0]):
        if head:
            yield head, b"\n".join(row.partition(b"\0")[2] for row in group)


def _put_all(env: lmdb.Environment, table: bytes, rows: Iterator[tuple[bytes, bytes]]) -> None:
    """Append rows that come in key order, in transactions of bounded size."""
    database = env.open_db(table)
    while batch := [row for row, _ in zip(rows, range(_BATCH), strict=False)]:
        with env.begin(write=True) as transaction, transaction.cursor(database) as cursor:
            cursor.putmulti(batch, append=True)
