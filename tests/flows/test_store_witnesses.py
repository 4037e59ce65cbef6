"""What is known of the articles behind the reports reaches the merge: their day, their outlet, and whose copy they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.store.validate import validate
from tests.flows.storefakes import article, rows

Runner = Callable[..., object]

_AGENCY = (
    "Rescuers were still looking for people under the ruins of the bakery when night fell over the town, and the director "
    "of the hospital asked the neighbouring districts for blood, doctors and fuel for the only generator that still ran."
)
_OWN = (
    "The council has published the names of those who died and asks everybody who has heard of further missing persons to "
    "come to the school on the main square, where lists are kept and parcels of food are handed out each morning."
)


def _toll(output: Path) -> list[object]:
    return [row["fatalities"] for row in rows(output, "events") if row["location"] == "Homs"]


def test_an_outlets_later_toll_replaces_its_earlier_one(run: Runner, output: Path):
    run([
        article("z", "strike Homs 2012-12-28 3", published="2012-12-29"),
        article("a", "strike Homs 2012-12-28 5", published="2012-12-31"),
    ])  # fmt: skip
    assert _toll(output) == [5]


def test_a_copy_that_comes_later_changes_the_events_that_its_original_tells_of(
    run: Runner, output: Path, tmp_path: Path
):
    original = article("a", "strike Homs 2012-10-05 3", _AGENCY, published="2012-12-29")
    update = article("u", "strike Homs 2012-10-05 6", _OWN, published="2013-01-02")
    copy = article("b", "strike Marea 2012-06-05 2", _AGENCY, published="2012-12-30", source="Evening Star")
    run([original, update], name="one.jsonl")
    assert _toll(output) == [6]
    run([copy], name="two.jsonl")
    assert _toll(output) == [3]
    run([copy, update, original], to=tmp_path / "once")
    assert rows(output, "events") == rows(tmp_path / "once", "events")
    assert list(validate(output)) == []


def test_an_output_folder_may_be_named_from_where_one_stands(
    run: Runner, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    run([article("a", "strike Homs 2012-12-28 3")], to=Path("here"))
    assert len(rows(tmp_path / "here", "events")) == 1
