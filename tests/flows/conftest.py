from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.config import Config
from flows.plain import run_plain
from flows.records import RunSummary
from tests.flows.storefakes import FakeClock, FakeFactory, write_articles

Run = Callable[..., RunSummary]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def run(tmp_path: Path, output: Path) -> Run:
    """Run the fake coder over articles: `run(articles)`, with settings as keywords."""
    clock = FakeClock()

    def run_once(
        articles, name="articles.jsonl", factory=None, files=None, to=None, is_recoding=False, **settings
    ) -> RunSummary:
        source = write_articles(tmp_path / name, articles)
        config = Config(**({"engine": "threads", "workers": 1, "retry_delay_seconds": 0} | settings))
        return run_plain(
            [source], str(to or output), config, coder_factory=factory or FakeFactory(), now=clock, files=files,
            is_recoding=is_recoding,
        )  # fmt: skip

    return run_once


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "server: starts a Prefect server on the loopback interface")
