"""What changed, for a person: a line for each event that came or went, and one for each cell that is another."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.store.diff import Changed, Difference, Removed
from flows.view.events import Row, day, place, plain_table


def difference_table(difference: Difference) -> RenderableType:
    """New, changed and removed events."""
    counts = Text(
        f"{len(difference.new):,} new, {len(difference.changed):,} changed, {len(difference.removed):,} removed."
    )
    if not (difference.new or difference.changed or difference.removed):
        return Text("No event is new, changed or removed.")
    table = plain_table(is_full_width=True)
    table.add_column("Change", width=8)
    table.add_column("Event", width=19)
    for name, ratio in (("What", 5), ("Before", 3), ("After", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in difference.new:
        _add(table, "new", row["event_id_cnty"], _summary(row))
    for one in difference.changed:
        _add_cells(table, one)
    for gone in difference.removed:
        _add(table, "removed", gone.before["event_id_cnty"], _summary(gone.before), after=_successor(gone))
    return Group(table, Text(), counts)


def _add_cells(table: Table, one: Changed) -> None:
    for number, name in enumerate(one.columns):
        event_id = "" if number else one.after["event_id_cnty"]
        _add(table, "" if number else "changed", event_id, name, _cell(one.before[name]), _cell(one.after[name]))


def _add(table: Table, change: str, event_id: str, what: str, before: str = "", after: str = "") -> None:
    table.add_row(*(Text(cell) for cell in (change, event_id, what, before, after)))


def _summary(row: Row) -> str:
    return f"{day(row)} {row['sub_event_type']}, {place(row)}, deaths {row['fatalities']}"


def _successor(gone: Removed) -> str:
    return f"now {gone.successor_id}" if gone.successor_id else ""


def _cell(value: object) -> str:
    return "" if value is None else str(value).removesuffix(" 00:00:00")
