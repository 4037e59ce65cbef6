"""The table that goes out for review: a row an event, its cells beside the text that they came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractors.merging.corrections import CHANGEABLE, as_text

DECISIONS = ("reject", "merge_into", "split", "who", "why")
"""Columns for the reviewer: `x` to reject, the id of the event that it is part of, numbers of the reports that are an
event of their own, and who says so and why."""
TEXT = "text"
KEPT = "as_exported"
"""What the cells were, so that a cell that a later run changed is not taken for a correction."""
COLUMNS = ("event_id_cnty", *DECISIONS, TEXT, *CHANGEABLE, KEPT)

_LONGEST_TEXT = 30_000
"""Characters; a cell of a workbook holds 32,767."""


def rows(events: Iterable[Mapping[str, Any]], reports: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str | None]]:
    """The rows of the sheet, in the order of the events.

    Args:
        events: Rows of `events`.
        reports: Rows of `reports`; those of no event are left out.
    """
    told: dict[str, list[Mapping[str, Any]]] = {}
    for report in reports:
        if report["event_id_cnty"]:
            told.setdefault(report["event_id_cnty"], []).append(report)
    for event in events:
        of_event = sorted(told.get(event["event_id_cnty"], []), key=lambda r: str(r["report_id"]))
        yield _row(event, of_event)


def _row(event: Mapping[str, Any], reports: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    cells = {column: as_text(event[column]) for column in CHANGEABLE}
    kept = {"cells": cells, "reports": [report["report_id"] for report in reports]}
    decisions = dict.fromkeys(DECISIONS)
    text = "\n".join(_told(number, report) for number, report in enumerate(reports, 1))
    return {
        "event_id_cnty": event["event_id_cnty"],
        **decisions,
        TEXT: text[:_LONGEST_TEXT],
        **cells,
        KEPT: json.dumps(kept, ensure_ascii=False, sort_keys=True),
    }


def _told(number: int, report: Mapping[str, Any]) -> str:
    sentence = " ".join(str(report["sentence"]).split())
    return f"{number}. {sentence} [{report['source'] or 'no source'}, article {report['article_id']}]"
