"""Reports and issues as tables: what was said, what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.view.events import Row, day, first_of, place, plain_table

_NARROW = 11
"""Width of a column that holds a day or one short word."""


def reports_table(rows: Sequence[Row], total: int) -> RenderableType:
    """Reports with their status, and why those that are no events are none."""
    table = _table(("Article", 2), ("Date", 0), ("Says", 3), ("Place", 4), ("Status", 2), ("No event because", 4))
    for row in rows:
        _add(table, row["article_id"], day(row), row["sub_event_type"], place(row), row["status"], row["reason"])
    return Group(table, *first_of(rows, total, "reports")) if rows else Text("No reports.")


def issues_table(rows: Sequence[Row], total: int) -> RenderableType:
    """Issues with what is known of their place in the input."""
    table = _table(("Severity", 0), ("Kind", 3), ("Where", 3), ("Message", 7))
    for row in rows:
        _add(table, row["severity"], row["kind"], _where(row), row["message"])
    return Group(table, *first_of(rows, total, "issues")) if rows else Text("No issues.")


def _table(*columns: tuple[str, int]) -> Table:
    table = plain_table(is_full_width=True)
    for name, ratio in columns:
        table.add_column(name, ratio=ratio or None, width=None if ratio else _NARROW, overflow="fold")
    return table


def _add(table: Table, *cells: object) -> None:
    table.add_row(*(Text(str(cell) if cell is not None else "") for cell in cells))


def _where(row: Row) -> str:
    line = f" line {row['line']}" if row.get("line") else ""
    return f"{row['file']}{line}" if row.get("file") else str(row.get("article_id") or "")
