"""Writes a gazetteer index: one LMDB file, built in bounded memory and moved into place only when complete.

Tables: `place` (number -> packed place), `name` (exact key -> flags and place numbers, best known first), `loose`
(loose key -> exact keys), `bucket` (skeleton -> exact keys), `meta`. Names are sorted outside memory in runs, so twelve
million rows need no more than one run at a time, and LMDB takes them in key order at full speed.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import lmdb

from extractors.places.entry import Entry, pack
from extractors.places.names import loose_key, place_key, skeleton
from extractors.places.runs import Runs

PLACE, NAME, LOOSE, BUCKET, META = b"place", b"name", b"loose", b"bucket", b"meta"
TABLES = 5
IS_WORD = 1
MAX_KEY = 200
"""Characters of the longest name that is kept."""
_BATCH = 100_000
_TAIL = struct.Struct(">II")
_TOP_RANK = 0xFFFFFFFF
Progress = Callable[[int, int], None]


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
        names = Runs(folder)
        with new_index(path, folder, map_size) as env:
            put_all(env, PLACE, _places(entries, names, progress or _silent, total))
            put_names(env, folder, _postings(names.merged()), is_word)
            put_meta(env, meta)


@contextmanager
def new_index(path: Path, folder: Path, map_size: int) -> Iterator[lmdb.Environment]:
    """An empty index to fill with `put_all`, `put_names` and `put_meta`; moved to `path` when all went well.

    Args:
        path: The file to make or replace.
        folder: Where to write it meanwhile, on the same disk.
        map_size: Upper bound of the file, bytes.
    """
    draft = folder / "draft"
    draft.unlink(missing_ok=True)
    with lmdb.open(str(draft), subdir=False, map_size=map_size, max_dbs=TABLES, lock=False, sync=False) as env:
        yield env
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)


def _silent(done: int, total: int) -> None:
    """No progress wanted."""


def _places(entries: Iterable[Entry], names: Runs, progress: Progress, total: int) -> Iterator[tuple[bytes, bytes]]:
    """The rows of the place table; puts every name of every place into `names` on the way."""
    for number, entry in enumerate(entries):
        tail = _TAIL.pack(_TOP_RANK - entry.rank, number)
        for key in {place_key(n) for n in entry.names}:
            if key and len(key) <= MAX_KEY:
                names.add(key.encode() + b"\0" + tail)
        if number % 20_000 == 0:
            progress(number, total)
        yield struct.pack(">I", number), pack(entry)
    progress(total, total)


def _postings(rows: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Exact keys with the numbers of their places, best known first."""
    for raw, group in groupby(rows, key=lambda row: row[: -_TAIL.size - 1]):
        yield raw, b"".join(row[-4:] for row in group)


def put_names(
    env: lmdb.Environment, folder: Path, postings: Iterable[tuple[bytes, bytes]], is_word: Callable[[str], bool]
) -> None:
    """Fill the tables of names.

    Args:
        env: The index.
        folder: For what does not fit into memory.
        postings: Exact keys in order, each with the 4-byte numbers of its places, best known first.
        is_word: Says whether an exact key is also an everyday word.
    """
    loose, buckets = Runs(folder), Runs(folder)
    put_all(env, NAME, _names(postings, loose, buckets, is_word))
    put_all(env, LOOSE, _keys_by(loose.merged()))
    put_all(env, BUCKET, _keys_by(buckets.merged()))


def put_meta(env: lmdb.Environment, meta: Mapping[str, Any]) -> None:
    """Store facts with the index, as JSON."""
    put_all(env, META, ((k.encode(), json.dumps(meta[k]).encode()) for k in sorted(meta)))


def _names(
    postings: Iterable[tuple[bytes, bytes]], loose: Runs, buckets: Runs, is_word: Callable[[str], bool]
) -> Iterator[tuple[bytes, bytes]]:
    """The rows of the name table; puts each key under its loose key and its skeleton on the way."""
    for raw, numbers in postings:
        key = raw.decode()
        lax = loose_key(key)
        loose.add(lax.encode() + b"\0" + raw)
        buckets.add(skeleton(lax).encode() + b"\0" + raw)
        yield raw, bytes([IS_WORD * is_word(key)]) + numbers


def _keys_by(rows: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Exact keys gathered under their loose key or skeleton; rows without one are left out."""
    for head, group in groupby(rows, key=lambda row: row.partition(b"\0")[0]):
        if head:
            yield head, b"\n".join(row.partition(b"\0")[2] for row in group)


def put_all(env: lmdb.Environment, table: bytes, rows: Iterable[tuple[bytes, bytes]]) -> None:
    """Append rows that come in key order, in transactions of bounded size."""
    database = env.open_db(table)
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        with env.begin(write=True) as transaction, transaction.cursor(database) as cursor:
            cursor.putmulti(batch, append=True)
