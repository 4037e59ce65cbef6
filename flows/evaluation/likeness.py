"""When is a report of an event right? Same place, same day, same kind of actor; and how alike an event and a report are.

Names of places are compared without accents, articles, case and words for kinds of place, because transliterations
differ in these; then spelling may differ a little.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import INTER_LABELS
from extractors.places.distance import distance_km as great_circle_km
from extractors.report import Report
from flows.evaluation.gold import GoldEvent

_ARTICLES = ["al", "el", "as", "ash", "ad", "ar", "an", "at", "az", "ez", "the"]
_UNITS = ["city", "town", "village", "province", "governorate", "district"]
_NOISE = frozenset([*_ARTICLES, *_UNITS])
_APOSTROPHES = re.compile(r"['`’]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SHORTEST_FUZZY = 5
_ALIKE = 0.85


@lru_cache(maxsize=50_000)
def bare_name(name: str | None) -> str:
    """A place name reduced to what its transliterations share."""
    text = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    words = _OTHER.sub(" ", _APOSTROPHES.sub("", text)).split()
    return " ".join(word for word in words if word not in _NOISE)


def is_same_name(one: str | None, other: str | None) -> bool:
    """True for two spellings of one name; never for a missing name."""
    return _is_same(*sorted((bare_name(one), bare_name(other))))


@lru_cache(maxsize=50_000)
def _is_same(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    if min(len(one), len(other)) < _SHORTEST_FUZZY:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def distance_km(event: GoldEvent, report: Report) -> float:
    """Great-circle distance in kilometres; infinite where either has no coordinates."""
    if event.latitude is None or event.longitude is None or report.latitude is None or report.longitude is None:
        return math.inf
    return great_circle_km((event.latitude, event.longitude), (report.latitude, report.longitude))


def is_place(event: GoldEvent, report: Report, limit_km: float) -> bool:
    """True for the same name or at most `limit_km` apart; where only a country is known, for the same country."""
    if event.country_only:
        return is_same_name(event.country, report.country)
    return distance_km(event, report) <= limit_km or is_same_name(event.location, report.location)


def is_day(event: GoldEvent, report: Report, slack: int) -> bool:
    """True when the days differ by at most `slack`; any day is right where the record has none."""
    days = _days(event)
    if not days:
        return True
    got = report.event_date
    return got is not None and min(abs((day - got).days) for day in days) <= slack


def right_types(event: GoldEvent) -> set[str]:
    """Event types that are right."""
    types = Codebook.default().event_type
    return {name for name in (event.type_name, *(types.get(also) for also in event.also_ok)) if name}


def right_sub_types(event: GoldEvent) -> set[str]:
    """Sub-event types that are right."""
    return {event.sub_event_type, *event.also_ok} if event.sub_event_type else set()


def is_same_actors(event: GoldEvent, report: Report) -> bool | None:
    """True when the kinds of both actors are right, in either order; `None` where the record names neither."""
    wanted = _classes(event.inter1, event.inter2)
    return _classes(report.inter1, report.inter2) == wanted if wanted else None


def _classes(*inter: str | int | None) -> list[str]:
    return sorted(name for name in map(inter_class, inter) if name)


def inter_class(value: str | int | None) -> str | None:
    """An inter code (1 to 8) or its label as the label."""
    code = str(value).split(".")[0]
    label = INTER_LABELS.get(int(code)) if code.isdigit() else None
    return label or (str(value) if value else None)


def likeness(event: GoldEvent, report: Report) -> float:
    """How well a report fits an event: up to 2 for the type, 2 for the place, 1 for the day, 0.75 for the dead."""
    return _of_type(event, report) + _of_place(event, report) + _of_day(event, report) + _of_toll(event, report)


def _of_type(event: GoldEvent, report: Report) -> float:
    if event.sub_event_type is None:
        return 2.0 * (event.event_type is not None and event.event_type == report.event_type)
    if report.sub_event_type in right_sub_types(event):
        return 2.0
    types = Codebook.default().event_type
    return float(report.event_type in {types.get(name) for name in right_sub_types(event)})


def _of_place(event: GoldEvent, report: Report) -> float:
    if is_place(event, report, 25):
        return 2.0
    if is_place(event, report, 100):
        return 1.0
    return 0.5 * is_same_name(event.country, report.country)


def _of_day(event: GoldEvent, report: Report) -> float:
    if event.event_date is None or report.event_date is None:
        return 0.0
    return max(0.0, 1 - abs((event.event_date - report.event_date).days) / 2)


def _of_toll(event: GoldEvent, report: Report) -> float:
    return 0.75 * (event.fatalities is not None and event.fatalities == report.fatalities)


def _days(event: GoldEvent) -> list[date]:
    return [day for day in (event.event_date, *event.also_ok_dates) if day is not None]
