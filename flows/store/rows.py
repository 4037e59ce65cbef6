"""Records become rows and rows become records: the only place that knows both the coder's records and the tables.

Tables are built column by column, because that is several times faster than row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from extractors.event import Event
from extractors.report import Evidence, Issue, Report
from flows.store.columns import TableName, table
from flows.store.schema import plain_schema

_SURROGATES = re.compile("[\ud800-\udfff]")
_REPORT_FIELDS = tuple(field.name for field in fields(Report))
_EVENT_FIELDS = tuple(field.name for field in fields(Event) if field.name != "report_ids")

Row = Mapping[str, Any]


def build(name: TableName, rows: Sequence[Row]) -> pa.Table:
    """A table in plain form; columns that a row lacks are empty."""
    columns = [_array([row.get(field.name) for row in rows], field.type) for field in plain_schema(name)]
    return pa.Table.from_arrays(columns, schema=plain_schema(name))


def report_row(report: Report) -> dict[str, Any]:
    """The row of a report, not yet part of an event."""
    row = {name: getattr(report, name) for name in _REPORT_FIELDS}
    row["evidence"] = [
        {"field": e.field, "start": e.start, "end": e.end, "text": e.text, "rule_id": e.rule_id}
        for e in report.evidence
    ]
    row["year"] = report.event_date.year if report.event_date else None
    return row


def event_row(event: Event, timestamp: int | None = None) -> dict[str, Any]:
    """The row of an event."""
    row = {name: getattr(event, name) for name in _EVENT_FIELDS}
    return row | {"year": event.event_date.year, "timestamp": timestamp}


def issue_row(issue: Issue, stage: str) -> dict[str, Any]:
    """The row of a problem."""
    return {name: getattr(issue, name, None) for name in table("issues").column_names} | {"stage": stage}


def reports_of(rows: pa.Table) -> Iterable[Report]:
    """The reports that rows in plain form were made of."""
    names = [name for name in _REPORT_FIELDS if name != "evidence"]
    columns = [rows[name].to_pylist() for name in names]
    days = names.index("event_date")
    for cells, evidence in zip(zip(*columns, strict=True), rows["evidence"].to_pylist(), strict=True):
        values = dict(zip(names, cells, strict=True))
        values["event_date"] = _day(cells[days])
        yield Report(**values, evidence=tuple(Evidence(**item) for item in evidence))


def month_of(day: date | None) -> str:
    """The part of a file name that a day belongs to."""
    return "undated" if day is None else f"{day.year:04d}-{day.month:02d}"


def split_by_month(rows: pa.Table, column: str) -> dict[str, pa.Table]:
    """Rows in plain form by the month of a day column, "undated" where it is empty."""
    months = [month_of(_day(value)) for value in rows[column].to_pylist()]
    positions: dict[str, list[int]] = {}
    for position, month in enumerate(months):
        positions.setdefault(month, []).append(position)
    return {month: rows.take(pa.array(taken)) for month, taken in positions.items()}


def writable(text: str) -> str:
    """The text with lone surrogates, which no table can hold, replaced one by one; offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    maker = _makers().get(kind.id)
    return maker(values, kind) if maker else _plain(values, kind)


def _makers() -> dict[int, Callable[[list[Any], pa.DataType], pa.Array]]:
    return {pa.timestamp("ms").id: _days}


def _days(values: list[Any], kind: pa.DataType) -> pa.Array:
    return pa.array([_day(value) for value in values], pa.date32()).cast(kind)


def _plain(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_clean(value) for value in values], kind)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
