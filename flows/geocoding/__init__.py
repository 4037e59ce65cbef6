"""Names that no gazetteer on this machine knows, asked of an online geocoder: only where the settings say so.

Nothing here is needed for a run. What the service answers is checked (country, name, distance to what the text says)
before it becomes a coordinate, is kept on disk for ever with its origin, and stands in the evidence of the report. A
service that is slow, wrong or gone costs the run some seconds and a row in `issues`, never its results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from flows.config import Config
from flows.store.spill import CodedBatch

__all__ = ["open_geocoding"]


@contextmanager
def open_geocoding(config: Config, now: Callable[[], datetime]) -> Iterator[Callable[[CodedBatch], CodedBatch]]:
    """What coded batches pass through: nothing at all, unless the settings name a geocoder.

    Only then the library that asks is imported, which brings along a client of HTTP for each kind of program.

    Raises:
        ConfigError: The geocoder or its options are none.
    """
    if config.geocoder.name is None:
        yield _untouched
        return
    from flows.geocoding.locate import asked

    with asked(config, now) as geocoding:
        yield geocoding


def _untouched(batch: CodedBatch) -> CodedBatch:
    return batch
