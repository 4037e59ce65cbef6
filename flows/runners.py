"""Prefect's task runners for our engines: threads that wait for the engine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task

from flows import tasks
from flows.config import Config
from flows.engine import Engine, batch_failed, is_dask, n_workers
from flows.records import Batch, RunFailed
from flows.steps import Waiting
from flows.store.spill import CodedBatch

Runner = TaskRunner[Any]


def task_runner(config: Config) -> Runner:
    """The task runner of the engine that the settings name.

    Raises:
        RunFailed: A Dask cluster is wanted and `prefect-dask` is not installed.
    """
    if not is_dask(config):
        return ThreadPoolTaskRunner(max_workers=n_workers(config))
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        wanted = f"engine {config.engine} needs prefect-dask"
        raise RunFailed(f'{wanted}: pip install "conflict-events[dask]"') from None
    runner: Runner = DaskTaskRunner(address=config.engine)
    return runner


def submitted(runner: Runner, task: Task[..., CodedBatch], engine: Engine) -> Callable[[Batch], Waiting]:
    """A function that hands a batch to the task runner."""

    def submit(batch: Batch) -> Waiting:
        return _Submitted(batch, runner.submit(task, tasks.parameters(batch, engine)))

    return submit


@dataclass(frozen=True, slots=True)
class _Submitted:
    batch: Batch
    future: PrefectFuture[CodedBatch]

    def result(self) -> CodedBatch:
        try:
            return self.future.result()
        except Exception as error:
            raise batch_failed(self.batch, error) from error
