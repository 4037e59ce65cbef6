"""Which reports want a place, and what an answer must be like before it becomes one.

A report wants one when its text names a place that no gazetteer knows. An answer is taken only when it lies in the
report's country, bears that name, and is not far from the area that the text puts the name in. Two such answers that lie
apart are a tie, and a tie is no answer. The name in the table stays the one of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from extractors.coding.notes import note_of
from extractors.coding.reports import COUNTRY_ONLY, PLACE_UNKNOWN, sides_missing
from extractors.places.distance import distance_km
from extractors.places.names import loose_key, place_key
from extractors.places.tables import countries
from extractors.report import Evidence, Report
from flows.geocoding.answers import Answer

_UNKNOWN = "unknown:"
"""How the rule of a place begins whose name no gazetteer knows."""
_PRECISION = 2
"""What an online service says of a small place is taken as "about there" (codebook section 6)."""
_ALIKE = 85.0
_APART_KM = 25.0
_AREA_KM = {1: 30.0, 2: 60.0, 3: 300.0}
"""How far from the point of the area that holds it a place may lie, by the precision of that point."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask for a report: the name, what it lies in, and the country's alpha-2 code."""

    name: str
    query: str
    iso2: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Several places that fit equally well."""

    places: tuple[Answer, ...]


def question(report: Report) -> Question | None:
    """What to ask so as to place the report, `None` where there is nothing to ask."""
    if report.status != "occurred" or report.location is None or report.iso is None or _words(report) is None:
        return None
    if report.reason is not None and report.reason not in (PLACE_UNKNOWN, COUNTRY_ONLY):
        return None
    iso2 = _iso2().get(report.iso)
    if iso2 is None or report.country is None:
        return None
    area = report.admin1 if report.admin1 != report.location else None
    return Question(report.location, ", ".join(filter(None, (report.location, area, report.country))), iso2)


def choose(report: Report, asked: Question, found: Iterable[Answer]) -> Answer | Tie | None:
    """The answer that fits, a tie, or `None`."""
    fitting = [a for a in found if _is_there(a, asked) and _is_named(a.name, asked.name) and _is_near(a, report)]
    if not fitting:
        return None
    first = fitting[0]
    apart = [a for a in fitting if distance_km(_point(a), _point(first)) > _APART_KM]
    return Tie((first, *apart)) if apart else first


def placed(report: Report, answer: Answer, service: str) -> Report:
    """The report at the place of the answer, with the service in its evidence."""
    words = _words(report)
    if words is None:
        return report
    evidence = Evidence("latitude", words.start, words.end, words.text, f"online:{service}")
    reason = report.reason
    if reason in (PLACE_UNKNOWN, COUNTRY_ONLY):
        reason = sides_missing(report.sub_event_type, report.actor1, report.actor2)
    moved = replace(
        report,
        latitude=answer.latitude,
        longitude=answer.longitude,
        geo_precision=_PRECISION,
        admin1=report.admin1 or answer.admin1,
        admin2=report.admin2 or answer.admin2,
        coded_to=None,
        reason=reason,
        evidence=(*report.evidence, evidence),
    )
    return replace(moved, notes=note_of(moved))


def _words(report: Report) -> Evidence | None:
    """The words of the text that name a place no gazetteer knows."""
    return next((e for e in report.evidence if e.field == "location" and e.rule_id.startswith(_UNKNOWN)), None)


def _is_there(answer: Answer, asked: Question) -> bool:
    return answer.iso2 in (asked.iso2, countries()[asked.iso2].iso3)


def _is_named(found: str, wanted: str) -> bool:
    one, two = place_key(found), place_key(wanted)
    return loose_key(one) == loose_key(two) or fuzz.ratio(one, two) >= _ALIKE


def _is_near(answer: Answer, report: Report) -> bool:
    if report.latitude is None or report.longitude is None:
        return True
    reach = _AREA_KM[report.geo_precision or 3]
    return distance_km(_point(answer), (report.latitude, report.longitude)) <= reach


def _point(answer: Answer) -> tuple[float, float]:
    return answer.latitude, answer.longitude


@cache
def _iso2() -> dict[int, str]:
    return {country.iso: code for code, country in countries().items()}
