"""How sure the coder is of a place stands with the words of the place; what is weak is a row."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.article import Article
from extractors.coder import Coder
from extractors.report import Evidence

PLAIN = [
    "The committee heard a long report.",
    "Nobody was asked, and the rest of the day was quiet.",
]


def article(text: str) -> Article:
    return Article(id="a", text=text, published=date(2024, 5, 2))


def words_of_place(coder: Coder, text: str) -> Evidence:
    report = coder.code(article(text)).reports[0]
    return next(item for item in report.evidence if item.field == "location")


def test_a_place_is_noted_with_score_reasons_and_runner_up(coder):
    note = words_of_place(coder, "Rebels in Lebanon shelled Tripoli, Lebanon, on Monday, killing three soldiers.").note
    assert note.startswith("score ")
    assert "country +" in note
    assert "; or Tripoli (" in note


def test_a_name_that_means_one_place_has_no_runner_up(coder):
    note = words_of_place(coder, "Rebels shelled Saraqib in Syria on Monday, killing three soldiers.").note
    assert note.startswith("score ")
    assert "; or " not in note


def test_words_of_other_cells_have_no_note(coder):
    report = coder.code(article("Rebels shelled Saraqib in Syria on Monday, killing three soldiers.")).reports[0]
    assert {item.note for item in report.evidence if item.field != "location"} == {""}


@pytest.mark.parametrize("sentence", PLAIN)
def test_a_sentence_without_places_moves_no_event(coder, sentence):
    text = "Rebels shelled Saraqib in Syria on Monday, killing three soldiers."
    alone, behind = (coder.code(article(t)).reports[0] for t in (text, f"{text} {sentence}"))
    place = ("location", "latitude", "longitude", "admin1", "country", "geo_precision")
    assert [getattr(behind, name) for name in place] == [getattr(alone, name) for name in place]
