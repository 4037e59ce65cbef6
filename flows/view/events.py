"""The events table as a person reads it: when, what, who, whom, where, how many died."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]

APPROXIMATE = "~"
"""Stands before a day or place that the text gives only roughly (precision 2 or 3)."""

_YEARS = re.compile(r" \((?:\d{4}-(?:\d{4})?|-\d{4})\)")
"""The years of a government in a state actor's name; the dataset has them, the table has no room."""

_SHARES = (("Event", 26), ("Actor 1", 16), ("Actor 2", 15), ("Place", 15))
"""Columns that share what the narrow ones leave; at a width of 100 the longest word of a sub-event type fits."""

_FOOTNOTE = f"{APPROXIMATE} the text gives the day or place only roughly (precision 2 or 3)"


def events_table(events: Sequence[Row], total: int) -> RenderableType:
    """A table of events.

    Args:
        events: Events by column name, in the order to print.
        total: Number of events in the dataset, of which `events` are the first.
    """
    if not events:
        return Text("No events.")
    table = plain_table(is_full_width=True)
    table.add_column("Date", width=11)
    for name, ratio in _SHARES:
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("Deaths", justify="right", width=6)
    for event in events:
        table.add_row(*(Text(cell) for cell in _cells(event)))
    return Group(table, *_footnotes(events, total))


def plain_table(*, is_full_width: bool = False) -> Table:
    """A table with a line under its head and nothing else, two blanks between the columns."""
    return Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, expand=is_full_width)


def day(row: Row) -> str:
    """The day of an event or report, marked where it is rough; empty where unknown."""
    date = row.get("event_date")
    return f"{_mark(row, 'time_precision')}{str(date)[:10]}" if date is not None else ""


def place(row: Row) -> str:
    """Name, province and country, each once; marked where the place is rough."""
    parts = [row.get("location"), row.get("admin1"), row.get("country")]
    named = list(dict.fromkeys(str(part) for part in parts if part))
    return f"{_mark(row, 'geo_precision')}{', '.join(named)}" if named else ""


def _cells(row: Row) -> tuple[str, ...]:
    actors = (_YEARS.sub("", str(row.get(name) or "")) for name in ("actor1", "actor2"))
    return day(row), str(row.get("sub_event_type") or ""), *actors, place(row), str(row.get("fatalities", ""))


def _mark(row: Row, precision: str) -> str:
    return APPROXIMATE if (row.get(precision) or 1) > 1 else ""


def first_of(rows: Sequence[object], total: int, noun: str) -> list[Text]:
    """A line that says that there are more rows than were printed, if there are."""
    return [Text(f"The first {len(rows):,} of {total:,} {noun}.", style="dim")] if total > len(rows) else []


def _footnotes(events: Sequence[Row], total: int) -> list[Text]:
    notes = first_of(events, total, "events")
    if any(_mark(row, "time_precision") or _mark(row, "geo_precision") for row in events):
        notes.insert(0, Text(_FOOTNOTE, style="dim"))
    return [Text(), *notes] if notes else []
