"""`run` and `serve`: the main job, once or on a schedule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    EngineOption,
    GeocoderOption,
    Inputs,
    LanguageOption,
    OutputOption,
    PublishedOption,
    SourceOption,
    UsageProblem,
    WorkersOption,
    check_inputs,
    plain_errors,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.config import Config
    from flows.records import RunSummary

LimitOption = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Events to print.")]
RecodeOption = Annotated[
    bool,
    typer.Option("--recode", help="Code articles anew that another version of the coder coded.", show_default=False),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.", show_default=False)]


def run(
    inputs: Inputs,
    output: OutputOption = None,
    config: ConfigOption = None,
    engine: EngineOption = None,
    workers: WorkersOption = None,
    published: PublishedOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    geocoder: GeocoderOption = None,
    recode: RecodeOption = False,
    limit: LimitOption = 20,
    quiet: QuietOption = False,
) -> None:
    """Code articles, publish the datasets, print the events.

    Articles that are in the datasets already and have not changed are skipped.
    """
    settings = _settings(config, output, engine, workers, published, source, language, geocoder)
    check_inputs(inputs)
    with plain_errors():
        summary = _run(inputs, settings, is_recoding=recode, is_quiet=quiet)
    if not quiet:
        _print_result(summary, limit)


def serve(
    inputs: Inputs,
    cron: Annotated[str, typer.Option("--cron", metavar="CRON", help='When to run, as in "0 6 * * *": daily at six.')],
    output: OutputOption = None,
    config: ConfigOption = None,
    engine: EngineOption = None,
    workers: WorkersOption = None,
    published: PublishedOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    geocoder: GeocoderOption = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone", metavar="ZONE", help="Time zone of the schedule.  [default: UTC]", show_default=False
        ),
    ] = None,
) -> None:
    """Run the same job on a schedule, until stopped."""
    settings = _settings(config, output, engine, workers, published, source, language, geocoder)
    check_inputs(inputs)
    from flows.pipeline import serve as serve_flow
    from flows.view.terminal import tell

    tell(f"Running on the schedule {cron} until stopped (Ctrl-C)")
    try:
        with plain_errors():
            serve_flow(cron, inputs, settings.output, settings, timezone=timezone)
    except ValueError as error:
        raise UsageProblem(str(error)) from error


def _settings(
    config: Path | None,
    output: str | None,
    engine: str | None,
    workers: int | None,
    published: date | None,
    source: str | None,
    language: str | None,
    geocoder: str | None,
) -> Config:
    from flows.config import load_config

    options = {
        "output": output,
        "engine": engine,
        "workers": workers,
        "articles.published": published,
        "articles.source": source,
        "articles.language": language,
        "geocoder.name": geocoder,
    }
    return load_config(config, options)


def _run(inputs: Sequence[str], settings: Config, *, is_recoding: bool, is_quiet: bool) -> RunSummary:
    """Without a server or a cluster the same steps run here, and nobody waits for Prefect to start."""
    from flows.engine import wants_prefect
    from flows.view.progress import progress_bar

    with progress_bar(is_quiet=is_quiet) as progress:
        if wants_prefect(settings):
            from flows.pipeline import run_with_progress

            return run_with_progress(inputs, settings.output, settings, progress, is_recoding)
        from flows.plain import run_plain

        return run_plain(inputs, settings.output, settings, progress=progress, is_recoding=is_recoding)


def _print_result(summary: RunSummary, limit: int) -> None:
    from flows.commands.datasets import print_events
    from flows.view.summary import loading_hint, summary_lines
    from flows.view.terminal import tell

    if summary.n_events:
        print_events(summary.output, limit)
        tell("")
    for line in summary_lines(summary):
        tell(line)
    if summary.n_events:
        tell(loading_hint(summary.output))
