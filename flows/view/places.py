"""Places that a name can mean, and places that a text names, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from extractors.places.records import Candidate
from extractors.toponyms.records import FoundPlace
from flows.view.events import first_of, plain_table


def places_table(name: str, how: str, places: Sequence[Candidate], total: int) -> RenderableType:
    """The candidates for `name`; `how` says what kind of match they are."""
    if not places:
        return Text(f"No place is called {name}.")
    table = plain_table()
    for column in ("Place", "Kind", "Province", "Country"):
        table.add_column(column)
    for column in ("Latitude", "Longitude", "Population"):
        table.add_column(column, justify="right", no_wrap=True)
    for place in places:
        degrees = f"{place.latitude:.4f}", f"{place.longitude:.4f}"
        cells = (place.name, place.kind, place.admin1 or "", place.iso2, *degrees, f"{place.population:,}")
        table.add_row(*map(Text, cells))
    return Group(table, Text(), Text(f"Match: {how}.", style="dim"), *first_of(places, total, "places"))


def found_table(places: Sequence[FoundPlace]) -> RenderableType:
    """The places that a text names, in order: what each means, how sure that is, and what it might mean instead."""
    if not places:
        return Text("No place is named.")
    table = plain_table()
    for column in ("Name", "Use", "Place"):
        table.add_column(column)
    for column in ("Latitude", "Longitude", "Score"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("Or")
    for place in places:
        table.add_row(*map(Text, _cells(place)))
    return table


def _cells(place: FoundPlace) -> tuple[str, ...]:
    entry, other = place.entry, place.runner_up
    if entry is None:
        return (
            place.name,
            place.use,
            f"unknown, in {place.within.name}" if place.within else "unknown",
            "",
            "",
            "",
            _named(other),
        )
    has_point = entry.kind != "country"
    degrees = (f"{entry.latitude:.4f}", f"{entry.longitude:.4f}") if has_point else ("", "")
    return place.name, place.use, _named(entry), *degrees, f"{place.score:.2f}", _named(other)


def _named(entry: Candidate | None) -> str:
    """An entry with the area and country it lies in."""
    if entry is None:
        return ""
    area = entry.admin1 if entry.admin1 != entry.name or entry.kind != "admin1" else None
    return ", ".join(filter(None, (entry.name, area, entry.iso2)))
