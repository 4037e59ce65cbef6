"""What came back from review, as corrections; every cell that cannot be one is a problem with its row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from extractors.event import Event
from extractors.merging.corrections import CHANGEABLE, Action, Correction, cell, changed, correction_id
from flows.review.files import Cells
from flows.review.sheet import KEPT
from flows.store.reviewing import fault

_NO = frozenset(["", "0", "no", "n", "false"])
MOST_DAYS = 10
"""How far from its coded day an event may be moved; what lies further apart is another event."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number in the file, and a sentence."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who corrects, where the rows do not say it themselves, and when."""

    who: str | None
    made_at: str


def corrections(
    rows: list[tuple[int, Cells]], reviewer: Reviewer, known: Mapping[str, Event]
) -> tuple[list[Correction], list[Problem]]:
    """The corrections of a sheet, and what is wrong with it.

    Args:
        rows: Rows with their numbers.
        reviewer: Who imports them.
        known: The events of the dataset by id.
    """
    found: list[Correction] = []
    problems: list[Problem] = []
    for number, cells in rows:
        try:
            found += _of_row(cells, reviewer, known)
        except ValueError as error:
            problems.append(Problem(number, str(error)))
    return found, problems


def _of_row(cells: Cells, reviewer: Reviewer, known: Mapping[str, Event]) -> Iterator[Correction]:
    event_id, kept = _event(cells)
    if event_id not in known:
        raise ValueError(f"expected an event of the dataset, found {event_id}, which is gone; export anew")
    reports = tuple(kept["reports"])
    was: Mapping[str, str | None] = kept["cells"]
    changes = {column: cells.get(column) for column in CHANGEABLE if _is_changed(column, cells, was)}
    is_rejected = (cells.get("reject") or "").strip().lower() not in _NO
    into, split = cells.get("merge_into"), cells.get("split")
    if not (changes or is_rejected or into or split):
        return
    who, why = cells.get("who") or reviewer.who, cells.get("why")
    if not who:
        raise ValueError("expected who corrects it in the column `who` or with --who, found nobody")
    if not why:
        raise ValueError("expected the reason in the column `why`, found none")
    if is_rejected and (changes or into or split):
        raise ValueError("expected a rejected event to be left as it is otherwise, found further corrections")
    day = date.fromisoformat(str(was["event_date"]))
    make = partial(_correction, event_id, day, reports, who, why, reviewer.made_at)
    if is_rejected:
        yield make("reject")
    if into:
        yield make("merge", new=_target(into, event_id, known, was))
    if split:
        yield make("split", split_reports=_numbered(split, reports))
    for column, text in changes.items():
        _check(column, text, was)
    if changes and (problem := fault(changed(known[event_id], changes))):
        raise ValueError(f"the event would be illegal: {problem}")
    for column, text in changes.items():
        yield make("change", column=column, old=was.get(column), new=text)


def _correction(
    event_id: str,
    day: date,
    reports: tuple[str, ...],
    who: str,
    why: str,
    made_at: str,
    action: Action,
    column: str | None = None,
    old: str | None = None,
    new: str | None = None,
    split_reports: tuple[str, ...] = (),
) -> Correction:
    id_ = correction_id(event_id, action, column, split_reports)
    return Correction(id_, event_id, day, reports, action, column, old, new, split_reports, who, why, made_at)


def _event(cells: Cells) -> tuple[str, Mapping[str, Mapping[str, str | None]]]:
    event_id, text = cells.get("event_id_cnty"), cells.get(KEPT)
    if not event_id:
        raise ValueError("expected the id of an event, found an empty cell")
    try:
        kept = json.loads(text or "")
        if not (isinstance(kept["cells"], dict) and isinstance(kept["reports"], list)):
            raise TypeError
    except (TypeError, KeyError, ValueError):
        raise ValueError(f"{event_id}: the column {KEPT} was changed; export the event anew") from None
    return event_id, kept


def _is_changed(column: str, cells: Cells, was: Mapping[str, str | None]) -> bool:
    """True when the cell says something else; 3.0 says what 3 says, and a column that was deleted says nothing."""
    if column not in cells or cells[column] == was.get(column):
        return False
    try:
        return cell(column, cells[column]) != cell(column, was.get(column))
    except ValueError:
        return True


def _check(column: str, text: str | None, was: Mapping[str, str | None]) -> None:
    value = cell(column, text)
    if isinstance(value, date) and _is_far(value, was):
        raise ValueError(f"event_date: expected a day within {MOST_DAYS} of {was['event_date']}, found {text}")


def _target(into: str, event_id: str, known: Mapping[str, Event], was: Mapping[str, str | None]) -> str:
    into = into.strip()
    if into == event_id:
        raise ValueError("merge_into: expected another event, found the event itself")
    if into not in known:
        raise ValueError(f"merge_into: expected the id of an event of the dataset, found {into!r}")
    if _is_far(known[into].event_date, was):
        raise ValueError(
            f"merge_into: expected an event within {MOST_DAYS} days of {was['event_date']}, found {known[into].event_date}"
        )
    return into


def _is_far(day: date, was: Mapping[str, str | None]) -> bool:
    return abs((day - date.fromisoformat(str(was["event_date"]))).days) > MOST_DAYS


def _numbered(split: str, reports: tuple[str, ...]) -> tuple[str, ...]:
    """The reports that the numbers of the column `text` stand for."""
    parts = [part.strip(" .") for part in split.replace(";", ",").split(",") if part.strip(" .")]
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= len(reports) for part in parts):
        raise ValueError(f"split: expected numbers of reports from 1 to {len(reports)}, found {split!r}")
    chosen = {reports[int(part) - 1] for part in parts}
    if len(chosen) == len(reports):
        raise ValueError("split: expected some of the reports, found all of them")
    return tuple(sorted(chosen))
