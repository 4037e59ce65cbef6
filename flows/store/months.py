"""Months as the files name them ("2013-01"), and the calendar between them."""

from __future__ import annotations

from collections.abc import Iterable

UNDATED = "undated"
"""Part of the file for rows without a day."""


def shifted(month: str, by: int) -> str:
    """The month so many months later, or earlier."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def with_neighbours(months: Iterable[str]) -> set[str]:
    """The months, those before and those after them."""
    return {shifted(month, by) for month in months for by in (-1, 0, 1)}


def month_of_run(run_id: str) -> str:
    """The month in which a run started."""
    return f"{run_id[:4]}-{run_id[4:6]}"
