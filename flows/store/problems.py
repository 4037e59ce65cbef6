"""What is wrong with a row of events: its cells one by one, then what must hold between them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.store.cells import cell_problem
from flows.store.columns import table
from flows.store.rows import Row
from flows.store.rules import EVENT_RULES, broken


def event_problems(row: Row) -> Iterator[tuple[str, str]]:
    """The columns of a row that break a rule, with what is wrong; days are not looked at, for they cannot be wrong."""
    for column in table("events").columns:
        if column.type != "day" and (message := cell_problem(column, row[column.name])):
            yield column.name, message
    for rule, message in broken(row, EVENT_RULES):
        yield rule.column, message
