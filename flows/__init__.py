"""Everything that touches the world: reading, running the coder, keeping the datasets. `run` is the Prefect flow."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from flows.quiet import quiet

if TYPE_CHECKING:
    from flows.pipeline import run

__all__ = ["run"]

quiet(os.environ)


def __getattr__(name: str) -> Any:
    """Import Prefect only when the flow is asked for."""
    if name == "run":
        from flows.pipeline import run

        return run
    raise AttributeError(f"module 'flows' has no attribute {name!r}")
