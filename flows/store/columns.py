"""What every column means, declared once in `columns.yml` and read here.

The writer's Arrow schema, the validator's checks and the documentation all come from these records, so that they cannot
drift apart.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.store.vocabulary import vocabulary

ColumnType = Literal["text", "category", "integer", "number", "day", "texts", "evidence"]
TableName = Literal["events", "reports", "articles", "issues", "removed", "changes", "corrections"]

TABLE_NAMES: tuple[TableName, ...] = get_args(TableName)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One column: what a cell says and what it may hold. See the head of `columns.yml` for each attribute."""

    type: ColumnType
    meaning: str
    name: str = ""
    unit: str | None = None
    values: str | tuple[str, ...] | None = None
    pattern: str | None = None
    min: float | None = None
    max: float | None = None
    decimals: int | None = None
    joined: bool = False
    section: int | None = Field(default=None, ge=1, le=9)
    is_required: bool = False

    @cached_property
    def allowed(self) -> tuple[str, ...] | None:
        """The closed list of values, or `None` for an open column."""
        return vocabulary(self.values) if isinstance(self.values, str) else self.values


class _TableEntry(_Strict):
    row: str
    key: str | None
    order: tuple[str, ...]
    columns: tuple[str, ...]
    optional: tuple[str, ...] | None = None
    required: tuple[str, ...] | None = None
    file: str
    file_means: str

    @model_validator(mode="after")
    def _nullability_is_stated_once(self) -> _TableEntry:
        if (self.optional is None) == (self.required is None):
            raise ValueError("state either `optional` or `required` columns")
        if unknown := set(self.optional or self.required or ()) - set(self.columns):
            raise ValueError(f"no columns of the table: {sorted(unknown)}")
        return self

    def is_required(self, column: str) -> bool:
        return column in self.required if self.required is not None else column not in (self.optional or ())


class _Declaration(_Strict):
    schema_version: str
    columns: dict[str, Column]
    tables: dict[TableName, _TableEntry]


class Table(_Strict):
    """One table: its columns in order, its key, the order of its rows, and how its files are named.

    Attributes:
        row: What one row is.
        key: Column that is unique in the table, if there is one.
        order: Columns that the rows of a file are sorted by.
        file: Regular expression of a file's part: `events-<part>.parquet`.
        file_means: What the part says.
    """

    name: TableName
    row: str
    key: str | None
    order: tuple[str, ...]
    columns: tuple[Column, ...]
    file: str
    file_means: str

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def is_part(self, part: str) -> bool:
        """Whether `part` may name a file of this table."""
        return part == EMPTY_PART or re.fullmatch(self.file, part) is not None


EMPTY_PART = "empty"
"""Part of the file that a dataset without rows consists of, so that every reader can open the folder."""


@cache
def declaration() -> _Declaration:
    """The content of `columns.yml`, checked."""
    text = resources.files("flows.store").joinpath("columns.yml").read_text(encoding="utf-8")
    return _Declaration.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def table(name: TableName) -> Table:
    """The declaration of one table."""
    entry = declaration().tables[name]
    columns = tuple(_column(key, entry.is_required(key)) for key in entry.columns)
    facts = entry.model_dump(include={"row", "key", "order", "file", "file_means"})
    return Table(name=name, columns=columns, **facts)


def _column(key: str, is_required: bool) -> Column:
    column = declaration().columns[key]
    return column.model_copy(update={"name": column.name or key, "is_required": is_required})
