"""The years in the names of state forces: how far back the table of regimes reaches, and what stands where it ends."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from itertools import pairwise

import pytest
from rich.console import Console

from extractors import Coder
from extractors.article import Article
from extractors.coding.actors import ActorNamer
from extractors.mentions.actors_check import check_periods
from extractors.mentions.actors_countries import country_names
from extractors.mentions.actors_facts import States, load_states
from extractors.merging.merge import merge
from flows.legality import legal
from flows.store.facts import facts
from flows.view.events import events_table

_STATES = load_states()
_SINCE = date(1980, 1, 1)
_INDEPENDENT = {
    "AG": "1981-11-01", "AM": "1991-09-21", "AZ": "1991-10-18", "BA": "1992-03-03", "BY": "1991-08-25", "BZ": "1981-09-21",
    "CZ": "1993-01-01", "EE": "1991-08-20", "ER": "1993-05-24", "GE": "1991-04-09", "HR": "1991-06-25", "KG": "1991-08-31",
    "KN": "1983-09-19", "KZ": "1991-12-16", "LT": "1990-03-11", "LV": "1991-08-21", "MD": "1991-08-27", "ME": "2006-06-03",
    "MK": "1991-09-08", "NA": "1990-03-21", "PS": "1994-05-04", "PW": "1994-10-01", "SI": "1991-06-25", "SK": "1993-01-01",
    "SS": "2011-07-09", "TJ": "1991-09-09", "TL": "2002-05-20", "TM": "1991-10-27", "UA": "1991-08-24", "UZ": "1991-09-01",
    "VU": "1980-07-30", "XK": "2008-02-17", "ZW": "1980-04-18",
}  # fmt: skip
"""Days of independence after 1980; of Palestine, of its self-rule."""
_NOBODYS = {"AQ"}


@pytest.mark.parametrize("code", sorted(set(country_names()) - _NOBODYS))
def test_every_country_reaches_back_to_1980_or_independence(code: str) -> None:
    spans = _STATES.spans(code)
    assert spans, f"{code}: no regimes"
    ruler = _STATES.ruler(code)
    assert spans[0][0] <= max(_SINCE, date.fromisoformat(_INDEPENDENT.get(ruler, "1980-01-01")))


@pytest.mark.parametrize("code", sorted(_STATES.states))
def test_periods_are_ordered_and_only_the_last_is_open(code: str) -> None:
    spans = _STATES.spans(code)
    assert all(before[0] < after[0] and before[2] == after[1] for before, after in pairwise(spans))
    assert all(first <= (last or first) for _, first, last in spans)
    assert [last is None for _, _, last in spans] == [False] * (len(spans) - 1) + [True]
    assert all(first <= date.today().year for _, first, _ in spans)


@pytest.mark.parametrize("day", [date(1950, 1, 1), date(1979, 12, 31), date(1990, 6, 1), date(2024, 6, 1)])
@pytest.mark.parametrize("kind", ["military", "police", "government"])
def test_state_forces_of_any_country_have_a_legal_name_on_any_day(kind, day) -> None:
    namer = ActorNamer.default("en")
    for code, country in country_names().items():
        coded = namer.default_for(kind, code, country, day)
        assert coded is not None
        assert coded.inter == "State forces"
        entry = facts().actor_name(coded.name)
        assert entry is None or entry.regex.fullmatch(coded.name), coded.name
        assert code in _NOBODYS or re.search(r" \((\d{4}-(\d{4})?|-\d{4})\)$", coded.name), coded.name


def test_a_name_with_neither_year_is_not_legal() -> None:
    entry = facts().actor_name("Military Forces of Chad")
    assert entry is not None
    assert [
        bool(entry.regex.fullmatch(f"Military Forces of Chad {years}")) for years in ("(-1979)", "(-)", "(1979)")
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"SY": {}}, "SY: expected either regimes or a sovereign"),
        ({"SY": {"regimes": ["1990-01-01"], "sovereign": "FR"}}, "SY: expected either regimes or a sovereign"),
        ({"MQ": {"sovereign": "FR"}}, "MQ: FR: a sovereign without regimes"),
    ],
)
def test_a_land_without_years_is_reported(table, complaint: str) -> None:
    assert list(check_periods(States.model_validate({"states": table}))) == [complaint]


def test_an_event_before_the_oldest_regime_is_kept_and_told_without_years(coder: Coder) -> None:
    article = Article(
        id="old", text="Soldiers shot dead three villagers in Kieta on Tuesday.", published=date(1969, 8, 14)
    )
    (report,) = coder.code(article).reports
    kept, issues = legal(report, 0.0)
    assert kept is not None
    assert kept.actor1 == "Military Forces of Papua New Guinea (-1975)"
    assert (kept.is_publishable, kept.reason, issues) == (True, None, [])
    (event,) = merge([kept], {})
    assert "Military Forces of Papua New Guinea" in event.notes
    assert "1975" not in event.notes


def test_the_table_of_events_has_no_room_for_the_end_either() -> None:
    console = Console(width=160, record=True, file=StringIO())
    console.print(events_table([{"actor1": "Police Forces of Latvia (-1991)", "sub_event_type": "Attack"}], 1))
    assert "Police Forces of Latvia" in (text := console.export_text())
    assert "1991" not in text
