"""What the coder says is held against the codebook before it is written down.

A cell that the codebook does not allow is emptied; a report that would make an illegal event stays a report and says
why it is not published; one that cannot even be a row is left out. Each of these is an issue, so nothing happens
silently, and `validate` passes on whatever is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from extractors.coding.interaction import civilian_targeting, interaction
from extractors.merging.merge import merge
from extractors.report import Issue, Report, Severity
from flows.store.cells import cell_problem
from flows.store.columns import table
from flows.store.problems import event_problems
from flows.store.rows import Row, event_row
from flows.store.rules import SHARED, broken

_TOGETHER = {
    "actor1": ("actor1", "inter1", "assoc_actor_1"),
    "actor2": ("actor2", "inter2", "assoc_actor_2"),
    "inter1": ("actor1", "inter1", "assoc_actor_1"),
    "inter2": ("actor2", "inter2", "assoc_actor_2"),
    "country": ("country", "iso", "region"),
    "iso": ("country", "iso", "region"),
    "region": ("country", "iso", "region"),
    "latitude": ("latitude", "longitude"),
    "longitude": ("latitude", "longitude"),
}
"""Cells that make sense only together."""

_ROUNDS = 3

_FIELDS = tuple(field.name for field in fields(Report) if field.name != "evidence")


def legal(report: Report, min_confidence: float) -> tuple[Report | None, list[Issue]]:
    """The report as it may be written, `None` if it may not, and what was wrong with it."""
    mended, issues = _mended(report)
    if mended is None:
        return None, [*issues, _issue(report, "illegal_report", "error", issues[-1].field or "", "report left out")]
    report = mended
    if not report.is_publishable:
        return report, issues
    if report.confidence < min_confidence:
        return replace(report, reason=f"confidence below {min_confidence:g}"), issues
    if problem := _event_problem(report):
        column, message = problem
        issues.append(_issue(report, "illegal_event", "error", column, f"not published as an event: {message}"))
        return replace(report, reason=f"against the codebook: {column}: {message}"), issues
    return report, issues


def _mended(report: Report) -> tuple[Report | None, list[Issue]]:
    """The report without its illegal cells; emptying one may make another illegal. `None` if that does not end."""
    issues: list[Issue] = []
    for _round in range(_ROUNDS):
        problems = list(_cell_problems(_row(report)))
        if not problems:
            return report, issues
        issues += [
            _issue(report, "illegal_cell", "warning", column, f"left empty: {text}") for column, text in problems
        ]
        for column, _message in problems:
            report = _emptied(report, column)
    return None, issues


def _cell_problems(row: Row) -> Iterator[tuple[str, str]]:
    for column in table("reports").columns:
        if column.name in row and column.type != "day" and (message := cell_problem(column, row[column.name])):
            yield column.name, message
    for rule, message in broken(row, SHARED):
        yield rule.column, message


def _row(report: Report) -> dict[str, Any]:
    row = {name: getattr(report, name) for name in _FIELDS}
    return row | {"year": report.event_date.year if report.event_date else None, "event_id_cnty": None}


def _emptied(report: Report, column: str) -> Report:
    names = _TOGETHER.get(column, (column,))
    optional = {one.name for one in table("reports").columns if not one.is_required} & set(_FIELDS)
    nothing: dict[str, Any] = {name: None for name in names if name in optional}
    report = replace(report, **nothing)
    if not {*names} & {"actor1", "actor2", "interaction", "civilian_targeting"}:
        return report
    return replace(
        report,
        interaction=interaction(report.inter1, report.inter2),
        civilian_targeting=civilian_targeting(report.event_type, report.sub_event_type, report.inter2),
    )


def _event_problem(report: Report) -> tuple[str, str] | None:
    """What is wrong with the event that the report alone would make."""
    try:
        rows = [event_row(event, timestamp=0) for event in merge([report], {})]
    except (ValueError, TypeError) as error:
        return "event_date", str(error)
    return next((problem for row in rows for problem in event_problems(row)), None)


def _issue(report: Report, kind: str, severity: Severity, column: str, message: str) -> Issue:
    return Issue(
        report.article_id, kind, severity, f"{column}: {message}", column,
        start=report.start, end=report.end, text=report.sentence[:200],
    )  # fmt: skip
