"""A batch of articles becomes rows: what a worker does, in whatever process it works.

An article that the coder cannot cope with is a row in `issues` and never stops the others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.article import Article
from extractors.report import Extraction, Issue, Report
from flows.legality import legal
from flows.records import Batch, CoderLike, Planned
from flows.store.rows import build, issue_row, month_of, report_row
from flows.store.spill import CodedBatch
from flows.texts.signature import text_signature

_CODING = "coding"


@dataclass(frozen=True, slots=True)
class _Coded:
    planned: Planned
    status: str
    reports: Sequence[Report]
    issues: Sequence[Issue]
    n_sentences: int | None


def code_batch(batch: Batch, coder: CoderLike, coder_version: str, min_confidence: float) -> CodedBatch:
    """Code the articles of a batch.

    Args:
        batch: The articles.
        coder: The coder.
        coder_version: The coder's version, for the ledger.
        min_confidence: Reports below it are not published.
    """
    coded = [_code(planned, coder, min_confidence) for planned in batch.articles]
    return CodedBatch(
        articles=build("articles", [_ledger_row(one, coder_version) for one in coded]),
        reports=build("reports", [report_row(report) for one in coded for report in one.reports]),
        issues=build("issues", [issue_row(issue, _CODING) for one in coded for issue in one.issues]),
    )


def extra_json(extra: object) -> str | None:
    """Unknown keys of a record as JSON, `None` where there are none."""
    return json.dumps(extra, ensure_ascii=False, sort_keys=True, default=str) if extra else None


def _code(planned: Planned, coder: CoderLike, min_confidence: float) -> _Coded:
    try:
        extraction = coder.code(planned.article)
    except Exception as error:
        problem = _located(planned, _coder_error(planned.article, error))
        return _Coded(planned, "rejected", (), (problem,), None)
    judged = [legal(report, min_confidence) for report in extraction.reports]
    issues = [*extraction.issues, *(issue for _, problems in judged for issue in problems)]
    reports = [report for report, _ in judged if report is not None]
    return _Coded(planned, "coded", reports, [_located(planned, issue) for issue in issues], _n_sentences(extraction))


def _coder_error(article: Article, error: Exception) -> Issue:
    found = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return Issue(article.id, "coder_error", "error", f"the coder could not read this article: {found}")


def _located(planned: Planned, issue: Issue) -> Issue:
    file, line = issue.file or planned.file, issue.line or planned.line
    return replace(issue, article_id=planned.article.id, file=file, line=line)


def _n_sentences(extraction: Extraction) -> int | None:
    n_sentences: int | None = getattr(extraction, "n_sentences", None)
    return n_sentences


def _ledger_row(coded: _Coded, coder_version: str) -> dict[str, object]:
    article = coded.planned.article
    names = ("title", "source", "source_scale", "url", "language", "published")
    return {name: getattr(article, name) or None for name in names} | {
        "article_id": article.id,
        "status": coded.status,
        "file": coded.planned.file,
        "line": coded.planned.line,
        "n_characters": len(article.text),
        "n_sentences": coded.n_sentences,
        "n_reports": len(coded.reports),
        "n_events": sum(report.is_publishable for report in coded.reports),
        "n_issues": len(coded.issues),
        "report_months": sorted({month_of(report.event_date) for report in coded.reports}),
        "digest": coded.planned.digest,
        "text_signature": text_signature(article.text),
        "coder_version": coder_version,
        "extra": coded.planned.extra,
    }
