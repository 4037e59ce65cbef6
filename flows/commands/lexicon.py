"""`lexicon`: the words and rules that the coder runs on."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="The words and rules that the coder runs on.", no_args_is_help=True, rich_markup_mode=None)

Language = Annotated[str, typer.Option("--language", metavar="CODE", help="Language folder of the lexicons.")]


@app.command()
def check(language: Language = "en") -> None:
    """Load every lexicon strictly; say what is wrong with the first that fails."""
    from extractors import Coder
    from extractors.lexicons.loader import LexiconError
    from flows.commands.options import RunProblem
    from flows.lexicon_files import lexicon_files

    try:
        files = lexicon_files(language)
        Coder.default(language=language)
    except LexiconError as error:
        raise RunProblem(str(error)) from None
    typer.echo(f"{len(files)} lexicons, {sum(file.entries for file in files):,} entries: all load")


@app.command("list")
def list_(language: Language = "en") -> None:
    """List the lexicon files and how many entries each holds."""
    from flows.lexicon_files import lexicon_files
    from flows.view.events import plain_table
    from flows.view.terminal import show

    table = plain_table()
    table.add_column("File")
    table.add_column("Entries", justify="right")
    for file in lexicon_files(language):
        table.add_row(file.name, f"{file.entries:,}")
    show(table)
