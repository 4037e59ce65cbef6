"""The records of a set, coded with the coder that the settings ask for: here, or in processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing

from extractors.article import Article
from extractors.report import Report
from flows.coders import CoderFactory, coder_for
from flows.processes import worker_pool

_CHUNK = 50
"""Records that go to a process at a time."""

Told = Callable[[int], None]


def code(
    articles: Sequence[Article], factory: CoderFactory, workers: int = 1, told: Told | None = None
) -> list[list[Report]]:
    """The reports with status "occurred" of each article, in the order of the articles.

    Args:
        articles: What to code.
        factory: Recipe of the coder.
        workers: Processes; 1 codes here.
        told: Is called with the number of articles done.
    """
    found: list[list[Report]] = []
    with closing(_batches(articles, factory, workers)) as batches:
        for batch in batches:
            found.extend(batch)
            if told is not None:
                told(len(found))
    return found


def _batches(
    articles: Sequence[Article], factory: CoderFactory, workers: int
) -> Generator[list[list[Report]], None, None]:
    chunks = [articles[at : at + _CHUNK] for at in range(0, len(articles), _CHUNK)]
    n_workers = min(workers, len(chunks))
    if n_workers <= 1:
        yield from (_code(chunk, factory) for chunk in chunks)
        return
    factory.prepare()
    with worker_pool(n_workers) as pool:
        yield from pool.map(_code, chunks, [factory] * len(chunks))


def _code(articles: Iterable[Article], factory: CoderFactory) -> list[list[Report]]:
    coder = coder_for(factory)
    return [[r for r in coder.code(article).reports if r.status == "occurred"] for article in articles]
