"""Reads all sources into parts on disk, the embedded places first, and numbers their places through."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from itertools import islice
from pathlib import Path

from extractors.places.build import DefaultPlaces
from flows.gazetteers.geonames import PREFIX, AreaNames, read_alternates, read_places
from flows.gazetteers.linking import Layer, Links
from flows.gazetteers.opening import Source, SourceKind
from flows.gazetteers.overrides import read_overrides
from flows.gazetteers.records import Item, Placed, Report, RowProblem
from flows.gazetteers.staging import PART_ROWS, Columns, Part, Staging
from flows.gazetteers.surroundings import Surroundings
from flows.gazetteers.tables import read_table

DEFAULT_LAYER = "default"
_BLOCK = 1 << 22
_CODES: tuple[SourceKind, ...] = ("admin1_codes", "admin2_codes")
Read = Callable[[int], Iterable[Item | tuple[int, str]]]


@dataclass(frozen=True)
class StagedSource:
    """A source with its parts; `source` is `None` for the embedded places. `first` is the number of its first place."""

    name: str
    source: Source | None
    parts: list[Part]
    first: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def n_places(self) -> int:
        """Places that it gives."""
        return sum(part.n_places for part in self.parts)


@dataclass(frozen=True)
class Staged:
    """All sources, read.

    Attributes:
        sources: In the order in which they are laid over each other; names and codes of areas stand last.
        columns: Facts of all places, by number.
        links: Which place stands for which; GeoNames numbers are linked.
        layers: The shares of the sources that have places.
        area_names: Names of first-level areas, by code.
        digest: Of all that the places come from.
    """

    sources: list[StagedSource]
    columns: Columns
    links: Links
    layers: list[Layer]
    area_names: dict[str, str]
    digest: str

    def numbered(self) -> Iterator[tuple[int, Part]]:
        """Parts with the number of their first place."""
        for staged in self.sources:
            first = staged.first
            for part in staged.parts:
                yield first, part
                first += part.n_places


def stage_all(
    found: Sequence[Source], default: DefaultPlaces, folder: Path, report: Report, part_rows: int = PART_ROWS
) -> Staged:
    """Read every source; parts that an earlier build left in `folder` are taken as they are.

    Raises:
        SourceError: A source cannot be used.
    """
    return _Stager(found, default, folder, report, part_rows).staged()


class _Stager:
    """One reading of all sources."""

    def __init__(
        self, found: Sequence[Source], default: DefaultPlaces, folder: Path, report: Report, part_rows: int
    ) -> None:
        self._found = _with_own_names(found)
        self._default = default
        self._folder = folder
        self._report = report
        self._part_rows = part_rows
        self._digests = {source.path: self._content(source.path) for source in self._found}
        self._code = f"{default.meta['digest']} {code_digest()}"
        self._has_alternates = any(source.kind == "alternate_names" for source in self._found)

    def staged(self) -> Staged:
        codes, areas = self._area_names()
        read: dict[SourceKind, Callable[[Source], Read]] = {
            "places": lambda source: partial(self._places, source, areas.names),
            "table": lambda source: partial(read_table, source, self._surroundings()),
            "workbook": lambda source: partial(read_table, source, self._surroundings()),
            "overrides": lambda source: partial(read_overrides, source, self._surroundings()),
        }
        sources = [self._embedded()]
        areas_digest = _digest([json.dumps(sorted(areas.names.items()))])
        for source in self._found:
            if source.kind in read:
                facts = [areas_digest, str(self._has_alternates)] if source.kind == "places" else []
                parts = self._parts(source, read[source.kind](source), facts)
                sources.append(StagedSource(source.name, source, parts, _end(sources)))
        columns, links, layers = _numbered(sources)
        first = len(columns)
        reaches = [str(source.settings.within_km) for source in self._found]
        everything = _digest([self._code, *(self._key(s, []) for s in self._found), *reaches, areas_digest])
        for source in self._found:
            if source.kind == "alternate_names":
                parts = self._parts(source, partial(self._alternates, source, links), [everything])
                sources.append(StagedSource(source.name, source, parts, first))
        names = {code: name for s in sources for part in s.parts for code, name in part.areas.items()}
        names |= {code: name for code, name in areas.names.items() if code.count(".") == 1}
        return Staged([*sources, *codes], columns, links, layers, names | self._default.meta["area_names"], everything)

    def _area_names(self) -> tuple[list[StagedSource], AreaNames]:
        """Sources that only name areas, read, and all names of areas."""
        areas, found = AreaNames(), []
        for source in self._found:
            if source.kind in _CODES:
                found.append(StagedSource(source.name, source, [], problems=list(areas.read_codes(source))))
        for source in self._found:
            if source.kind == "places":
                self._report(0, None, f"Looking for areas in {source.path.name}")
                areas.read_dump(source)
        return found, areas

    def _embedded(self) -> StagedSource:
        def read(skip: int) -> Iterator[Item]:
            for entry in islice(self._default.entries(), skip, None):
                number = entry.place_id.removeprefix(PREFIX)
                yield Placed(entry, 0, int(number) if number.isdigit() else 0)

        staging = Staging(self._folder / _digest([self._code]))
        total = len(self._default)
        parts = staging.parts(read, lambda done: self._report(done, total, "Reading the embedded places"))
        return StagedSource(DEFAULT_LAYER, None, parts)

    def _places(self, source: Source, areas: dict[str, str], skip: int) -> Iterator[Item]:
        return read_places(source, areas, skip, has_alternates=self._has_alternates)

    def _alternates(self, source: Source, links: Links, skip: int) -> Iterator[Item | tuple[int, str]]:
        return read_alternates(source, links, skip)

    def _parts(self, source: Source, read: Read, facts: Sequence[str]) -> list[Part]:
        total = self._digests[source.path][1] if source.member is None else None
        note = f"Reading {source.path.name}"
        staging = Staging(self._folder / self._key(source, facts), self._part_rows)
        return staging.parts(read, lambda done: self._report(done, total, note))

    def _key(self, source: Source, facts: Sequence[str]) -> str:
        """Names a source's folder of parts: its content, its settings, and the code that reads it."""
        settings = source.settings.model_dump_json(exclude={"path", "licence", "attribution", "within_km"})
        return _digest([self._code, self._digests[source.path][0], source.name, source.kind, settings, *facts])

    def _content(self, path: Path) -> tuple[str, int]:
        """Digest and number of lines of a file."""
        digest, lines = hashlib.sha256(), 0
        self._report(0, None, f"Checking {path.name}")
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                lines += block.count(b"\n")
        return digest.hexdigest(), lines

    @cache  # noqa: B019 - a stager lives as long as one build
    def _surroundings(self) -> Surroundings:
        return Surroundings(self._default.points())


