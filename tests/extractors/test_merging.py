"""Reports of several articles become events: what is joined, what stays apart, and which cell wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from extractors.article import Article
from extractors.coder import Coder
from extractors.merging.merge import merge
from extractors.report import Report

_DAY = date(2020, 3, 4)


@pytest.fixture(scope="module")
def report(coder: Coder) -> Report:
    """A publishable report of a bombing."""
    text = "A roadside bomb killed two policemen in Ghazni on Monday."
    (found,) = coder.code(Article("one", text, None, _DAY, "Morning Post", "National")).reports
    assert found.is_publishable
    return found


def _again(report: Report, number: int, **changes: object) -> Report:
    return replace(report, report_id=f"r{number}", article_id=f"article{number}", **changes)  # type: ignore[arg-type]


def test_a_report_becomes_one_event_with_its_cells(report: Report) -> None:
    (event,) = merge([report], {})
    assert (event.event_date, event.location, event.sub_event_type) == (
        report.event_date,
        report.location,
        report.sub_event_type,
    )
    assert event.fatalities == 2
    assert event.report_ids == (report.report_id,)


def test_unpublishable_reports_are_ignored(report: Report) -> None:
    assert merge([replace(report, reason="planned: future_tense", status="planned")], {}) == []


def test_the_same_event_in_two_papers_is_one_event_with_both_sources(report: Report) -> None:
    (event,) = merge([report, _again(report, 2, source="Evening Star")], {})
    assert event.source == "Evening Star; Morning Post"
    assert len(event.report_ids) == 2


def test_the_same_report_twice_counts_once(report: Report) -> None:
    (event,) = merge([report, report], {})
    assert event.report_ids == (report.report_id,)


def test_the_lowest_reported_toll_is_coded(report: Report) -> None:
    (event,) = merge([report, _again(report, 2, fatalities=5, fatalities_low=5, fatalities_high=5)], {})
    assert event.fatalities == 2


def test_a_report_silent_on_deaths_does_not_lower_the_toll(report: Report) -> None:
    (event,) = merge([report, _again(report, 2, fatalities=0, fatalities_low=None, fatalities_high=None)], {})
    assert event.fatalities == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"event_date": date(2020, 3, 1)},
        {"location": "Kabul", "latitude": 34.5, "longitude": 69.2},
        {"sub_event_type": "Peaceful protest"},
        {"iso": 586},
    ],
)
def test_another_day_place_type_or_country_is_another_event(report: Report, changes: dict[str, object]) -> None:
    assert len(merge([report, _again(report, 2, **changes)], {})) == 2


def test_a_lone_second_side_moves_to_the_first_column(report: Report) -> None:
    lone = replace(
        report, actor1=None, inter1=None, assoc_actor_1=None, actor2="Civilians (Afghanistan)", inter2="Civilians"
    )
    (event,) = merge([lone], {})
    assert event.actor1 == "Civilians (Afghanistan)"
    assert event.actor2 is None
    assert event.inter2 is None
    assert event.interaction == "Civilians only"


def test_two_scales_are_joined_in_the_fixed_order(report: Report) -> None:
    (event,) = merge([report, _again(report, 2, source="Agency", source_scale="International")], {})
    assert event.source_scale == "National-International"


def test_event_ids_are_unique_stable_and_not_of_the_form_of_another_data_set(report: Report) -> None:
    reports = [report, _again(report, 2, event_date=date(2020, 3, 1)), _again(report, 3, location="Andar")]
    events = merge(reports, {})
    ids = [e.event_id_cnty for e in events]
    assert ids == sorted(set(ids))
    assert ids == [e.event_id_cnty for e in merge(reports, {})]
    assert all(i.startswith("CE-AFG-") for i in ids)


def test_order_of_reports_does_not_matter(report: Report) -> None:
    reports = [
        report,
        _again(report, 2, source="Evening Star", fatalities=4, fatalities_low=4, fatalities_high=4, time_precision=2),
        _again(report, 3, source="Agency", source_scale="International", geo_precision=2, admin2=None),
        _again(report, 4, event_date=date(2020, 3, 1)),
    ]
    wanted = merge(reports, {})
    assert all(merge(order, {}) == wanted for order in permutations(reports))


def test_nothing_gives_nothing() -> None:
    assert merge([], {}) == []


def test_what_was_struck_joins_two_words_for_a_deed(report: Report) -> None:
    attack = replace(
        report, sub_event_type="Attack", event_type="Violence against civilians", geo_precision=3, fatalities=6,
        fatalities_low=6, fatalities_high=6, actor1="Unidentified Armed Group (Afghanistan)", actor2="Civilians (Afghanistan)",
        inter2="Civilians", sentence="An attack on a wedding party killed six.",
    )  # fmt: skip
    bomb = _again(attack, 2, sub_event_type="Suicide bomb", fatalities=9, fatalities_low=9, fatalities_high=9)
    at_wedding = replace(bomb, sentence="A suicide bomber killed nine guests of a wedding.")
    at_market = replace(bomb, sentence="A suicide bomber killed nine people at a market.")
    assert len(merge([attack, at_wedding], {})) == 1
    assert len(merge([attack, at_market], {})) == 2


def test_what_was_struck_joins_no_two_days(report: Report) -> None:
    first = replace(report, sentence="A bomb hit a clinic.")
    assert first.event_date is not None
    second = _again(
        first, 2, event_date=first.event_date + timedelta(days=1), fatalities=3, fatalities_low=3, fatalities_high=3
    )
    assert len(merge([first, second], {})) == 2
