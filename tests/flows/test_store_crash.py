"""A run that ends at any moment leaves the old dataset or the new one, and the next run puts everything right."""

from __future__ import annotations

import errno
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from flows.records import DatasetLocked, StoreError
from flows.store.columns import TABLE_NAMES
from flows.store.dataset import read_table
from flows.store.files import LocalFiles
from flows.store.publish import Staging, recover
from flows.store.validate import validate
from tests.flows.storefakes import Crash, FailingFiles, FakeFactory, article, rows, write_articles

OLD = [article("a", "strike Aleppo 2012-12-28 3"), article("b", "strike Homs 2013-01-02 1", "warn")]
NEW = [
    article("a", "strike Aleppo 2013-02-28 4"),
    article("b", "strike Homs 2013-01-02 2"),
    article("c", "vague Marea"),
]


def tables(output: Path) -> dict[str, object]:
    return {name: rows(output, name) for name in TABLE_NAMES if name != "changes"}


def n_changes(run, tmp_path: Path) -> int:
    """How many changes to the disk a run of NEW over OLD makes."""
    run(OLD, to=tmp_path / "count")
    files = FailingFiles(tmp_path / "count", 10**9, Crash())
    run(NEW, to=tmp_path / "count", files=files)
    return files.n_changes


def opened_by_pandas(output: Path) -> None:
    for name in TABLE_NAMES:
        pd.read_parquet(output / name)


def test_a_crash_at_any_change_leaves_the_old_or_the_new_dataset(run, tmp_path):
    run(OLD, to=tmp_path / "old")
    old, n = tables(tmp_path / "old"), n_changes(run, tmp_path)
    new = tables(tmp_path / "count")
    assert n > 30
    seen = set()
    for moment in range(1, n + 1):
        output = tmp_path / f"crash{moment}"
        shutil.copytree(tmp_path / "old", output)
        with pytest.raises(Crash):
            run(NEW, to=output, files=FailingFiles(output, moment, Crash()))
        opened_by_pandas(output)
        found = tables(output)  # reading recovers what was being published
        assert found in (old, new), f"change {moment}"
        seen.add(found == new)
        run(NEW, to=output)
        assert tables(output) == new, f"change {moment}"
        assert not [path.name for path in output.iterdir() if path.name.startswith(("_staging", "_coded"))]
    assert validate(output) == []
    assert seen == {True, False}


