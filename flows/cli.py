"""The command line: `conflict-events COMMAND`.

Each command lives in a module of `flows.commands` and imports what it needs when it is called, so that `--help` answers
at once and `extract` does not pay for the pipeline. Standard output carries data, standard error messages.
Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from flows.commands import corpus, datasets, evaluation, export, gazetteer, lexicon, pipeline, review, texts
from flows.commands.options import UsageProblem

app = typer.Typer(
    name="conflict-events",
    help="Codes conflict events from news articles into ACLED's 31 columns, with the words behind every cell.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage. Settings: config.yaml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("run")(pipeline.run)
app.command("extract")(texts.extract)
app.command("explain")(texts.explain)
app.command("evaluate")(evaluation.evaluate)
app.command("serve")(pipeline.serve)
app.command("validate")(datasets.validate)
app.command("view")(datasets.view)
app.command("diff")(datasets.diff)
app.command("export")(export.export)
app.add_typer(review.app, name="review")
app.add_typer(gazetteer.app, name="gazetteer")
lexicon.app.command("unknown")(corpus.unknown)
app.add_typer(lexicon.app, name="lexicon")

DEBUG_VARIABLE = "CONFLICT_EVENTS_DEBUG"


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"conflict-events {version('conflict-events')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error.", envvar=DEBUG_VARIABLE)
    ] = False,
) -> None:
    if debug:
        os.environ[DEBUG_VARIABLE] = "1"


def main() -> None:
    """Run the command line; every error becomes a message and an exit code."""
    _speak_utf8()
    try:
        app()
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE, "0") not in ("", "0"):
            raise
        sys.stderr.write(f"Error: {_message(error)}\n")
        sys.exit(_exit_code(error))


def _exit_code(error: Exception) -> int:
    from flows.config_file import ConfigError

    return 2 if isinstance(error, UsageProblem | ConfigError) else 1


def _message(error: Exception) -> str:
    if type(error).__module__.partition(".")[0] in ("extractors", "flows"):
        return str(error)
    return f"{type(error).__name__}: {error}\n(`conflict-events --debug ...` shows where)"


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the code page of the machine; what has no code is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
