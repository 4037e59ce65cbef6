"""`evaluate`: how often the coder is right, on records that the user annotated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import ConfigOption, UsageProblem, check_inputs, plain_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractors.article import Article
    from extractors.report import Report
    from flows.config import Config
    from flows.evaluation.gold import GoldRecord
    from flows.evaluation.misses import Miss

_FILE = {"exists": True, "dir_okay": False, "readable": True}


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", help="JSON-lines files of annotated records.", show_default=False, **_FILE),
    ],
    negatives: Annotated[
        list[Path] | None,
        typer.Option(
            "--negatives",
            metavar="FILE",
            help="Articles that tell of no event; repeatable.",
            show_default=False,
            **_FILE,
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts",
            metavar="INPUT",
            help="Articles with the texts of records that hold none; repeatable.",
            show_default=False,
        ),
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME", help="Only this set; repeatable.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", metavar="N", min=1, help="At most N records of each set.", show_default=False),
    ] = None,
    misses: Annotated[
        int, typer.Option("--misses", metavar="N", min=0, help="Print N records of each set with what was got wrong.")
    ] = 0,
    json: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Also write the scores here; - prints them.", show_default=False),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Processes that code.")] = 1,
    config: ConfigOption = None,
) -> None:
    """Score the coder on annotated records.

    Codes the text of each record and compares what it finds with the annotation. Prints one table a set. The format of
    the records and the meaning of each figure: docs/evaluation.md.
    """
    from flows.config import load_config
    from flows.evaluation.gold import unread_keys
    from flows.evaluation.scoring import score
    from flows.view.scores import miss_view, scores_data, scores_table
    from flows.view.terminal import show, tell

    settings = load_config(config)
    records = _read(gold, negatives or [], _held(texts, settings) if texts else None, sets, limit)
    all_scores = {}
    for name, group in records.items():
        reports = _code(group, settings, workers)
        all_scores[name] = score(group, reports)
        if str(json) != "-":
            show(scores_table(name, all_scores[name]), *map(miss_view, _first_misses(group, reports, misses)))
    unread = unread_keys([record for group in records.values() for record in group])
    if unread:
        tell("Keys that no figure looks at: " + ", ".join(f"{key} {n:,}" for key, n in sorted(unread.items())))
    if json is not None:
        _write(json, scores_data(all_scores))


def _held(texts: Sequence[str], settings: Config) -> dict[str, Article]:
    """The articles of the inputs by identifier."""
    from flows.commands.inputs import articles_of

    check_inputs(texts)
    with plain_errors():
        return {article.id: article for article in articles_of(texts, settings)}


def _read(
    gold: Sequence[Path],
    negatives: Sequence[Path],
    texts: Mapping[str, Article] | None,
    sets: Sequence[str] | None,
    limit: int | None,
) -> dict[str, list[GoldRecord]]:
    """The records by set, sets in the order of their first records."""
    from flows.evaluation.gold import GoldError, read_gold

    found: dict[str, list[GoldRecord]] = {}
    seen: dict[tuple[str, str], bool] = {}
    try:
        for path, is_negative in [*((p, False) for p in gold), *((p, True) for p in negatives)]:
            for record in read_gold(path, is_negative=is_negative, texts=texts):
                key = (str(record.set), record.id)
                if key in seen:
                    raise GoldError(f"{path}: the id {record.id!r} stands twice in the set {record.set!r}")
                seen[key] = True
                found.setdefault(str(record.set), []).append(record)
    except GoldError as error:
        raise UsageProblem(str(error)) from error
    for name in sets or ():
        if name not in found:
            raise UsageProblem(f"--set: no records of a set {name!r}; there are {', '.join(map(repr, found))}")
    return {name: group[:limit] for name, group in found.items() if not sets or name in sets}


def _code(records: Sequence[GoldRecord], settings: Config, workers: int) -> dict[str, list[Report]]:
    from flows.coders import CoderFactory
    from flows.evaluation.coded import code
    from flows.view.progress import progress_bar

    articles = [record.article(settings.articles.language) for record in records]
    with progress_bar() as report:
        told = None if report is None else lambda done: report(done, len(articles), "Coding")
        reports = code(articles, CoderFactory.of(settings), workers, told)
    return {record.id: found for record, found in zip(records, reports, strict=True)}


def _first_misses(records: Iterable[GoldRecord], reports: dict[str, list[Report]], limit: int) -> Iterator[Miss]:
    """The misses of the first `limit` records that have any."""
    from flows.evaluation.misses import misses

    for record in records:
        if limit <= 0:
            return
        found = list(misses(record, reports[record.id]))
        yield from found
        limit -= bool(found)


def _write(path: Path, data: object) -> None:
    from json import dumps

    text = dumps(data, indent=1, ensure_ascii=False) + "\n"
    if str(path) == "-":
        typer.echo(text, nl=False)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageProblem(f"--json: {path} cannot be written: {error.strerror}") from error
