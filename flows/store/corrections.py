"""The table of corrections: small, kept with the dataset, and the same whatever runs come after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from extractors.merging.corrections import Correction
from flows.store.dataset import Store
from flows.store.rows import build

PART = "all"
_FIELDS = tuple(field.name for field in fields(Correction))
_LISTS = ("report_ids", "split_reports")


def kept(store: Store) -> list[Correction]:
    """The corrections of a dataset."""
    return [_correction(row) for row in store.rows("corrections", PART).to_pylist()]


def with_new(store: Store, corrections: Iterable[Correction]) -> pa.Table:
    """The table with further corrections; one of the same thing replaces the earlier one."""
    old = {row["correction_id"]: row for row in store.rows("corrections", PART).to_pylist()}
    new = {one.correction_id: _row(one) | {"run_id": store.run_id} for one in corrections}
    return build("corrections", list((old | new).values()))


def _row(correction: Correction) -> dict[str, Any]:
    row = {name: getattr(correction, name) for name in _FIELDS}
    return row | {name: sorted(row[name]) for name in _LISTS}


def _correction(row: Mapping[str, Any]) -> Correction:
    values = {name: row[name] for name in _FIELDS} | {name: tuple(row[name]) for name in _LISTS}
    day: date | datetime = values["event_date"]
    return Correction(**values | {"event_date": day.date() if isinstance(day, datetime) else day})
