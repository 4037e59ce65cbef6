"""What merging promises whatever the reports: one result in any order, no contradiction in an event, only neighbours matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.event import Event
from extractors.merging.merge import merge
from extractors.merging.windows import REACH_DAYS, SPREAD_DAYS
from extractors.merging.witness import Witness
from extractors.report import Evidence, Report
from flows.store.rows import event_row
from flows.store.rules import EVENT_RULES, broken

_STEADY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
_FIRST = date(2020, 3, 1)
_PLACES = [
    ("Arim", 34.10, 69.10, 1), ("Arim", 34.10, 69.10, 2), ("Dash", 34.18, 69.12, 1), ("Dash", 34.18, 69.12, 2),
    ("Kohi", 34.12, 69.11, 1), ("Arim", 34.10, 69.10, 3), ("Farr", 35.40, 70.90, 1),
]  # fmt: skip
_ADMIN1 = "Arim"
_SIDES = [
    ("Taliban", "Rebel group"), ("Islamic State (Afghanistan)", "Rebel group"),
    ("Unidentified Armed Group (Afghanistan)", "Political militia"),
    ("Military Forces of Afghanistan (2014-2021)", "State forces"),
    ("Police Forces of Afghanistan (2014-2021)", "State forces"),
]  # fmt: skip
_CIVILIANS = ("Civilians (Afghanistan)", "Civilians")
_TYPES = ["Armed clash", "Attack", "Suicide bomb", "Remote explosive/landmine/IED", "Air/drone strike", "Arrests"]


@st.composite
def _report(draw: st.DrawFn, article: int) -> Report:
    sub = draw(st.sampled_from(_TYPES))
    kind = Codebook.default().event_type[sub]
    one = draw(st.sampled_from(_SIDES))
    two = _CIVILIANS if sub in ("Attack", "Arrests") else draw(st.sampled_from([s for s in _SIDES if s != one]))
    if sub not in Codebook.default().two_actors and draw(st.booleans()):
        two = (None, None)
    location, latitude, longitude, geo_precision = draw(st.sampled_from(_PLACES))
    precision = draw(st.sampled_from([1, 1, 1, 2, 2, 3]))
    dead = draw(st.sampled_from([None, 0, 1, 4, 5, 12, 12, 40]))
    start = draw(st.integers(0, 3)) * 50
    seen = draw(st.booleans()) or precision != 2
    cells: dict[str, Any] = {
        "event_date": _FIRST + timedelta(draw(st.integers(0, 100))), "time_precision": precision,
        "disorder_type": Codebook.default().disorder_type[sub], "event_type": kind, "sub_event_type": sub,
        "actor1": one[0], "inter1": one[1], "actor2": two[0], "inter2": two[1],
        "assoc_actor_1": None, "assoc_actor_2": None,
        "interaction": interaction(one[1], two[1]), "civilian_targeting": civilian_targeting(kind, sub, two[1]),
        "iso": 4, "region": "Caucasus and Central Asia", "country": "Afghanistan",
        "admin1": _ADMIN1, "admin2": None, "admin3": None,
        "location": location, "latitude": latitude, "longitude": longitude, "geo_precision": geo_precision,
        "source": f"Paper {article % 3}", "source_scale": "National", "notes": "", "fatalities": dead or 0, "tags": None,
    }  # fmt: skip
    return Report(
        report_id=f"r{article}-{start}", article_id=f"a{article}", status="occurred", reason=None, **cells,
        claimed_by=None, sentence_index=0, start=start, end=start + 5, sentence="", rule_id="t", fatalities_low=dead,
        fatalities_high=dead, injuries=0, injuries_low=None, injuries_high=None, other_harm=None, coded_to=None,
        confidence=0.9,
        evidence=(Evidence("event_date", 0, 1, "x", "day"),) if seen else (),
    )  # fmt: skip


@st.composite
def _told(draw: st.DrawFn) -> tuple[list[Report], dict[str, Witness]]:
    n = draw(st.integers(1, 14))
    reports = {r.report_id: r for a in range(n) for r in draw(st.lists(_report(a), min_size=1, max_size=3))}
    day = {a: max((r.event_date or _FIRST) for r in reports.values() if r.article_id == f"a{a}") for a in range(n)}
    witnesses = {
        f"a{a}": Witness(
            f"a{a}", day[a] + timedelta(draw(st.integers(0, 3))), f"Paper {a % 3}", "National",
            draw(st.sampled_from([None, None, "g"])),
        )
        for a in range(n)
    }  # fmt: skip
    return list(reports.values()), witnesses


def _month(day: date | None) -> tuple[int, int]:
    assert day is not None
    return day.year, day.month


def _dated(events: Sequence[Event], month: tuple[int, int]) -> list[Event]:
    return [event for event in events if _month(event.event_date) == month]


@given(told=_told(), seed=st.randoms(use_true_random=False))
@_STEADY
def test_order_and_repetition_do_not_matter(told: tuple[list[Report], dict[str, Witness]], seed: Any) -> None:
    reports, witnesses = told
    shuffled = [*reports, *reports[:2]]
    seed.shuffle(shuffled)
    assert merge(shuffled, witnesses) == merge(reports, witnesses)


@given(told=_told())
@_STEADY
def test_every_report_is_in_one_event_and_ids_differ(told: tuple[list[Report], dict[str, Witness]]) -> None:
    reports, witnesses = told
    events = merge(reports, witnesses)
    assert sorted(id_ for event in events for id_ in event.report_ids) == sorted(r.report_id for r in reports)
    assert len({event.event_id_cnty for event in events}) == len(events)


@given(told=_told())
@_STEADY
def test_every_row_obeys_the_codebook(told: tuple[list[Report], dict[str, Witness]]) -> None:
    for event in merge(*told):
        assert list(broken(event_row(event, timestamp=0), EVENT_RULES)) == []


@given(told=_told())
@_STEADY
def test_a_months_events_follow_from_the_reports_in_and_around_it(
    told: tuple[list[Report], dict[str, Witness]],
) -> None:
    reports, witnesses = told
    whole = merge(reports, witnesses)
    for month in {_month(r.event_date) for r in reports}:
        first = date(*month, 1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        reach = timedelta(REACH_DAYS)
        near = [r for r in reports if r.event_date and first - reach <= r.event_date <= last + reach]
        assert merge(near, witnesses, None, (first, last)) == _dated(whole, month)


@given(told=_told())
@_STEADY
def test_no_event_holds_reports_that_contradict_each_other(told: tuple[list[Report], dict[str, Witness]]) -> None:
    reports, witnesses = told
    by_id = {r.report_id: r for r in reports}
    for event in merge(reports, witnesses):
        for one, two in combinations([by_id[id_] for id_ in event.report_ids], 2):
            assert one.event_date is not None
            assert two.event_date is not None
            gap = abs((one.event_date - two.event_date).days)
            if one.time_precision == two.time_precision == 1:
                assert gap <= 1
            if 3 in (one.time_precision, two.time_precision):
                assert _month(one.event_date) == _month(two.event_date)
            else:
                assert gap <= 2 * SPREAD_DAYS
            if one.geo_precision == two.geo_precision == 1:
                assert {one.location, two.location} <= {"Arim", "Kohi"} or one.location == two.location
            if one.article_id == two.article_id:
                assert (one.location, gap) == (two.location, 0)


@given(told=_told())
@_STEADY
def test_a_later_article_takes_no_earlier_report_out_of_an_event_of_exact_days(
    told: tuple[list[Report], dict[str, Witness]],
) -> None:
    reports, witnesses = told
    exact = [r for r in reports if r.time_precision == 1]
    order = sorted({r.article_id for r in exact}, key=lambda a: (witnesses[a].published, a))
    before = {r.report_id for r in exact if r.article_id in order[:-1]}
    early = merge([r for r in exact if r.report_id in before], witnesses)
    late = {id_: event.event_id_cnty for event in merge(exact, witnesses) for id_ in event.report_ids}
    one_day = {event.event_id_cnty: set(event.report_ids) for event in early}
    days = {r.report_id: r.event_date for r in exact}
    for ids in one_day.values():
        if len({days[id_] for id_ in ids}) == 1:
            assert len({late[id_] for id_ in ids}) == 1


@given(told=_told())
@_STEADY
def test_merging_again_what_was_merged_changes_nothing(told: tuple[list[Report], dict[str, Witness]]) -> None:
    reports, witnesses = told
    by_id = {r.report_id: r for r in reports}
    for event in merge(reports, witnesses):
        (again,) = merge([by_id[id_] for id_ in event.report_ids], witnesses)
        assert again.report_ids == event.report_ids
