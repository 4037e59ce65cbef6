"""ACLED's numbers of dead: the cases of tests/rules/fatalities.yml, and what holds for any total."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractors.coding.fatalities import War, load_wars, lowest, split_total, vague_number
from tests.tables import table

_CASES: dict[str, dict[str, dict[str, Any]]] = table("fatalities")


@pytest.mark.parametrize("name", _CASES["vague_number"])
def test_vague_number(name: str) -> None:
    case = _CASES["vague_number"][name]
    assert vague_number(case["word"], case["country"], case["day"], case["type"]) == case["is"]


@pytest.mark.parametrize("name", _CASES["split_total"])
def test_split_total(name: str) -> None:
    case = _CASES["split_total"][name]
    assert split_total(case["total"], case["parts"]) == case["is"]


@pytest.mark.parametrize("name", _CASES["lowest"])
def test_lowest(name: str) -> None:
    case = _CASES["lowest"][name]
    assert lowest(case["counts"]) == case["is"]


@given(st.integers(0, 10**6), st.integers(1, 400))
def test_a_split_loses_nobody_and_is_even_with_the_remainder_first(total: int, parts: int) -> None:
    shares = split_total(total, parts)
    assert sum(shares) == total
    assert len(shares) == parts
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


@pytest.mark.parametrize(("total", "parts"), [(5, 0), (5, -1), (-1, 2)])
def test_a_senseless_split_is_refused_with_its_numbers(total: int, parts: int) -> None:
    with pytest.raises(ValueError, match=f"cannot split {total} over {parts}"):
        split_total(total, parts)


def test_every_war_covers_its_own_years_and_no_others() -> None:
    for war in load_wars().wars:
        assert war.covers(war.country, war.since)
        assert not war.covers(war.country, war.since - 1)
        assert war.until is None or not war.covers(war.country, war.until + 1)


def test_a_war_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="lies before since"):
        War(country="YE", since=2015, until=2014, note="")
