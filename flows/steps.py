"""The steps of a run, as plain functions: read, plan, code, merge, publish.

`flows.pipeline` runs them under Prefect and `flows.plain` without; the steps do not know which. Articles stream
through: what is in memory at a time is a few batches, and one month of the dataset during the merge.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Protocol

from extractors.article import Article
from extractors.merging.merge import merge as merge_reports
from extractors.report import Issue
from flows.coding import extra_json
from flows.geocoding import open_geocoding
from flows.job import Job, timed
from flows.manifest import manifest_of, summary_of
from flows.readers import ReadOptions, Sourced, read_articles
from flows.records import Batch, Planned, RunSummary, Tally
from flows.store.coded import find_coded, forget_coded, keep_coded
from flows.store.columns import declaration
from flows.store.contract import Files
from flows.store.dataset import RUNS, Store
from flows.store.ledger import Ledger
from flows.store.merging import Merger
from flows.store.reviewing import Reviewing
from flows.store.spill import CodedBatch, Spill

logger = logging.getLogger("flows.steps")


class Waiting(Protocol):
    """A coded batch that may not be ready yet, as futures of all kinds have it."""

    def result(self) -> CodedBatch:
        """The coded batch; waits for it."""
        ...


Submit = Callable[[Batch], Waiting]
Code = Callable[[Batch], CodedBatch]


def read(job: Job) -> Iterator[Sourced | Issue]:
    """Articles of the input, and problems of reading them.

    Raises:
        InputError: An input matches nothing.
    """
    articles = job.config.articles
    options = ReadOptions(
        published=articles.published,
        source=articles.source,
        source_scale=articles.source_scale,
        language=articles.language,
        languages=frozenset([articles.language]),
        max_article_chars=articles.max_chars,
        dates=job.config.dates,
    )
    return read_articles(job.inputs, options)


def plan(job: Job, items: Iterable[Sourced | Issue], ledger: Ledger) -> Iterator[Batch]:
    """Batches of the articles that the ledger does not know as they are; everything else is counted and kept.

    Articles that an older coder coded keep their coding, unless the run is to code them anew.
    """
    number, waiting = 1, list[Planned]()
    for article in _new_articles(job, items, ledger):
        waiting.append(article)
        if len(waiting) == job.config.batch_size:
            yield _batch(number, waiting, job.version.text)
            number, waiting = number + 1, []
    job.tally.is_read = True
    if waiting:
        yield _batch(number, waiting, job.version.text)


def code(job: Job, batches: Iterable[Batch], store: Store, submit: Submit, window: int) -> Spill:
    """Code the batches, a few at a time, and gather their rows by month.

    A batch that an interrupted run already coded is taken from where that run left it. Where the settings name an online
    geocoder, it is asked here for the places that no gazetteer knows.

    Args:
        job: The run.
        batches: What to code.
        store: The dataset.
        submit: Starts coding a batch and returns what `result()` can be asked of.
        window: Batches that are under way at a time.
    """
    spill = Spill(*store.scratch)
    with timed(job, "code"), open_geocoding(job.config, job.now) as located:
        job.tell("reading")
        for batch, coded in in_flight(batches, lambda batch: _submit(store.files, batch, submit), window):
            keep_coded(store.files, batch.key, coded)
            coded = located(coded)
            spill.add(coded)
            _count(job.tally, coded)
            job.tell("coding")
            logger.info("run %s: batch %d, %s", job.run_id, batch.number, _pace(job))
    return spill


def merge(job: Job, store: Store, spill: Spill) -> Merger:
    """Merge the coded rows into the dataset's months and stage the files that change."""
    with timed(job, "merge"):
        job.tell("merging")
        is_rebuilt = store.last_coder() not in (None, job.version.text)
        review = Reviewing(store, merge_reports, job.corrections)
        merger = Merger(store, spill, job.found, review, is_rebuilt)
        merger.run()
    return merger


