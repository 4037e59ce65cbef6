"""Places that a text names, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from extractors.places.records import Candidate
from extractors.toponyms.records import FoundPlace
from flows.view.events import plain_table


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
