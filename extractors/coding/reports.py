"""Drafts become reports: codebook columns filled, tolls summed, the reason for leaving a report unpublished named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from extractors.article import Article
from extractors.coding.cells import UNDISCLOSED
from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.fatalities import load_wars, split_total
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.coding.notes import coded_to_of, note_of
from extractors.coding.tolls import NOTHING_SAID, Toll, of_one_place, toll
from extractors.mentions.counts_amounts import MANY
from extractors.report import Evidence, Issue, Report

_NO_PLACE = frozenset(["country", "country_of_target", "nowhere"])
"""Steps that know no more than the country, and that not from the event's own words."""
PLACE_UNKNOWN = "place unknown"
"""Reason of a report whose place has a name only."""
COUNTRY_ONLY = "known only to country level"
"""Reason of a report without coordinates."""
_COUNT_OF_MANY = f"count:{MANY}"
_OTHER_HARM = ("abducted", "arrested", "displaced")
_LONGEST_QUOTE = 200
_FULL_CONFIDENCE = 0.95
_LEAST_CONFIDENCE = 0.1
_UNSURE_PLACE = 0.5
_LOCATION = "location"


class ReportWriter:
    """Writes the reports of an article."""

    def __init__(self, codebook: Codebook) -> None:
        """Keep the taxonomy."""
        self._codebook = codebook

    @classmethod
    def default(cls) -> ReportWriter:
        """With the shipped codebook, which is the same in every language."""
        return cls(Codebook.default())

    def write(self, article: Article, drafts: list[Draft]) -> tuple[list[Report], list[Issue]]:
        """One report a draft, in order, and the issues that go with them."""
        reports: list[Report] = []
        issues: list[Issue] = []
        for draft in drafts:
            report = self._report(article, draft)
            reports.append(report)
            issues.extend(_issues(report))
        return reports, issues

    def _report(self, article: Article, draft: Draft) -> Report:
        sub, place, actor1, actor2 = draft.sub_event_type, draft.place, draft.actor1, draft.actor2
        event_type = self._codebook.event_type[sub]
        spot = None if draft.place_step in _NO_PLACE else place
        killed, injured = _toll(draft, "killed", event_type), _toll(draft, "injured", event_type)
        inter1, inter2 = actor1.inter if actor1 else None, actor2.inter if actor2 else None
        report = Report(
            report_id=_report_id(article, draft),
            article_id=article.id,
            status=draft.status,
            reason=self._reason(draft),
            event_date=draft.when.day,
            time_precision=draft.when.precision,
            disorder_type=self._codebook.disorder_type[sub],
            event_type=event_type,
            sub_event_type=sub,
            actor1=actor1.name if actor1 else None,
            assoc_actor_1="; ".join(draft.assoc1) or None,
            inter1=inter1,
            actor2=actor2.name if actor2 else None,
            assoc_actor_2="; ".join(draft.assoc2) or None,
            inter2=inter2,
            interaction=interaction(inter1, inter2),
            civilian_targeting=civilian_targeting(event_type, sub, inter2),
            iso=place.iso if place else None,
            region=place.region if place else None,
            country=place.country if place else None,
            admin1=spot.admin1 if spot else None,
            admin2=spot.admin2 if spot else None,
            admin3=spot.admin3 if spot else None,
            location=spot.location if spot else draft.place_name,
            latitude=spot.latitude if spot else None,
            longitude=spot.longitude if spot else None,
            geo_precision=spot.geo_precision if spot else None,
            source=article.source or UNDISCLOSED,
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
            other_harm=_other_harm(draft, event_type),
            coded_to=coded_to_of(spot),
            confidence=_confidence(draft),
            evidence=_evidence(draft),
        )
        return replace(report, notes=note_of(report))

    def _reason(self, draft: Draft) -> str | None:
        """Why the report does not become an event; `None` when it may."""
        if draft.status != "occurred":
            return f"{draft.status}: {draft.status_rule}"
        if draft.when.day is None:
            return "no event date"
        if draft.place_step in _NO_PLACE:
            return PLACE_UNKNOWN if draft.place_name else "no place named"
        if draft.place is None or draft.place.latitude is None:
            return COUNTRY_ONLY
        actor1, actor2 = (actor.name if actor else None for actor in (draft.actor1, draft.actor2))
        return sides_missing(draft.sub_event_type, actor1, actor2)


