"""Events near the turn of a month: their reports may stand in the file of the month before or after."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.event import Event
from extractors.merging.merge import merge
from extractors.merging.witness import Witness
from extractors.report import Report
from flows import steps
from flows.store import rebuild
from flows.store.months import shifted, with_neighbours
from flows.store.validate import validate
from tests.flows.storefakes import article, rows

Runner = Callable[..., object]


def neighbourly(reports: Iterable[Report], witnesses: Mapping[str, Witness], *_: object) -> list[Event]:
    """Reports of one place on one day are one event, and so are those of the next day, unless the day before had any."""
    told: dict[tuple[str | None, date], list[Report]] = {}
    for report in reports:
        assert report.event_date is not None
        told.setdefault((report.location, report.event_date), []).append(report)
    days: dict[tuple[str | None, date], list[Report]] = {}
    for (place, day), some in told.items():
        before, earlier = (place, day - timedelta(days=1)), (place, day - timedelta(days=2))
        days.setdefault(before if before in told and earlier not in told else (place, day), []).extend(some)
    return sorted((one_event(*key, some) for key, some in days.items()), key=lambda event: event.event_id_cnty)


def one_event(place: str | None, day: date, told: list[Report]) -> Event:
    """The event of that day; its id is made of place and day."""
    [event] = merge([min(told, key=lambda r: (r.event_date != day, r.report_id))], {})
    digest = hashlib.sha256(f"{place}{day}".encode()).hexdigest()[:12]
    toll, ids = min(r.fatalities for r in told), tuple(sorted(r.report_id for r in told))
    return replace(event, event_id_cnty=f"CE-SYR-{digest}", fatalities=toll, report_ids=ids)


@pytest.fixture(autouse=True)
def _neighbourly_merge(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steps, "merge_reports", neighbourly)


def test_months_know_their_neighbours():
    assert (shifted("2012-12", 1), shifted("2013-01", -1), shifted("2013-01", 14)) == ("2013-01", "2012-12", "2014-03")
    assert with_neighbours(["2013-01"]) == {"2012-12", "2013-01", "2013-02"}


def test_a_report_after_the_turn_of_the_year_joins_the_event_before_it(run: Runner, output: Path):
    run([article("a", "strike Homs 2012-12-31 5")], name="one.jsonl")
    summary = run([article("b", "strike Homs 2013-01-01 3")], name="two.jsonl")
    [event] = rows(output, "events")
    assert (str(event["event_date"])[:10], event["fatalities"]) == ("2012-12-31", 3)
    assert {report["event_id_cnty"] for report in rows(output, "reports")} == {event["event_id_cnty"]}
    assert (summary.n_events_new, summary.n_events_changed, summary.n_events_removed) == (0, 1, 0)
    assert validate(output) == []


def test_a_report_before_the_turn_of_the_year_takes_the_later_one_in(run: Runner, output: Path):
    run([article("b", "strike Homs 2013-01-01 3")], name="two.jsonl")
    summary = run([article("a", "strike Homs 2012-12-31 5")], name="one.jsonl")
    [event] = rows(output, "events")
    assert str(event["event_date"])[:10] == "2012-12-31"
    assert (summary.n_events_new, summary.n_events_removed) == (1, 1)
    assert validate(output) == []


DAYS = st.sampled_from(["2012-11-30", "2012-12-01", "2012-12-30", "2012-12-31", "2013-01-01", "2013-01-31",
                        "2013-02-01", "2013-02-02", "2013-04-01", "2013-04-30", "2013-05-01"])  # fmt: skip
ARTICLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.tuples(st.sampled_from(["Homs", "Aleppo"]), DAYS), max_size=3), max_size=6
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARTICLES, st.randoms(use_true_random=False), st.integers(1, 4), st.integers(1, 6))
def test_any_order_batching_and_number_of_runs_give_the_same_tables(
    run, tmp_path_factory, monkeypatch, told, chance, batch_size, most_rows
):
    folder = tmp_path_factory.mktemp("any")
    articles = [
        article(name, *(f"strike {place} {day} {n + 1}" for n, (place, day) in enumerate(strikes)))
        for name, strikes in told.items()
    ]
    run(articles, to=folder / "one")
    shuffled = chance.sample(articles, len(articles))
    cut = chance.randint(0, len(articles))
    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "_MOST_ROWS", most_rows)
        for number, some in enumerate((shuffled[:cut], shuffled[cut:], shuffled)):
            run(some, to=folder / "many", name=f"{number}.jsonl", batch_size=batch_size)
    for name in ("events", "reports"):
        assert rows(folder / "one", name) == rows(folder / "many", name)
    assert validate(folder / "many") == []
