"""A run without Prefect: for a person at a terminal who should not wait for a server to start.

The steps are those of the flow; only who calls them differs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from flows import steps
from flows.config import Config
from flows.engine import Engine, batch_failed, engine_for, is_dask, n_workers, with_retries
from flows.job import Clock, Job, prepare
from flows.records import Batch, CoderMaker, Progress, RunFailed, RunSummary
from flows.signals import ended_by_sigterm
from flows.store.contract import Files
from flows.store.dataset import Store, open_store
from flows.store.places import files_at
from flows.store.spill import CodedBatch, Spill


def run_plain(
    inputs: Sequence[str],
    output: str,
    config: Config,
    *,
    progress: Progress | None = None,
    coder_factory: CoderMaker | None = None,
    now: Clock | None = None,
    files: Files | None = None,
    is_recoding: bool = False,
) -> RunSummary:
    """Code articles, merge what they tell, and publish the datasets.

    Args:
        inputs: Files, folders, globs or "-".
        output: Folder of the datasets.
        config: All settings.
        progress: Called as articles go through.
        coder_factory: Recipe of the coder; by default the one that the settings ask for.
        now: The clock.
        files: The place of the datasets, where it is not to be found by `output`.
        is_recoding: Code articles anew that another version of the coder coded.

    Raises:
        InputError: An input matches nothing.
        RunFailed: The run could not be finished; what was published before is as it was.
    """
    if is_dask(config):
        raise RunFailed(f"engine {config.engine}: a Dask cluster needs the Prefect flow; use `flows.run`")
    job = prepare(inputs, output, config, progress, coder_factory, now, is_recoding)
    items = steps.read(job)
    disk = files or files_at(output)
    with (
        ended_by_sigterm(),
        open_store(disk, job.run_id, int(job.started.timestamp()), job.version.attribution) as store,
    ):
        batches = steps.plan(job, items, store.ledger)
        spill = _code(job, batches, store)
        merger = steps.merge(job, store, spill)
        return steps.publish(job, store, merger)


def _code(job: Job, batches: Iterator[Batch], store: Store) -> Spill:
    is_small, batches = steps.look_ahead(batches)
    workers = n_workers(job.config)
    with engine_for(job, is_small) as engine, ThreadPoolExecutor(workers) as threads:
        code = _guarded(job.config, engine)
        try:
            return steps.code(job, batches, store, lambda b: threads.submit(code, b), window=workers + 1)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _guarded(config: Config, engine: Engine) -> steps.Code:
    tried = with_retries(engine.code, config, time.sleep)

    def code(batch: Batch) -> CodedBatch:
        try:
            return tried(batch)
        except Exception as error:
            raise batch_failed(batch, error) from error

    return code
