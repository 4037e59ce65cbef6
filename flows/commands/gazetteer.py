"""`gazetteer`: the place names that the coder knows."""

from __future__ import annotations

import typer

app = typer.Typer(help="The place names that the coder knows.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def lookup(name: str) -> None:
    """Print the places that a name can mean."""
