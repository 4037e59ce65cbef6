"""Corrections of events: what they change, that they stay, and that they are told of when they no longer fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.article import Article
from extractors.coder import Coder
from extractors.event import Event
from extractors.merging.corrections import Action, Correction, correction_id
from extractors.merging.merge import merge
from extractors.merging.review import REJECTED, Review
from extractors.report import Report

_DAY = date(2020, 3, 4)


@pytest.fixture(scope="module")
def reports(coder: Coder) -> list[Report]:
    """A bombing that two papers tell of, and one elsewhere on the next day."""
    texts = {
        "one": "A roadside bomb killed two policemen in Ghazni on Monday.",
        "two": "A roadside bomb killed three policemen in Ghazni on Monday.",
        "three": "A roadside bomb killed five soldiers in Kandahar on Tuesday.",
    }
    return [
        report
        for name, text in texts.items()
        for report in coder.code(Article(name, text, None, _DAY, f"Paper {name}", "National")).reports
    ]


def correct(
    event: Event, action: Action, column: str | None = None, new: str | None = None, split: tuple[str, ...] = ()
) -> Correction:
    id_ = correction_id(event.event_id_cnty, action, column, split)
    return Correction(
        id_, event.event_id_cnty, event.event_date, event.report_ids, action, column, None, new, split, "Amal",
        "I was there", "2020-03-05",
    )  # fmt: skip


def nothing_wrong(event: Event) -> str | None:
    return None


def reviewed(reports: list[Report], *corrections: Correction, fault=nothing_wrong) -> tuple[list[Event], Review]:
    review = Review(corrections, fault)
    return merge(reports, {}, review), review


def events_of(reports: list[Report]) -> dict[str, Event]:
    return {event.location: event for event in merge(reports, {})}


def test_without_corrections_events_are_as_they_were(reports: list[Report]):
    events, review = reviewed(reports)
    assert events == merge(reports, {})
    assert review.outcome.matched == set()


def test_a_changed_cell_takes_what_follows_from_it_along(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    change = correct(ghazni, "change", "sub_event_type", "Suicide bomb")
    move = correct(ghazni, "change", "country", "Pakistan")
    events, review = reviewed(reports, change, move)
    event = next(e for e in events if e.event_id_cnty == ghazni.event_id_cnty)
    assert (event.sub_event_type, event.event_type, event.disorder_type) == (
        "Suicide bomb", "Explosions/Remote violence", "Political violence",
    )  # fmt: skip
    assert (event.country, event.iso, event.region) == ("Pakistan", 586, "South Asia")
    assert review.outcome.matched == {change.correction_id, move.correction_id}


def test_a_rejected_event_is_gone_and_its_reports_say_why(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    events, review = reviewed(reports, correct(ghazni, "reject"))
    assert [event.location for event in events] == ["Kandahar"]
    assert review.outcome.rejected == dict.fromkeys(ghazni.report_ids, f"{REJECTED}: I was there")


def test_a_split_makes_each_part_an_event_coded_from_its_own_reports(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    worse = next(r.report_id for r in reports if r.fatalities == 3)
    events, _ = reviewed(reports, correct(ghazni, "split", split=(worse,)))
    parts = {event.fatalities: event for event in events if event.location == "Ghazni"}
    assert sorted(parts) == [2, 3]
    assert parts[2].event_id_cnty == ghazni.event_id_cnty
    assert parts[3].report_ids == (worse,)
    assert parts[3].event_id_cnty.startswith("CE-AFG-")


def test_a_merge_makes_one_event_of_two(reports: list[Report]):
    events = events_of(reports)
    ghazni, kandahar = events["Ghazni"], events["Kandahar"]
    joined, _ = reviewed(reports, correct(kandahar, "merge", new=ghazni.event_id_cnty))
    assert [event.event_id_cnty for event in joined] == [ghazni.event_id_cnty]
    assert joined[0].report_ids == tuple(sorted(ghazni.report_ids + kandahar.report_ids))


def test_a_correction_finds_its_event_under_another_id_by_its_reports(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    renamed = replace(correct(ghazni, "change", "fatalities", "7"), event_id_cnty="CE-AFG-000000000000")
    events, review = reviewed(reports, renamed)
    assert next(e.fatalities for e in events if e.location == "Ghazni") == 7
    assert review.outcome.matched == {renamed.correction_id}


def test_a_correction_of_what_is_gone_changes_nothing_and_does_not_match(reports: list[Report]):
    kandahar = events_of(reports)["Kandahar"]
    left = [report for report in reports if report.location == "Ghazni"]
    events, review = reviewed(left, correct(kandahar, "reject"))
    assert events == merge(left, {})
    assert review.outcome.matched == set()


def test_the_later_of_two_corrections_of_a_cell_counts(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    first = correct(ghazni, "change", "fatalities", "7")
    second = replace(first, new="8", made_at="2020-03-06")
    for order in ((first, second), (second, first)):
        events, _ = reviewed(reports, *order)
        assert next(e.fatalities for e in events if e.location == "Ghazni") == 8


def test_changes_that_would_make_an_illegal_event_are_refused_and_told(reports: list[Report]):
    ghazni = events_of(reports)["Ghazni"]
    change = correct(ghazni, "change", "sub_event_type", "Armed clash")
    events, review = reviewed(reports, change, fault=lambda event: "a clash needs two armed sides")
    assert events == merge(reports, {})
    assert review.outcome.refused == {change.correction_id: "a clash needs two armed sides"}


@given(st.permutations(range(3)), st.permutations(range(4)))
def test_neither_the_order_of_reports_nor_of_corrections_matters(reports: list[Report], order, made):
    events = events_of(reports)
    ghazni, kandahar = events["Ghazni"], events["Kandahar"]
    worse = next(r.report_id for r in reports if r.fatalities == 3)
    corrections = [
        correct(ghazni, "split", split=(worse,)),
        correct(kandahar, "merge", new=ghazni.event_id_cnty),
        correct(ghazni, "change", "fatalities", "9"),
        correct(kandahar, "change", "location", "Arghandab"),
    ]
    expected, _ = reviewed(reports, *corrections)
    found, _ = reviewed([reports[i] for i in order], *(corrections[i] for i in made))
    assert found == expected
