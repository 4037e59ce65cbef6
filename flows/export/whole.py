"""A file that is there whole or not at all: written beside its place under another name, then moved there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Give the path to write to; the file takes its place when the block is left without an error.

    Raises:
        OSError: The folder cannot be made, or the file cannot be put there.
    """
    part = file.with_name(f"_{file.name}.part")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)
