"""Where batches are coded.

`local` sends batches to one pool of processes, each with a coder of its own; `threads` codes them in threads of this
process; under Dask the tasks themselves run on the workers. Whatever the engine, a thread (or Dask worker) asks
`engine.code(batch)` and waits.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, Self

from flows.config import Config
from flows.job import Job
from flows.processes import InPlace, Processes
from flows.records import Batch, RunFailed
from flows.store.spill import CodedBatch

logger = logging.getLogger("flows.engine")

HOPELESS = (ValueError, TypeError, ImportError)
"""Errors that come again however often one tries, such as a broken lexicon."""


def is_dask(config: Config) -> bool:
    """Whether the engine is the address of a Dask scheduler."""
    return "://" in config.engine


def wants_prefect(config: Config) -> bool:
    """Whether a run needs Prefect: there is a server to report to, or a cluster to run on."""
    return bool(os.environ.get("PREFECT_API_URL")) or is_dask(config)


def n_workers(config: Config) -> int:
    """Processes or threads that code at a time."""
    return config.workers or os.cpu_count() or 1


class Engine(Protocol):
    """Something that codes batches."""

    def code(self, batch: Batch) -> CodedBatch:
        """Code a batch; waits for it."""
        ...

    def __enter__(self) -> Self:
        """Be ready."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of workers."""
        ...


def engine_for(job: Job, is_small: bool = False) -> Engine:
    """The engine that the settings name; a job of one batch is coded in place, as no second process could help.

    Args:
        job: The run.
        is_small: True when there is only one batch.
    """
    recipe = InPlace(job.factory, job.version.text, job.config.publish.min_confidence)
    workers = n_workers(job.config)
    if job.config.engine != "local" or workers == 1 or is_small:
        return recipe
    return Processes(recipe, workers)


def with_retries(
    code: Callable[[Batch], CodedBatch], config: Config, wait: Callable[[float], object]
) -> Callable[[Batch], CodedBatch]:
    """Code a batch, trying again as often as the settings say, with doubled waits.

    Args:
        code: Codes a batch.
        config: The settings.
        wait: Waits for some seconds.
    """

    def tried(batch: Batch) -> CodedBatch:
        for attempt in range(config.retries):
            try:
                return code(batch)
            except HOPELESS:
                raise
            except Exception as error:
                logger.warning("batch %d failed (%s), trying again", batch.number, _words(error))
                wait(config.retry_delay_seconds * 2**attempt)
        return code(batch)

    return tried


def batch_failed(batch: Batch, error: BaseException) -> RunFailed:
    """The error of a run whose batch could not be coded."""
    first, last = batch.articles[0], batch.articles[-1]
    span = f"articles {first.article.id!r} to {last.article.id!r}"
    return RunFailed(f"batch {batch.number} ({span}) could not be coded: {_words(error)}. Nothing was published.")


def _words(error: BaseException) -> str:
    if isinstance(error, BrokenProcessPool):
        return "a worker process died, perhaps for want of memory; try fewer --workers"
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
