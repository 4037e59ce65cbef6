"""The Arrow schemas of the tables, and what every file says of itself.

Integers that are never empty are plain int64 and days are timestamp[ms], because that is what pandas turns into int64
and datetime64; text from a closed list is dictionary-encoded and arrives as a category.
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from flows.store.columns import Column, TableName, declaration, table

NOTICE = (
    "Machine-coded from news articles by conflict-events, an independent open-source tool. Not ACLED data and not "
    "endorsed by ACLED; only the column names and coding rules follow its public codebook."
)
ATTRIBUTION = (
    "Place names and coordinates from GeoNames (https://www.geonames.org), CC BY 4.0; in Bangladesh also from OCHA and"
    " geoBoundaries, CC BY."
)

EVIDENCE = pa.list_(
    pa.struct(
        [
            pa.field("field", pa.string(), nullable=False),
            pa.field("start", pa.int64(), nullable=False),
            pa.field("end", pa.int64(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            pa.field("rule_id", pa.string(), nullable=False),
            pa.field("note", pa.string(), nullable=False),
        ]
    )
)

_TYPES = {
    "text": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "day": pa.timestamp("ms"),
    "texts": pa.list_(pa.string()),
    "evidence": EVIDENCE,
}


@cache
def schema(name: TableName) -> pa.Schema:
    """The schema of a table's files, with the meaning of each column and the notice that it is machine-coded."""
    about = {
        "title": f"conflict-events: {name}",
        "row": table(name).row,
        "machine_coded": "true",
        "notice": NOTICE,
        "attribution": ATTRIBUTION,
        "schema_version": declaration().schema_version,
    }
    return pa.schema([_field(column) for column in table(name).columns], metadata=about)


@cache
def plain_schema(name: TableName) -> pa.Schema:
    """The same columns as plain text and nullable: the form in which rows travel and are compared and merged."""
    return pa.schema([pa.field(column.name, _plain(column)) for column in table(name).columns])


def encode(name: TableName, rows: pa.Table) -> pa.Table:
    """Bring plain rows, in the declared order, into the form of the table's files: cast and encoded.

    Raises:
        pa.ArrowInvalid: A cell does not fit its column, or a required cell is empty.
    """
    ordered = rows.select(schema(name).names).combine_chunks()
    for column in table(name).columns:
        if column.is_required and ordered[column.name].null_count:
            raise pa.ArrowInvalid(f"{name}.{column.name}: expected a value, found an empty cell")
    return ordered.cast(schema(name))


def decode(name: TableName, rows: pa.Table) -> pa.Table:
    """Bring rows of a file into plain form."""
    return rows.select(plain_schema(name).names).cast(plain_schema(name)).replace_schema_metadata(None)


@cache
def empty(name: TableName) -> pa.Table:
    """No rows, in plain form."""
    return plain_schema(name).empty_table()


def _field(column: Column) -> pa.Field:
    about = {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, _TYPES[column.type], nullable=not column.is_required, metadata=about)


def _plain(column: Column) -> pa.DataType:
    return pa.string() if column.type == "category" else _TYPES[column.type]
