"""What each cell may hold on its own: the checks that follow from the declaration of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from flows.store.columns import Column


def cell_problems(column: Column, cells: pa.ChunkedArray) -> Iterator[tuple[int, str]]:
    """Rows whose cell the declaration does not allow, with what is wrong. Each distinct value is looked at once."""
    if column.type == "evidence":
        yield from _evidence_problems(cells)
        return
    verdicts: dict[Any, str | None] = {}
    for row, value in enumerate(cells.to_pylist()):
        key = tuple(value) if isinstance(value, list) else value
        if key not in verdicts:
            verdicts[key] = cell_problem(column, value)
        if message := verdicts[key]:
            yield row, message


def cell_problem(column: Column, value: Any) -> str | None:
    """What is wrong with a cell, or `None`."""
    if value is None:
        return "expected a value, found none" if column.is_required else None
    if column.type in ("text", "category"):
        return _text_problem(column, value)
    if column.type in ("integer", "number"):
        return _number_problem(column, value)
    if column.type == "texts":
        return next((problem for item in value if (problem := _text_problem(column, item))), None)
    return None


def _text_problem(column: Column, value: str) -> str | None:
    if not value.strip():
        return f"expected text, or no value, found {value!r}"
    if column.allowed is not None and value not in column.allowed:
        shown = column.allowed if len(column.allowed) < 10 else f"one of {len(column.allowed)} values"
        return f"expected {shown}, found {value!r}"
    if column.pattern and not re.fullmatch(column.pattern, value):
        return f"expected text like {column.pattern}, found {value!r}"
    return None


def _number_problem(column: Column, value: float) -> str | None:
    if value != value or value in (float("inf"), float("-inf")):
        return f"expected a number, found {value}"
    if column.min is not None and value < column.min:
        return f"expected at least {column.min:g}, found {value}"
    if column.max is not None and value > column.max:
        return f"expected at most {column.max:g}, found {value}"
    if column.decimals is not None and round(value, column.decimals) != value:
        return f"expected at most {column.decimals} decimals, found {value!r}"
    return None


def _evidence_problems(cells: pa.ChunkedArray) -> Iterator[tuple[int, str]]:
    for row, items in enumerate(cells.to_pylist()):
        for item in items or ():
            if item["end"] - item["start"] != len(item["text"]):
                yield row, f"offsets {item['start']} to {item['end']} do not fit {item['text']!r}"
