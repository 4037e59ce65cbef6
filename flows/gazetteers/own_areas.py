"""Codes of first-level areas that the embedded table lacks and only a source knows: the code holds the name."""

from __future__ import annotations

from extractors.places.names import plain

_OWN = "~"


def own_area(iso2: str, name: str) -> str:
    """The code of a first-level area that only the source knows; it holds the name."""
    return f"{iso2}.{_OWN}{plain(name)}"


def name_of_own_area(code: str) -> str | None:
    """The name of an area that only its source knows; `None` for others."""
    return code.partition(_OWN)[2] or None
