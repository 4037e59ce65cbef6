"""Gazetteers from files: what a source says is found again, the later source wins, and a build that stopped goes on."""

from __future__ import annotations

import csv
import random
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from benchmarks.gazetteer import main, measure, write_dumps
from extractors.places.build import DefaultPlaces, default_places
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from extractors.places.records import Candidate
from flows.gazetteers.building import BUILDING, build_gazetteer
from flows.gazetteers.features import codes_by_word, features
from flows.gazetteers.headers import read_headers
from flows.gazetteers.records import SourceError
from flows.settings import GazetteerSource
from tests.flows.gazetteer_dumps import alternate_row, geonames_row, write, write_workbook

Build = Callable[..., Gazetteer]
HERE = (35.60, 37.90)
"""A spot of Syrian steppe without embedded towns of the made-up names."""


@pytest.fixture(scope="module")
def default() -> DefaultPlaces:
    """Embedded places of Syria alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extractors.places.build._WELL_KNOWN", 10**9)
        return default_places(frozenset({"SY"}))


@pytest.fixture
def build(tmp_path: Path, default: DefaultPlaces) -> Build:
    numbers = count()

    def build_from(*sources: Path | GazetteerSource, name: str = "", **settings: object) -> Gazetteer:
        given = [s if isinstance(s, GazetteerSource) else GazetteerSource(path=s, **settings) for s in sources]
        path = tmp_path / (name or f"g{next(numbers)}.lmdb")
        build_gazetteer(path, given, part_rows=3, default=default)
        return Gazetteer.open(path)

    return build_from


def only(gazetteer: Gazetteer, name: str) -> Candidate:
    (found,) = gazetteer.candidates(place_key(name))
    return found


def near(place: Candidate, at: tuple[float, float]) -> bool:
    return abs(place.latitude - at[0]) < 1e-4 and abs(place.longitude - at[1]) < 1e-4


# GeoNames


def test_a_dump_gives_places_with_their_areas_and_features(tmp_path, build):
    dump = write(
        tmp_path / "SY.txt",
        geonames_row(90_000_001, "Zarqoubiyeh", HERE, admin=("09", "171", "17"), other="Zerqubia,زرقوبية", people=40),
        geonames_row(90_000_002, "Jisr Zarqoub", HERE, "S.BDG"),
        geonames_row(90_000_003, "Nahr Zarqoub", HERE, "H.STM", across="TR,IQ"),
        geonames_row(90_000_004, "Zarqoub School", HERE, "S.SCH"),
        geonames_row(90_000_005, "Zarqoub Nahiyah", HERE, "A.ADM3", admin=("09", "171", "17")),
    )
    codes = write(tmp_path / "admin2Codes.txt", "SY.09.171\tMountain District\tMountain District\t1")
    gazetteer = build(codes, dump)
    village = only(gazetteer, "Zarqoubiyeh")
    assert (village.kind, village.admin1, village.admin2) == ("populated", "Aleppo", "Mountain District")
    assert (village.admin3, village.population, village.source) == ("Zarqoub Nahiyah", 40, "SY")
    assert near(village, HERE)
    assert only(gazetteer, "Zerqubia") == village
    bridge, river = only(gazetteer, "Jisr Zarqoub"), only(gazetteer, "Nahr Zarqoub")
    assert (bridge.kind, bridge.feature) == ("facility", "BDG")
    assert (river.kind, river.countries) == ("natural", ("SY", "TR", "IQ"))
    assert gazetteer.candidates(place_key("Zarqoub School")) == ()


def test_alternate_names_find_their_place_unless_historic_or_no_name(tmp_path, build):
    dump = write(tmp_path / "a.txt", geonames_row(90_000_001, "Zarqoubiyeh", HERE, other="Zerkubi"))
    names = write(
        tmp_path / "alternateNamesV2.txt",
        alternate_row(1, 90_000_001, "fr", "Serkoubié"),
        alternate_row(2, 90_000_001, "en", "Old Zarqoub", is_historic=True),
        alternate_row(3, 90_000_001, "link", "https://example.org/Zarqoub"),
        alternate_row(4, 90_999_999, "en", "Elsewhere Zarqoub"),
        "broken",
    )
    gazetteer = build(names, dump)
    assert only(gazetteer, "Serkoubie").name == "Zarqoubiyeh"
    for absent in ("Old Zarqoub", "Elsewhere Zarqoub", "https://example.org/Zarqoub", "Zerkubi"):
        assert gazetteer.candidates(place_key(absent)) == ()


def test_alternate_names_alone_add_spellings_to_embedded_places(tmp_path, build, default):
    homs = next(e for e in default.entries() if e.name == "Homs" and e.kind == "populated")
    ident = int(homs.place_id.partition(":")[2])
    names = write(tmp_path / "alternateNamesV2.txt", alternate_row(1, ident, "xx", "Khumsiyya"))
    assert only(build(names), "Khumsiyya").place_id == homs.place_id


def test_a_dump_in_a_zip_file_is_read(tmp_path, build):
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", geonames_row(90_000_001, "Zarqoubiyeh", HERE) + "\n")
        archive.writestr("readme.txt", "About.")
    assert near(only(build(tmp_path / "SY.zip"), "Zarqoubiyeh"), HERE)


def test_what_is_gone_stands_behind_living_namesakes_of_its_country_and_history_is_left_out(tmp_path, build):
    dump = write(
        tmp_path / "a.txt",
        geonames_row(90_000_001, "Zarqoubiyeh", (36.9, 41.0), "P.PPLQ", people=9),
        geonames_row(90_000_002, "Zarqoubiyeh", HERE),
        geonames_row(90_000_003, "Qasr Nakhlawi", HERE, "P.PPLW"),
        geonames_row(90_000_004, "Tell Nakhlawi", HERE, "P.PPLH"),
    )
    gazetteer = build(dump)
    assert near(only(gazetteer, "Zarqoubiyeh"), HERE)
    assert only(gazetteer, "Qasr Nakhlawi").feature == "PPLW"
    assert gazetteer.candidates(place_key("Tell Nakhlawi")) == ()


def test_a_part_of_a_district_gives_way_to_the_town_it_is_named_for(tmp_path, build):
    dump = write(
        tmp_path / "a.txt",
        geonames_row(90_000_001, "Zarqoubiyeh", HERE),
        geonames_row(90_000_002, "Zarqoubiyeh", (HERE[0] + 0.1, HERE[1]), "A.ADM3", people=90_000),
        geonames_row(90_000_003, "Zarqoubiyeh", (HERE[0] + 5, HERE[1]), "A.ADM3", country="TR"),
    )
    assert {(p.kind, p.iso2) for p in build(dump).candidates("zarqoubiyeh")} == {("populated", "SY"), ("area", "TR")}


def test_a_first_level_area_keeps_the_point_of_its_seat(tmp_path, build):
    plain, dump = build(), write(tmp_path / "a.txt", geonames_row(9, "Wilaya Halabiyya", HERE, "A.ADM1"))
    area = only(build(dump), "Wilaya Halabiyya")
    seat = plain.admin1_capital("SY", "Aleppo")
    assert seat is not None
    assert (area.kind, area.name, area.latitude) == ("admin1", "Aleppo", seat.latitude)


def test_a_district_keeps_the_point_of_its_town_and_learns_spellings(tmp_path, build, default):
    known = next(e for e in default.entries() if e.place_id.startswith("district:SY.09."))
    codes = ("09", known.place_id.rpartition(".")[2], "")
    dump = write(tmp_path / "a.txt", geonames_row(9, "Mantiqat Zarqoub", HERE, "A.ADM2", admin=codes))
    district = only(build(dump), "Mantiqat Zarqoub")
    assert (district.place_id, district.kind, district.name) == (known.place_id, "admin2", known.name)
    assert near(district, (known.latitude, known.longitude))
    table = write(
        tmp_path / "t.csv", "ADM1_EN,ADM2_EN,ADM2_FR,lat,lon", f"Aleppo,{known.name},Cercle Zarqoub,36.1,37.5"
    )
    assert only(build(table), "Cercle Zarqoub").place_id == known.place_id


# Tables


def test_ocha_rows_give_the_narrowest_level_that_is_filled(tmp_path, build):
    head = (
        "ADM1_EN",
        "ADM1_PCODE",
        "ADM2_EN",
        "ADM3_EN",
        "ADM3_PCODE",
        "ADM4_EN",
        "ADM4_FR",
        "ADM4_PCODE",
        "Lat",
        "Long",
    )
    book = write_workbook(
        tmp_path / "syr.xlsx",
        head,
        ("Aleppo", "SY02", "Mountain", "Zarqoub", "SY0201", "Bir Zarqoub", "Puits Zarqoub", "C001", *HERE),
        ("Aleppo", "SY02", "Mountain", "Zarqoub", "SY0201", None, None, None, HERE[0] + 0.2, HERE[1]),
        ("Steppe Province", "SY99", "Far", "Far", "SY9901", "Bir Nakhlawi", None, "C002", *HERE),
        ("Aleppo", "SY02", "Mountain", "Zarqoub", "SY0201", "Bir Nowhere", None, "C003", None, None),
    )
    gazetteer = build(book, country="SY")
    village, area = only(gazetteer, "Bir Zarqoub"), only(gazetteer, "Zarqoub")
    assert (village.place_id, village.admin1, village.admin2, village.admin3) == (
        "syr:C001",
        "Aleppo",
        "Mountain",
        "Zarqoub",
    )
    assert only(gazetteer, "Puits Zarqoub") == village
    assert (area.kind, area.feature, area.admin2, area.admin3) == ("area", "ADM3", "Mountain", None)
    assert only(gazetteer, "Bir Nakhlawi").admin1 == "Steppe Province"
    assert gazetteer.candidates(place_key("Bir Nowhere")) == ()


@pytest.mark.parametrize(
    "header",
    ["name,latitude,longitude", "Location;LAT;LON", "PLACE_NAME\tY\tX", "admin4Name_en,Latitude_y,Longitude_x"],
)
def test_columns_are_known_by_many_names(tmp_path, build, header):
    mark = next(m for m in ",;\t" if m in header)
    table = write(tmp_path / "t.csv", header, mark.join(["Zarqoubiyeh", str(HERE[0]), str(HERE[1])]))
    village = only(build(table), "Zarqoubiyeh")
    assert (village.iso2, near(village, HERE)) == ("SY", True)
    assert village.admin1


def test_columns_may_be_named_in_the_settings(tmp_path, build):
    table = write(tmp_path / "t.csv", "Ort,B,L,Art", f"Zarqoubiyeh,{HERE[0]},{HERE[1]},refugee camp")
    columns = {"name": "Ort", "latitude": "B", "longitude": "L", "kind": "Art"}
    camp = only(build(GazetteerSource(path=table, columns=columns)), "Zarqoubiyeh")
    assert (camp.kind, camp.feature) == ("facility", "CMPRF")


def test_a_table_without_coordinates_is_a_message(tmp_path, build):
    table = write(tmp_path / "t.csv", "name,province", "Zarqoubiyeh,Aleppo")
    with pytest.raises(
        SourceError, match=r"t\.csv: expected a column for latitude and longitude .* found name, province"
    ):
        build(table)


def test_bad_rows_are_counted_and_written_out(tmp_path, build, default):
    table = write(
        tmp_path / "t.csv",
        "name,lat,lon,country",
        f"Zarqoubiyeh,{HERE[0]},{HERE[1]},Syria",
        "Nowhere,north,37.9,Syria",
        ",35.1,37.9,Syria",
        "Swapped,95.1,37.9,Syria",
        "Zero,0,0,Syria",
        f"Abroad,{HERE[0]},{HERE[1]},Mali",
    )
    path = tmp_path / "g.lmdb"
    summary = build_gazetteer(path, [GazetteerSource(path=table)], default=default)
    assert dict(summary.sources[1].problems) == {"bad_coordinates": 3, "no_name": 1, "far_from_country": 1}
    assert summary.problems == tmp_path / "g.lmdb.problems.csv"
    with summary.problems.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"], row["line"]) for row in rows] == [("t.csv", str(n)) for n in (3, 4, 5, 6, 7)]
    assert "'north'" in rows[0]["message"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00\x01\x02" * 99, b"one line of prose\n"])
@pytest.mark.parametrize("ending", ["txt", "zip", "xlsx", "csv", "yml"])
def test_any_file_that_is_no_source_is_a_message(tmp_path, build, content, ending):
    path = tmp_path / f"s.{ending}"
    path.write_bytes(content)
    if ending == "yml" and not content:
        return
    with pytest.raises(SourceError, match=rf"s\.{ending}"):
        build(path)


# Layers


def test_the_later_source_moves_a_place_and_unites_its_spellings(tmp_path, build):
    dump = write(tmp_path / "a.txt", geonames_row(90_000_001, "Zarqoubiyeh", HERE, other="Zerqubia", people=70))
    moved = (HERE[0] + 0.03, HERE[1])
    table = write(
        tmp_path / "own.csv",
        "name,aliases,lat,lon,admin2,country",
        f"Zarqoubiyeh,Tell Zerqub,{moved[0]},{moved[1]},Mountain,SY",
        f"Zarqoubiyeh,,{HERE[0] + 2},{HERE[1]},Far,SY",
    )
    gazetteer = build(dump, table)
    first, second = gazetteer.candidates("zarqoubiyeh")
    assert (near(first, moved), first.place_id, first.population) == (True, "geonames:90000001", 70)
    assert (first.admin2, first.source, first.admin1) == ("Mountain", "own", "Aleppo")
    assert only(gazetteer, "Zerqubia") == only(gazetteer, "Tell Zerqub") == first
    assert second.admin2 == "Far"
    earlier = build(table, dump).candidates("zarqoubiyeh")
    assert near(next(p for p in earlier if p.admin2 == "Mountain"), HERE)


def test_the_embedded_places_stay_as_they_are(build, default):
    assert len(build()) == len(default)


def test_how_near_a_namesake_must_be_is_a_setting(tmp_path, build):
    dump = write(tmp_path / "a.txt", geonames_row(90_000_001, "Zarqoubiyeh", HERE))
    table = write(tmp_path / "t.csv", "name,lat,lon,country", f"Zarqoubiyeh,{HERE[0] + 0.03},{HERE[1]},SY")
    numbers = [len(build(dump, GazetteerSource(path=table, within_km=km)).candidates("zarqoubiyeh")) for km in (1, 5)]
    assert numbers == [2, 1]


def test_overrides_win_over_all_and_rename(tmp_path, build):
    dump = write(tmp_path / "a.txt", geonames_row(90_000_001, "Zarqoubiyeh", HERE))
    own = write(
        tmp_path / "own.yml",
        "SY:",
        f"- {{name: Zarqub, aliases: [Zarqoubiyeh], at: [{HERE[0] + 0.01}, {HERE[1]}], admin1: Homs, admin3: Bir}}",
        f"- {{name: Zarqub Crossing, at: [{HERE[0]}, {HERE[1]}], type: border crossing}}",
    )
    gazetteer = build(dump, own)
    place = only(gazetteer, "Zarqoubiyeh")
    assert (place.name, place.admin1, place.admin3) == ("Zarqub", "Homs", "Bir")
    assert only(gazetteer, "Zarqub Crossing").feature == "PSTB"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {name: A, at: [99, 1]}", r"SY\.0\.at\.0: .*less than or equal to 90, found 99"),
        ("- {name: A, at: [1, 1], nam: B}", r"SY\.0\.nam: unknown key; known are name, at"),
        ("- {name: A}", r"SY\.0\.at: Field required"),
        ("- {name: A, at: [1, 1], type: spaceport}", r"type: expected a feature code .* found 'spaceport'"),
        ("- [", r"not valid YAML"),
    ],
)
def test_overrides_that_break_the_schema_are_a_message(tmp_path, build, line, message):
    with pytest.raises(SourceError, match=message):
        build(write(tmp_path / "own.yml", "SY:", line))


def test_the_index_names_its_sources_and_their_licences(tmp_path, build):
    table = write(tmp_path / "t.csv", "name,lat,lon", f"Zarqoubiyeh,{HERE[0]},{HERE[1]}")
    gazetteer = build(GazetteerSource(path=table, licence="CC BY-SA 4.0", attribution="Zarqoub Survey"))
    assert "GeoNames" in gazetteer.attribution
    assert gazetteer.attribution.endswith("; Zarqoub Survey, CC BY-SA 4.0")
    assert [source["name"] for source in gazetteer.meta("sources")] == ["default", "t"]


# Interruption


def test_an_interrupted_build_leaves_the_old_index_and_goes_on(tmp_path, build, default, monkeypatch):
    rows = [geonames_row(90_000_000 + n, f"Zarqoub{'abcdefgh'[n]}", (35 + n / 10, 38)) for n in range(8)]
    dump, path = write(tmp_path / "a.txt", *rows), tmp_path / "g.lmdb"
    build(name="g.lmdb")
    before = path.read_bytes()

    def interrupt(done: int, total: int | None, note: str) -> None:
        if note == "Reading a.txt" and done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(path, [GazetteerSource(path=dump)], interrupt, part_rows=3, default=default)
    assert path.read_bytes() == before
    assert (tmp_path / BUILDING / "g.lmdb").is_dir()
    seen: list[tuple[str, int]] = []
    build_gazetteer(
        path, [GazetteerSource(path=dump)], lambda d, _, n: seen.append((n, d)), part_rows=3, default=default
    )
    assert min(done for note, done in seen if note == "Reading a.txt") == 6
    assert not (tmp_path / BUILDING).exists()
    straight = build(dump)
    names = [f"zarqoub{letter}" for letter in "abcdefgh"]
    assert [only(Gazetteer.open(path), n) for n in names] == [only(straight, n) for n in names]


def test_parts_of_a_changed_source_are_not_used(tmp_path, build, default):
    dump, path = tmp_path / "a.txt", tmp_path / "g.lmdb"
    write(dump, *(geonames_row(90_000_000 + n, f"Zarqoub{'abcde'[n]}", HERE) for n in range(5)))

    def interrupt(done: int, total: int | None, note: str) -> None:
        if note == "Sorting names":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(path, [GazetteerSource(path=dump)], interrupt, default=default)
    write(dump, geonames_row(90_000_001, "Nakhlawiyeh", HERE))
    gazetteer = build(dump, name="g.lmdb")
    assert only(gazetteer, "Nakhlawiyeh")
    assert gazetteer.candidates("zarqouba") == ()


def test_the_benchmark_builds_and_asks_what_it_made_up(tmp_path, default):
    figures = measure(tmp_path, 2000, 3000, default)
    assert len(default) < figures.indexed < len(default) + 2000
    assert figures.exact_per_second > 0
    assert figures.exact_places >= 1
    first, second = ((tmp_path / f"{n}.txt").read_bytes() for n in ("allCountries", "alternateNamesV2"))
    again = tmp_path / "again"
    again.mkdir()
    assert [path.read_bytes() for path in write_dumps(again, 2000, 3000)] == [first, second]


def test_the_benchmark_leaves_a_folder_that_is_there_as_it_is(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit):
        main(["--folder", str(tmp_path)])
    assert "expected a new folder" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text() == "mine"


# Tables of facts


def test_every_feature_has_words_of_its_own():
    words = [word for f in features().values() for word in (f.label, *f.also)]
    assert len(words) == len(set(words))
    assert {codes_by_word()[word] for word in ("village", "bridge", "refugee camp", "airport")} == {
        "PPL",
        "BDG",
        "CMPRF",
        "AIRP",
    }


def test_headers_of_levels_and_spellings_are_told_apart():
    headers = read_headers(["ADM3_EN", "ADM3_FR", "ADM3_PCODE", "name", "alt_name", "lat", "lon"], {}, "t")
    assert (headers.names, headers.codes, headers.fields["name"]) == ({3: 0}, {3: 2}, 3)
    assert (headers.spellings[0], headers.spellings[3]) == ((4,), (1,))


def test_any_order_of_rows_gives_the_same_places(tmp_path, build):
    rows = [geonames_row(90_000_000 + n, f"Zarqoub{'abc'[n % 3]}", (35 + n / 7, 38), people=n) for n in range(9)]
    shuffled = random.Random(4).sample(rows, len(rows))
    first, second = build(write(tmp_path / "a.txt", *rows)), build(write(tmp_path / "b.txt", *shuffled))
    for name in ("zarqouba", "zarqoubb", "zarqoubc"):
        assert [p.place_id for p in first.candidates(name)] == [p.place_id for p in second.candidates(name)]
