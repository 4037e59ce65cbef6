"""Corrections as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from flows.view.events import Row, plain_table

_PROBLEMS = {"correction_unmatched": "finds nothing", "correction_refused": "would be illegal"}


def corrections_table(corrections: Sequence[Row], unfit: Mapping[str, str]) -> RenderableType:
    """A table of corrections.

    Args:
        corrections: Rows of `corrections`.
        unfit: The kind of problem of those that no longer fit, by id.
    """
    if not corrections:
        return Text("No corrections.")
    table = plain_table(is_full_width=True)
    for name, ratio in (("Event", 20), ("Correction", 40), ("Who", 12), ("Why", 22), ("", 14)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in corrections:
        problem = _PROBLEMS.get(unfit.get(row["correction_id"], ""), "")
        cells = (row["event_id_cnty"], _what(row), row["who"], row["why"], problem)
        table.add_row(*(Text(str(cell)) for cell in cells))
    return table


def _what(row: Row) -> str:
    if row["action"] == "change":
        return f"{row['column']}: {row['old'] or 'empty'} -> {row['new'] or 'empty'}"
    if row["action"] == "merge":
        return f"part of {row['new']}"
    return f"{len(row['split_reports'])} reports apart" if row["action"] == "split" else "rejected"
