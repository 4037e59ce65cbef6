"""What people found wrong with events, kept apart from what the machine coded and applied to it on every build.

A correction names its event by id, and by the reports it consisted of when somebody looked at it; so it still finds the
event when a later coder gives it another id. It changes a cell, rejects the event, takes some of its reports out as an
event of their own, or makes it part of another event.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.event import Event
from extractors.places.tables import countries

Action = Literal["change", "reject", "split", "merge"]
ACTIONS: tuple[Action, ...] = get_args(Action)

CHANGEABLE = (
    "event_date", "time_precision", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags",
)  # fmt: skip
"""Columns that a person may change; what follows from them (types, classes of a pair, region, year) follows."""

_INTEGERS = frozenset(["time_precision", "geo_precision", "fatalities"])
_NUMBERS = frozenset(["latitude", "longitude"])
_REQUIRED = frozenset(CHANGEABLE) - {
    "assoc_actor_1", "actor2", "assoc_actor_2", "inter2", "admin1", "admin2", "admin3", "tags",
}  # fmt: skip
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person corrects in one event.

    Attributes:
        correction_id: Identifier; a digest of what is corrected, so that the same correction twice is one.
        event_id_cnty: The event when it was looked at.
        event_date: Its day then.
        report_ids: The reports that it consisted of then.
        action: What is to be done.
        column: For a change, the column.
        old: For a change, the cell as it was, as text; `None` for an empty one.
        new: For a change, the cell as it should be; for a merge, the id of the event that it is part of.
        split_reports: For a split, the reports that are an event of their own.
        who: Who says so.
        why: Why.
        made_at: When it was imported, ISO 8601 in UTC.
    """

    correction_id: str
    event_id_cnty: str
    event_date: date
    report_ids: tuple[str, ...]
    action: Action
    column: str | None
    old: str | None
    new: str | None
    split_reports: tuple[str, ...]
    who: str
    why: str
    made_at: str


def correction_id(event_id: str, action: str, column: str | None, subject: Iterable[str]) -> str:
    """The identifier of what is corrected: a later correction of the same thing replaces the earlier one."""
    text = "|".join([event_id, action, column or "", *sorted(subject)])
    return f"c{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def split_id(event_id: str, reports: Iterable[str]) -> str:
    """The id of the event that a split makes, in the country of the first."""
    head, _, _ = event_id.rpartition("-")
    return f"{head}-{hashlib.sha256('|'.join([event_id, *sorted(reports)]).encode()).hexdigest()[:12]}"


def find(correction: Correction, ids: Container[str], event_of: Mapping[str, str]) -> str | None:
    """The id that the event of a correction has now, `None` when there is no such event any more.

    Args:
        correction: The correction.
        ids: Ids of the events.
        event_of: The event of each report.
    """
    if correction.event_id_cnty in ids:
        return correction.event_id_cnty
    shared = Counter(event_of[report] for report in correction.report_ids if report in event_of)
    return min(shared, key=lambda id_: (-shared[id_], id_)) if shared else None


def changed(event: Event, changes: Mapping[str, str | None]) -> Event:
    """The event with other cells, and with what follows from them.

    Args:
        event: The event.
        changes: New cells by column, as text; `None` empties a cell.

    Raises:
        ValueError: A column may not be changed, or a cell is not of its kind; the message names it.
    """
    values: dict[str, Any] = {column: cell(column, text) for column, text in changes.items()}
    event = replace(event, **values)
    if "actor2" in changes and changes["actor2"] is None:
        event = replace(event, inter2=None, assoc_actor_2=None)
    book = Codebook.default()
    event_type = book.event_type[event.sub_event_type]
    place: dict[str, Any] = {}
    if "country" in changes:
        found = next(c for c in countries().values() if c.name == event.country)
        place = {"iso": found.iso, "region": found.region}
    return replace(
        event,
        event_type=event_type,
        disorder_type=book.disorder_type[event.sub_event_type],
        interaction=interaction(event.inter1, event.inter2) or "",
        civilian_targeting=civilian_targeting(event_type, event.sub_event_type, event.inter2),
        **place,
    )


def cell(column: str, text: str | None) -> object:
    """The value of a cell from its text.

    Raises:
        ValueError: The column may not be changed, or the text is not of its kind.
    """
    if column not in CHANGEABLE:
        raise ValueError(f"{column}: may not be changed; it follows from the others")
    if text is None:
        if column in _REQUIRED:
            raise ValueError(f"{column}: expected a value, found an empty cell")
        return None
    try:
        return _value(column, text)
    except ValueError:
        raise ValueError(f"{column}: {_expected(column)}, found {text!r}") from None


def as_text(value: object) -> str | None:
    """A cell as a review sheet shows it; `cell` reads it back."""
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _value(column: str, text: str) -> object:
    if column == "event_date":
        return date.fromisoformat(text[:10])
    if column in _INTEGERS | _NUMBERS:
        return _number(float(text), is_whole=column in _INTEGERS)
    if column == "sub_event_type" and text not in Codebook.default().event_type:
        raise ValueError
    if column == "country" and text not in {country.name for country in countries().values()}:
        raise ValueError
    return text


def _number(number: float, *, is_whole: bool) -> float:
    if not math.isfinite(number) or (is_whole and (number < 0 or not number.is_integer())):
        raise ValueError
    return int(number) if is_whole else round(number, _DIGITS)


def _expected(column: str) -> str:
    if column == "event_date":
        return "expected a day such as 2012-12-28"
    if column in _INTEGERS:
        return "expected a whole number"
    if column in _NUMBERS:
        return "expected degrees such as 33.8611"
    return "expected a sub-event type of the codebook" if column == "sub_event_type" else "expected a country's name"
