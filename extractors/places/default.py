"""Where the default gazetteer lies and how it comes there: built once under a lock, then shared by every process.

The caller says in which folder; the file name carries the digest of its sources, so an older one is left alone.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from extractors.places.build import build_default, default_digest
from extractors.places.gazetteer import Gazetteer
from extractors.places.index import Progress


def default_path(cache_dir: Path) -> Path:
    """The file of the default gazetteer in a cache folder."""
    return cache_dir / f"gazetteer-{default_digest()}.lmdb"


def open_default(cache_dir: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """Open the default gazetteer, building it first when it is not there.

    Args:
        cache_dir: A folder of the user's, made when missing; `None` is the usual cache folder of the user.
        progress: Called with (done, total) while building.

    Raises:
        OSError: The folder cannot be written.
        GazetteerError: The file is there but is not an index.
    """
    cache_dir = cache_dir or user_cache_path("conflict-events")
    folder = cache_dir or user_cache_path("conflict-events", appauthor=False)
    path = default_path(folder)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            if not path.exists():
                build_default(path, progress)
    return Gazetteer.open(path)
