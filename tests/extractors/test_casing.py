"""Texts all in capitals or in small letters are read like any other: names told from words, and the same events found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Coder
from extractors.article import Article
from extractors.casing import Caser
from extractors.mentions.actors import ActorFinder
from extractors.places.default import open_default
from extractors.places.resolve import Places
from extractors.text.capitals import is_shouted, is_small
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
        "The para-military forces re-opened the road, and K R Menon thanked them in Kerala.",
    ],
)
def test_names_have_capitals_and_words_have_none(caser: Caser, spelled: str) -> None:
    assert caser.cased(spelled.upper()) == spelled
    assert caser.cased_small(spelled.lower(), [0]) == spelled


def test_a_dateline_opens_a_sentence(caser: Caser) -> None:
    text = "QUITO, 3 MAR 90 -- GUNMEN FIRED AT A BUS."
    assert caser.cased(text, [text.index("GUNMEN")]) == "Quito, 3 Mar 90 -- Gunmen fired at a bus."


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("new delhi: the bandh was called off.", "New Delhi: The bandh was called off."),
        ("nagpur, may 3 (pti) - two men were shot.", "Nagpur, May 3 (PTI) - Two men were shot."),
        ("kochi/kollam: police fired.", "Kochi/Kollam: Police fired."),
        ("the army - it came late - fired.", "The army - it came late - fired."),
        ("he saw TV crews and McKay in pune.", "He saw TV crews and McKay in Pune."),
        ("today robledo s garcia led.", "Today Robledo s Garcia led."),
    ],
)
def test_small_letters_open_a_dateline_and_capitals_stay(caser: Caser, text: str, spelled: str) -> None:
    assert caser.cased_small(text, [0]) == spelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gunmen shot dead two farmers near cali on friday.", True),
        ("Gunmen shot dead two farmers near Cali on Friday.", False),
        (
            "Gunmen shot dead two farmers. they fled to the hills, the police said, and nobody has seen them since.",
            False,
        ),
        ("gunmen shot dead two farmers near Cali on Friday, and police said that Cali was calm.", False),
        ("two men", False),
        ("", False),
    ],
)
def test_only_a_text_in_small_letters_is_small(text: str, expected: bool) -> None:
    assert is_small(text, [(0, len(text))]) is expected


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
    small = caser.cased_small(text)
    assert len(small) == len(text)
    assert small.upper() == text.upper()


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead two farmers near Cali, Colombia, on Monday. The ELN claimed responsibility for the attack.",
        "A car bomb exploded outside a police station in Medellin on Tuesday, killing four policemen and wounding nine.",
        "Guerrillas kidnapped three engineers from an oil camp in Arauca, Colombia, on 10 March, the army said.",
    ],
)
def test_other_letters_cost_no_event(coder: Coder, text: str) -> None:
    texts = (text, text.upper(), text.lower())
    plain, shouted, small = (coder.code(Article("x", t, published=DAY)).reports for t in texts)
    assert [_cells(r) for r in shouted] == [_cells(r) for r in plain] != []
    assert [_cells(r) for r in small] == [_cells(r) for r in plain]


def test_a_page_in_small_letters_has_its_day_and_dateline(coder: Coder) -> None:
    text = (
        "This story is from May 7, 1990\n\nnagpur: two shopkeepers were stabbed to death here on sunday, police said.\n\n"
        "Facebook Twitter Linkedin Mail"
    )
    (report,) = coder.code(Article("x", text)).reports
    assert (report.event_date, report.location, report.fatalities) == (date(1990, 5, 6), "Nagpur", 2)


def test_a_small_sentence_in_an_ordinary_text_makes_no_name(coder: Coder) -> None:
    text = "The fair opened in Nagpur on Monday. it was calm. gunmen shot dead two farmers near cali, said a trader."
    assert not [r for r in coder.code(Article("x", text, published=DAY)).reports if r.location == "Cali"]


def test_offsets_slice_the_article_as_printed(coder: Coder) -> None:
    plain = "Gunmen shot dead two farmers near Cali, Colombia, on Monday."
    for text in (plain.upper(), plain.lower()):
        (report,) = coder.code(Article("x", text, published=DAY)).reports
        evidence = [e for e in report.evidence if e.start is not None and e.text]
        assert evidence
        assert all(text[e.start : e.end].lower() == e.text.lower() for e in evidence if e.start is not None)


def _cells(report: object) -> tuple[object, ...]:
    names = ("sub_event_type", "event_date", "location", "actor1", "actor2", "fatalities", "injuries", "claimed_by")
    return tuple(getattr(report, name) for name in names)
