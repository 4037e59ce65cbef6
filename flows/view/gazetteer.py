"""Places that a name can mean, what a gazetteer is made of, and what a build made, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from extractors.places.gazetteer import Gazetteer
from flows.gazetteers.features import label_of
from flows.gazetteers.looking import Match
from flows.gazetteers.summary import BuildSummary
from flows.view.events import first_of, plain_table


def places_table(name: str, how: str, matches: Sequence[Match], total: int) -> RenderableType:
    """The places for `name`; `how` says what kind of match they are."""
    if not matches:
        return Text(f"No place is called {name}.")
    has_distance = matches[0].km is not None
    table = plain_table()
    table.add_column("Score", justify="right")
    for column in ("Place", "Kind", "In"):
        table.add_column(column)
    for column in ("Latitude", "Longitude", "Population", *(["Km"] if has_distance else [])):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("Source")
    for match in matches:
        table.add_row(*map(Text, _cells(match)))
    return Group(table, Text(), Text(f"Match: {how}.", style="dim"), *first_of(matches, total, "places"))


def _cells(match: Match) -> Iterator[str]:
    place = match.place
    areas = (place.admin3, place.admin2, place.admin1, place.iso2)
    yield f"{match.score:.0f}"
    yield from (place.name, label_of(place.feature, place.kind))
    yield ", ".join(dict.fromkeys(area for area in areas if area))
    yield from (f"{place.latitude:.4f}", f"{place.longitude:.4f}", f"{place.population:,}")
    if match.km is not None:
        yield f"{match.km:,.0f}"
    yield place.source or place.place_id.partition(":")[0]


def gazetteer_table(gazetteer: Gazetteer) -> RenderableType:
    """The sources of a gazetteer, and whom to name."""
    table = plain_table()
    for column in ("Source", "File", "Licence", "Attribution"):
        table.add_column(column)
    table.add_column("Places", justify="right")
    for source in gazetteer.meta("sources"):
        n_places = source.get("n_places", len(gazetteer))
        cells = (source["name"], source.get("file", ""), source["licence"], source["attribution"], f"{n_places:,}")
        table.add_row(*map(Text, cells))
    lines = (f"{gazetteer.path}: {len(gazetteer):,} places.", f"To be named: {gazetteer.attribution}")
    return Group(table, Text(), *map(Text, lines))


def build_table(summary: BuildSummary) -> RenderableType:
    """What a build made of its sources."""
    table = plain_table()
    table.add_column("Source")
    for column in ("Rows", "Places", "Of these known", "Names"):
        table.add_column(column, justify="right")
    table.add_column("Left out")
    for source in summary.sources:
        counts = (f"{n:,}" for n in (source.n_rows, source.n_places, source.n_joined, source.n_names))
        table.add_row(*map(Text, (source.name, *counts, _left_out(source.skipped, source.problems))))
    lines = [f"{summary.path}: {summary.n_places:,} places."]
    if summary.problems:
        lines.append(f"Rows with problems: {summary.problems}")
    return Group(table, Text(), *map(Text, lines))


def _left_out(skipped: Mapping[str, int], problems: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {n:,}" for reason, n in sorted({**skipped, **problems}.items()))
