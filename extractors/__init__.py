"""The coder: an article in, reports of conflict events out, with the words behind every cell. Pure and typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.coder import Coder

__all__ = ["Coder"]


def __getattr__(name: str) -> Any:
    """Load the coder only when it is asked for: the records need no rules."""
    if name == "Coder":
        from extractors.coder import Coder

        return Coder
    raise AttributeError(f"module 'extractors' has no attribute {name!r}")
