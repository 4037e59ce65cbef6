"""A dataset of an older schema is brought to the present one, in a publication of its own, before a run writes to it.

Each version knows one step to the next; so however old a dataset is, it gets here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from flows.records import StoreError
from flows.store.columns import EMPTY_PART, TABLE_NAMES, TableName, declaration
from flows.store.contract import Files, Hold
from flows.store.parts import part_of, part_path
from flows.store.publish import Staging
from flows.store.schema import empty, encode, plain_schema

logger = logging.getLogger("flows.store.migration")

Step = Callable[[TableName, pa.Table], pa.Table]


def _without_history(name: TableName, rows: pa.Table) -> pa.Table:
    """Version 1 had neither tombstones nor a log of changes, and no signatures of texts: its columns are as they were."""
    return rows


def _town_in_its_note(name: TableName, rows: pa.Table) -> pa.Table:
    """Version 2 told the town that a report is coded to in its note alone."""
    if name != "reports":
        return rows
    town = pc.struct_field(pc.extract_regex(rows["notes"].cast(pa.string()), r"coded to (?P<town>[^()]+)\)"), "town")
    return rows.append_column("coded_to", town)


STEPS: Mapping[str, Step] = {"1": _without_history, "2": _town_in_its_note}
"""What is done to the rows of a table to bring them from a version to the next; columns that are new start empty."""


def version_of(files: Files) -> str | None:
    """The schema version of a dataset, `None` where there is none."""
    for name in TABLE_NAMES:
        for file in files.names(name):
            if part_of(name, file) is not None:
                about = files.read_schema(f"{name}/{file}").metadata or {}
                return bytes(about.get(b"schema_version", b"none")).decode()
    return None


def is_older(files: Files) -> bool:
    """Whether a run would migrate the dataset first."""
    return version_of(files) in STEPS


def migrate(files: Files, hold: Hold, run_id: str) -> None:
    """Bring a dataset to the present schema; the caller holds the lock.

    Raises:
        StoreError: The dataset is of a version that is not known here.
    """
    found, expected = version_of(files), declaration().schema_version
    if found in (None, expected):
        return
    if found not in STEPS:
        raise StoreError(f"{files.where()}: expected datasets of schema version {expected}, found {found}")
    staging = Staging(files, run_id)
    try:
        for name in TABLE_NAMES:
            _stage(files, staging, name, str(found))
        staging.publish(hold)
    finally:
        staging.discard()
    logger.info("%s: brought from schema version %s to %s", files.where(), found, expected)


def _stage(files: Files, staging: Staging, name: TableName, version: str) -> None:
    names = [file for file in files.names(name) if part_of(name, file) is not None]
    for file in names:
        staging.add_table(f"{name}/{file}", partial(_migrated, files, name, file, version))
    if not names:
        staging.add_table(part_path(name, EMPTY_PART), partial(encode, name, empty(name)))


def _migrated(files: Files, name: TableName, file: str, version: str) -> pa.Table:
    rows = files.read_table(f"{name}/{file}")
    steps, latest = dict(STEPS), version
    while latest in steps:
        rows, latest = steps.pop(latest)(name, rows), str(int(latest) + 1)
    return encode(name, _with_all_columns(name, rows))


def _with_all_columns(name: TableName, rows: pa.Table) -> pa.Table:
    cells = [
        rows[field.name].cast(field.type) if field.name in rows.column_names else pa.nulls(rows.num_rows, field.type)
        for field in plain_schema(name)
    ]
    return pa.Table.from_arrays(cells, schema=plain_schema(name))
