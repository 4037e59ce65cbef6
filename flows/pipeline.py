"""The flow: articles in, datasets out, step by step.

read -> plan batches -> code batches -> merge -> publish -> summarise. Prefect sees a task for every batch, with its
retries and logs; the work itself is done in plain functions, which `flows.plain` calls just the same.

Annotations are real objects here, not text: a served flow is sent to its process by value, and Prefect looks up the
types of its parameters there.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from prefect import flow, runtime, tags
from prefect.client.schemas.schedules import CronSchedule
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows import steps, tasks
from flows.config import Config
from flows.engine import engine_for, n_workers
from flows.job import Job, prepare, told
from flows.logs import speak_up
from flows.plain import run_plain
from flows.records import Batch, Progress, RunSummary
from flows.runners import submitted, task_runner
from flows.serving import runs_ended, server
from flows.signals import ended_by_sigterm
from flows.store.dataset import Store, open_store
from flows.store.places import files_at
from flows.store.spill import Spill

__all__ = ["run", "run_plain", "run_with_progress", "serve"]

DEFAULTS = Config()


def _run_name() -> str:
    given: dict[str, Any] = runtime.flow_run.parameters
    inputs = ", ".join(os.path.basename(str(item).rstrip("/")) for item in given["inputs"])
    return f"{inputs[:80]} into {given.get('output') or 'output'}"


@flow(name="conflict-events", flow_run_name=_run_name, persist_result=False)
def run(
    inputs: list[str], output: str | None = None, config: Config = DEFAULTS, is_recoding: bool = False
) -> RunSummary:
    """Code articles, merge what they tell, and publish the datasets.

    Args:
        inputs: Files, folders, globs or "-".
        output: Folder of the datasets; the one of the settings by default.
        config: All settings.
        is_recoding: Code articles anew that another version of the coder coded.

    Raises:
        InputError: An input matches nothing.
        RunFailed: The run could not be finished; what was published before is as it was.
    """
    speak_up()
    job = prepare(inputs, output or config.output, config, is_recoding=is_recoding)
    articles = steps.read(job)
    with open_store(files_at(job.output), job.run_id, int(job.started.timestamp()), job.version.attribution) as store:
        batches = steps.plan(job, articles, store.ledger)
        coded = _code(job, batches, store)
        merged = tasks.merge(job, store, coded)
        summary = tasks.publish(job, store, merged)
    tasks.summarise(summary)
    return summary


def run_with_progress(
    inputs: Sequence[str],
    output: str | None,
    config: Config,
    progress: Progress | None = None,
    is_recoding: bool = False,
) -> RunSummary:
    """Call the flow from a terminal: with progress, with tags, and ended in good order by SIGTERM."""
    with told(progress), ended_by_sigterm(), tags("conflict-events", f"engine:{config.engine}"):
        return run(list(inputs), output, config, is_recoding)


def serve(
    cron: str,
    inputs: Sequence[str],
    output: str | None = None,
    config: Config = DEFAULTS,
    name: str = "scheduled",
    timezone: str | None = None,
) -> None:
    """Keep a deployment of the flow that runs on a schedule, until interrupted.

    Where no Prefect server is configured, one is started on loopback for as long.

    Args:
        cron: When to run ("0 6 * * *").
        inputs: Files, folders or globs.
        output: Folder of the datasets; the one of the settings by default.
        config: All settings.
        name: Name of the deployment.
        timezone: Zone in which the times are meant ("Asia/Damascus"); UTC by default.

    Raises:
        ValueError: The schedule or the zone is none.
        RunFailed: No server could be started.
    """
    schedule = _schedule(cron, timezone)
    parameters = {
        "inputs": [_absolute(item) for item in inputs],
        "output": _absolute(output or config.output),
        "config": config.model_dump(mode="json"),
    }
    with ended_by_sigterm(), server(), runs_ended():
        run.serve(
            name=name,
            schedules=[schedule],
            parameters=parameters,
            tags=["conflict-events", f"engine:{config.engine}"],
            limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


def _code(job: Job, batches: Iterator[Batch], store: Store) -> Spill:
    task = tasks.retried(job.config)
    is_small, batches = steps.look_ahead(batches)
    with engine_for(job, is_small) as engine, task_runner(job.config) as runner:
        submit = submitted(runner, task, engine)
        return steps.code(job, batches, store, submit, window=n_workers(job.config) + 1)


def _schedule(cron: str, timezone: str | None) -> CronSchedule:
    try:
        return CronSchedule(cron=cron, timezone=timezone or "UTC")
    except ValidationError as error:
        reasons = "; ".join(problem["msg"].removeprefix("Value error, ") for problem in error.errors())
        raise ValueError(f'expected a schedule such as "0 6 * * *", found {cron!r}: {reasons}') from None


def _absolute(path: str) -> str:
    return path if path == "-" or "://" in path else os.path.abspath(os.path.expanduser(path))