def sides_missing(sub_event_type: str, actor1: str | None, actor2: str | None) -> str | None:
    """Why a report with these sides is no event, `None` when it may be one (codebook section 2)."""
    missing = [name for name, actor in (("actor1", actor1), ("actor2", actor2)) if actor is None]
    if missing and sub_event_type in Codebook.default().two_actors:
        return f"{' and '.join(missing)} not named"
    return "no actor named" if len(missing) == 2 else None


def _evidence(draft: Draft) -> tuple[Evidence, ...]:
    """The words behind the cells; those of the place also say how sure it is, and what else they might mean."""
    rows, place = tuple(dict.fromkeys(draft.evidence)), draft.place
    chosen = next((e for e in rows if e.field == _LOCATION and e.rule_id.endswith(f":{draft.place_step}")), None)
    if place is None or chosen is None or not place.reason:
        return rows
    other = f"; or {place.runner_up}" if place.runner_up else ""
    noted = replace(chosen, note=f"score {place.score:.2f}: {place.reason}{other}")
    return tuple(noted if row is chosen else row for row in rows)


def _report_id(article: Article, draft: Draft) -> str:
    """The same for the same words of the same article, coded as the same event at the same place."""
    place_id = draft.place.place_id if draft.place else ""
    key = f"{article.id}|{draft.start}|{draft.sub_event_type}|{place_id}"
    if draft.share[0]:
        key = f"{key}|{draft.share[0]}"
    return f"r{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _toll(draft: Draft, category: str, event_type: str) -> Toll:
    """The draft's share of the toll of one category."""
    if not draft.amounts:
        return NOTHING_SAID

    def vague() -> int:
        wars = load_wars()
        if any(
            a.category == category and a.rule_id.startswith(_COUNT_OF_MANY) and not a.telling for a in draft.amounts
        ):
            return wars.unknown_number.war
        return wars.unknown(draft.place.iso2 if draft.place else None, draft.when.day, event_type)

    whole = toll(draft.amounts, category, vague)
    part, parts = draft.share
    is_local = any(a.is_local and a.category == category for a in draft.amounts)
    if parts > 1 and whole.coded and not is_local and all(a.parts == 1 for a in draft.amounts):
        own = of_one_place(draft.amounts, category)
        return toll(own, category, vague) if own else Toll(split_total(whole.coded, parts)[part], whole.low, whole.high)
    return whole


def _other_harm(draft: Draft, event_type: str) -> str | None:
    tolls = ((name, _toll(draft, name, event_type)) for name in _OTHER_HARM)
    return "; ".join(f"{name}={t.coded}" for name, t in tolls if t.coded) or None


def _confidence(draft: Draft) -> float:
    """0 to 1: how much of the event was said in its own clause rather than borrowed or filled in."""
    score = _FULL_CONFIDENCE
    for is_weak, loss in (
        (not draft.has_own_place, 0.2),
        (not draft.when.is_own, 0.1),
        (draft.actor1 is None, 0.1),
        (draft.kind == "harm", 0.1),
        (draft.place is not None and draft.place.score < _UNSURE_PLACE, 0.1),
    ):
        score -= loss if is_weak else 0.0
    if score == _FULL_CONFIDENCE:
        return score
    return round(max(_LEAST_CONFIDENCE, score + 0.05 * min(2, draft.mentions - 1)), 2)


# -- issues ------------------------------------------------------------------------------------------------------


def _issues(report: Report) -> Iterator[Issue]:
    if report.status == "occurred" and report.reason:
        yield _warning(report, "unpublished_report", f"{report.sub_event_type}: {report.reason}.", None)
    low, high = report.fatalities_low, report.fatalities_high
    if low != high and high is not None:
        message = f"Expected one toll, found {low} to {high}; the lowest is coded."
        yield _warning(report, "conflicting_counts", message, "fatalities")


def _warning(report: Report, kind: str, message: str, field: str | None) -> Issue:
    words = report.sentence[:_LONGEST_QUOTE]
    return Issue(report.article_id, kind, "warning", message, field, start=report.start, end=report.end, text=words)