def test_a_crash_while_recovering_is_recovered_too(run, tmp_path):
    run(NEW, to=tmp_path / "new")
    output = tmp_path / "output"
    run(OLD, to=output)
    moment = next(
        m for m in range(n_changes(run, tmp_path) // 2, 10**6) if _is_published_half(run, tmp_path / f"try{m}", m)
    )
    _is_published_half(run, output, moment, is_there=True)
    for again in range(1, 40):
        try:
            with LocalFiles(output).lock("again") as hold:
                recover(FailingFiles(output, again, Crash()), hold)
        except Crash:
            continue
        break
    assert {row["fatalities"] for row in rows(output, "events")} == {4, 2}
    assert validate(output) == []


def _is_published_half(run, output: Path, moment: int, is_there: bool = False) -> bool:
    if not is_there:
        run(OLD, to=output)
    with pytest.raises(Crash):
        run(NEW, to=output, files=FailingFiles(output, moment, Crash()))
    return any(output.glob("_staging-*/journal.json"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_is_reported_and_damages_nothing(run, tmp_path, code):
    n = n_changes(run, tmp_path)
    new = tables(tmp_path / "count")
    run(OLD, to=tmp_path / "old")
    for moment in range(1, n + 1, 4):
        output = tmp_path / f"full{moment}"
        shutil.copytree(tmp_path / "old", output)
        old = tables(output)
        with pytest.raises(StoreError) as failure:
            run(NEW, to=output, files=FailingFiles(output, moment, OSError(code, "no luck", "some/file")))
        assert "disk is full" in str(failure.value) or "no luck" in str(failure.value)
        opened_by_pandas(output)
        assert tables(output) in (old, new)
        run(NEW, to=output)
        assert tables(output) == new
        assert validate(output) == []


class FullDisk(LocalFiles):
    """There is room for what is coded, but not for the datasets."""

    def write_table(self, name, table):
        raise OSError(errno.ENOSPC, "No space left on device", name)


class NeverCoding(FakeFactory):
    """By its version the same coder, but it refuses to work."""

    def __call__(self):
        raise AssertionError("nothing should be coded")


def test_what_an_interrupted_run_coded_is_not_coded_again(run, output):
    articles = [article(str(n), f"strike Homs 2013-01-0{n + 1} 1") for n in range(5)]
    with pytest.raises(StoreError, match="disk is full"):
        run(articles, batch_size=2, files=FullDisk(output))
    assert len(list((output / "_coded").iterdir())) == 3
    summary = run(articles, batch_size=2, factory=NeverCoding())
    assert (summary.n_coded, summary.n_events) == (5, 5)
    assert not (output / "_coded").exists()


def test_a_damaged_coded_batch_is_coded_again(run, output):
    with pytest.raises(StoreError):
        run(OLD, files=FullDisk(output))
    [path] = (output / "_coded").iterdir()
    path.write_bytes(path.read_bytes()[:100])
    assert run(OLD).n_events == 2


def test_a_second_run_is_told_who_is_writing(run, output):
    output.mkdir()
    with LocalFiles(output).lock("20240101T000000Z-abcdef"), pytest.raises(DatasetLocked) as refusal:
        run(OLD)
    assert "another run is writing here (run 20240101T000000Z-abcdef, process" in str(refusal.value)
    assert run(OLD).status == "published"


def test_readers_finish_an_interrupted_publication(tmp_path):
    files = LocalFiles(tmp_path)
    staging = Staging(files, "1")
    files.make_folder("runs")
    staging.add_text("runs/one.json", "{}")
    files.write_text(f"{staging.folder}/journal.json", json.dumps({"move": ["runs/one.json"], "remove": []}))
    with pytest.raises(StoreError, match="no events here"):
        read_table(tmp_path, "events")
    assert (tmp_path / "runs" / "one.json").read_text() == "{}"
    assert not (tmp_path / staging.folder).exists()


SCRIPT = """
import sys
from flows.config import Config
from flows.plain import run_plain
from tests.flows.storefakes import FakeFactory
if __name__ == "__main__":
    print("started", flush=True)
    config = Config(engine=sys.argv[3], workers=2, batch_size=4)
    run_plain([sys.argv[1]], sys.argv[2], config, coder_factory=FakeFactory())
    print("done", flush=True)
"""


def start(script: Path, source: str, output: Path, engine: str) -> subprocess.Popen[str]:
    script.write_text(SCRIPT)
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(script), source, str(output), engine],
        stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def test_a_killed_run_leaves_the_old_or_the_new_dataset(run, tmp_path):
    many = [article(f"n{n}", f"strike Homs 20{n % 8 + 10}-01-{n % 28 + 1:02d} {n}", "wait 0.004") for n in range(40)]
    source = write_articles(tmp_path / "many.jsonl", many)
    run(many, to=tmp_path / "new", name="many.jsonl")
    run(OLD, to=tmp_path / "new", name="articles.jsonl")
    new = tables(tmp_path / "new")
    chance = random.Random(7)
    done = 0
    for kill in range(8):
        output = tmp_path / f"kill{kill}"
        run(OLD, to=output)
        old = tables(output)
        process = start(tmp_path / "go.py", source, output, "threads")
        time.sleep(chance.uniform(0.0, 0.5))
        process.kill()
        done += "done" in process.communicate()[0]
        opened_by_pandas(output)
        assert tables(output) in (old, new)
        run(many, to=output, name="many.jsonl")
        assert tables(output) == new
        assert validate(output) == []
    assert done < 8


def test_the_workers_of_a_killed_run_end_and_free_the_folder(tmp_path, output, run):
    import psutil

    source = write_articles(tmp_path / "slow.jsonl", [article(f"n{n}", "wait 0.5") for n in range(40)])
    process = start(tmp_path / "go.py", source, output, "local")
    parent = psutil.Process(process.pid)
    deadline = time.monotonic() + 10
    while len(parent.children(recursive=True)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = parent.children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    assert run(OLD).status == "published"


def test_sigterm_ends_a_run_in_good_order(tmp_path, output):
    source = write_articles(tmp_path / "slow.jsonl", [article(f"n{n}", "wait 0.5") for n in range(40)])
    process = start(tmp_path / "go.py", source, output, "threads")
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 143
    assert [path.name for path in output.iterdir() if path.name.startswith("_staging")] == []


def test_two_processes_cannot_run_into_the_same_folder(run, tmp_path, output):
    source = write_articles(tmp_path / "slow.jsonl", [article(f"n{n}", "wait 0.2") for n in range(20)])
    process = start(tmp_path / "go.py", source, output, "threads")
    while not (output / "_lock.json").exists():
        time.sleep(0.02)
    with pytest.raises(DatasetLocked, match=f"process {process.pid} on "):
        run(OLD)
    out, _ = process.communicate(timeout=30)
    assert out == "done\n"
    assert run(OLD).status == "published"
    assert {row["article_id"] for row in rows(output, "articles")} == {"a", "b", *(f"n{n}" for n in range(20))}
