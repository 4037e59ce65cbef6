"""A run as it is set up: what to read, where to write, how, and the account that its steps keep."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime

from extractors.merging.corrections import Correction
from flows.coders import CoderFactory
from flows.config import Config
from flows.records import CoderMaker, CoderVersion, Progress, Tally
from flows.store.merging import Found

_PROGRESS: ContextVar[Progress | None] = ContextVar("progress", default=None)

logger = logging.getLogger("flows.job")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """One run: what to read, where to write, how, and what has been counted so far.

    Attributes:
        inputs: Files, folders, globs or "-", in alphabetical order: the order in which they were named does not matter.
        output: Folder of the datasets.
        config: All settings.
        factory: Recipe of the coder.
        version: What the coder is made of.
        run_id: Identifier, sortable by start.
        started: Start in UTC.
        progress: Called while articles go through.
        now: The clock.
        is_recoding: Whether articles that another version of the coder coded are coded anew.
        corrections: What people corrected, where that is what the run is for.
        tally: Counts, filled by the steps.
        found: What reading brought beside articles.
        seconds: Time by step.
    """

    inputs: tuple[str, ...]
    output: str
    config: Config
    factory: CoderMaker
    version: CoderVersion
    run_id: str
    started: datetime
    progress: Progress
    now: Clock = utc_now
    is_recoding: bool = False
    corrections: tuple[Correction, ...] = ()
    tally: Tally = field(default_factory=Tally)
    found: Found = field(default_factory=Found)
    seconds: dict[str, float] = field(default_factory=dict)

    def tell(self, note: str) -> None:
        """Report progress."""
        total = self.tally.n_read if self.tally.is_read else None
        self.progress(self.tally.n_done, total, note)


@contextmanager
def told(progress: Progress | None) -> Iterator[None]:
    """Within the block, runs report to `progress`; for the flow, whose parameters travel as JSON."""
    token = _PROGRESS.set(progress)
    try:
        yield
    finally:
        _PROGRESS.reset(token)


def prepare(
    inputs: Sequence[str],
    output: str,
    config: Config,
    progress: Progress | None = None,
    factory: CoderMaker | None = None,
    now: Clock | None = None,
    is_recoding: bool = False,
    corrections: Iterable[Correction] = (),
) -> Job:
    """Set up a run: who codes, under which name.

    Raises:
        OSError: The gazetteer cannot be read or built.
    """
    factory = factory or CoderFactory.of(config)
    clock = now or utc_now
    started = clock()
    job = Job(
        tuple(sorted(set(inputs))), str(output), config, factory, factory.version(), _run_id(started), started,
        progress or _PROGRESS.get() or _silent, clock, is_recoding,
        tuple(corrections),
    )  # fmt: skip
    with timed(job, "prepare"):
        if job.inputs:
            factory.prepare()
    logger.info("run %s: %s into %s", job.run_id, ", ".join(job.inputs), job.output)
    return job


@contextmanager
def timed(job: Job, step: str) -> Iterator[None]:
    """Add the time a step takes to the run's account."""
    start = time.perf_counter()
    try:
        yield
    finally:
        job.seconds[step] = round(job.seconds.get(step, 0.0) + time.perf_counter() - start, 3)


def _run_id(started: datetime) -> str:
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"


def _silent(done: int, total: int | None, note: str) -> None:
    """Tell nobody."""
