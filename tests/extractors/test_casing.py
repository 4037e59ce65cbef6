"""Texts printed all in capitals are read like any other: names told from words, and the same events found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Coder
from extractors.article import Article
from extractors.casing import Caser, is_shouted
from extractors.mentions.actors import ActorFinder
from extractors.places.default import open_default
from extractors.places.resolve import Places
from extractors.text.grammar import Grammar

DAY = date(1990, 3, 14)


@pytest.fixture(scope="module")
def caser() -> Caser:
    return Caser(Grammar.default(), ActorFinder.default(), Places.default(open_default()))


@pytest.mark.parametrize(
    "spelled",
    [
        "The mayor of San Pedro de la Sierra was shot near La Paz on Monday.",
        "Three subversives were killed in Usulutan department, Col. Mario Rivas said.",
        "They may attack on 5 May, said the ELN. Turkey has said no.",
        "I saw four machineguns, an AK-47 rifle and two M-16 rifles at 6 p.m. in Mexico City.",
        "The guerrillas blew up a bridge in northern Colombia. Nobody was hurt.",
        "The murder of Dr Hector Robledo and Msgr Art J. Robledo will frank no letter of the victor.",
        "They destroyed two pylons and seven poles. Two men were hurt in Poland.",
        "It was the country's worst day, and counterattacks gave us no rest in New York.",
    ],
)
def test_names_keep_their_capitals_and_words_lose_them(caser: Caser, spelled: str) -> None:
    assert caser.cased(spelled.upper()) == spelled


def test_a_dateline_opens_a_sentence(caser: Caser) -> None:
    text = "QUITO, 3 MAR 90 -- GUNMEN FIRED AT A BUS."
    assert caser.cased(text, [text.index("GUNMEN")]) == "Quito, 3 Mar 90 -- Gunmen fired at a bus."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GUNMEN SHOT DEAD TWO FARMERS NEAR CALI ON FRIDAY.", True),
        ("GUNMEN SHOT DEAD TWO FARMERS NEAR CALI ON FRIDAY, SAYS McKAY.", True),
        ("Gunmen shot dead two farmers near Cali on Friday.", False),
        ("UN AND EU MET", False),
        ("", False),
    ],
)
def test_only_a_text_in_capitals_is_shouted(text: str, expected: bool) -> None:
    assert is_shouted(text) is expected


@given(st.text(max_size=200))
def test_letters_change_and_nothing_else(caser: Caser, text: str) -> None:
    cased = caser.cased(text)
    assert len(cased) == len(text)
    assert cased.upper() == text.upper()


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two farmers near Cali, Colombia, on Monday. The ELN claimed responsibility for the attack.",
        "A car bomb exploded outside a police station in Medellin on Tuesday, killing four policemen and wounding nine.",
        "Guerrillas kidnapped three engineers from an oil camp in Arauca, Colombia, on 10 March, the army said.",
    ],
)
def test_capitals_cost_no_event(coder: Coder, text: str) -> None:
    plain, shouted = (coder.code(Article("x", t, published=DAY)).reports for t in (text, text.upper()))
    assert [_cells(r) for r in shouted] == [_cells(r) for r in plain] != []


def test_offsets_slice_the_article_as_printed(coder: Coder) -> None:
    text = "GUNMEN SHOT DEAD TWO FARMERS NEAR CALI, COLOMBIA, ON MONDAY."
    (report,) = coder.code(Article("x", text, published=DAY)).reports
    evidence = [e for e in report.evidence if e.start is not None and e.text]
    assert evidence
    assert all(text[e.start : e.end] == e.text.upper() for e in evidence if e.start is not None)


def _cells(report: object) -> tuple[object, ...]:
    names = ("sub_event_type", "event_date", "location", "actor1", "actor2", "fatalities", "injuries", "claimed_by")
    return tuple(getattr(report, name) for name in names)
