"""Where a dataset breaks a rule, and the checks of files that a violation may concern."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from flows.store.columns import EMPTY_PART, TABLE_NAMES, TableName, declaration, table
from flows.store.contract import Files
from flows.store.dataset import RUNS
from flows.store.migration import STEPS
from flows.store.parts import part_of
from flows.store.schema import schema


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule.

    Attributes:
        dataset: Table, or "runs".
        file: File in the table's folder, `None` where the table as a whole is meant.
        row: Row in the file from 0, `None` where the file as a whole is meant.
        key: The row's identifier.
        column: Column concerned.
        rule: The rule, as a sentence in snake_case.
        message: What was expected, what was found.
    """

    dataset: str
    file: str | None
    row: int | None
    key: str | None
    column: str | None
    rule: str
    message: str

    def __str__(self) -> str:
        where = "/".join(filter(None, (self.dataset, self.file)))
        row = "" if self.row is None else f" row {self.row}"
        key = f" ({self.key})" if self.key else ""
        return f"{where}{row}{key}: {self.message} [{self.rule}]"


def file_violations(files: Files) -> Iterator[Violation]:
    """Foreign files, missing folders, files that cannot be read or whose columns are not the declared ones."""
    for name in TABLE_NAMES:
        names = files.names(name)
        if not names:
            yield _of_file(name, None, "every_table_has_a_file", "expected at least one file, found none")
        if len(names) > 1 and f"{name}-{EMPTY_PART}.parquet" in names:
            yield _of_file(name, None, "the_empty_file_is_alone", "expected no empty file beside others")
        for file in names:
            yield from _schema_violations(files, name, file)


def run_violations(files: Files, run_ids: set[str]) -> Iterator[Violation]:
    """Manifests that are missing or are none."""
    names = files.names(RUNS)
    for name in names:
        if message := _manifest_problem(files, name):
            yield Violation(RUNS, name, None, None, None, "a_manifest_names_its_run", message)
    for run_id in sorted(run_ids - {name.removesuffix(".json") for name in names}):
        message = f"expected {run_id}.json, found none"
        yield Violation(RUNS, None, None, run_id, None, "every_run_has_a_manifest", message)


def readable_parts(files: Files, name: TableName) -> list[str]:
    """Parts of a table whose files have the declared columns."""
    return [
        part
        for file in files.names(name)
        if (part := part_of(name, file)) is not None and not list(_schema_violations(files, name, file))
    ]


def _schema_violations(files: Files, name: TableName, file: str) -> Iterator[Violation]:
    if part_of(name, file) is None:
        pattern = f"{name}-({table(name).file}).parquet"
        yield _of_file(name, file, "no_foreign_files", f"expected a name like {pattern}, found {file}")
        return
    try:
        found = files.read_schema(f"{name}/{file}")
    except (OSError, pa.ArrowException) as error:
        yield _of_file(name, file, "files_are_readable", f"expected a Parquet file, found {str(error)[:120]}")
        return
    if message := _schema_problem(schema(name), found):
        yield _of_file(name, file, "columns_are_the_declared_ones", message)
    if (found.metadata or {}).get(b"machine_coded") != b"true":
        yield _of_file(
            name, file, "files_say_that_they_are_machine_coded", "expected machine_coded=true in the metadata"
        )


def _schema_problem(expected: pa.Schema, found: pa.Schema) -> str | None:
    if expected.names != found.names:
        odd = sorted(set(expected.names) ^ set(found.names))
        return f"expected columns {expected.names}, found {f'differing {odd}' if odd else 'another order'}"
    for one, other in zip(expected, found, strict=True):
        if one.type != other.type:
            return f"expected {one.name} as {one.type}, found {other.type}"
    return None


def _manifest_problem(files: Files, name: str) -> str | None:
    try:
        content: Any = json.loads(files.read_text(f"{RUNS}/{name}"))
    except (OSError, ValueError) as error:
        return f"expected a JSON manifest, found {str(error)[:120]}"
    found = content.get("run_id") if isinstance(content, dict) else None
    if f"{found}.json" != name:
        return f"expected the manifest of {name.removesuffix('.json')}, found that of {found}"
    if content.get("schema_version") not in (*STEPS, declaration().schema_version):
        return f"expected schema version {declaration().schema_version}, found {content.get('schema_version')}"
    return None


def _of_file(name: str, file: str | None, rule: str, message: str) -> Violation:
    return Violation(name, file, None, None, None, rule, message)
