"""`export`: the events of an output folder in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import CountriesOption, Folder, SinceOption, UntilOption, UsageProblem, plain_errors
from flows.export.formats import ExportFormat, format_of

FormatOption = Annotated[
    ExportFormat | None,
    typer.Option("--format", help="Format of the file.  [default: what its name ends in]", show_default=False),
]


def export(
    folder: Folder,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="File to write: .csv, .xlsx, .geojson ...")],
    form: FormatOption = None,
    monadic: Annotated[
        bool, typer.Option("--monadic", help="One row a side instead of one an event.", show_default=False)
    ] = False,
    country: CountriesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
) -> None:
    """Write the events to a spreadsheet, a map layer or one table.

    No cell of a spreadsheet is a formula, whatever an article says.
    """
    from flows.commands.datasets import Dataset, demand
    from flows.export.choosing import Choice
    from flows.export.export import export as export_events

    wanted = form or format_of(to)
    if wanted is None:
        raise UsageProblem(f"{to}: expected a name that ends in .csv, .xlsx, .geojson, .geoparquet or .parquet")
    demand(folder, Dataset.EVENTS)
    with plain_errors():
        n_rows = export_events(folder, to, wanted, Choice(tuple(country or ()), since, until), is_monadic=monadic)
    typer.echo(f"{to}: {n_rows:,} rows")