def _end(sources: Sequence[StagedSource]) -> int:
    """The number behind the last place so far."""
    return sources[-1].first + sources[-1].n_places


def _numbered(sources: Sequence[StagedSource]) -> tuple[Columns, Links, list[Layer]]:
    columns = Columns()
    for staged in sources:
        for part in staged.parts:
            part.read_columns(columns)
    layers = [Layer(s.first, s.first + s.n_places, s.source.settings.within_km if s.source else 0.0) for s in sources]
    links = Links(columns, layers)
    links.link_numbers()
    return columns, links, layers


def _with_own_names(found: Sequence[Source]) -> list[Source]:
    """Sources with names that differ, for ids and look-ups are told apart by them."""
    taken: set[str] = {DEFAULT_LAYER}
    named = []
    for source in found:
        name, n = source.name, 1
        while name in taken:
            n += 1
            name = f"{source.name}_{n}"
        taken.add(name)
        named.append(Source(source.kind, source.settings, name, source.member))
    return named


@cache
def code_digest() -> str:
    """Digest of the code and tables of this package."""
    files = sorted(resources.files("flows.gazetteers").iterdir(), key=lambda file: file.name)
    texts = [file.read_text(encoding="utf-8") for file in files if file.name.endswith((".py", ".yml"))]
    return _digest(texts)


def _digest(texts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for text in texts:
        whole.update(len(text).to_bytes(8, "big") + text.encode())
    return whole.hexdigest()[:24]
