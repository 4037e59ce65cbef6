"""`lexicon`: the words and rules that the coder runs on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import JsonOption, RunProblem, UsageProblem
from flows.lexicons.sections import Section

app = typer.Typer(help="The words and rules that the coder runs on.", no_args_is_help=True, rich_markup_mode=None)

Language = Annotated[str, typer.Option("--language", metavar="CODE", help="Language folder of the lexicons.")]


@app.command()
def check(
    language: Language = "en",
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="DIR",
            exists=True,
            file_okay=False,
            show_default=False,
            help="Folder of case tables: each trigger rule needs one that fires it and one that does not.  "
            "[default: tests/rules, if it is here]",
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say everything that is wrong with the lexicons.

    Files that do not load; words that stand twice; names, rows and rules that nothing reaches; facts that nothing
    states; rules whose example they do not fire on, or without cases. Exit code 1 when there is a finding.
    """
    from dataclasses import asdict

    from extractors.lexicons.loader import LexiconError
    from flows.lexicons.cases import DEFAULT_FOLDER
    from flows.lexicons.check import check as findings_of
    from flows.lexicons.files import lexicon_files
    from flows.view.lexicons import findings_table
    from flows.view.terminal import show, show_json_lines

    if cases is None and DEFAULT_FOLDER.is_dir():
        cases = DEFAULT_FOLDER
    try:
        findings = findings_of(language, cases)
    except LexiconError as error:
        raise RunProblem(str(error)) from None
    if json:
        show_json_lines(map(asdict, findings))
    elif findings:
        show(findings_table(findings))
    if findings:
        raise RunProblem(f"{len(findings):,} {'finding' if len(findings) == 1 else 'findings'}")
    files = lexicon_files(language)
    looked_at = f"cases in {cases}" if cases else "no cases (--cases DIR)"
    if not json:
        typer.echo(f"{len(files)} lexicons, {sum(file.entries for file in files):,} entries, {looked_at}: no findings")


@app.command("list")
def list_(
    section: Annotated[Section, typer.Argument(metavar="SECTION", help="What to list.")] = Section.FILES,
    language: Language = "en",
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only triggers or actors of this kind.", show_default=False),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="CODE", help="Only actors of this country: SY, world.", show_default=False),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help="Only entries that hold this text.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Entries to print.")] = 20,
    json: JsonOption = False,
) -> None:
    """List files, triggers, actors, guards or frames, with their examples.

    SECTION is files, triggers, actors, guards or frames.
    """
    from extractors.lexicons.loader import LexiconError

    try:
        if section is Section.FILES:
            _list_files(language, search, json)
        else:
            _list_entries(section, language, kind, country, search, limit, json)
    except LexiconError as error:
        raise RunProblem(str(error)) from None


def _list_files(language: str, search: str | None, is_json: bool) -> None:
    from dataclasses import asdict

    from flows.lexicons.files import lexicon_files
    from flows.view.lexicons import files_table
    from flows.view.terminal import show, show_json_lines

    files = [file for file in lexicon_files(language) if search is None or search in file.name]
    if is_json:
        show_json_lines(map(asdict, files))
    else:
        show(files_table(files))


def _list_entries(
    section: Section,
    language: str,
    kind: str | None,
    country: str | None,
    search: str | None,
    limit: int,
    is_json: bool,
) -> None:
    from dataclasses import asdict

    from flows.lexicons.files import demand_language
    from flows.lexicons.listing import entries
    from flows.view.lexicons import entries_view
    from flows.view.terminal import show, show_json_lines

    demand_language(language)
    everything = entries(section, language)
    _demand("--kind", kind, {entry.kind for entry in everything})
    _demand("--country", country, {entry.country for entry in everything})
    found = entries(section, language, kind, country, search)
    if is_json:
        show_json_lines(map(asdict, found))
    else:
        show(entries_view(found[:limit], len(found)))


def _demand(option: str, value: str | None, known: set[str]) -> None:
    """Refuse a filter that can find nothing."""
    if value is not None and value.casefold() not in map(str.casefold, known):
        there = ", ".join(sorted(known - {""})) or "none here"
        raise UsageProblem(f"{option}: no {value!r}; there are {there}")
