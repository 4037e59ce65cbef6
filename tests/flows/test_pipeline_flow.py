"""The flow under real Prefect: without a server, against one on loopback, on a schedule, on Dask, from a work pool."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from flows import run as flow_of_package
from flows.config import Config
from flows.job import prepare
from flows.pipeline import run as flow
from flows.pipeline import run_with_progress, serve
from flows.plain import run_plain
from flows.records import RunFailed
from flows.runners import task_runner
from flows.serving import own_server
from flows.store.columns import TABLE_NAMES
from tests.flows.storefakes import FakeFactory, article, rows, write_articles

ROOT = Path(__file__).parents[2]
SOME = [article(f"n{n}", f"strike Homs 2013-0{n % 9 + 1}-02 {n}", "warn") for n in range(8)]
FEW = SOME[:2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place for Prefect's database that is not the user's."""
    folder = tmp_path_factory.mktemp("prefect")
    patch = pytest.MonkeyPatch()
    patch.setenv("PREFECT_HOME", str(folder))
    patch.delenv("PREFECT_API_URL", raising=False)
    patch.setenv("PREFECT_RUNNER_POLL_FREQUENCY", "2")
    yield folder
    patch.undo()


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    with own_server() as url, temporary_settings({PREFECT_API_URL: url, PREFECT_HOME: home}):
        yield url
        APILogWorker.drain_all()


@pytest.fixture(scope="module")
def scheduled(server: str, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The output of a deployment that runs every minute, with a server of its own; started first, looked at last.

    Its database is a copy: to make one takes a server longer than all else that it does here.
    """
    folder = tmp_path_factory.mktemp("scheduled")
    source = write_articles(folder / "news.jsonl", FEW)
    (folder / "home").mkdir()
    with (
        closing(sqlite3.connect(home / "prefect.db")) as made,
        closing(sqlite3.connect(folder / "home/prefect.db")) as own,
    ):
        made.backup(own)
    with Started("serve", source, folder / "output", {"PREFECT_HOME": str(folder / "home")}) as process:
        yield folder / "output"
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert children
    assert psutil.wait_procs(children, timeout=15)[1] == []


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.pipeline.prepare", functools.partial(prepare, factory=FakeFactory()))


PREPARED = """
import functools, sys
import flows.pipeline
from flows.config import Config
from tests.flows.storefakes import FakeFactory

flows.pipeline.prepare = functools.partial(flows.pipeline.prepare, factory=FakeFactory())
config = Config(engine="local", workers=2, batch_size=1)
"""
SCRIPTS = {
    # All in the block, so that the worker processes, which read the script too, need not import Prefect.
    "flow": f"""
if __name__ == "__main__":
{textwrap.indent(PREPARED, "    ")}
    print(flows.pipeline.run_with_progress([sys.argv[1]], sys.argv[2], config))
""",
    # The process of a scheduled run reads the script, too, and needs what stands above the block.
    "serve": f"""
{PREPARED}
if __name__ == "__main__":
    print(flows.pipeline.serve("* * * * *", [sys.argv[1]], sys.argv[2], config))
""",
}


class Started:
    """A process that calls the flow, as a user's script would."""

    def __init__(self, kind: str, source: str, output: Path, environment: dict[str, str] | None = None) -> None:
        script = Path(source).with_name(f"{kind}.py")
        script.write_text(SCRIPTS[kind])
        self._process = subprocess.Popen(
            [sys.executable, str(script), source, str(output)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, env=os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        )  # fmt: skip

    def __enter__(self) -> subprocess.Popen[str]:
        return self._process

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()


def ask(question):
    async def answer():
        async with get_client() as client:
            return await question(client)

    return asyncio.run(answer())


def run_into(output: Path):
    async def question(client):
        from prefect.client.schemas.filters import FlowRunFilter

        [found] = await client.read_flow_runs(flow_run_filter=FlowRunFilter(name={"like_": str(output)}))
        return found

    return ask(question)


def await_that(is_true, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not is_true() and time.monotonic() < deadline:
        time.sleep(0.2)
    return bool(is_true())


def test_the_package_gives_the_flow():
    assert flow_of_package is flow
    assert flow.name == "conflict-events"


@pytest.mark.server
def test_a_schedule_is_set_up(scheduled):
    """Only starts the clock for the test at the end."""
    assert not (scheduled / "runs").exists()


@pytest.mark.server
def test_the_flow_and_a_plain_run_give_the_same_tables(server, faked, tmp_path):
    source = write_articles(tmp_path / "articles.jsonl", [*SOME, article("x", ""), article("y", "crash")])
    config = Config(engine="local", workers=2, batch_size=3)
    told = []
    summary = run_with_progress([source], str(tmp_path / "flow"), config, lambda *news: told.append(news))
    plain = run_plain([source], str(tmp_path / "plain"), config, coder_factory=FakeFactory())
    for name in TABLE_NAMES:
        assert rows(tmp_path / "flow", name) == rows(tmp_path / "plain", name)
    assert (summary.n_events, summary.problems) == (plain.n_events, plain.problems)
    assert told[-1] == (10, 10, "done")


@pytest.mark.server
def test_an_operator_can_read_the_run(server, faked, tmp_path):
    source = write_articles(tmp_path / "articles.jsonl", SOME)
    summary = run_with_progress([source], str(tmp_path / "output"), Config(engine="threads", batch_size=3))
    run = run_into(tmp_path / "output")
    assert run.name == f"articles.jsonl into {tmp_path / 'output'}"
    assert {"conflict-events", "engine:threads"} <= set(run.tags)
    assert run.state.is_completed()
    assert run.parameters["config"]["batch_size"] == 3

    async def details(client):
        from prefect.client.schemas.filters import FlowRunFilter, LogFilter, LogFilterFlowRunId

        tasks = await client.read_task_runs(flow_run_filter=FlowRunFilter(id={"any_": [run.id]}))
        logs = await client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])))
        artifacts = await client.read_artifacts(flow_run_filter=FlowRunFilter(id={"any_": [run.id]}))
        return {task.name for task in tasks}, "\n".join(log.message for log in logs), artifacts

    def has_arrived() -> bool:
        names, text, _ = ask(details)
        return "batch 3" in names and "published" in text

    assert await_that(has_arrived, 15)
    names, text, [artifact] = ask(details)
    assert {"batch 1", "batch 2", "batch 3", "merge", "publish", "summarise"} <= names
    assert f"run {summary.run_id}: batch 3, 8 articles coded" in text
    assert artifact.key == "conflict-events-run"
    assert "| coded | 8 |" in artifact.data


