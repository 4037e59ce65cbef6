"""Sources and their scales, joined in the codebook's way (section 8)."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.coding.cells import UNDISCLOSED

UNKNOWN_SCALE = "Other"
_ORDER = ("Local partner", "Other", "New media", "Subnational", "National", "Regional", "International")
"""Order in which two scales are written."""
_LOCAL, _SUBNATIONAL = "Local partner", "Subnational"
"""The one pair that the codebook does not have."""
_TELLING = ("Local partner", "International", "Regional", "National", "Subnational", "New media", "Other")
"""Which two are kept of more: those that say most of where the event was heard of."""


def parts_of(joined: str | None) -> list[str]:
    """The names of a cell that holds several."""
    return [part for name in (joined or "").split(";") if (part := name.strip())]


def joined_sources(values: Iterable[str | None]) -> str:
    """All outlets; that one is undisclosed says nothing where another is known."""
    names = {name for value in values for name in parts_of(value)}
    return "; ".join(sorted(names - {UNDISCLOSED})) or UNDISCLOSED


def joined_scales(values: Iterable[str | None]) -> str:
    """One scale, or two in the codebook's order."""
    scales = {part for value in values if value for part in value.split("-") if part in _ORDER}
    if _LOCAL in scales:
        scales.discard(_SUBNATIONAL)
    kept = sorted(sorted(scales, key=_TELLING.index)[:2], key=_ORDER.index)
    return "-".join(kept) or UNKNOWN_SCALE
