"""The closed lists that cells are taken from, each read from the one place where it is a fact.

The codebook's lists live with the coder (`extractors/lexicons/codebook.yml`, the country table, the inter labels); only
the combinations of source scales are written here, as nothing else needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import get_args

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import CIVILIAN_TARGETING, INTER_CODES, all_interactions
from extractors.lexicons.loader import load
from extractors.places.tables import Countries, Country
from extractors.report import Severity, Status

_SCALE_PAIRS = {
    "Local partner": ("International", "National", "New media", "Other", "Regional"),
    "New media": ("International", "National", "Regional", "Subnational"),
    "Other": ("International", "National", "New media", "Regional", "Subnational"),
    "Subnational": ("International", "National", "Regional"),
    "National": ("International", "Regional"),
    "Regional": ("International",),
}
"""Scales that occur together, in the order in which they are written (codebook section 8)."""

_SINGLE_SCALES = ("International", "Regional", "National", "Subnational", "Local partner", "New media", "Other")


@cache
def vocabulary(name: str) -> tuple[str, ...]:
    """The values that a column may hold, in the codebook's order where it has one.

    Args:
        name: Name of a closed list in `columns.yml`.

    Raises:
        KeyError: There is no such list.
    """
    makers: dict[str, Callable[[], tuple[str, ...]]] = {
        "disorder_type": lambda: tuple(dict.fromkeys(Codebook.default().disorder_type.values())),
        "event_type": lambda: tuple(dict.fromkeys(Codebook.default().event_type.values())),
        "sub_event_type": lambda: tuple(sorted(Codebook.default().rank, key=Codebook.default().rank.__getitem__)),
        "inter": lambda: tuple(INTER_CODES),
        "interaction": lambda: tuple(sorted(all_interactions())),
        "civilian_targeting": lambda: (CIVILIAN_TARGETING,),
        "region": lambda: tuple(sorted({country.region for country in countries().values()})),
        "country": lambda: tuple(sorted(countries())),
        "source_scale": source_scales,
        "status": lambda: get_args(Status),
        "severity": lambda: get_args(Severity),
    }
    return makers[name]()


@cache
def countries() -> dict[str, Country]:
    """The country table by name; territories that share a country's name are that country."""
    by_name: dict[str, Country] = {}
    for country in load(Countries, "places", "countries.yml").root.values():
        by_name.setdefault(country.name, country)
    return by_name


@cache
def source_scales() -> tuple[str, ...]:
    """Single scales, then the pairs "A-B" that the codebook knows (section 8)."""
    pairs = (f"{first}-{second}" for first, others in _SCALE_PAIRS.items() for second in others)
    return (*_SINGLE_SCALES, *pairs)