def publish(job: Job, store: Store, merger: Merger) -> RunSummary:
    """Publish what was staged, together with the run's manifest."""
    with timed(job, "publish"):
        job.tell("publishing")
        summary = summary_of(job, store, merger)
        store.staging.add_text(f"{RUNS}/{job.run_id}.json", manifest_of(job, store, summary))
        store.staging.publish(store.hold)
        forget_coded(store.files)
    job.tell("done")
    logger.info("run %s: %s, %d events (%d new)", job.run_id, summary.status, summary.n_events, summary.n_events_new)
    return summary


class _Ready:
    """A batch that was coded before."""

    def __init__(self, coded: CodedBatch) -> None:
        self._coded = coded

    def result(self) -> CodedBatch:
        return self._coded


def look_ahead(batches: Iterator[Batch]) -> tuple[bool, Iterator[Batch]]:
    """Whether there is at most one batch, and all the batches."""
    first = list(itertools.islice(batches, 2))
    return len(first) < 2, itertools.chain(first, batches)


def in_flight(batches: Iterable[Batch], submit: Submit, window: int) -> Iterator[tuple[Batch, CodedBatch]]:
    """Keep up to `window` batches under way; results come in the order of the batches."""
    waiting: deque[tuple[Batch, Waiting]] = deque()
    for batch in batches:
        waiting.append((batch, submit(batch)))
        if len(waiting) >= window:
            first, future = waiting.popleft()
            yield first, future.result()
    for batch, future in waiting:
        yield batch, future.result()


def digest_of(article: Article, extra: str | None) -> str:
    """A digest of all that was read of an article: another one means that it must be coded anew."""
    text = json.dumps([asdict(article), extra], default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def _new_articles(job: Job, items: Iterable[Sourced | Issue], ledger: Ledger) -> Iterator[Planned]:
    for item in items:
        if isinstance(item, Issue):
            _take_issue(job, item)
            continue
        job.found.files.add(item.file)
        job.tally.n_read += 1
        extra = extra_json(item.extra)
        digest = digest_of(item.article, extra)
        if ledger.is_current(item.article.id, digest, job.version.text):
            job.tally.n_unchanged += 1
        elif ledger.knows(item.article.id, digest) and not job.is_recoding:
            job.tally.n_unchanged += 1
            job.tally.n_older += 1
        else:
            yield Planned(item.article, digest, item.file, item.line, extra)


def _take_issue(job: Job, issue: Issue) -> None:
    job.found.issues.append(issue)
    job.found.files.update([issue.file] if issue.file else [])
    job.tally.add_problem(issue.kind)
    if issue.severity == "error":
        job.tally.n_read += 1
        job.tally.n_rejected += 1
        if issue.article_id:
            job.found.rejected.setdefault(issue.article_id, _rejected_row(issue))


def _rejected_row(issue: Issue) -> dict[str, object]:
    return {
        "article_id": issue.article_id,
        "status": "rejected",
        "file": issue.file,
        "line": issue.line,
        "n_reports": 0,
        "n_events": 0,
        "n_issues": 0,
        "report_months": [],
    }


def _batch(number: int, articles: list[Planned], version: str) -> Batch:
    parts = [declaration().schema_version, version, *(f"{one.article.id} {one.digest}" for one in articles)]
    key = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
    return Batch(number, key, tuple(articles))


def _submit(files: Files, batch: Batch, submit: Submit) -> Waiting:
    coded = find_coded(files, batch.key)
    return _Ready(coded) if coded else submit(batch)


def _count(tally: Tally, coded: CodedBatch) -> None:
    rejected = sum(status == "rejected" for status in coded.articles["status"].to_pylist())
    tally.n_rejected += rejected
    tally.n_coded += coded.articles.num_rows - rejected
    tally.n_reports += coded.reports.num_rows
    for kind in coded.issues["kind"].to_pylist():
        tally.add_problem(kind)


def _pace(job: Job) -> str:
    seconds = max((job.now() - job.started).total_seconds(), 1e-3)
    return f"{job.tally.n_coded} articles coded, {job.tally.n_coded / seconds:.0f} a second"
