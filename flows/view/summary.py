"""What a run did, in a few lines; and what `validate` found, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.records import RunSummary
    from flows.store.violations import Violation


def summary_lines(summary: RunSummary) -> Iterator[str]:
    """What was read, coded and published, and what a person should look at."""
    yield (
        f"{_number(summary.n_read, 'article')} read: {summary.n_coded:,} coded, {summary.n_unchanged:,} unchanged, "
        f"{summary.n_rejected:,} rejected. {_number(summary.n_reports, 'report')}."
    )
    if summary.n_older:
        yield f"{_number(summary.n_older, 'article')} coded by another version of the coder; --recode codes them anew."
    yield f"{_number(summary.n_events, 'event')} in {summary.output}{_changes(summary)}."
    if summary.problems:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(summary.problems.items()))
        yield f"To look at ({summary.output}/issues): {kinds}."


def loading_hint(output: str) -> str:
    """How to load the events in pandas."""
    return f"In pandas: pd.read_parquet({f'{output}/events'!r})"


def violation_line(violation: Violation) -> str:
    """Where a row breaks which rule."""
    row = "" if violation.row is None else f" row {violation.row}"
    where = f"{violation.dataset}/{violation.file}{row}" if violation.file else f"{violation.dataset}{row}"
    what = ": ".join(part for part in (violation.key, violation.column, violation.message) if part)
    return f"{where}: {what} [{violation.rule}]"


def _changes(summary: RunSummary) -> str:
    changes = (
        (summary.n_events_new, "new"),
        (summary.n_events_changed, "changed"),
        (summary.n_events_removed, "removed"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in changes if count)
    return f" ({told})" if told else " (nothing changed)"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
