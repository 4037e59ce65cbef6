"""`gazetteer`: the place names that the coder knows, and those that a text names."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    JsonOption,
    LanguageOption,
    TextArgument,
    UsageProblem,
    read_text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.places.gazetteer import Gazetteer
    from extractors.places.records import Candidate
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
LimitOption = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Places to print.")]


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place, in any spelling.", show_default=False)],
    country: CountryOption = None,
    limit: LimitOption = 10,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Print the places that a name can mean, best known first.

    Where none has exactly this name, other transliterations count, then names that are spelt alike.
    """
    from dataclasses import asdict

    from flows.view.places import places_table
    from flows.view.terminal import show, show_json_lines

    wanted = _country(country)
    how, found = _candidates(_open(config), name, wanted)
    places = found[:limit]
    if json:
        show_json_lines({"match": how, **asdict(place)} for place in places)
    else:
        show(places_table(name, how, places, len(found)))
    if not places:
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
    geoparse = Geoparser.default(_open(config), settings.articles.language).find(read_text(text))
    places = [place for place in geoparse.places if not use or place.use in use]
    if json:
        show_json_lines(asdict(place) for place in places)
    else:
        show(found_table(places))
    for line in issue_lines(geoparse.issues, ()):
        tell(line)


@app.command()
def build(config: ConfigOption = None) -> None:
    """Build the place index now, so that the first run need not.

    Prints the file. An index that is there already is kept.
    """
    gazetteer = _open(config)
    typer.echo(f"{gazetteer.path}: {len(gazetteer):,} places. {gazetteer.attribution}")


def _open(config: Path | None) -> Gazetteer:
    from flows.config import load_config
    from flows.gazetteers import open_gazetteer
    from flows.view.progress import progress_bar

    settings = load_config(config).gazetteer
    with progress_bar() as report:
        return open_gazetteer(settings.path, settings.cache_dir, report and partial(_tell, report))


def _tell(report: Report, done: int, total: int) -> None:
    report(done, total, "Building the place index")


def _candidates(gazetteer: Gazetteer, name: str, country: str | None) -> tuple[str, list[Candidate]]:
    """The closest kind of match that finds anything, and what it finds."""
    from extractors.places.names import place_key

    def of_country(places: tuple[Candidate, ...]) -> list[Candidate]:
        return [place for place in places if country in (None, place.iso2)]

    key = place_key(name)
    if exact := of_country(gazetteer.candidates(key)):
        return "the same name", exact
    if loose := of_country(gazetteer.loose(key)):
        return "another transliteration", loose
    return "spelt alike", [place for place, _ in gazetteer.fuzzy(name, country)]


def _country(code: str | None) -> str | None:
    if code is not None and not (len(code) == 2 and code.isalpha()):
        raise UsageProblem(f"--country: expected two letters such as SY, found {code!r}")
    return code.upper() if code else None
