"""Inputs become byte streams here and nowhere else: files, folders, globs, standard input, URLs that fsspec knows.

Order is by name, so that a run over the same folder reads the same articles in the same order on every machine.
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import fsspec

from extractors.report import Issue
from flows.readers.problems import problem, reason
from flows.readers.records import InputError

STDIN = "-"
_HEAD = 65_536
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open input.

    Attributes:
        name: The input as messages name it.
        head: Its first bytes (up to 64 kB, unpacked), to tell what it is; the stream still begins with them.
        stream: All bytes, unpacked.
        local: Path for readers that must seek; `None` where the bytes are not a plain local file.
    """

    name: str
    head: bytes
    stream: IO[bytes]
    local: Path | None


def is_url(name: str) -> bool:
    """True for an input that fsspec opens ("s3://bucket/news.jsonl")."""
    return "://" in name


def expand(inputs: Sequence[str | Path]) -> tuple[list[str], list[Issue]]:
    """The files meant by files, folders (with all below), globs, URLs and "-", each once, and unreadable folders.

    Raises:
        InputError: An input matches no file.
    """
    names: dict[str, None] = {}
    issues: list[Issue] = []
    for given in map(str, inputs):
        known = len(issues)
        found = [given] if given == STDIN or is_url(given) else list(_files_of(given, issues))
        if not found and len(issues) == known:
            raise InputError(f"input {given!r}: expected a file, a folder with files, a glob or '-', found nothing")
        names.update(dict.fromkeys(found))
    return _distinct(names), issues


def _files_of(given: str, issues: list[Issue]) -> Iterator[str]:
    matches = [given] if os.path.lexists(given) else sorted(glob.glob(given, recursive=True))
    for match in matches:
        if os.path.isdir(match):
            yield from _walk(match, issues)
        else:
            yield match


def _walk(folder: str, issues: list[Issue]) -> Iterator[str]:
    """Files below a folder by name; hidden ones and what begins with "_" (half-written) are left out."""

    def note(error: OSError) -> None:
        name = str(error.filename or folder)
        issues.append(problem("unreadable_file", "a readable folder", reason(error), name))

    for root, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(files):
            path = os.path.join(root, name)
            if not name.startswith((".", "_")) and (os.path.isfile(path) or os.path.islink(path)):
                yield path


def _distinct(names: Iterable[str]) -> list[str]:
    """Names without those that lead to a file already named."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name if name == STDIN or is_url(name) else os.path.realpath(name), name)
    return list(seen.values())


@contextmanager
def open_input(name: str) -> Iterator[Opened]:
    """Open an input, unpacking gzip whatever its name.

    Raises:
        OSError: It cannot be opened or read.
    """
    with _raw(name) as raw:
        head = raw.read(_HEAD)
        stream: IO[bytes] = io.BufferedReader(_Rewound(head, raw), _HEAD)
        is_packed = head.startswith(_GZIP)
        if is_packed:
            unpacked = gzip.GzipFile(fileobj=stream)
            head = unpacked.read(_HEAD)
            stream = io.BufferedReader(_Rewound(head, cast("IO[bytes]", unpacked)), _HEAD)
        is_local = name != STDIN and not is_url(name) and not is_packed
        yield Opened(name, head, stream, Path(name) if is_local else None)


@contextmanager
def _raw(name: str) -> Iterator[IO[bytes]]:
    if name == STDIN:
        yield sys.stdin.buffer
    elif is_url(name):
        with fsspec.open(name, "rb") as remote:
            yield cast("IO[bytes]", remote)
    else:
        with open(name, "rb") as local:
            yield local


class _Rewound(io.RawIOBase):
    """A stream that cannot seek, with the bytes read ahead put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        piece = self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
