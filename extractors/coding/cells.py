"""Why each cell of a report is what it is, or is empty: from words of the text, from another cell, or from the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from extractors.coding.draft import Draft
from extractors.report import Evidence, Report

_FROM_WORDS: Final = (
    "sub_event_type", "event_date", "actor1", "actor2", "location", "fatalities", "injuries", "other_harm",
    "claimed_by", "tags",
)  # fmt: skip
_FROM_CELL: Final[Mapping[str, str]] = {
    "time_precision": "event_date",
    "event_type": "sub_event_type",
    "disorder_type": "sub_event_type",
    "assoc_actor_1": "actor1",
    "inter1": "actor1",
    "assoc_actor_2": "actor2",
    "inter2": "actor2",
    "interaction": "inter1",
    "civilian_targeting": "inter2",
    "country": "location",
    "region": "country",
    "iso": "country",
    "admin1": "location",
    "admin2": "location",
    "admin3": "location",
    "latitude": "location",
    "longitude": "location",
    "geo_precision": "location",
    "notes": "sub_event_type",
}
_OF_ARTICLE: Final = ("source", "source_scale")
UNDISCLOSED: Final = "Undisclosed Source"
"""The source of an article that names none (codebook section 8)."""
_COUNTS: Final = frozenset(["fatalities", "injuries"])
EXPLAINED: Final = (
    "event_date", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "fatalities", "tags", "injuries", "other_harm", "claimed_by",
)  # fmt: skip
"""The cells that `reasons` explains, in ACLED's order, then what ACLED has no column for."""


def reasons(report: Report, draft: Draft) -> Iterator[tuple[str, str | None, str]]:
    """(field, value, why) for the status and every coded cell of a report."""
    yield "status", report.status, draft.status_rule
    by_field = {e.field: e for e in reversed(report.evidence)}
    for name in EXPLAINED:
        value = getattr(report, name)
        shown = None if value is None else str(value)
        yield name, shown, _why(name, value, by_field.get(name), report, draft)


def _why(name: str, value: object, seen: Evidence | None, report: Report, draft: Draft) -> str:
    if name in _OF_ARTICLE:
        return "of the article" if value not in (None, UNDISCLOSED) else "the article does not say"
    if name in _FROM_CELL:
        return _from_cell(_FROM_CELL[name], value, report)
    step = _step(name, draft)
    words = f" ({' '.join(seen.text.split())!r})" if seen else ""
    if value is None:
        return f"{step}{words}" if step else f"nothing in the text{words}"
    if name in _COUNTS and seen is None:
        return "nobody said to be: 0 by the codebook"
    return f"{step or (seen.rule_id if seen else 'filled in by the codebook')}{words}"


def _from_cell(source: str, value: object, report: Report) -> str:
    if value is not None:
        return f"follows from {source}"
    return f"{source} is empty" if getattr(report, source) is None else f"{source} gives none"


def _step(name: str, draft: Draft) -> str:
    """The step that found the value of a field, where the draft keeps it."""
    match name:
        case "sub_event_type":
            return draft.rule_id
        case "event_date":
            return draft.when.step
        case "location":
            return f"{draft.place_step}: {draft.place.reason}" if draft.place else draft.place_step
        case "actor1" | "actor2":
            actor = draft.actor1 if name == "actor1" else draft.actor2
            return actor.rule_id if actor else ""
        case _:
            return ""
