"""Datasets in an object store, against a real server of the protocol."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import s3fs
from botocore.loaders import create_loader

from flows.cli import main
from flows.records import DatasetLocked, StoreError
from flows.store.columns import TABLE_NAMES, TableName
from flows.store.lease import Lease
from flows.store.objects import ObjectFiles, _ObjectCell
from flows.store.places import files_at
from flows.store.publish import Staging, is_publishing
from flows.store.validate import validate
from tests.flows.objectstore import Faults, ObjectServer
from tests.flows.storefakes import article, rows, write_articles

OLD = [article("a", "strike Aleppo 2012-12-28 3"), article("b", "strike Homs 2013-01-02 1", "warn")]
NEW = [article("a", "strike Aleppo 2013-02-28 4"), article("b", "strike Homs 2013-01-02 2")]
LEASE = 2.0


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectServer]:
    with ObjectServer() as server, pytest.MonkeyPatch.context() as patch:
        # Every client reads the description of the protocol anew, which takes longer than all that it is then asked.
        patch.setattr("botocore.session.create_loader", cache(create_loader))
        yield server


@pytest.fixture
def faults(server: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.faults.heal()
    yield server.faults
    server.faults.heal()


@pytest.fixture
def place(faults: Faults) -> str:
    """An address in a bucket of its own."""
    bucket = f"bucket-{uuid.uuid4().hex[:10]}"
    store().mkdir(bucket)
    return f"s3://{bucket}/some/prefix"


def store() -> s3fs.S3FileSystem:
    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


def at(place: str, lease: float = 60) -> ObjectFiles:
    return ObjectFiles(place, lease_seconds=lease, timeout=20)


def all_keys(place: str) -> set[str]:
    return {f"s3://{key}".removeprefix(f"{place}/") for key in store().find(place)}


def copied(place: str, to: str) -> str:
    """A second dataset like the first, copied by the store: a run takes five times as long."""
    store().copy(f"{place}/", f"{to}/", recursive=True)
    return to


def fetched(place: str, folder: Path) -> Path:
    """The dataset as a folder. Reading a table where it lies asks the store many times."""
    store().get(f"{place}/", f"{folder}/", recursive=True)
    return folder


def tables(place: str | Path, names: Sequence[TableName] = TABLE_NAMES) -> dict[str, object]:
    return {name: rows(place, name, "file") for name in names}


def test_an_object_store_holds_what_a_folder_holds(run: Callable, output: Path, place: str):
    for articles in (OLD, NEW):
        summary = run(articles, to=place)
        run(articles, to=output)
    alike = [name for name in TABLE_NAMES if name != "changes"]  # what it logs holds the time of the run
    assert tables(place, alike) == tables(output, alike)
    assert summary.manifest == f"{place}/runs/{summary.run_id}.json"
    on_disk = {str(path.relative_to(output)) for path in output.rglob("*.parquet")}
    assert {key for key in all_keys(place) if key.endswith(".parquet")} == on_disk
    assert {key for key in all_keys(place) if key.startswith("_")} == {"_lock.json"}
    assert validate(place) == []
    assert run(NEW, to=place).status == "unchanged"


def test_pandas_opens_the_tables_as_they_are(run: Callable, place: str):
    run(OLD, to=place)
    events = pd.read_parquet(f"{place}/events")
    assert sorted(events["location"]) == ["Aleppo", "Homs"]
    assert str(events["event_date"].dtype) == "datetime64[ms]"
    assert len(pd.read_parquet(f"{place}/reports")) == 2


def test_the_commands_take_an_address(place: str, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    text = "An air strike by the Syrian air force killed four civilians in Homs, Syria on 3 January 2013."
    source = write_articles(tmp_path / "one.jsonl", [{"id": "a", "text": text, "published": "2013-01-04"}])
    for command in (
        ["run", source, "--output", place, "--workers", "1"],
        ["validate", place],
        ["view", place, "--json"],
    ):
        monkeypatch.setattr(sys, "argv", ["conflict-events", *command])
        with pytest.raises(SystemExit) as end:
            main()
        assert not end.value.code
    assert "every row is legal" in capsys.readouterr().out


def test_a_bucket_that_is_not_there_and_an_address_that_is_none_are_named(run: Callable, faults: Faults):
    with pytest.raises(StoreError, match="there is no bucket 'nowhere-at-all'"):
        run(OLD, to="s3://nowhere-at-all/x")
    for wrong in ("s3://", "gs://bucket/prefix"):
        with pytest.raises(StoreError, match="expected a folder or s3://bucket/prefix"):
            files_at(wrong)


def test_a_store_that_cannot_be_reached_is_told_in_one_sentence(run: Callable, monkeypatch: pytest.MonkeyPatch, faults):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("flows.store.objects._TRIES", 2)
    with pytest.raises(StoreError, match="object store cannot be used"):
        run(OLD, to="s3://bucket/x", files=at("s3://bucket/x"))


def test_a_failure_that_passes_is_not_noticed(run: Callable, place: str, faults: Faults, output: Path, tmp_path: Path):
    run(NEW, to=output)
    for start in (1, 9):
        for is_done_first in (False, True):
            to = f"{place}{start}{is_done_first}"
            faults.fail(start, 1, is_done_first=is_done_first)
            assert run(NEW, to=to, files=at(to)).status == "published"
            assert tables(fetched(to, tmp_path / f"{start}{is_done_first}")) == tables(output)


def test_a_slow_store_is_waited_for(run: Callable, place: str, faults: Faults):
    faults.wait = 0.05
    run(OLD[:1], to=place, files=at(place))
    assert validate(place) == []


def test_a_store_that_fails_for_good_leaves_the_old_or_the_new_dataset(run, place: str, faults: Faults, monkeypatch):
    some: tuple[TableName, ...] = ("events", "reports")
    run(OLD, to=f"{place}/old")
    old = tables(f"{place}/old", some)
    count = copied(f"{place}/old", f"{place}/count")
    faults.heal()
    run(NEW, to=count)
    n, new = faults.n_changes, tables(count, some)
    monkeypatch.setattr("flows.store.lease._is_dead", lambda pid: True)
    monkeypatch.setattr("flows.store.objects._TRIES", 1)
    seen = []
    for moment in (n // 4, n // 2, n - 5):
        to = copied(f"{place}/old", f"{place}/{moment}")
        faults.fail(moment)
        with suppress(StoreError):
            run(NEW, to=to, files=at(to))
        faults.heal()
        pd.read_parquet(f"{to}/events")
        seen.append(tables(to, some))  # reading recovers what was being published
        run(NEW, to=to, files=at(to))
        assert tables(to, some) == new
        assert {key for key in all_keys(to) if key.startswith("_")} == {"_lock.json"}
    assert validate(to) == []
    assert (seen[0], seen[-1]) == (old, new)
    assert seen[1] in (old, new)


def test_two_runs_cannot_interleave(run: Callable, place: str):
    with at(place, 4).lock("20240101T000000Z-abcdef"):
        with pytest.raises(DatasetLocked, match=f"run 20240101T000000Z-abcdef, process {os.getpid()} on "):
            run(OLD, to=place)
        time.sleep(5.5)  # it is renewed
        with pytest.raises(DatasetLocked):
            run(OLD, to=place)
    assert run(OLD, to=place).status == "published"


def test_of_many_that_come_at_once_one_gets_the_lock(place: str):
    gate, won, refused = threading.Barrier(6), [], []

    def come(number: int) -> None:
        files = at(place)
        gate.wait()
        try:
            with files.lock(str(number)):
                won.append(number)
                time.sleep(0.5)
        except DatasetLocked:
            refused.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(refused)) == (1, 5)


def test_a_dead_owners_lock_is_taken_over_when_its_lease_ends(run: Callable, place: str, monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("socket.gethostname", lambda: "another-machine")
        Lease(at(place)._cell(), "gone", LEASE).take()
    with pytest.raises(
        DatasetLocked, match=r"on another-machine, heard of \d+ s ago; if it is dead, its lock ends 2 s after"
    ):
        files_at(place).lock("next").__enter__()
    with at(place).lock("next", timeout=LEASE + 3):
        pass


def test_a_killed_run_on_this_machine_is_taken_over_at_once(run: Callable, place: str, server: ObjectServer, tmp_path):
    source = write_articles(tmp_path / "slow.jsonl", [article(f"n{n}", "wait 0.5") for n in range(40)])
    script = tmp_path / "go.py"
    script.write_text(
        "import sys\nfrom flows.config import Config\nfrom flows.plain import run_plain\n"
        "from tests.flows.storefakes import FakeFactory\n"
        "run_plain([sys.argv[1]], sys.argv[2], Config(engine='threads', workers=1), coder_factory=FakeFactory())\n"
    )
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, str(script), source, place], cwd=root, env={"PYTHONPATH": root, **server.environment}
    )
    while "_lock.json" not in all_keys(place):
        time.sleep(0.1)
    time.sleep(0.3)
    with pytest.raises(DatasetLocked):
        run(OLD, to=place)
    process.kill()
    process.wait()
    assert run(OLD, to=place).status == "published"
    assert {key for key in all_keys(place) if key.startswith("_")} == {"_lock.json"}


def test_a_run_that_slept_through_its_lease_publishes_nothing(run: Callable, place: str):
    run(OLD, to=place)
    sleeper = Lease(at(place)._cell(), "sleeper", 0.0)
    sleeper.take()
    files = at(place)
    staging = Staging(files, "sleeper")
    staging.add_text("runs/sleeper.json", "{}")
    staging._wait(0)
    time.sleep(1.1)
    run(NEW, to=place)
    with pytest.raises(StoreError, match="lost the lock"):
        sleeper.note(staging.folder)
    with pytest.raises(StoreError, match="lost the lock"):
        sleeper.check()
    assert not is_publishing(files)
    assert "runs/sleeper.json" not in all_keys(place)
    assert validate(place) == []


def test_readers_finish_what_a_dead_run_was_publishing(run: Callable, place: str, faults: Faults):
    run(OLD, to=place)
    files = at(place)
    dead = Lease(files._cell(), "dead", 1.0)
    dead.take()
    files.write_text("_staging-dead/runs/dead.json", "{}")
    files.write_text("_staging-dead/journal.json", '{"move": ["runs/dead.json"], "remove": []}')
    dead.note("_staging-dead")
    assert is_publishing(files)
    assert len(rows(place, "events")) == 2
    assert not is_publishing(files)
    assert "runs/dead.json" in all_keys(place)


def test_a_store_without_conditions_is_refused(place: str, monkeypatch: pytest.MonkeyPatch):
    put = _ObjectCell.replace
    monkeypatch.setattr(
        _ObjectCell, "replace", lambda self, content, tag: put(self, content, tag) or _forced(self, content)
    )
    with pytest.raises(StoreError, match="ignores conditions"), at(place).lock("one"):
        pass


def _forced(cell: _ObjectCell, content: bytes) -> str:
    return str(cell._fs.call_s3("put_object", Body=content, **cell._names)["ETag"])
