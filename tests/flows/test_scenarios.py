"""Invented articles about events that several papers tell: what is one event becomes one row, what only looks alike stays two.

The whole way is real: text groups, coder, merge. `tests/scenarios/merging.yml` says which event each report is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from extractors.article import Article
from extractors.coder import Coder
from extractors.event import Event
from extractors.merging.merge import merge
from extractors.merging.witness import Witness
from extractors.report import Report
from flows.texts.groups import Signed, text_groups
from flows.texts.signature import text_signature
from tests.tables import read

_FILE = Path(__file__).parents[1] / "scenarios" / "merging.yml"
Unit = tuple[str, str]
"""What one article tells of one event: article id and the event's label."""


@dataclass(frozen=True)
class Told:
    """The scenario, coded and merged."""

    reports: tuple[Report, ...]
    witnesses: dict[str, Witness]
    wanted: frozenset[Unit]
    label: dict[str, str]
    events: tuple[Event, ...]

    def event(self, label: str) -> Event:
        """The one event that a label became."""
        own = {id_ for id_, name in self.label.items() if name == label}
        (event,) = [event for event in self.events if own & set(event.report_ids)]
        return event


@pytest.fixture(scope="module")
def told(coder: Coder) -> Told:
    records = read(_FILE)
    groups = text_groups(Signed(r["id"], r["published"], text_signature(r["text"])) for r in records)
    witnesses = {
        r["id"]: Witness(r["id"], r["published"], r["source"], "National", groups.get(r["id"])) for r in records
    }
    reports: list[Report] = []
    label: dict[str, str] = {}
    for r in records:
        found = coder.code(Article(r["id"], r["text"], None, r["published"], r["source"], "National")).reports
        reports += found
        label |= {one.report_id: r["tells"].get(one.location, f"beside {one.report_id}") for one in found}
    wanted = frozenset((r["id"], event) for r in records for event in r["tells"].values())
    return Told(tuple(reports), witnesses, wanted, label, tuple(merge(reports, witnesses)))


def _pairs(units: Iterable[frozenset[Unit]]) -> Iterator[frozenset[Unit]]:
    return (frozenset(pair) for unit in units for pair in combinations(sorted(unit), 2))


def _merged(told: Told) -> set[frozenset[Unit]]:
    article = {r.report_id: r.article_id for r in told.reports}
    return set(_pairs(frozenset((article[i], told.label[i]) for i in event.report_ids) for event in told.events))


def _wanted(told: Told) -> set[frozenset[Unit]]:
    labels = {label for _, label in told.wanted}
    return set(_pairs(frozenset(unit for unit in told.wanted if unit[1] == label) for label in labels))


def test_the_scenario_is_large_enough(told: Told) -> None:
    assert len({article for article, _ in told.wanted}) >= 40
    assert len({label for _, label in told.wanted}) >= 12


def test_few_reports_are_merged_that_tell_of_two_events(told: Told) -> None:
    merged = _merged(told)
    wrong = merged - _wanted(told)
    assert 1 - len(wrong) / len(merged) >= 0.97, [sorted(pair) for pair in wrong]


def test_few_reports_of_one_event_are_kept_apart(told: Told) -> None:
    wanted = _wanted(told)
    missed = wanted - _merged(told)
    assert 1 - len(missed) / len(wanted) >= 0.90, [sorted(pair) for pair in missed]


def test_an_outlets_later_toll_replaces_its_earlier_one_and_the_lowest_of_the_others_counts(told: Told) -> None:
    event = told.event("mubi market bomb")
    assert event.fatalities == 17
    assert "(reported 11-20)" in event.notes


def test_a_corrected_toll_is_the_one_that_counts(told: Told) -> None:
    assert told.event("kismayo base").fatalities == 6


def test_agency_copy_adds_its_source(told: Told) -> None:
    assert told.event("mubi market bomb").source == "Daily Courier; Evening Post; Northern Herald; World Wire"


def test_who_names_the_group_says_who_the_bomber_was(told: Told) -> None:
    assert told.event("jolo bomb").actor1 == "Abu Sayyaf"
    assert "Boko Haram" in told.event("mubi market bomb").actor1


def test_the_town_is_told_where_another_paper_knows_only_the_province(told: Told) -> None:
    event = told.event("jawf air strike")
    assert (event.location, event.geo_precision) == ("Al Hazm", 1)


def test_the_day_is_that_of_the_papers_that_give_one(told: Told) -> None:
    event = told.event("djibo killings")
    assert (event.event_date, event.time_precision) == (date(2020, 4, 9), 1)
    assert told.event("jalalabad bomb").event_date == date(2020, 11, 11)


def test_what_the_police_did_to_it_names_a_protest(told: Told) -> None:
    event = told.event("sfax protest")
    assert event.sub_event_type == "Protest with intervention"
    assert event.tags == "crowd size=hundreds"


def test_the_note_is_written_from_the_row(told: Told) -> None:
    assert told.event("kharkiv tuesday").notes == (
        "On 12 April 2022, Military Forces of Russia fired shells or missiles at civilians in Kharkiv. "
        "7 killed, 15 injured."
    )
