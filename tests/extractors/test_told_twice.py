"""An attack that nobody is said to have made, told after the raid that struck its place, is that raid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.coding.draft import Draft, When
from extractors.coding.interaction import CIVILIANS, STATE_FORCES
from extractors.events.frame_records import Amount
from extractors.mentions.records import CodedActor
from extractors.merging.told_twice import without_twice
from extractors.places.records import Place
from extractors.report import Evidence

_MONDAY = date(2020, 3, 2)
_AREA = ("Iran", 364, "IR", "Middle East", "Kordestan", None, None)
_TOWN = Place("Qorveh", 35.1664, 47.8056, 1, *_AREA, "1", 1.0, "")
_FAR_TOWN = Place("Baneh", 35.9975, 45.8853, 1, *_AREA, "2", 1.0, "")
_KILLED = Amount("killed", 7, 7, 7, 0, 1, "count:number")


def _draft(sub_event_type: str, kind: str, sentence: int, **told: Any) -> Draft:
    """A mention at the town on Monday, of civilians struck by nobody, unless `told` says otherwise."""
    blank: dict[str, Any] = {
        "order": sentence, "sentence_index": sentence, "paragraph": 0, "start": 100 * sentence, "end": 100 * sentence + 6,
        "sentence": "", "rule_id": kind, "kind": kind, "is_noun": False, "is_anaphoric": False, "is_headline": False,
        "sub_event_type": sub_event_type, "status": "occurred", "status_rule": "told_as_fact", "place": _TOWN,
        "place_step": "clause", "has_own_place": True, "when": When(_MONDAY, _MONDAY, 1, "weekday", True), "actor1": None,
        "actor2": CodedActor("Civilians (Iran)", CIVILIANS, (), "civilians"), "assoc1": (), "assoc2": (),
    }  # fmt: skip
    return Draft(**{**blank, **told})


def _raid() -> Draft:
    return _draft("Air/drone strike", "air_strike", 3, actor1=CodedActor("Jets", STATE_FORCES, (), "warplanes"))


def _named() -> list[Evidence]:
    return [Evidence("actor1", 0, 6, "rebels", "actor.rebels")]


def _attack(**told: Any) -> Draft:
    return _draft("Attack", "assault", 9, **told)


def test_an_attack_by_nobody_is_the_raid_told_before() -> None:
    (event,) = without_twice([_raid(), _attack()])
    assert event.sub_event_type == "Air/drone strike"
    assert event.mentions == 2


@pytest.mark.parametrize(
    "told",
    [
        {"place": _FAR_TOWN},
        {"amounts": [_KILLED]},
        {"evidence": _named()},
        {"is_other": True},
        {"when": When(_MONDAY + timedelta(days=1), _MONDAY + timedelta(days=1), 1, "weekday", True)},
        {"actor2": CodedActor("Police Forces of Iran (1989-)", STATE_FORCES, (), "police")},
    ],
    ids=["elsewhere", "with_its_dead", "by_somebody", "another_one", "on_the_next_day", "on_the_police"],
)
def test_an_attack_that_says_more_is_another(told: dict[str, Any]) -> None:
    assert len(without_twice([_raid(), _attack(**told)])) == 2


@given(st.integers(min_value=1, max_value=4))
def test_however_often_the_attack_is_named_it_is_one(times: int) -> None:
    drafts = [_raid(), *(_attack(order=9 + i, start=900 + 10 * i, end=906 + 10 * i) for i in range(times))]
    once = without_twice(drafts)
    assert len(once) == 1
    assert without_twice(once) == once
