"""What a file is, found out from its content, and its text, plain or out of a zip file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from flows.gazetteers.records import SourceError
from flows.readers.encoding import encoding_of_head
from flows.settings import GazetteerSource

SourceKind = Literal["places", "alternate_names", "admin1_codes", "admin2_codes", "table", "workbook", "overrides"]
GEONAMES: tuple[SourceKind, ...] = ("places", "alternate_names", "admin1_codes", "admin2_codes")
"""Kinds of GeoNames' own files."""

_HEAD = 100_000
_PLACES_COLUMNS = 19
_ALTERNATE_COLUMNS = range(4, 11)
_ADMIN = re.compile(r"[A-Z]{2}\.[^\t]+\t[^\t]*\t[^\t]*\t\d*\Z")
_COMPANIONS = re.compile(r"(?:readme|iso-?languagecodes|featurecodes|timezones)", re.IGNORECASE)
_TABLES = {".csv": "table", ".tsv": "table", ".xlsx": "workbook", ".yml": "overrides", ".yaml": "overrides"}


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was found: what kind it is, and the member of the zip file where it is one.

    `name` is the short name that ids and look-ups show.
    """

    kind: SourceKind
    settings: GazetteerSource
    name: str
    member: str | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self.settings.path


def find_source(settings: GazetteerSource) -> Source:
    """Look into a file and say what it is.

    Raises:
        SourceError: There is no such file, or it is nothing that can be read.
    """
    path = settings.path
    name = settings.name or re.sub(r"[^A-Za-z0-9]+", "_", path.name.split(".")[0]).strip("_") or "source"
    if path.is_dir():
        raise SourceError(f"{path}: expected a file of places, found a folder")
    try:
        if path.suffix.lower() == ".zip":
            return _in_zip(settings, name)
        with path.open("rb") as file:
            return Source(_kind(path.name, file.read(_HEAD), path), settings, name)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from None


@contextmanager
def open_bytes(source: Source) -> Iterator[BinaryIO]:
    """The content of a source, unpacked.

    Raises:
        SourceError: It cannot be read.
    """
    try:
        if source.member is None:
            with source.path.open("rb") as file:
                yield file
        else:
            with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as member:
                yield io.BufferedReader(member)  # type: ignore[type-var]
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{source.path}: cannot be read: {error}") from None


@contextmanager
def open_text(source: Source) -> Iterator[io.TextIOWrapper]:
    """The text of a source; GeoNames' files are UTF-8, the encoding of tables is found out."""
    with open_bytes(source) as file:
        head = b"" if source.kind in GEONAMES else file.read(_HEAD)
    encoding = encoding_of_head(head)[0] if head else "utf-8"
    with open_bytes(source) as file:
        yield io.TextIOWrapper(file, encoding, errors="replace", newline="" if source.kind == "table" else "\n")


def _in_zip(settings: GazetteerSource, name: str) -> Source:
    with zipfile.ZipFile(settings.path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not _COMPANIONS.search(m.filename)]
        if len(members) != 1:
            found = ", ".join(m.filename for m in members) or "none"
            raise SourceError(f"{settings.path}: expected one file of places in it, found {found}")
        with archive.open(members[0]) as file:
            kind = _kind(members[0].filename, file.read(_HEAD), settings.path)
        if kind == "workbook":
            raise SourceError(f"{settings.path}: expected text, found a workbook; unpack it first")
        return Source(kind, settings, name, members[0].filename)


def _kind(name: str, head: bytes, path: Path) -> SourceKind:
    suffix = Path(name).suffix.lower()
    for ending, kind in _TABLES.items():
        if suffix == ending:
            return kind  # type: ignore[return-value]
    first = next((line for line in head.decode("utf-8", "replace").split("\n") if line.strip()), "").rstrip("\r")
    cells = first.split("\t")
    if len(cells) == _PLACES_COLUMNS and cells[0].lstrip("\ufeff").isdigit():
        return "places"
    if len(cells) in _ALTERNATE_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        return "alternate_names"
    if _ADMIN.match(first):
        return "admin2_codes" if cells[0].count(".") > 1 else "admin1_codes"
    if len(cells) > 1 or "," in first or ";" in first:
        return "table"
    raise SourceError(
        f"{path}: expected a GeoNames file (19 columns between tabs), a table with a header, or YAML; "
        f"found {first[:80]!r}"
    )
