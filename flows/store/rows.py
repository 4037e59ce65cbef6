"""Records become rows and rows become records: the only place that knows both the coder's records and the tables.

Tables are built column by column, because that is several times faster than row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors.event import Event
from extractors.report import Evidence, Issue, Report
from flows.store.columns import TableName, table
from flows.store.months import UNDATED
from flows.store.schema import plain_schema

_SURROGATES = re.compile("[\ud800-\udfff]")
_REPORT_FIELDS = tuple(field.name for field in fields(Report))
_CELLS = tuple(name for name in _REPORT_FIELDS if name != "evidence")
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
        {"field": e.field, "start": e.start, "end": e.end, "text": e.text, "rule_id": e.rule_id, "note": e.note}
        for e in report.evidence
    ]
    row["year"] = report.event_date.year if report.event_date else None
    return row


def event_row(event: Event, timestamp: int | None = None) -> dict[str, Any]:
    """The row of an event."""
    row = {name: getattr(event, name) for name in _EVENT_FIELDS}
    return row | {"year": event.event_date.year, "timestamp": timestamp}


def event_of(row: Row, report_ids: Iterable[str]) -> Event:
    """The event that a row in plain form was made of."""
    values = {name: row[name] for name in _EVENT_FIELDS}
    return Event(**values | {"event_date": _day(row["event_date"]), "report_ids": tuple(sorted(report_ids))})


def issue_row(issue: Issue, stage: str) -> dict[str, Any]:
    """The row of a problem."""
    return {name: getattr(issue, name, None) for name in table("issues").column_names} | {"stage": stage}


def reports_of(rows: pa.Table) -> Iterable[Report]:
    """The reports that rows in plain form were made of, without their evidence, which no merging needs."""
    columns = [rows[name].to_pylist() for name in _CELLS]
    days = _CELLS.index("event_date")
    columns[days] = [_day(value) for value in columns[days]]
    return (Report(*cells) for cells in zip(*columns, strict=True))


def whole_reports_of(rows: pa.Table) -> Iterable[Report]:
    """The reports that rows in plain form were made of, with their evidence."""
    for report, evidence in zip(reports_of(rows), rows["evidence"].to_pylist(), strict=True):
        yield replace(report, evidence=tuple(Evidence(**item) for item in evidence))


def month_of(day: date | None) -> str:
    """The part of a file name that a day belongs to."""
    return UNDATED if day is None else f"{day.year:04d}-{day.month:02d}"


def split_by_month(rows: pa.Table, column: str) -> dict[str, pa.Table]:
    """Rows in plain form by the month of a day column, "undated" where it is empty."""
    return split(rows, months_of(rows[column]))


def months_of(days: pa.ChunkedArray) -> pa.Array:
    """The part of a file name that each day belongs to."""
    return pc.fill_null(pc.strftime(days, format="%Y-%m"), UNDATED).combine_chunks()


def split(rows: pa.Table, months: pa.Array) -> dict[str, pa.Table]:
    """Rows by the month that stands beside each."""
    order = pc.sort_indices(months)
    ordered, runs = rows.take(order), pc.run_end_encode(months.take(order))
    starts = [0, *runs.run_ends.to_pylist()]
    return {
        month: ordered.slice(start, end - start)
        for month, start, end in zip(runs.values.to_pylist(), starts, starts[1:], strict=False)
    }


def kept(rows: pa.Table, coded: pa.Array) -> pa.Table:
    """The rows of articles that were not coded anew."""
    return rows.filter(pc.invert(pc.is_in(rows["article_id"], value_set=coded)))


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
