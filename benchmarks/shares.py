"""Shares of counts."""

from __future__ import annotations


def share_of(part: float, whole: float) -> float:
    """How much of the whole the part is; 0 where there is nothing."""
    return part / whole if whole else 0.0
