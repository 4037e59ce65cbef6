"""Which gazetteer the settings mean: the user's own file, or the embedded one in the user's cache folder.

The modules of this package build such a file from the user's sources.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer
from extractors.places.index import Progress


def open_gazetteer(path: Path | None, cache_dir: Path | None, progress: Progress | None = None) -> Gazetteer:
    """Open a gazetteer; the embedded one is built first when it is not there.

    Args:
        path: A file of the user's own, `None` for the embedded one.
        cache_dir: Folder of the embedded one, `None` for the user's cache folder.
        progress: Called with (places done, places in all) while building.

    Raises:
        GazetteerError: The named file is missing or is no gazetteer.
        OSError: The cache folder cannot be written.
    """
    if path is not None:
        return Gazetteer.open(path)
    return open_default(cache_dir or user_cache_path("conflict-events", appauthor=False), progress)
