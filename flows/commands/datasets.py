"""`validate`, `view` and `diff`: looking at what a run has published."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Folder, JsonOption, RunProblem, UsageProblem, plain_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from flows.view.events import Row


class Dataset(StrEnum):
    """The datasets that `view` prints."""

    EVENTS = "events"
    REPORTS = "reports"
    ISSUES = "issues"


_SHOWN = 20
_MOST_COMPARED = 2


def validate(folder: Folder) -> None:
    """Prove every row legal, or print those that are not.

    Checks all datasets of a folder against the codebook. Exit code 1 when a row breaks a rule.
    """
    from flows.store.validate import validate as violations_of
    from flows.view.summary import violation_line

    demand(folder, Dataset.EVENTS)
    with plain_errors():
        violations = violations_of(folder)
    for violation in violations:
        typer.echo(violation_line(violation))
    if violations:
        raise RunProblem(f"{len(violations):,} violations in {folder}")
    typer.echo(f"{folder}: every row is legal")


def view(
    folder: Folder,
    table: Annotated[Dataset, typer.Option("--table", help="Dataset to print.")] = Dataset.EVENTS,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Rows to print.")] = _SHOWN,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event", metavar="ID", show_default=False,
            help="Show why the reports of an event are one event; given twice, why two events are two.",
        ),
    ] = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Print the events, reports or issues of an output folder, or how one event came about."""
    from flows.view.terminal import show_json_lines

    demand(folder, table)
    if event:
        _print_comparison(folder, event, is_json=json)
    elif json:
        show_json_lines(_rows(folder, table)[0])
    else:
        _print(folder, table, limit)


def diff(
    folder: Folder,
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="A newer output folder, to be compared with DIR.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="RUN", help="Run after which changes count.  [default: the run before the last]",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Print the events that are new, changed or removed.

    Since a run of DIR, or between DIR and OTHER. Changed events are told cell by cell, removed ones
    with the event that tells of them now.
    """
    from flows.store.diff import between, lines
    from flows.store.diff import since as since_run
    from flows.view.diff import difference_table
    from flows.view.terminal import show, show_json_lines

    if other is not None and since is not None:
        raise UsageProblem("--since tells of one folder; leave out either it or OTHER")
    for one in filter(None, (folder, other)):
        demand(one, Dataset.EVENTS)
    with plain_errors():
        difference = between(folder, other) if other is not None else since_run(folder, since)
    if json:
        show_json_lines(lines(difference))
    else:
        show(difference_table(difference))


def print_events(folder: str, limit: int) -> None:
    """Print the first `limit` events of an output folder."""
    _print(folder, Dataset.EVENTS, limit)


def _print_comparison(folder: str, event_ids: list[str], *, is_json: bool) -> None:
    from flows.comparison import comparison
    from flows.view.comparison import comparison_cards, comparison_rows
    from flows.view.terminal import show, show_json_lines

    if len(event_ids) > _MOST_COMPARED or len(set(event_ids)) < len(event_ids):
        raise UsageProblem(f"--event takes one id, or two different ones; found {' '.join(event_ids)}")
    try:
        with plain_errors():
            events, compared = comparison(folder, event_ids)
    except KeyError as error:
        raise UsageProblem(f"{folder}: no event {error.args[0]} here") from error
    if is_json:
        show_json_lines(comparison_rows(compared))
    else:
        show(comparison_cards(events, compared))


def _print(folder: str, table: Dataset, limit: int) -> None:
    from flows.view.events import events_table
    from flows.view.problems import issues_table, reports_table
    from flows.view.terminal import show

    draw: dict[Dataset, Callable[[Sequence[Row], int], RenderableType]] = {
        Dataset.EVENTS: events_table,
        Dataset.REPORTS: reports_table,
        Dataset.ISSUES: issues_table,
    }
    rows, total = _rows(folder, table, limit)
    show(draw[table](rows, total))


def _rows(folder: str, table: Dataset, limit: int | None = None) -> tuple[list[Row], int]:
    """The first rows of a dataset and the number of all."""
    from flows.store.dataset import read_table

    with plain_errors():
        data = read_table(folder, table.value)
    return data.slice(0, limit).to_pylist(), data.num_rows


def demand(folder: str, table: Dataset) -> None:
    """Complain of a folder without a table.

    Raises:
        UsageProblem: There is no such table.
    """
    from flows.store.dataset import table_exists

    with plain_errors():
        is_there = table_exists(folder, table.value)
    if not is_there:
        raise UsageProblem(f"{folder}: no {table.value} here; `conflict-events run INPUT --output {folder}` makes them")
