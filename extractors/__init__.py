"""The coder: an article in, reports of conflict events out, with the words behind every cell. Pure and typed.

The geoparser beside it finds all places that a text names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.coder import Coder
    from extractors.toponyms.geoparser import Geoparser

__all__ = ["Coder", "Geoparser"]


def __getattr__(name: str) -> Any:
    """Load coder and geoparser only when they are asked for: the records need no rules."""
    if name == "Coder":
        from extractors.coder import Coder

        return Coder
    if name == "Geoparser":
        from extractors.toponyms.geoparser import Geoparser

        return Geoparser
    raise AttributeError(f"module 'extractors' has no attribute {name!r}")
