"""Sources on their way into an index, kept in parts on disk, so that a build can stop anywhere and go on later.

A part is some hundred thousand input rows: its places, the facts that linking needs of each in columns of fixed width,
its names sorted, and what was left out. A part exists once its last file, the account, was moved into place. Parts lie in a
folder named for the digest of all that went into them, so a changed source never meets old parts.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from extractors.places.entry import Entry, pack
from extractors.places.index import MAX_KEY
from extractors.places.names import place_key
from extractors.places.runs import read_run, write_run
from flows.gazetteers.own_areas import name_of_own_area
from flows.gazetteers.records import Item, Placed, RowProblem, Skipped, flags_of

PART_ROWS = 400_000
MOST_PROBLEMS = 1_000
"""Problems that a part keeps in full; the others are only counted."""
NUMBER = struct.Struct(">I")
_COLUMNS = "IIHBii"
_MICRO = 100_000
Tell = Callable[[int], None]


@dataclass
class Columns:
    """Facts of places by number: rank, GeoNames number or 0, country, flags, and the point in 1e-5 degrees."""

    rank: array[int] = field(default_factory=lambda: array("I"))
    ident: array[int] = field(default_factory=lambda: array("I"))
    country: array[int] = field(default_factory=lambda: array("H"))
    flags: array[int] = field(default_factory=lambda: array("B"))
    latitude: array[int] = field(default_factory=lambda: array("i"))
    longitude: array[int] = field(default_factory=lambda: array("i"))

    def arrays(self) -> tuple[array[int], ...]:
        """The columns in the order of the file."""
        return self.rank, self.ident, self.country, self.flags, self.latitude, self.longitude

    def __len__(self) -> int:
        return len(self.rank)

    def add(self, item: Placed) -> None:
        """Take one more place."""
        entry = item.entry
        self.rank.append(entry.rank)
        self.ident.append(item.ident)
        self.country.append(ord(entry.iso2[0]) << 8 | ord(entry.iso2[1]))
        self.flags.append(flags_of(item))
        self.latitude.append(round(entry.latitude * _MICRO))
        self.longitude.append(round(entry.longitude * _MICRO))


@dataclass(frozen=True)
class Part:
    """A finished part.

    Attributes:
        n_places: Places in it.
        n_rows: Input rows that it stands for.
        skipped: Rows that were not wanted, by reason.
        problems: Rows that were wrong, by kind.
        examples: The first of these.
        areas: Names of first-level areas that only the source knows, by code.
        is_named_by_ident: Its names carry GeoNames numbers, for there are no places with them.
    """

    folder: Path
    number: int
    n_places: int
    n_rows: int
    n_names: int
    skipped: dict[str, int]
    problems: dict[str, int]
    examples: list[RowProblem]
    areas: dict[str, str]
    is_named_by_ident: bool = False

    def places(self) -> Iterator[bytes]:
        """The packed places, in order."""
        return read_run(_file(self.folder, self.number, "places"))

    def names(self) -> Iterator[bytes]:
        """Exact keys, each with a zero byte and the number of its place within the part behind, in order."""
        return read_run(_file(self.folder, self.number, "names"))

    def read_columns(self, into: Columns) -> None:
        """Append the part's facts to `into`."""
        with _file(self.folder, self.number, "columns").open("rb") as file:
            for column in into.arrays():
                column.fromfile(file, self.n_places)


class Staging:
    """The folder of one source's parts."""

    def __init__(self, folder: Path, part_rows: int = PART_ROWS) -> None:
        """Use `folder`, made when missing; the parts in it are kept."""
        self._folder = folder
        self._part_rows = part_rows
        folder.mkdir(parents=True, exist_ok=True)

    def parts(self, read: Callable[[int], Iterable[Item | tuple[int, str]]], tell: Tell) -> list[Part]:
        """All parts of the source, those that are missing made first.

        Args:
            read: Gives the source's rows, without the first so many.
            tell: Called with the number of rows read so far.
        """
        done = list(self._done())
        if done and done[-1].n_rows < self._part_rows:
            return done
        n_rows = sum(part.n_rows for part in done)
        tell(n_rows)
        items = iter(read(n_rows))
        while not done or done[-1].n_rows == self._part_rows:
            part = _write_part(self._folder, len(done), islice(items, self._part_rows), n_rows, tell)
            n_rows += part.n_rows
            done.append(part)
        return done

    def _done(self) -> Iterator[Part]:
        for number in range(10_000_000):
            account = _file(self._folder, number, "json")
            if not account.exists():
                return
            facts = json.loads(account.read_text(encoding="utf-8"))
            facts["examples"] = [RowProblem(*row) for row in facts["examples"]]
            yield Part(self._folder, number, **facts)


def _file(folder: Path, number: int, ending: str) -> Path:
    return folder / f"{number:05d}.{ending}"


def _write_part(folder: Path, number: int, items: Iterator[Item | tuple[int, str]], before: int, tell: Tell) -> Part:
    columns, account = Columns(), _Account()
    names: list[bytes] = []
    write_run(_file(folder, number, "places"), _packed(items, columns, names, account, before, tell))
    names.sort()
    write_run(_file(folder, number, "names"), names)
    with _file(folder, number, "columns").open("wb") as file:
        for column in columns.arrays():
            column.tofile(file)
    facts: dict[str, Any] = {
        "n_places": len(columns),
        "n_rows": account.n_rows,
        "n_names": len(names),
        "skipped": dict(account.skipped),
        "problems": dict(account.problems),
        "examples": [(p.line, p.kind, p.message) for p in account.examples],
        "areas": account.areas,
        "is_named_by_ident": account.is_named_by_ident,
    }
    _commit(_file(folder, number, "json"), json.dumps(facts))
    tell(before + account.n_rows)
    return Part(folder, number, **(facts | {"examples": account.examples}))


@dataclass
class _Account:
    n_rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    examples: list[RowProblem] = field(default_factory=list)
    areas: dict[str, str] = field(default_factory=dict)
    is_named_by_ident: bool = False


def _packed(
    items: Iterator[Item | tuple[int, str]],
    columns: Columns,
    names: list[bytes],
    account: _Account,
    before: int,
    tell: Tell,
) -> Iterator[bytes]:
    """The packed places of a part; fills columns, names and account on the way."""
    for item in items:
        account.n_rows += 1
        if not account.n_rows % 20_000:
            tell(before + account.n_rows)
        if isinstance(item, Placed):
            names += _keys(item.entry, NUMBER.pack(len(columns)))
            columns.add(item)
            if own := name_of_own_area(item.entry.area_code):
                account.areas[item.entry.area_code] = own
            yield pack(item.entry)
        elif isinstance(item, Skipped):
            account.skipped[item.reason] += 1
        elif isinstance(item, RowProblem):
            account.problems[item.kind] += 1
            if len(account.examples) < MOST_PROBLEMS:
                account.examples.append(item)
        else:
            account.is_named_by_ident = True
            names.append(place_key(item[1]).encode() + b"\0" + NUMBER.pack(item[0]))


def _keys(entry: Entry, number: bytes) -> Iterator[bytes]:
    for key in {place_key(name) for name in entry.names}:
        if key and len(key) <= MAX_KEY:
            yield key.encode() + b"\0" + number


def _commit(path: Path, text: str) -> None:
    """Write the account, so that it is there only when all before it is on the disk."""
    draft = path.with_suffix(".draft")
    for file in path.parent.glob(f"{path.stem}.*"):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def clear(folder: Path) -> None:
    """Remove the parts of a finished build, and the folder above them when nothing else is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.parent.is_dir() and not any(folder.parent.iterdir()):
        folder.parent.rmdir()
