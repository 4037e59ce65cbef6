"""The documentation of the datasets, written from the declaration of their columns.

`python -m flows.store.docs > docs/datasets.md` writes it anew; a test compares the two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from flows.store.columns import TABLE_NAMES, Column, Table, declaration, table
from flows.store.schema import ATTRIBUTION, NOTICE

_MANY = 12

_HEAD = """\
# Datasets

An output folder holds six tables and the manifests of the runs that made them. Every table is a folder of plain
Parquet files, which opens as it is:

```python
import pandas as pd

events = pd.read_parquet("output/events")
```

| folder | one row is | key | files |
|---|---|---|---|
{tables}
| `runs` | a JSON manifest: versions, digests, settings, inputs, counts, timings, files | `run_id` | `<run_id>.json` |

A table without rows consists of one empty file (`events-empty.parquet`), which opens like any other. Other names in the
output folder start with `_` and belong to a run: leave them alone while it runs; what a crash leaves is cleared away by
the next run.

Days are `timestamp[ms]` (pandas: `datetime64`), integers that are never empty are `int64`, text from a closed list is
dictionary-encoded (pandas: `category`). An integer that may be empty arrives in pandas as `float64`.

Every file says in its metadata: {notice} {attribution} The schema version is {version}.

Numbers in brackets are sections of the codebook's rules: 1 columns, 2 event types, 3 actor names, 4 classes of actors,
5 targeting of civilians, 6 precision, 7 fatalities, 8 notes, sources and tags, 9 regions.

The page is made from `flows/store/columns.yml`: `python -m flows.store.docs > docs/datasets.md`.
"""


def datasets_page() -> str:
    """The whole page as Markdown."""
    tables = [table(name) for name in TABLE_NAMES]
    overview = "\n".join(
        f"| `{one.name}` | {one.row} | {f'`{one.key}`' if one.key else '-'} | `{one.name}-<part>.parquet`, part: "
        f"{one.file_means} |"
        for one in tables
    )
    head = _HEAD.format(tables=overview, notice=NOTICE, attribution=ATTRIBUTION, version=declaration().schema_version)
    return head + "".join(_section(one) for one in tables)


def _section(one: Table) -> str:
    rows = "\n".join(_row(column) for column in one.columns)
    return (
        f"\n## {one.name}\n\nOne row is {one.row}.\n\n| column | type | empty | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _row(column: Column) -> str:
    kind = {"text": "text", "category": "text", "texts": "list of text", "evidence": "list of records"}.get(
        column.type, column.type
    )
    section = f" [{column.section}]" if column.section else ""
    facts = " ".join(part for part in (column.meaning, *_facts(column)) if part)
    cells = (f"`{column.name}`", kind, "" if column.is_required else "yes", facts.replace("|", "\\|") + section)
    return f"| {' | '.join(cells)} |"


def _facts(column: Column) -> Iterator[str]:
    if column.unit:
        yield f"Unit: {column.unit}."
    if column.joined:
        yield 'Several are joined by "; ".'
    if column.allowed and len(column.allowed) <= _MANY:
        yield f"One of: {', '.join(column.allowed)}."
    elif column.allowed:
        yield f"One of {len(column.allowed)} values, such as {column.allowed[0]}."
    if column.min is not None or column.max is not None:
        yield f"{_bounds(column)}."
    if column.decimals is not None:
        yield f"At most {column.decimals} decimals."
    if column.pattern:
        yield f"Matches `{column.pattern}`."


def _bounds(column: Column) -> str:
    if column.max is None:
        return f"At least {column.min:g}"
    return f"From {column.min:g} to {column.max:g}" if column.min is not None else f"At most {column.max:g}"


if __name__ == "__main__":
    sys.stdout.write(datasets_page())
