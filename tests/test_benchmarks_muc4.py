"""The comparison with the answer keys of MUC-4, on texts and keys made for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks import muc4, muc4_alike
from benchmarks.muc4_keys import Document, Span, read_days, read_key, split_place
from benchmarks.muc4_scoring import score
from extractors.coder import Coder

CALM = "QUITO, 3 MAY 90 -- [TEXT] THE TRADE MINISTER OPENED A FAIR FOR CUT FLOWERS ON TUESDAY."
BOMB = "Lima, 3 May 90 -- A bomb exploded on 2 May at a bank in Trujillo, killing two people and wounding five."
RAID = "Medellin, 3 May 90 -- ELN guerrillas kidnapped three engineers on 1 May in Segovia."


def slots(**filled: str | list[str]) -> dict[str, list[str]]:
    names = {
        "date": "INCIDENT: DATE",
        "place": "INCIDENT: LOCATION",
        "kind": "INCIDENT: TYPE",
        "stage": "INCIDENT: STAGE OF EXECUTION",
        "who": "PERP: ORGANIZATION ID",
        "number": "HUM TGT: NUMBER",
        "effect": "HUM TGT: EFFECT OF INCIDENT",
    }
    lists = {names[name]: [value] if isinstance(value, str) else value for name, value in filled.items()}
    return {"INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"]} | lists


BOMB_KEY = slots(
    kind="BOMBING",
    date="02 MAY 90",
    place="PERU: LA LIBERTAD (DEPARTMENT): TRUJILLO (CITY)",
    number=['2: "PEOPLE"', '5: "PERSONS"'],
    effect=['DEATH: "PEOPLE"', 'INJURY: "PERSONS"'],
)
RAID_KEY = slots(
    kind="KIDNAPPING",
    date="- 03 MAY 90",
    place="COLOMBIA: SEGOVIA (TOWN)",
    who='"ARMY OF NATIONAL LIBERATION" / "ELN"',
)


def document(text: str, *keys: dict[str, list[str]]) -> Document:
    return Document("made up", date(1990, 5, 3), text, tuple(map(read_key, keys)))


@pytest.mark.parametrize(
    ("value", "spans"),
    [
        ("30 DEC 89", [Span(date(1989, 12, 30), date(1989, 12, 30))]),
        ("- 30 DEC 89", [Span(None, date(1989, 12, 30))]),
        ("29 DEC 89 - 02 JAN 90", [Span(date(1989, 12, 29), date(1990, 1, 2))]),
        ("(- 8 JAN 90) / 07 JAN 90", [Span(None, date(1990, 1, 8)), Span(date(1990, 1, 7), date(1990, 1, 7))]),
        ("31 FEB 90", []),
        ("JAN 90", []),
    ],
)
def test_dates_of_keys_are_days_or_spans(value, spans):
    assert read_days(value) == spans


def test_a_span_without_a_first_day_holds_every_day_before():
    span = Span(None, date(1990, 1, 8))
    assert span.holds(date(1989, 5, 5))
    assert not span.holds(date(1990, 1, 9))
    assert not span.holds(None)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("PERU", ("PERU",)),
        ("? PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)", ("PERU", "LIMA", "SAN ISIDRO")),
        ("CHILE: TALCA (CITY) - CURICO (CITY)", ("CHILE", "TALCA", "CURICO")),
    ],
)
def test_locations_are_names_from_the_country_down(value, names):
    assert split_place(value) == names


@pytest.mark.parametrize(
    ("number", "effect", "deaths", "injuries"),
    [
        (['3: "MEN"', '2: "BOYS"'], ['DEATH: "MEN"', 'DEATH: "BOYS"'], 5, None),
        (['3: "MEN"', '4: "MEN"'], ['DEATH: "MEN"', 'INJURY: "MEN"'], 3, 4),
        (['~40: "MEN" / "MINERS"'], ['? DEATH: "MEN" / "MINERS"'], 40, None),
        (['PLURAL: "MEN"', '2: "BOYS"'], ['DEATH: "MEN"', 'DEATH: "BOYS"'], None, None),
        (['6: "MEN"'], ['DEATH: "MEN"', 'INJURY: "MEN"'], None, None),
        (['6: "MEN"'], ['NO INJURY OR DEATH: "MEN"'], None, None),
    ],
)
def test_tolls_are_summed_where_every_target_is_counted(number, effect, deaths, injuries):
    key = read_key(slots(number=number, effect=effect))
    assert (key.deaths, key.injuries) == (deaths, injuries)


@pytest.mark.parametrize(
    ("actor", "name", "is_right"),
    [
        ("ELN: National Liberation Army", "ARMY OF NATIONAL LIBERATION", True),
        ("ELN: National Liberation Army", "ELN GUERRILLAS", True),
        ("FARC: Revolutionary Armed Forces of Colombia", "ELN", False),
        ("Military Forces of Peru (1985-1990)", "THE PERUVIAN ARMY", True),
        ("Military Forces of Colombia (1986-1990)", "ARMY OF NATIONAL LIBERATION", False),
        ("Police Forces of Peru (1985-1990)", "ARMED FORCES", False),
    ],
)
def test_a_perpetrator_is_known_by_any_of_its_names(actor, name, is_right):
    assert muc4_alike.is_perpetrator(actor, [name]) is is_right


def test_what_is_told_right_scores_one(coder: Coder):
    total = score([document(CALM), document(BOMB, BOMB_KEY), document(RAID, RAID_KEY)], coder)
    figures = total.figures()
    assert not any(total.misses.values())
    assert all(set(rates.values()) == {1.0} for rates in figures["documents"].values())
    assert {name: values["of"] for name, values in figures["incidents"].items()} == {
        "found": 2, "matched": 2, "kind": 2, "date": 2, "day": 1, "country": 2, "place": 2,
        "organisation": 1, "no organisation": 1, "deaths": 1, "injured": 1,
    }  # fmt: skip


def test_what_is_missed_wrong_or_false_costs(coder: Coder):
    elsewhere = BOMB_KEY | slots(date="28 APR 90", who='"SHINING PATH"', number='4: "PEOPLE"', effect='DEATH: "PEOPLE"')
    total = score([document(RAID), document(CALM, RAID_KEY), document(BOMB, elsewhere)], coder)
    assert {sort: len(lines) for sort, lines in total.misses.items()} == {
        "false": 1, "missed": 1, "date": 1, "day": 1, "organisation": 1, "deaths": 1,
    }  # fmt: skip
    assert total.slots["relevant"].rates()["precision"] == total.slots["relevant"].rates()["recall"] == 0.5


def test_a_fight_is_right_where_a_key_fits_and_else_left_out(coder: Coder):
    text = "Lima, 3 May 90 -- Soldiers clashed with Shining Path rebels on 2 May near Trujillo."
    key = slots(kind="ATTACK", date="02 MAY 90", place="PERU: TRUJILLO (CITY)", who='"SHINING PATH"')
    assert score([document(text)], coder).slots["relevant"].found == 0
    assert score([document(text, key)], coder).right["found"] == 1


def test_what_was_only_tried_counts_where_a_key_says_so(coder: Coder):
    text = "Lima, 3 May 90 -- Police defused a bomb on 2 May at a bank in Trujillo."
    key = slots(kind="BOMBING", date="02 MAY 90", place="PERU: TRUJILLO (CITY)", stage="ATTEMPTED")
    assert score([document(text)], coder).slots["relevant"].found == 0
    total = score([document(text, key)], coder)
    assert total.slots["relevant"].right == 1
    assert total.of["found"] == 0


def test_an_optional_key_makes_right_and_is_not_asked_for(coder: Coder):
    key = read_key(RAID_KEY, is_optional=True)
    for text, matched in ((RAID, 1), (CALM, 0)):
        total = score([Document("made up", date(1990, 5, 3), text, (key,))], coder)
        assert (total.of["found"], total.right["matched"], sum(map(len, total.misses.values()))) == (0, matched, 0)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A file of two texts and one of their keys."""
    texts = [("one", BOMB, "train"), ("two", CALM, "dev")]
    keys = [("one", True, BOMB_KEY), ("two", False, slots(kind="*"))]
    (tmp_path / "docs.jsonl").write_text(
        "\n".join(json.dumps({"doc_id": n, "pub_date": "1990-05-03", "text": t, "std_split": s}) for n, t, s in texts),
        encoding="utf-8",
    )
    (tmp_path / "keys.jsonl").write_text(
        "\n".join(json.dumps({"doc_id": n, "is_event": e, "optional": False, "slots": s}) for n, e, s in keys),
        encoding="utf-8",
    )
    return [str(tmp_path / "docs.jsonl"), str(tmp_path / "keys.jsonl")]


def test_it_prints_tables_json_and_misses(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert muc4.main([*files, "--range", "0:1"]) == 0
    assert "1 documents" in capsys.readouterr().out
    assert muc4.main([*files, "--split", "dev", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["read"] == 1
    assert muc4.main([*files, "--misses", "1"]) == 0
    assert "finest place" in capsys.readouterr().out


def test_it_says_which_file_it_cannot_read(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert muc4.main([files[0], "nowhere.jsonl"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err
