"""How sure the coder is of a place stands with the words of the place; what is weak is a row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.telling import names
from extractors.article import Article
from extractors.coder import Coder
from extractors.merging.merge import merge
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from extractors.places.records import Candidate
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


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("the village of Zibgarko in Anbar province, Iraq", "Zibgarko (Anbar, coded to Ramadi)"),
        ("positions in Anbar province, Iraq", "Anbar (coded to Ramadi)"),
        ("Zibgarko in Bandiagara cercle, Mali", "near Zibgarko (Mopti, coded to Bandiagara)"),
        ("Marea in Syria", "Marea (Aleppo)"),
    ],
)
def test_a_note_tells_the_place_of_the_text_and_the_town_it_is_coded_to(coder, where, told):
    report = coder.code(article(f"Rebels shelled {where}, on Monday, killing three soldiers.")).reports[0]
    assert told in report.notes


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("the village of Zibgarko in Anbar province, Iraq", "Zibgarko (Anbar, coded to Ramadi)"),
        ("positions in Anbar province, Iraq", "Anbar (coded to Ramadi)"),
    ],
)
def test_the_note_of_an_event_tells_the_same(coder, where, told):
    reports = coder.code(article(f"Rebels shelled {where}, on Monday, killing three soldiers.")).reports
    assert told in merge(reports, {})[0].notes


PLACES = ["Tripoli", "Marea", "Zibgarko", "Vancouver", "Homs", "Aleppo province", "Dadaab camp", "Hyderabad city"]
ACTORS = ["Lebanese troops", "Rebels", "U.S. soldiers", "Renamo fighters", "HTS fighters", "Fulani militiamen"]
HOLDERS = ["", " in Syria", ", Bandiagara cercle", " (Patuakhali, Barishal)", ", north of Homs", " (Washington)"]


@given(st.sampled_from(ACTORS), st.sampled_from(PLACES), st.sampled_from(HOLDERS))
@settings(max_examples=120, deadline=None)
def test_no_report_has_the_point_of_a_place_that_its_text_does_not_name(coder, gazetteer, actor, place, holder):
    text = f"{actor} shelled {place}{holder} on Monday, killing three soldiers."
    named = [c for name in names(text) for c in (*candidates(gazetteer, name), *seats(gazetteer, name))]
    points = {(round(c.latitude, 4), round(c.longitude, 4)) for c in named}
    for report in coder.code(article(text)).reports:
        assert report.latitude is None or (report.latitude, report.longitude) in points


def test_actors_alone_give_no_point(coder, gazetteer):
    for actor in ACTORS:
        for report in coder.code(article(f"{actor} shelled a village on Monday, killing three soldiers.")).reports:
            assert report.latitude is report.longitude is None


def candidates(gazetteer: Gazetteer, name: str) -> list[Candidate]:
    key = place_key(name)
    alike = [place for place, _ in gazetteer.fuzzy(name)]
    return [*gazetteer.candidates(key), *gazetteer.loose(key), *alike]


def seats(gazetteer: Gazetteer, name: str) -> list[Candidate]:
    areas = [c for c in candidates(gazetteer, name) if c.kind == "admin1"]
    return [seat for c in areas if (seat := gazetteer.admin1_capital(c.iso2, c.admin1 or ""))]


def test_the_people_of_a_town_in_the_sentence_before_tell_where_a_crowd_acted(coder):
    text = "Homa Bay town residents were angry at the assembly. Protesters marched to its chambers on Monday."
    report = coder.code(article(text)).reports[0]
    assert (report.location, report.country) == ("Homa Bay", "Kenya")
