"""The steps as Prefect tasks: their names, retries and logs; what they do is in `flows.steps` and `flows.engine`."""

from __future__ import annotations

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from flows import steps
from flows.config import Config
from flows.engine import HOPELESS, Engine
from flows.job import Job
from flows.records import Batch, RunSummary
from flows.store.dataset import Store
from flows.store.merging import Merger
from flows.store.spill import CodedBatch, Spill
from flows.summary import markdown


class Work:
    """A batch and its engine. A plain object, for Prefect and Dask search anything else for futures, text by text."""

    def __init__(self, batch: Batch, engine: Engine) -> None:
        """Put a batch and an engine together."""
        self.batch = batch
        self.engine = engine


@task(name="code batch", task_run_name="batch {number}", cache_policy=NO_CACHE, persist_result=False)
def code_batch(number: int, work: Work) -> CodedBatch:
    """Code a batch of articles."""
    return work.engine.code(work.batch)


@task(name="merge", task_run_name="merge", cache_policy=NO_CACHE, persist_result=False)
def merge(job: Job, store: Store, spill: Spill) -> Merger:
    """Merge coded reports into events, month by month, and stage the files that change."""
    return steps.merge(job, store, spill)


@task(name="publish", task_run_name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(job: Job, store: Store, merger: Merger) -> RunSummary:
    """Publish the staged files and the manifest."""
    return steps.publish(job, store, merger)


@task(name="summarise", task_run_name="summarise", cache_policy=NO_CACHE, persist_result=False)
def summarise(summary: RunSummary) -> None:
    """Leave an artifact that an operator can read."""
    create_markdown_artifact(markdown(summary), key="conflict-events-run", description=f"Run {summary.run_id}")


def retried(config: Config) -> Task[[int, Work], CodedBatch]:
    """The coding task with the retries that the settings ask for, each wait twice the one before."""
    waits = [config.retry_delay_seconds * 2**attempt for attempt in range(config.retries)]
    return code_batch.with_options(
        retries=config.retries, retry_delay_seconds=waits or 0, retry_condition_fn=_is_worth_another_try
    )


def parameters(batch: Batch, engine: Engine) -> dict[str, object]:
    """What the coding task is given."""
    return {"number": batch.number, "work": Work(batch, engine)}


def _is_worth_another_try(task: Task[..., object], run: TaskRun, state: State[object]) -> bool:
    return not isinstance(state.result(raise_on_failure=False), HOPELESS)
