"""Drafts become reports: codebook columns filled, tolls summed, the reason for leaving a report unpublished named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from extractors.article import Article
from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.fatalities import split_total, vague_number
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.coding.notes import write
from extractors.coding.situate import Situation
from extractors.coding.tolls import Toll, toll
from extractors.report import Issue, Report

_UNDISCLOSED = "Undisclosed Source"
BORROWED_COUNTRY = frozenset(["country", "country_of_target"])
"""Steps that know nothing but the country, and that not from the event's own words."""
_OTHER_HARM = ("abducted", "arrested", "displaced")


def is_placeless(draft: Draft) -> bool:
    """True for an event of which no words tell the place, near or far: too little for a report, so it becomes an issue."""
    return draft.place_step in BORROWED_COUNTRY


class ReportWriter:
    """Writes the reports of an article."""

    def __init__(self, codebook: Codebook) -> None:
        """Keep the taxonomy."""
        self._codebook = codebook

    @classmethod
    def default(cls, language: str = "en") -> ReportWriter:
        """With the shipped codebook, which is the same in every language."""
        del language
        return cls(Codebook.default())

    def write(self, article: Article, drafts: list[Draft], situation: Situation) -> tuple[list[Report], list[Issue]]:
        """One report a draft, in order, and the issues that go with them."""
        reports: list[Report] = []
        issues: list[Issue] = []
        for draft in drafts:
            if is_placeless(draft):
                issues.append(_placeless(article, draft))
                continue
            report = self._report(article, draft)
            reports.append(report)
            issues.extend(self._issues(report, draft))
        return reports, issues

    def reasons(self, report: Report, draft: Draft) -> Iterator[tuple[str, str | None, str]]:
        """(field, value, why) for the coded cells of a report."""
        by_field = {e.field: e for e in reversed(report.evidence)}
        steps = {"location": draft.place_step, "event_date": draft.when.step, "sub_event_type": draft.rule_id}
        for name in ("sub_event_type", "event_date", "actor1", "actor2", "location", "fatalities", "injuries", "geo_precision"):
            value = getattr(report, name)
            seen = by_field.get(name)
            why = f"{steps.get(name) or (seen.rule_id if seen else 'nothing in the text')}"
            words = f" ({seen.text!r})" if seen else ""
            yield name, None if value is None else str(value), why + words
        if draft.place is not None:
            yield "location", report.location, draft.place.reason

    def _report(self, article: Article, draft: Draft) -> Report:
        sub = draft.sub_event_type
        event_type = self._codebook.event_type[sub]
        place, day = draft.place, draft.when.day
        killed, injured = (self._toll(draft, category, event_type) for category in ("killed", "injured"))
        inter1 = draft.actor1.inter if draft.actor1 else None
        inter2 = draft.actor2.inter if draft.actor2 else None
        digest = hashlib.sha256(f"{article.id}|{draft.start}|{sub}|{place.place_id if place else ''}".encode()).hexdigest()[:16]
        report = Report(
            report_id=f"r{digest}",
            article_id=article.id,
            status=draft.status,
            reason=self._reason(draft),
            event_date=day,
            time_precision=draft.when.precision,
            disorder_type=self._codebook.disorder_type[sub],
            event_type=event_type,
            sub_event_type=sub,
            actor1=draft.actor1.name if draft.actor1 else None,
            assoc_actor_1="; ".join(draft.assoc1) or None,
            inter1=inter1,
            actor2=draft.actor2.name if draft.actor2 else None,
            assoc_actor_2="; ".join(draft.assoc2) or None,
            inter2=inter2,
            interaction=interaction(inter1, inter2),
            civilian_targeting=civilian_targeting(event_type, sub, inter2),
            iso=place.iso if place else None,
            region=place.region if place else None,
            country=place.country if place else None,
            admin1=place.admin1 if place else None,
            admin2=place.admin2 if place else None,
            admin3=place.admin3 if place else None,
            location=place.location if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            geo_precision=place.geo_precision if place else None,
            source=article.source or _UNDISCLOSED,
            source_scale=article.source_scale,
            notes="",
            fatalities=killed.coded,
            tags="; ".join(draft.tags) or None,
            claimed_by=draft.claimed_by,
            sentence_index=draft.sentence_index,
            start=draft.start,
            end=draft.end,
            sentence=draft.sentence,
            rule_id=draft.rule_id,
            fatalities_low=killed.low,
            fatalities_high=killed.high,
            injuries=injured.coded,
            injuries_low=injured.low,
            injuries_high=injured.high,
            other_harm=self._other_harm(draft, event_type),
            confidence=_confidence(draft),
            evidence=tuple(dict.fromkeys(draft.evidence)),
        )
        return _with_notes(report)

    def _toll(self, draft: Draft, category: str, event_type: str) -> Toll:
        iso2 = draft.place.iso2 if draft.place else None

        def vague() -> int:
            return vague_number("several", iso2, draft.when.day, event_type)

        whole = toll(draft.amounts, category, vague)
        part, parts = draft.share
        if parts > 1 and whole.coded:
            return Toll(split_total(whole.coded, parts)[part], whole.low, whole.high)
        return whole

    def _other_harm(self, draft: Draft, event_type: str) -> str | None:
        tolls = ((name, self._toll(draft, name, event_type)) for name in _OTHER_HARM)
        return "; ".join(f"{name}={t.coded}" for name, t in tolls if t.coded) or None

    def _reason(self, draft: Draft) -> str | None:
        """Why the report does not become an event; `None` when it may."""
        if draft.status != "occurred":
            return f"{draft.status}: {draft.status_rule}"
        if draft.when.day is None:
            return "no event date"
        if draft.place is None or draft.place.latitude is None:
            return "known only to country level"
        if draft.sub_event_type in self._codebook.two_actors:
            missing = [n for n, a in (("actor1", draft.actor1), ("actor2", draft.actor2)) if a is None]
            if missing:
                return f"{' and '.join(missing)} not named"
        if draft.actor1 is None and draft.actor2 is None:
            return "no actor named"
        return None

    @staticmethod
    def _issues(report: Report, draft: Draft) -> Iterator[Issue]:
        where = {"article_id": report.article_id, "start": report.start, "end": report.end, "text": report.sentence[:200]}
        if report.status == "occurred" and report.reason:
            yield Issue(kind="unpublished_report", severity="warning", message=f"{report.sub_event_type}: {report.reason}.", **where)  # type: ignore[arg-type]
        if report.fatalities_low != report.fatalities_high and report.fatalities_high is not None:
            yield Issue(
                kind="conflicting_counts", severity="warning", field="fatalities",
                message=f"Expected one toll, found {report.fatalities_low} to {report.fatalities_high}; the lowest is coded.", **where,  # type: ignore[arg-type]
            )  # fmt: skip


def _placeless(article: Article, draft: Draft) -> Issue:
    country = draft.place.country if draft.place else "unknown country"
    message = f"{draft.sub_event_type} ({draft.status}): expected a place, found none in or near the sentence ({country})."
    return Issue(article.id, "event_without_place", "warning", message, "location", start=draft.start, end=draft.end, text=draft.sentence[:200])


def _confidence(draft: Draft) -> float:
    """0 to 1: how much of the event was said in its own clause rather than borrowed or filled in."""
    score = 0.95
    score -= 0.0 if draft.has_own_place else 0.2
    score -= 0.0 if draft.when.is_own else 0.1
    score -= 0.1 if draft.actor1 is None else 0.0
    score -= 0.1 if draft.kind == "harm" else 0.0
    score -= 0.1 if draft.place is not None and draft.place.score < 0.5 else 0.0
    return round(max(0.1, score + 0.05 * min(2, draft.mentions - 1)), 2) if score < 0.95 else 0.95


def _with_notes(report: Report) -> Report:
    return replace(report, notes=write(report))
