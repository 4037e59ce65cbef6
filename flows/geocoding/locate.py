"""Coded batches pass through here before they are merged: what wants a place and finds one online gets it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import platformdirs
import pyarrow as pa
import pyarrow.compute as pc

from extractors.report import Issue, Report
from flows.config import Config
from flows.geocoding.asking import Asking, GaveUp
from flows.geocoding.cache import AnswerCache
from flows.geocoding.placing import Question, Tie, choose, placed, question
from flows.geocoding.service import Service
from flows.legality import legal
from flows.store.rows import build, issue_row, report_row, whole_reports_of
from flows.store.spill import CodedBatch

logger = logging.getLogger("flows.geocoding")

_CACHE_FILE = "geocoder.sqlite"


class Geocoding:
    """Places the reports of a run.

    Attributes:
        n_placed: Reports that got a place.
    """

    def __init__(self, asking: Asking, service: str, min_confidence: float) -> None:
        """Ask `asking`, name it `service` in evidence; reports below `min_confidence` are not published."""
        self._asking = asking
        self._service = service
        self._min_confidence = min_confidence
        self._has_told = False
        self.n_placed = 0

    def __call__(self, batch: CodedBatch) -> CodedBatch:
        """The batch with the places that were found; the same batch where none was."""
        wanting = {
            r.report_id: (r, asked) for r in whole_reports_of(_candidates(batch.reports)) if (asked := question(r))
        }
        issues: list[Issue] = []
        moved: dict[str, Report] = {}
        for report, asked in wanting.values():
            result = self._place(report, asked, issues)
            if result is not None:
                moved[report.report_id] = result
        self.n_placed += len(moved)
        return _with(batch, list(moved.values()), issues) if moved or issues else batch

    def _place(self, report: Report, asked: Question, issues: list[Issue]) -> Report | None:
        try:
            found = choose(report, asked, self._asking.find(asked.query, asked.iso2))
        except GaveUp as stop:
            if not self._has_told:
                self._has_told = True
                message = f"the online geocoder is not asked any more in this run: {stop}"
                issues.append(_issue(report, "geocoder_failed", message))
            return None
        if isinstance(found, Tie):
            places = ", ".join(f"{place.latitude:g} {place.longitude:g}" for place in found.places)
            issues.append(_issue(report, "ambiguous_place", f"{self._service} knows several that fit: {places}"))
            return None
        if found is None:
            return None
        mended, problems = legal(placed(report, found, self._service), self._min_confidence)
        issues += problems
        return mended


@contextmanager
def asked(config: Config, now: Callable[[], datetime]) -> Iterator[Geocoding]:
    """What coded batches pass through where the settings name a geocoder.

    Raises:
        ConfigError: The geocoder or its options are none.
    """
    settings = config.geocoder
    service = Service(settings)
    cache = AnswerCache(settings.cache or Path(platformdirs.user_cache_dir("conflict-events")) / _CACHE_FILE, now)
    asking = Asking(service, cache, settings)
    geocoding = Geocoding(asking, service.name, config.publish.min_confidence)
    try:
        yield geocoding
    finally:
        cache.close()
        logger.info("geocoder %s: %d names asked, %d reports placed", service.name, asking.n_asked, geocoding.n_placed)


def _candidates(reports: pa.Table) -> pa.Table:
    """Rows that may want a place; the rest is not made into records."""
    return reports.filter(pc.and_(pc.equal(reports["status"], "occurred"), pc.is_valid(reports["location"])))


def _with(batch: CodedBatch, moved: list[Report], new_issues: list[Issue]) -> CodedBatch:
    ids = pa.array([report.report_id for report in moved], pa.string())
    kept = batch.reports.filter(pc.invert(pc.is_in(batch.reports["report_id"], value_set=ids)))
    reports = pa.concat_tables([kept, build("reports", [report_row(report) for report in moved])])
    issues = build("issues", [*_open_issues(batch, moved), *(_filed(issue, batch) for issue in new_issues)])
    return CodedBatch(_counted(batch.articles, reports, issues), reports, issues)


def _open_issues(batch: CodedBatch, moved: Iterable[Report]) -> Iterator[dict[str, object]]:
    """The batch's problems without those that a place has settled."""
    settled = set[tuple[object, ...]]()
    for report in moved:
        settled.add((report.article_id, "unpublished_report", report.start))
        settled.update((report.article_id, "unknown_place", e.start) for e in report.evidence if e.field == "latitude")
    for row in batch.issues.to_pylist():
        if (row["article_id"], row["kind"], row["start"]) not in settled:
            yield row


def _filed(issue: Issue, batch: CodedBatch) -> dict[str, object]:
    row = pc.index(batch.articles["article_id"], issue.article_id).as_py()
    file, line = (batch.articles[name][row].as_py() for name in ("file", "line"))
    return issue_row(replace(issue, file=file, line=line), "coding")


def _counted(articles: pa.Table, reports: pa.Table, issues: pa.Table) -> pa.Table:
    """The ledger's rows with their counts made anew."""
    published = reports.filter(pc.is_null(reports["reason"]))
    for column, rows in (("n_events", published), ("n_issues", issues)):
        n_of = {item["values"]: item["counts"] for item in pc.value_counts(rows["article_id"]).to_pylist()}
        counts = pa.array([n_of.get(id_, 0) for id_ in articles["article_id"].to_pylist()], pa.int64())
        articles = articles.set_column(articles.schema.get_field_index(column), column, counts)
    return articles


def _issue(report: Report, kind: str, message: str) -> Issue:
    return Issue(
        report.article_id, kind, "warning", message, "location",
        start=report.start, end=report.end, text=report.location,
    )  # fmt: skip
