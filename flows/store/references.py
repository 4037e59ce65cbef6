"""What must hold between tables: every report has its article, every event its reports, and the counts add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from extractors.merging.review import REJECTED
from flows.store.columns import TableName
from flows.store.violations import Violation


@dataclass(slots=True)
class Gathered:
    """What is kept of the rows while the files are read one by one.

    Attributes:
        events: Where each event is.
        articles: Ledger rows by article: part, n_reports, n_events, n_issues, report_months.
        reports: Number of reports by article.
        published: Number of reports by article that are published, or were until a person rejected their event.
        months: Months of its reports by article.
        told: Events that a report belongs to.
        issues: Number of coding issues by article.
        run_ids: Runs that the ledger names.
        report_ids: Reports seen.
        removed: Successor of each event that is gone.
        changed: Events that the log of changes names.
    """

    events: dict[str, str] = field(default_factory=dict)
    articles: dict[str, tuple[str, int, int, int, tuple[str, ...]]] = field(default_factory=dict)
    reports: Counter[str] = field(default_factory=Counter)
    published: Counter[str] = field(default_factory=Counter)
    months: dict[str, set[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    issues: Counter[str] = field(default_factory=Counter)
    run_ids: set[str] = field(default_factory=set)
    report_ids: set[str] = field(default_factory=set)
    removed: dict[str, str | None] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


def gather(seen: Gathered, name: TableName, part: str, rows: pa.Table) -> Iterator[Violation]:
    """Take in the rows of a file; identifiers that were seen before are violations."""
    keepers: dict[str, Callable[[Gathered, str, pa.Table], Iterable[Violation]]] = {
        "events": _gather_events,
        "reports": _gather_reports,
        "articles": _gather_articles,
        "issues": _gather_issues,
        "removed": _gather_removed,
        "changes": _gather_changes,
    }
    if name in keepers:
        yield from keepers[name](seen, part, rows)


def reference_violations(seen: Gathered) -> Iterator[Violation]:
    """What does not add up between the tables."""
    for event_id in sorted(seen.events.keys() - seen.told):
        yield _broken("events", event_id, "event_id_cnty", "every_event_has_a_report", "expected a report, found none")
    for event_id in sorted(seen.told - seen.events.keys()):
        yield _broken("reports", event_id, "event_id_cnty", "reports_name_an_event", "expected an event, found none")
    for event_id in sorted(seen.removed.keys() & seen.events.keys()):
        message = "expected no event of this id any more, found one"
        yield _broken("removed", event_id, "event_id_cnty", "what_is_removed_is_no_event", message)
    for event_id, successor_id in sorted(seen.removed.items()):
        if successor_id is not None and successor_id not in seen.events and successor_id not in seen.removed:
            yield _broken("removed", event_id, "successor_id", "successors_exist", f"found no event {successor_id}")
    for event_id in sorted(seen.changed - seen.events.keys() - seen.removed.keys()):
        message = "expected an event or one that was removed, found neither"
        yield _broken("changes", event_id, "event_id_cnty", "changes_name_an_event", message)
    for article_id in sorted((seen.reports.keys() | seen.issues.keys()) - seen.articles.keys()):
        yield _broken(
            "articles", article_id, "article_id", "every_article_is_in_the_ledger", "expected a row, found none"
        )
    for article_id, (_, n_reports, n_events, n_issues, months) in seen.articles.items():
        yield from _count(article_id, "n_reports", n_reports, seen.reports[article_id])
        yield from _count(article_id, "n_events", n_events, seen.published[article_id])
        yield from _count(article_id, "n_issues", n_issues, seen.issues[article_id])
        yield from _count(article_id, "report_months", months, tuple(sorted(seen.months.get(article_id, ()))))


def _gather_events(seen: Gathered, part: str, rows: pa.Table) -> Iterator[Violation]:
    for row, event_id in enumerate(rows["event_id_cnty"].to_pylist()):
        if event_id in seen.events:
            yield _twice("events", part, row, event_id, "event_id_cnty")
        seen.events[event_id] = part


def _gather_reports(seen: Gathered, part: str, rows: pa.Table) -> Iterator[Violation]:
    names = ("report_id", "article_id", "event_id_cnty", "reason")
    columns = (rows[name].to_pylist() for name in names)
    for row, (report_id, article_id, event_id, reason) in enumerate(zip(*columns, strict=True)):
        if report_id in seen.report_ids:
            yield _twice("reports", part, row, report_id, "report_id")
        seen.report_ids.add(report_id)
        seen.reports[article_id] += 1
        seen.months.setdefault(article_id, set()).add(part)
        if event_id is not None:
            seen.told.add(event_id)
        seen.published[article_id] += event_id is not None or (reason or "").startswith(REJECTED)


def _gather_articles(seen: Gathered, part: str, rows: pa.Table) -> Iterator[Violation]:
    names = ("article_id", "n_reports", "n_events", "n_issues", "report_months", "run_id")
    columns = [rows[name].to_pylist() for name in names]
    for row, (article_id, n_reports, n_events, n_issues, months, run_id) in enumerate(zip(*columns, strict=True)):
        if article_id in seen.articles:
            yield _twice("articles", part, row, article_id, "article_id")
        seen.articles[article_id] = (part, n_reports, n_events, n_issues, tuple(months or ()))
        seen.run_ids.add(run_id)


def _gather_issues(seen: Gathered, part: str, rows: pa.Table) -> tuple[()]:
    pairs = zip(rows["stage"].to_pylist(), rows["article_id"].to_pylist(), strict=True)
    seen.issues.update(article_id for stage, article_id in pairs if stage == "coding")
    return ()


def _gather_removed(seen: Gathered, part: str, rows: pa.Table) -> Iterator[Violation]:
    seen.run_ids.update(rows["run_id"].to_pylist())
    pairs = zip(rows["event_id_cnty"].to_pylist(), rows["successor_id"].to_pylist(), strict=True)
    for row, (event_id, successor_id) in enumerate(pairs):
        if event_id in seen.removed:
            yield _twice("removed", part, row, event_id, "event_id_cnty")
        seen.removed[event_id] = successor_id


def _gather_changes(seen: Gathered, part: str, rows: pa.Table) -> Iterator[Violation]:
    seen.run_ids.update(rows["run_id"].unique().to_pylist())
    seen.changed.update(rows["event_id_cnty"].to_pylist())
    cells = zip(*(rows[name].to_pylist() for name in ("event_id_cnty", "change", "column")), strict=True)
    for row, (event_id, change, column) in enumerate(cells):
        if (change == "changed") != (column is not None):
            message = f"expected a column for a changed cell only, found {column!r} for {change!r}"
            yield Violation(
                "changes",
                f"changes-{part}.parquet",
                row,
                event_id,
                "column",
                "only_a_changed_cell_has_a_column",
                message,
            )


def _twice(name: str, part: str, row: int, key: str, column: str) -> Violation:
    message = f"expected each {column} once, found {key!r} again"
    return Violation(name, f"{name}-{part}.parquet", row, key, column, "identifiers_are_unique", message)


def _count(article_id: str, column: str, expected: object, found: object) -> Iterator[Violation]:
    if expected != found:
        message = f"the ledger says {column} is {expected}, found {found}"
        yield _broken("articles", article_id, column, "the_ledger_counts_right", message)


def _broken(name: str, key: str, column: str, rule: str, message: str) -> Violation:
    return Violation(name, None, None, key, column, rule, message)
