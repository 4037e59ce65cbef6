"""`review`: people look at events in a spreadsheet, and what they correct holds on every later build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    CountriesOption,
    Folder,
    JsonOption,
    SinceOption,
    UntilOption,
    plain_errors,
)

if TYPE_CHECKING:
    from flows.records import RunSummary

app = typer.Typer(
    help="Correct events in a spreadsheet; corrections hold on every later run.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("export")
def export_sheet(
    folder: Folder,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="Sheet to write: .csv or .xlsx.")],
    country: CountriesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
) -> None:
    """Write events beside the text that they came from.

    Change a cell, put an x into `reject`, the id of another event into `merge_into`, or numbers of reports into `split`,
    and say why in `why`. Then `review import`.
    """
    from flows.commands.datasets import Dataset, demand
    from flows.export.choosing import Choice
    from flows.review.exchange import export_sheet as write_sheet

    demand(folder, Dataset.EVENTS)
    with plain_errors():
        n_events = write_sheet(folder, to, Choice(tuple(country or ()), since, until))
    typer.echo(f"{to}: {n_events:,} events")


@app.command("import")
def import_sheet(
    folder: Folder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sheet of `review export`.", show_default=False)],
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", help="Who corrects, for rows that do not say it in `who`.", show_default=False
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Take in what was corrected, and build the events concerned anew.

    All or nothing: a row that cannot be a correction is named, and nothing is taken in.
    """
    from flows.commands.datasets import Dataset, demand
    from flows.config import load_config
    from flows.review.exchange import import_sheet as take_in

    demand(folder, Dataset.EVENTS)
    settings = load_config(config)
    with plain_errors():
        n_found, summary = take_in(folder, file, who, settings)
    typer.echo(_told(n_found, summary))


@app.command("list")
def list_corrections(folder: Folder, json: JsonOption = False) -> None:
    """Print the corrections that a dataset keeps, and those that no longer fit."""
    from flows.commands.datasets import Dataset, demand
    from flows.store.dataset import read_table, table_exists
    from flows.view.corrections import corrections_table
    from flows.view.terminal import show, show_json_lines

    demand(folder, Dataset.EVENTS)
    with plain_errors():
        rows = read_table(folder, "corrections").to_pylist() if table_exists(folder, "corrections") else []
        problems = [row for row in read_table(folder, "issues").to_pylist() if row["stage"] == "review"]
    unfit = {row["text"]: row["kind"] for row in problems}
    if json:
        show_json_lines(row | {"problem": unfit.get(row["correction_id"])} for row in rows)
    else:
        show(corrections_table(rows, unfit))


def _told(n_found: int, summary: RunSummary | None) -> str:
    if summary is None:
        return "Nothing was corrected in this sheet."
    events = f"{summary.n_events_changed:,} changed, {summary.n_events_new:,} new, {summary.n_events_removed:,} removed"
    return f"{n_found:,} corrections taken in. Events: {events}."
