"""Coding in processes, and what happens when one of them dies.

Processes are started afresh ("spawn"): they hold no lock or thread of this process, and end when it ends, even when it
is killed. An article that takes its process with it is found by halving its batch, and left out.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Self

import pyarrow as pa

from extractors.article import Article
from extractors.report import Extraction
from flows.coders import coder_for
from flows.coding import code_batch
from flows.records import Batch, CoderMaker
from flows.store.spill import CodedBatch

logger = logging.getLogger("flows.processes")


@dataclass(frozen=True, slots=True)
class InPlace:
    """Codes in the thread that asks, with one coder a process. Can be sent to a Dask worker."""

    factory: CoderMaker
    coder_version: str
    min_confidence: float

    def code(self, batch: Batch) -> CodedBatch:
        """Code a batch here."""
        return code_batch(batch, coder_for(self.factory), self.coder_version, self.min_confidence)

    def __enter__(self) -> Self:
        """Nothing to be made ready."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to let go of."""


class Processes:
    """Codes in a pool of processes; a pool that lost a process is replaced."""

    def __init__(self, recipe: InPlace, workers: int) -> None:
        """Prepare a pool; processes start with the first batch."""
        self._recipe = recipe
        self._workers = workers
        self._guard = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def code(self, batch: Batch) -> CodedBatch:
        """Code a batch in one of the processes.

        Raises:
            BrokenProcessPool: Processes die even before they have read an article, for want of memory or of a fault.
        """
        pool = self._current()
        try:
            return pool.submit(self._recipe.code, batch).result()
        except BrokenProcessPool:
            self._drop(pool)
        logger.warning("batch %d: a worker process died; its articles are coded apart", batch.number)
        self._apart(replace(batch, articles=()))
        return self._halved(batch)

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; batches that wait are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _current(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._pool is None:
                self._pool = worker_pool(self._workers)
            return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._guard:
            if self._pool is pool:
                self._pool = None
                pool.shutdown(wait=False, cancel_futures=True)

    def _apart(self, batch: Batch) -> CodedBatch:
        with worker_pool(1) as pool:
            return pool.submit(self._recipe.code, batch).result()

    def _halved(self, batch: Batch) -> CodedBatch:
        """Code a batch by itself; where that kills the process again, each half of it, down to the article."""
        try:
            return self._apart(batch)
        except BrokenProcessPool:
            n = len(batch.articles)
        if n == 1:
            return code_batch(batch, _Fatal(), self._recipe.coder_version, self._recipe.min_confidence)
        halves = batch.articles[: n // 2], batch.articles[n // 2 :]
        return _joined(*(self._halved(replace(batch, articles=half)) for half in halves))


class _Fatal:
    """Stands for the coder where the real one does not survive."""

    def code(self, article: Article) -> Extraction:
        raise RuntimeError("the process died while reading it")


def _joined(one: CodedBatch, other: CodedBatch) -> CodedBatch:
    return CodedBatch(
        pa.concat_tables([one.articles, other.articles]),
        pa.concat_tables([one.reports, other.reports]),
        pa.concat_tables([one.issues, other.issues]),
    )


def worker_pool(workers: int) -> ProcessPoolExecutor:
    """Processes started afresh, which end when this one does."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_worker)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent leaves its pool waiting for ever, so each worker watches for its end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
