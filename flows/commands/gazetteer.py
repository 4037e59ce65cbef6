"""`gazetteer`: the place names that the coder knows, and those that a text names."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    JsonOption,
    LanguageOption,
    RunProblem,
    TextArgument,
    UsageProblem,
    read_text,
)

if TYPE_CHECKING:
    from extractors.places.gazetteer import Gazetteer
    from flows.config import Config
    from flows.gazetteers.looking import Match
    from flows.settings import GazetteerSource
    from flows.view.progress import Report

app = typer.Typer(help="The place names that the coder knows.", no_args_is_help=True, rich_markup_mode=None)


class Use(StrEnum):
    """How a text uses the name of a place."""

    PLACE = "place"
    GOVERNMENT = "government"
    PEOPLE = "people"
    BODY = "body"


CountryOption = Annotated[
    str | None,
    typer.Option(
        "--country", metavar="CODE", help="Only places of this country: two letters, as in SY.", show_default=False
    ),
]
UseOption = Annotated[
    list[Use] | None,
    typer.Option(
        "--use",
        metavar="USE",
        help="Only names used so: place, government, people or body; repeatable.",
        show_default=False,
    ),
]
NearOption = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="LAT,LON|NAME",
        help="Nearest first: to a point or to a place.",
        show_default=False,
    ),
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Places to print.")]
GazetteerOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", "-g", metavar="FILE", help="A gazetteer file.  [default: gazetteer.path]", show_default=False
    ),
]
Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="SOURCE",
        help="GeoNames dumps, CSV, XLSX or YAML; the later win.  [default: gazetteer.sources]",
        show_default=False,
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="The index to make.  [default: gazetteer.path]", show_default=False
    ),
]
SourceCountry = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="Country of tables without a column for it.", show_default=False),
]
Licence = Annotated[
    str | None, typer.Option("--licence", metavar="TEXT", help="Licence of the tables.", show_default=False)
]
Attribution = Annotated[
    str | None,
    typer.Option("--attribution", metavar="TEXT", help="Whom to name for the tables.", show_default=False),
]


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place, in any spelling.", show_default=False)],
    country: CountryOption = None,
    near: NearOption = None,
    limit: LimitOption = 10,
    gazetteer: GazetteerOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Print the places that a name can mean, the likeliest first.

    Score is how much the names are alike, 100 for the same one. Where none has exactly this name,
    other transliterations count, then names that are spelt alike; the best known come first, with
    --near the nearest.
    """
    from flows.gazetteers.looking import look_up
    from flows.view.gazetteer import places_table
    from flows.view.terminal import show, show_json_lines

    opened = _open(config, gazetteer)
    how, found = look_up(opened, name, _country(country), _point(opened, near, country))
    if json:
        show_json_lines(_json(how, match) for match in found[:limit])
    else:
        show(places_table(name, how, found[:limit], len(found)))
    if not found:
        raise typer.Exit(1)


@app.command()
def find(
    text: TextArgument,
    use: UseOption = None,
    language: LanguageOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Print the places that a text names, with what each of them means.

    Everywhere in the text, not only where events are: towns, areas, countries, and peoples by their country. Each with its
    score and the place it might mean instead; what is doubtful is told apart.
    """
    from dataclasses import asdict

    from extractors.toponyms.geoparser import Geoparser
    from flows.config import load_config
    from flows.view.places import found_table
    from flows.view.reports import issue_lines
    from flows.view.terminal import show, show_json_lines, tell

    settings = load_config(config, {"articles.language": language})
    geoparse = Geoparser.default(_open(config, None), settings.articles.language).find(read_text(text))
    places = [place for place in geoparse.places if not use or place.use in use]
    if json:
        show_json_lines(asdict(place) for place in places)
    else:
        show(found_table(places))
    for line in issue_lines(geoparse.issues, ()):
        tell(line)


@app.command()
def build(
    sources: Sources = None,
    output: OutputFile = None,
    country: SourceCountry = None,
    licence: Licence = None,
    attribution: Attribution = None,
    config: ConfigOption = None,
) -> None:
    """Build an index of places from files, laid over the embedded places.

    Each source wins over those before it: a place of the same name nearby is the same place, and
    takes its point and areas. An interrupted build goes on where it stopped. Without sources, the
    embedded index is built now, so that the first run need not. Formats: docs/gazetteer.md.
    """
    from flows.config import load_config
    from flows.settings import GazetteerSource

    settings = load_config(config)
    if country is not None:
        country = _country(country)
    given = [
        GazetteerSource(path=path, country=country, licence=licence, attribution=attribution) for path in sources or ()
    ]
    wanted = given or list(settings.gazetteer.sources)
    file = output or settings.gazetteer.path
    if not wanted and output is None:
        opened = _open(config, None)
        typer.echo(f"{opened.path}: {len(opened):,} places. {opened.attribution}")
    elif file is None:
        raise UsageProblem("say where to write the index: --output FILE, or gazetteer.path in config.yaml")
    else:
        _build(file, wanted)


@app.command()
def info(gazetteer: GazetteerOption = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Print what a gazetteer is made of: its sources, their licences, and whom to name."""
    from flows.view.gazetteer import gazetteer_table
    from flows.view.terminal import show, show_json_lines

    opened = _open(config, gazetteer)
    if json:
        facts = {"path": str(opened.path), "n_places": len(opened), "digest": opened.digest}
        show_json_lines([facts | {"attribution": opened.attribution, "sources": opened.meta("sources")}])
    else:
        show(gazetteer_table(opened))


def _build(file: Path, sources: list[GazetteerSource]) -> None:
    from flows.gazetteers.building import BUILDING, build_gazetteer
    from flows.gazetteers.records import SourceError
    from flows.view.gazetteer import build_table
    from flows.view.progress import progress_bar
    from flows.view.terminal import show

    if not file.parent.is_dir():
        raise UsageProblem(f"{file}: no such folder: {file.parent}")
    try:
        with progress_bar() as report:
            summary = build_gazetteer(file, sources, report)
    except SourceError as error:
        raise RunProblem(str(error)) from None
    except KeyboardInterrupt:
        kept = file.parent / BUILDING / file.name
        raise RunProblem(f"interrupted; {file} is as it was. The same command goes on with what is in {kept}") from None
    show(build_table(summary))


def _open(config: Path | None, file: Path | None) -> Gazetteer:
    from flows.config import load_config
    from flows.gazetteers import open_gazetteer
    from flows.view.progress import progress_bar

    settings: Config = load_config(config)
    with progress_bar() as report:
        tell = report and partial(_tell, report)
        return open_gazetteer(file or settings.gazetteer.path, settings.gazetteer.cache_dir, tell)


def _tell(report: Report, done: int, total: int) -> None:
    report(done, total, "Building the place index")


def _point(gazetteer: Gazetteer, near: str | None, country: str | None) -> tuple[float, float] | None:
    """The point that --near means."""
    from flows.gazetteers.looking import point_of

    if near is None:
        return None
    point = point_of(gazetteer, near, _country(country))
    if point is None:
        raise UsageProblem(f"--near: expected latitude,longitude or the name of a place, found {near!r}")
    return point


def _json(how: str, match: Match) -> dict[str, object]:
    from dataclasses import asdict

    return {"match": how, "score": match.score, "km": match.km, **asdict(match.place)}


def _country(code: str | None) -> str | None:
    if code is not None and not (len(code) == 2 and code.isalpha()):
        raise UsageProblem(f"--country: expected two letters such as SY, found {code!r}")
    return code.upper() if code else None
