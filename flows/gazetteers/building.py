"""Builds a gazetteer from the user's sources, laid over the embedded places: read, sort, link, write.

Each step needs bounded memory, whatever the number of places. Reading takes longest and is kept in parts, so a build that
was interrupted goes on behind the last of them. The index that is there already is replaced only when the new one is
complete.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from extractors.places.build import DefaultPlaces, default_places
from extractors.places.index import PLACE, new_index, put_all, put_meta, put_names
from extractors.places.runs import Runs, read_run, write_run
from extractors.places.spellings import is_everyday_word
from flows.gazetteers.facts import index_facts
from flows.gazetteers.layering import Member, area_marks, merged
from flows.gazetteers.linking import LEVELS, Links, grouped
from flows.gazetteers.opening import find_source
from flows.gazetteers.postings import postings
from flows.gazetteers.reading import Staged, stage_all
from flows.gazetteers.records import KIND_MASK, Report, SourceError
from flows.gazetteers.staging import NUMBER, PART_ROWS, Part, clear
from flows.gazetteers.summary import BuildSummary, summaries, write_problems
from flows.settings import GazetteerSource

BUILDING = "_building"
_GROWTH = 8
_LEAST_MAP = 1 << 30
_EVERY = 50_000


def build_gazetteer(
    output: Path,
    sources: Sequence[GazetteerSource],
    report: Report | None = None,
    part_rows: int = PART_ROWS,
    default: DefaultPlaces | None = None,
) -> BuildSummary:
    """Build `output` from sources, the later laid over the earlier.

    Args:
        output: The index to make or replace; its folder must exist.
        sources: GeoNames' files, tables and overrides, in any mix.
        report: Called with rows done, rows in all (if known) and what is going on.
        part_rows: Rows after which what was read is safe from an interruption.
        default: The embedded places; gathered when not given.

    Raises:
        SourceError: A source cannot be used, or another build is at work on the same output.
        OSError: The disk cannot be written.
    """
    report = report or _silent
    found = [find_source(source) for source in sources]
    with _work_folder(output) as folder:
        report(0, None, "Gathering the embedded places")
        default = default or default_places()
        staged = stage_all(found, default, folder, report, part_rows)
        names = folder / "names"
        write_run(names, _told(_names(staged), report, "Sorting names"))
        staged.links.link_areas(_areas(staged))
        if len(staged.layers) > 1:
            staged.links.link_names(
                grouped(_told(read_run(names), report, "Finding places that are in several sources"))
            )
        _write(output, folder, staged, default, report)
        summary = BuildSummary(
            output, len(staged.columns) - staged.links.n_members(), summaries(staged), write_problems(output, staged)
        )
        clear(folder)
    return summary


def _silent(done: int, total: int | None, note: str) -> None:
    """Nobody watches."""


def _told(rows: Iterable[bytes], report: Report, note: str, total: int | None = None) -> Iterator[bytes]:
    """The rows, with word of how many went by."""
    for count, row in enumerate(rows):
        if not count % _EVERY:
            report(count, total, note)
        yield row


@contextmanager
def _work_folder(output: Path) -> Iterator[Path]:
    folder = output.parent / BUILDING / output.name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            yield folder
    except Timeout:
        raise SourceError(f"{output}: another build is at work on it ({folder / 'lock'})") from None


def _names(staged: Staged) -> Iterator[bytes]:
    """Keys of all sources in order, each with the number of its place."""
    runs = [
        _of_idents(part, staged.links) if part.is_named_by_ident else _numbered(part, first)
        for first, part in staged.numbered()
    ]
    before = b""
    for row in heapq.merge(*runs):
        if row != before:
            yield row
        before = row


def _numbered(part: Part, first: int) -> Iterator[bytes]:
    pack, unpack_from = NUMBER.pack, NUMBER.unpack_from
    if not first:
        return part.names()
    return (row[:-4] + pack(first + unpack_from(row, len(row) - 4)[0]) for row in part.names())


def _of_idents(part: Part, links: Links) -> Iterator[bytes]:
    """Names that carry GeoNames numbers, with those of places; sorted anew among the same key."""
    for key, idents in grouped(part.names()):
        numbers = {links.of_ident(ident) for ident in idents}
        for number in sorted(n for n in numbers if n is not None):
            yield key + b"\0" + NUMBER.pack(number)


def _areas(staged: Staged) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Areas of the first and second level by number, with their codes and names."""
    flags = staged.columns.flags
    for first, part in staged.numbered():
        if any(flags[n] & KIND_MASK in LEVELS for n in range(first, first + part.n_places)):
            for number, packed in enumerate(part.places(), first):
                if flags[number] & KIND_MASK in LEVELS:
                    yield number, area_marks(packed)


def _write(output: Path, folder: Path, staged: Staged, default: DefaultPlaces, report: Report) -> None:
    for stale in folder.glob("run*"):
        stale.unlink()
    columns, links = staged.columns, staged.links
    joined = Runs(folder)
    for number, packed in _all_places(staged):
        root = links.root(number)
        if root != number:
            joined.add(NUMBER.pack(root) + NUMBER.pack(number) + packed)
            if columns.flags[root] & KIND_MASK not in LEVELS:
                columns.rank[root] = max(columns.rank[root], columns.rank[number])
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    with new_index(output, folder, _LEAST_MAP + _GROWTH * size) as env:
        put_all(env, PLACE, _place_rows(staged, joined, report))
        rows = _told(read_run(folder / "names"), report, "Writing names")
        put_names(env, folder, postings(grouped(rows), links, columns, staged.layers[0].last), is_everyday_word)
        put_meta(env, index_facts(staged, default))


def _all_places(staged: Staged) -> Iterator[tuple[int, bytes]]:
    for first, part in staged.numbered():
        yield from enumerate(part.places(), first)


def _place_rows(staged: Staged, joined: Runs, report: Report) -> Iterator[tuple[bytes, bytes]]:
    """Places that stand for themselves, those with members merged, by number."""
    firsts = [layer.first for layer in staged.layers]
    flags, links, total = staged.columns.flags, staged.links, len(staged.columns)
    groups = groupby(joined.merged(), key=lambda row: row[:4])
    head, members = next(groups, (b"", iter(())))
    for number, packed in _all_places(staged):
        if not number % _EVERY:
            report(number, total, "Writing places")
        key = NUMBER.pack(number)
        if key == head:
            rows = [(NUMBER.unpack_from(row, 4)[0], row[8:]) for row in members]
            yield key, merged(packed, [Member(bisect_right(firsts, n), flags[n], row) for n, row in rows])
            head, members = next(groups, (b"", iter(())))
        elif links.is_root(number):
            yield key, packed
