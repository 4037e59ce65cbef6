"""Places that a name can mean, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from extractors.places.records import Candidate
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
