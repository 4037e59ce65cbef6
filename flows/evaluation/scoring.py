"""The scores of one set of records: each figure is declared once, with what it means, and counted record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.report import Report
from flows.evaluation.gold import GoldEvent, GoldRecord
from flows.evaluation.likeness import (
    distance_km,
    is_day,
    is_place,
    is_same_actors,
    is_same_name,
    likeness,
    right_sub_types,
    right_types,
)

FIGURES: Final[Mapping[str, str]] = {
    "found": "records with an event for which one was reported",
    "extra": "reports beyond the annotated events, a record",
    "event_type": "event type right",
    "sub_event_type": "sub-event type right",
    "sub_macro_f1": "F1 of the sub-event types, each type weighing the same",
    "date": "day exactly right, where the text gives it",
    "country": "country right",
    "place": "place right: the same name or within 25 km",
    "km10": "placed within 10 km",
    "km25": "placed within 25 km",
    "km100": "placed within 100 km",
    "deaths": "number of dead right",
    "deaths>0": "number of dead right, where somebody died",
    "deaths_false": "deaths reported where nobody died",
    "injured>0": "number of wounded right, where somebody was wounded",
    "actors": "kinds of both actors right, in either order",
    "tuple_precision": "reports with type, place (50 km) and day (one off) right",
    "tuple_recall": "events with type, place and day right",
    "tuple_f1": "harmonic mean of the two",
    "false_articles": "texts without an event for which one was reported",
    "false_events": "events reported of texts without any, a hundred texts",
}
"""All figures in the order of printing. A share is of the annotated events that have the value, unless it says otherwise."""

_DISTANCES = (10, 25, 100)
_TOLLS = (("fatalities", "deaths"), ("injuries", "injured"))
_TUPLE_KM, _TUPLE_DAYS = 50, 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` is `hits` of `of`, or `None` where there is nothing to count."""

    value: float | None
    hits: float
    of: int


@dataclass(frozen=True, slots=True)
class SetScores:
    """The figures of one set, those with nothing to count left out."""

    records: int
    gold_events: int
    reports: int
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated event and the report that stands for it, `None` where it was missed."""

    event: GoldEvent
    report: Report | None


def pair(events: Sequence[GoldEvent], reports: Sequence[Report]) -> list[Pair]:
    """Every event with its report: one to one, those that are most alike first."""
    ranked = sorted(
        ((likeness(event, report), i, j) for i, event in enumerate(events) for j, report in enumerate(reports)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    found: dict[int, int] = {}
    for score, i, j in ranked:
        if score > 0 and i not in found and j not in found.values():
            found[i] = j
    return [Pair(event, reports[found[i]] if i in found else None) for i, event in enumerate(events)]


def score(records: Iterable[GoldRecord], reports: Mapping[str, Sequence[Report]]) -> SetScores:
    """Score the reports that occurred, by record id, against the records of one set."""
    tally = _Tally()
    for record in records:
        tally.add(record, reports.get(record.id, ()))
    return tally.scores()


@dataclass(slots=True)
class _Tally:
    """Counts while records go by."""

    records: int = 0
    gold: int = 0
    said: int = 0
    articles: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)

    def add(self, record: GoldRecord, reports: Sequence[Report]) -> None:
        """Count one record."""
        events = record.happened
        self.records += 1
        self.gold += len(events)
        self.said += len(reports)
        self.articles += record.is_article
        self.hits["extra"] += max(0, len(reports) - len(events))
        if events:
            self._count("found", bool(reports))
        else:
            self._count("false_articles", bool(reports))
            self.hits["false_events"] += len(reports)
        for one in pair(events, reports):
            self._types(one)
            self._where_and_when(record, one)
            self._tolls(one)
            self._actors(one)
            if record.is_article and one.report is not None:
                self.hits["tuple"] += _is_tuple(one.event, one.report)

    def scores(self) -> SetScores:
        """The figures."""
        shares = {name: _share(self.hits[name], of) for name, of in self.of.items()}
        found = shares | {"extra": _share(self.hits["extra"], self.records)}
        if self.wanted:
            found["sub_macro_f1"] = self._macro_f1()
        if self.articles and self.gold:
            found |= self._tuples()
        if n_negatives := self.of["false_articles"]:
            hits = self.hits["false_events"]
            found["false_events"] = Figure(100 * hits / n_negatives, hits, n_negatives)
        figures = {name: found[name] for name in FIGURES if name in found}
        return SetScores(self.records, self.gold, self.said, figures)

    def _count(self, name: str, is_hit: bool) -> None:
        self.of[name] += 1
        self.hits[name] += is_hit

    def _types(self, one: Pair) -> None:
        event, report = one.event, one.report
        if event.sub_event_type:
            is_right = report is not None and report.sub_event_type in right_sub_types(event)
            self._count("sub_event_type", is_right)
            self.wanted[event.sub_event_type] += 1
            self.right[event.sub_event_type] += is_right
            if report is not None:
                self.claimed[event.sub_event_type if is_right else report.sub_event_type] += 1
        if event.type_name:
            self._count("event_type", report is not None and report.event_type in right_types(event))

    def _where_and_when(self, record: GoldRecord, one: Pair) -> None:
        event, report = one.event, one.report
        if record.scores_date(event):
            self._count("date", report is not None and is_day(event, report, 0))
        if event.country:
            self._count("country", report is not None and is_same_name(event.country, report.country))
        if event.location or event.latitude is not None:
            self._count("place", report is not None and is_place(event, report, 25))
        if event.is_placed:
            for limit in _DISTANCES:
                self._count(f"km{limit}", report is not None and distance_km(event, report) <= limit)

    def _tolls(self, one: Pair) -> None:
        for key, name in _TOLLS:
            bounds = one.event.bounds(key)
            if bounds is None:
                continue
            low, high = bounds
            got: int | None = getattr(one.report, key) if one.report is not None else None
            is_right = high == 0 if one.report is None else got is not None and low <= got <= high
            if key == "fatalities":
                self._count(name, is_right)
                if low == 0:
                    self._count(f"{name}_false", bool(got))
            if low > 0:
                self._count(f"{name}>0", is_right)

    def _actors(self, one: Pair) -> None:
        event, report = one.event, one.report
        if event.inter1 or event.inter2:
            self._count("actors", report is not None and bool(is_same_actors(event, report)))

    def _macro_f1(self) -> Figure:
        """The mean F1 over the annotated sub-event types; a type never reported has an F1 of 0."""
        total = sum(
            2 * self.right[name] / (self.claimed[name] + wanted) if self.right[name] else 0.0
            for name, wanted in self.wanted.items()
        )
        return Figure(total / len(self.wanted), total, len(self.wanted))

    def _tuples(self) -> dict[str, Figure]:
        hits = self.hits["tuple"]
        return {
            "tuple_precision": Figure(hits / self.said if self.said else 0.0, hits, self.said),
            "tuple_recall": Figure(hits / self.gold, hits, self.gold),
            "tuple_f1": Figure(2 * hits / (self.said + self.gold), 2 * hits, self.said + self.gold),
        }


def _is_tuple(event: GoldEvent, report: Report) -> bool:
    is_type = report.event_type in right_types(event)
    return is_type and is_place(event, report, _TUPLE_KM) and is_day(event, report, _TUPLE_DAYS)


def _share(hits: float, of: int) -> Figure:
    return Figure(hits / of if of else None, hits, of)
