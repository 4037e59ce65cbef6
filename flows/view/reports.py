"""What one text says of each event, with the words that each cell came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractors.report import Issue, Report
from flows.view.events import Row, day, place

_LINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("when", ("event_date",)),
    ("who", ("actor1", "assoc_actor_1")),
    ("whom", ("actor2", "assoc_actor_2")),
    ("where", ("location", "admin1", "country")),
    ("deaths", ("fatalities",)),
    ("injured", ("injuries",)),
    ("other harm", ("other_harm",)),
    ("claimed by", ("claimed_by",)),
)
"""The lines of a card, and the coded fields whose words stand beside each."""


def report_rows(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Reports as plain rows for JSON lines."""
    return (asdict(report) for report in reports)


def report_cards(reports: Sequence[Report]) -> RenderableType:
    """One card a report: what it is, then a line for each coded field and the words behind it."""
    if not reports:
        return Text("No conflict events found.")
    return Group(*(part for report in reports for part in (_card(report), Text())))


def issue_lines(issues: Iterable[Issue], reports: Iterable[Report] = ()) -> Iterator[str]:
    """Problems found in a text, a line each, without those that one of the reports gives as its reason."""
    told = tuple(report.reason for report in reports if report.reason)
    for issue in issues:
        if any(reason in issue.message for reason in told):
            continue
        yield f"{issue.severity}: {issue.message}" + (f' ("{issue.text}")' if issue.text else "")


def _card(report: Report) -> RenderableType:
    row = asdict(report)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    grid.add_column(style="italic")
    for label, fields in _LINES:
        if value := _value(label, row):
            grid.add_row(label, Text(value), Text(_words(report, fields)))
    sentence = Text(" ".join(report.sentence.split()), style="dim")
    return Group(report_title(report), Padding(Group(sentence, grid), (0, 0, 0, 2)))


def report_title(report: Report) -> Text:
    """What a report is of, whether it happened, and why it is no event if it is none."""
    verdict = report.status if report.reason is None else f"{report.status}, no event: {report.reason}"
    return Text.assemble((report.sub_event_type, "bold"), f"  [{verdict}]")


def _value(label: str, row: Row) -> str:
    match label:
        case "when":
            return day(row) or "unknown"
        case "who":
            return _actor(row, "actor1", "assoc_actor_1")
        case "whom":
            return _actor(row, "actor2", "assoc_actor_2")
        case "where":
            return _where(row)
        case "deaths":
            return _count(row, "fatalities")
        case "injured":
            return _count(row, "injuries")
        case _:
            return str(row[label.replace(" ", "_")] or "")


def _actor(row: Row, name: str, associate: str) -> str:
    return " + ".join(str(row[key]) for key in (name, associate) if row[key])


def _where(row: Row) -> str:
    if row["latitude"] is None:
        return place(row) or "unknown"
    return f"{place(row)} ({row['latitude']:.2f}, {row['longitude']:.2f})"


def _count(row: Row, field: str) -> str:
    low, high = row[f"{field}_low"], row[f"{field}_high"]
    if low is None and high is None:
        return str(row[field] or "")
    stated = f"{low if low is not None else ''}-{high if high is not None else ''}"
    return str(row[field]) if low == high else f"{row[field]} (stated {stated})"


def _words(report: Report, fields: tuple[str, ...]) -> str:
    words = dict.fromkeys(" ".join(found.text.split()) for found in report.evidence if found.field in fields)
    return ", ".join(f'"{text}"' for text in words)
