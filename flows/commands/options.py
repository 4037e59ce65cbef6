"""Options that several commands share, and the one place where their text is turned into values."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer


class UsageProblem(Exception):
    """A command that cannot be carried out as it was typed; exit code 2."""


class RunProblem(Exception):
    """A command that was understood and failed; exit code 1."""


def parse_day(text: str) -> date:
    """A day from an ISO date or date-time.

    Raises:
        typer.BadParameter: The text is neither.
    """
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise typer.BadParameter(f"expected a date such as 2024-05-31, found {text!r}") from None


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Files, folders or globs of articles; - for standard input.", show_default=False
    ),
]
TextArgument = Annotated[
    str,
    typer.Argument(
        metavar="TEXT|-", help="The text of an article; - reads it from standard input.", show_default=False
    ),
]
Folder = Annotated[
    str, typer.Argument(metavar="DIR", help="An output folder of `conflict-events run`.", show_default=False)
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="DIR", help="Folder of the datasets.  [default: output]", show_default=False
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        help="Settings file.  [default: config.yaml here, if there is one]",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=parse_day,
        show_default=False,
        help="Publication date of articles that carry none.",
    ),
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Outlet of articles that carry none.", show_default=False)
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="CODE", help="Language of articles that carry none.  [default: en]", show_default=False
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        show_default=False,
        help="local (processes), threads, or a Dask address such as tcp://host:8786.  [default: local]",
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", help="Processes or threads.  [default: one a core]", show_default=False),
]
GeocoderOption = Annotated[
    str | None,
    typer.Option(
        "--geocoder",
        metavar="NAME",
        show_default=False,
        help="Ask this online geocoder (nominatim, photon ...) for places that no gazetteer knows.  [default: none]",
    ),
]
CountriesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="NAME", help="Only events there; may be given several times.", show_default=False
    ),
]
SinceOption = Annotated[
    date | None, typer.Option("--since", metavar="DATE", parser=parse_day, help="First day.", show_default=False)
]
UntilOption = Annotated[
    date | None, typer.Option("--until", metavar="DATE", parser=parse_day, help="Last day.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines instead of a table.", show_default=False)]


def read_text(argument: str) -> str:
    """The text that a TEXT|- argument means.

    Raises:
        UsageProblem: There is no text, or it is the name of a file.
    """
    if argument == "-":
        return _some(sys.stdin.buffer.read().decode("utf-8-sig", errors="replace"))
    if len(argument) < 1024 and "\n" not in argument and os.path.isfile(argument):
        raise UsageProblem(
            f"{argument} is a file: `conflict-events run {argument}`, or pass its text with - < {argument}"
        )
    return _some(argument)


def check_inputs(inputs: Sequence[str]) -> None:
    """Complain of inputs that are not there before anything starts.

    Raises:
        UsageProblem: An input is neither a file nor a folder, and as a glob matches nothing.
    """
    for item in inputs:
        if item != "-" and "://" not in item and not os.path.exists(item) and not _matches(item):
            raise UsageProblem(f"{item}: no such file or folder, and no file matches it as a glob")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the pipeline complains of into messages with the right exit code."""
    from flows.readers.records import InputError
    from flows.records import RunFailed

    try:
        yield
    except InputError as error:
        raise UsageProblem(str(error)) from error
    except RunFailed as error:
        raise RunProblem(str(error)) from error


def _some(text: str) -> str:
    if not text.strip():
        raise UsageProblem("the text is empty")
    return text


def _matches(pattern: str) -> bool:
    from glob import iglob

    return next(iglob(os.path.expanduser(pattern), recursive=True), None) is not None
