"""Engines, retries and failures, without Prefect."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.article import Article
from extractors.lexicons.loader import LexiconError
from flows.coders import CoderFactory
from flows.config import Config
from flows.engine import wants_prefect
from flows.plain import run_plain
from flows.readers import InputError
from flows.records import RunFailed, RunSummary
from flows.steps import digest_of
from flows.store.columns import TABLE_NAMES
from flows.summary import markdown
from tests.flows.storefakes import AlwaysDead, FakeFactory, OnceDead, article, rows, snapshot, write_articles

ROOT = Path(__file__).parents[2]
SOME = [article(f"n{n}", f"strike Homs 2013-0{n % 9 + 1}-02 {n}", "warn") for n in range(12)]


@pytest.mark.parametrize("engine", ["local", "threads"])
def test_every_engine_gives_the_same_tables(run, tmp_path, engine):
    run(SOME, to=tmp_path / "one", engine="threads", workers=1)
    run(SOME, to=tmp_path / "other", engine=engine, workers=2, batch_size=5)
    for name in TABLE_NAMES:
        assert rows(tmp_path / "one", name) == rows(tmp_path / "other", name)


def test_a_dead_worker_is_replaced_and_its_batch_tried_again(run, output, tmp_path, caplog):
    summary = run(SOME, engine="local", workers=2, batch_size=5, factory=OnceDead(marker=str(tmp_path / "died")))
    assert summary.n_coded == 12
    assert "a worker process died" in caplog.text


def test_an_article_that_kills_its_worker_is_left_out_and_the_others_go_through(run, output):
    summary = run([*SOME[:6], article("x", "die")], engine="local", workers=2, batch_size=4)
    assert (summary.n_coded, summary.n_rejected) == (6, 1)
    [problem] = [row for row in rows(output, "issues") if row["kind"] == "coder_error"]
    assert (problem["article_id"], problem["line"]) == ("x", 7)
    assert "the process died while reading it" in problem["message"]


def test_a_coder_that_cannot_even_start_fails_the_run_and_harms_nothing(run, output):
    run(SOME[:2])
    before = snapshot(output)
    with pytest.raises(RunFailed, match=r"batch 1 \(articles 'n2' to 'n6'\) could not be coded: a worker process died"):
        run(SOME, engine="local", workers=2, batch_size=5, retries=0, factory=AlwaysDead("2"))
    assert snapshot(output) == before


@dataclasses.dataclass(frozen=True)
class BrokenLexicon(FakeFactory):
    def __call__(self):
        raise LexiconError("verbs.yml: the lexicon is empty")


def test_a_broken_lexicon_is_named_at_once(run, caplog):
    with pytest.raises(RunFailed, match=r"LexiconError: verbs\.yml: the lexicon is empty"):
        run(SOME, factory=BrokenLexicon())
    assert "trying again" not in caplog.text


def test_failed_batches_are_tried_again_with_doubled_waits(run, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr("flows.plain.time.sleep", waits.append)

    @dataclasses.dataclass(frozen=True)
    class Flaky(FakeFactory):
        def __call__(self):
            if len(waits) < 2:
                raise OSError("the disk is busy")
            return super().__call__()

    assert run(SOME, factory=Flaky(), retries=2, retry_delay_seconds=0.5).n_coded == 12
    assert waits == [0.5, 1.0]


def test_progress_counts_articles_to_the_end(tmp_path):
    source = write_articles(tmp_path / "articles.jsonl", SOME)
    told: list[tuple[int, int | None, str]] = []
    run_plain(
        [source], str(tmp_path / "out"), Config(engine="threads", batch_size=5), coder_factory=FakeFactory(),
        progress=lambda *news: told.append(news),
    )  # fmt: skip
    assert told[0] == (0, None, "reading")
    assert told[-1] == (12, 12, "done")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_an_input_that_matches_nothing_is_a_usage_error_and_starts_nothing(tmp_path):
    with pytest.raises(InputError):
        run_plain([str(tmp_path / "no*.jsonl")], str(tmp_path / "out"), Config(), coder_factory=FakeFactory())
    assert not (tmp_path / "out").exists()


def test_a_dask_engine_is_sent_to_the_flow(tmp_path):
    with pytest.raises(RunFailed, match="needs the Prefect flow"):
        run_plain(["x"], str(tmp_path), Config(engine="tcp://scheduler:8786"), coder_factory=FakeFactory())


@pytest.mark.parametrize(
    ("engine", "url", "expected"),
    [("local", None, False), ("threads", None, False), ("local", "http://server/api", True), ("tcp://x:1", None, True)],
)
def test_prefect_is_used_where_there_is_a_server_or_a_cluster(monkeypatch, engine, url, expected):
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    if url:
        monkeypatch.setenv("PREFECT_API_URL", url)
    assert wants_prefect(Config(engine=engine)) is expected


def test_the_digest_covers_every_field_of_an_article():
    plain = Article(id="a", text="x")
    changed = [dataclasses.replace(plain, **{field.name: "y"}) for field in dataclasses.fields(Article)]
    digests = {digest_of(one, None) for one in [plain, *changed]} | {digest_of(plain, '{"k": 1}')}
    assert len(digests) == len(changed) + 2


def test_the_coders_version_follows_its_settings():
    versions = [CoderFactory.of(config).version() for config in (Config(), Config(dates={"day_first": True}), Config())]
    assert versions[0] == versions[2]
    assert versions[0].text != versions[1].text
    assert versions[0].code == versions[1].code


def test_commands_do_not_import_what_they_do_not_need():
    code = "import sys, flows, flows.cli, flows.config; print({'prefect', 'pandas', 'pyarrow'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout == "set()\n"


def test_a_plain_run_does_not_import_prefect():
    code = "import sys, flows.plain; print('prefect' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout == "False\n"


def test_telemetry_is_off_unless_the_environment_says_otherwise():
    code = "import flows, os; print(os.environ['DO_NOT_TRACK'], os.environ['PREFECT_SERVER_ANALYTICS_ENABLED'])"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED")
    }
    for given, expected in (({}, "1 false\n"), ({"DO_NOT_TRACK": "0"}, "0 false\n")):
        found = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, env=environment | given
        )
        assert found.stdout == expected


def test_the_summary_counts_and_ranks_problems(run):
    text = markdown(run([*SOME, article("x", "")]))
    assert "| read | 13 |" in text
    assert "| rejected | 1 |" in text
    assert text.index("| unknown_place | 12 |") < text.index("| empty_text | 1 |")


def test_the_summary_folds_rare_problems():
    values = dict.fromkeys((field.name for field in dataclasses.fields(RunSummary)), 0)
    problems = {f"kind{n:02d}": 100 - n for n in range(30)}
    summary = RunSummary(**values | {"seconds": {}, "files": (), "problems": problems})
    assert "| other kinds | 755 |" in markdown(summary)
