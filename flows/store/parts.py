"""How the files of a table are named: one for each part, and one that is empty where the table has no rows."""

from __future__ import annotations

from collections.abc import Iterable

from flows.store.columns import EMPTY_PART, TableName, table
from flows.store.contract import Files


def part_path(name: TableName, part: str) -> str:
    """The file of a part, relative to the output folder."""
    return f"{name}/{name}-{part}.parquet"


def part_of(name: TableName, file: str) -> str | None:
    """The part that a file name stands for, `None` for a foreign file."""
    part = file.removeprefix(f"{name}-").removesuffix(".parquet")
    return part if file == f"{name}-{part}.parquet" and table(name).is_part(part) else None


def parts(files: Files, name: TableName) -> list[str]:
    """The parts that a table's files hold rows of."""
    return parts_among(name, files.names(name))


def parts_among(name: TableName, names: Iterable[str]) -> list[str]:
    """The parts that hold rows, of a table whose files have these names."""
    found = (part_of(name, file) for file in names)
    return [part for part in found if part is not None and part != EMPTY_PART]