@pytest.mark.server
def test_a_failing_run_is_failed_with_its_reason_and_tried_again_before(server, tmp_path, monkeypatch, output):
    attempts = []

    class Unwell(FakeFactory):
        def __call__(self):
            attempts.append(1)
            raise OSError("the disk is busy")

    monkeypatch.setattr("flows.pipeline.prepare", functools.partial(prepare, factory=Unwell()))
    source = write_articles(tmp_path / "articles.jsonl", SOME)
    with pytest.raises(RunFailed, match=r"batch 1 .* could not be coded: OSError: the disk is busy"):
        run_with_progress([source], str(output), Config(engine="threads", retries=2, retry_delay_seconds=0))
    assert len(attempts) == 3
    run = run_into(output)
    assert run.state.is_failed()
    assert "the disk is busy" in run.state.message
    assert not (output / "events").exists()


@pytest.mark.server
def test_the_flow_runs_on_a_dask_cluster(server, faked, tmp_path):
    distributed = pytest.importorskip("distributed")
    source = write_articles(tmp_path / "articles.jsonl", SOME)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as cluster:
        config = Config(engine=cluster.scheduler_address, batch_size=3)
        summary = run_with_progress([source], str(tmp_path / "output"), config)
    assert summary.n_coded == 8


def test_a_missing_dask_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(RunFailed, match=r"needs prefect-dask: pip install \"conflict-events\[dask\]\""):
        task_runner(Config(engine="tcp://scheduler:8786"))


@pytest.mark.server
def test_the_flow_deploys_to_a_work_pool(server, home):
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    environment = os.environ | {"PREFECT_API_URL": server}
    for command in (
        ["work-pool", "create", "--type", "process", "conflict-events"],
        ["deploy", "--prefect-file", "flows/prefect.yaml", "--all"],
    ):
        done = subprocess.run([*prefect, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    deployment = ask(lambda client: client.read_deployment_by_name("conflict-events/daily"))
    assert deployment.entrypoint == "flows.pipeline.run"
    assert [schedule.schedule.cron for schedule in deployment.schedules] == ["0 6 * * *"]


def test_the_deployment_names_parameters_that_the_flow_has():
    [deployment] = yaml.safe_load((ROOT / "flows" / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    parameters = flow.validate_parameters(deployment["parameters"])
    assert isinstance(parameters["config"], Config)
    assert (ROOT / Path(*deployment["entrypoint"].split(".")[:-1])).with_suffix(".py").is_file()


@pytest.mark.server
def test_the_flow_runs_without_a_server(home, tmp_path):
    source = write_articles(tmp_path / "news.jsonl", FEW)
    with Started("flow", source, tmp_path / "flow") as process:
        text = process.communicate(timeout=120)[0]
    assert process.returncode == 0, text
    assert "Traceback" not in text
    assert "Starting temporary server" in text
    run_plain([source], str(tmp_path / "plain"), Config(engine="threads"), coder_factory=FakeFactory())
    for name in TABLE_NAMES:
        assert rows(tmp_path / "flow", name) == rows(tmp_path / "plain", name)


@pytest.mark.server
def test_sigterm_leaves_no_server_no_worker_and_no_half_dataset(home, tmp_path):
    source = write_articles(tmp_path / "news.jsonl", [article(f"n{n}", "wait 2") for n in range(4)])
    with Started("flow", source, tmp_path / "flow") as process:
        parent = psutil.Process(process.pid)
        assert await_that(lambda: len(parent.children(recursive=True)) >= 4, 60)  # server, tracker, two workers
        children = parent.children(recursive=True)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert psutil.wait_procs(children, timeout=15)[1] == []
    assert process.returncode != 0
    assert [path.name for path in (tmp_path / "flow").iterdir() if not path.name.startswith(("_lock", "_coded"))] == []


@pytest.mark.server
def test_a_schedule_really_fires(scheduled):
    assert await_that(lambda: list((scheduled / "runs").glob("*.json")), 75)
    [manifest, *_] = sorted((scheduled / "runs").glob("*.json"))
    assert json.loads(manifest.read_text(encoding="utf-8"))["counts"]["n_coded"] == 2


def test_a_schedule_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r'expected a schedule such as "0 6 \* \* \*", found \'every day\''):
        serve("every day", ["articles"], "output")
