"""A run over a gazetteer of the user's own: its places and areas reach the tables, and its source is named in them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from extractors.places.build import default_places
from flows.config import Config
from flows.gazetteers.building import build_gazetteer
from flows.plain import run_plain
from flows.settings import GazetteerSettings, GazetteerSource
from tests.command_line import cli, cli_again
from tests.flows.gazetteer_dumps import geonames_row, write
from tests.flows.storefakes import write_articles

HERE = (35.60, 37.90)
TEXT = "Fighters of the Islamic State shelled the village of Zarqoubiyeh in Syria on Monday, killing four farmers."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gazetteer")
    dump = write(
        folder / "SY.txt",
        geonames_row(90_000_001, "Zarqoubiyeh", HERE, admin=("09", "171", "17")),
        geonames_row(90_000_005, "Bir Nahiyah", HERE, "A.ADM3", admin=("09", "171", "17")),
    )
    codes = write(folder / "admin2Codes.txt", "SY.09.171\tMountain District\tMountain District\t1")
    table = write(folder / "own.csv", "name,lat,lon,country", f"Zarqoubiyeh,{HERE[0] + 0.01},{HERE[1]},SY")
    sources = [
        GazetteerSource(path=codes),
        GazetteerSource(path=dump),
        GazetteerSource(path=table, attribution="Zarqoub Survey", licence="CC0"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extractors.places.build._WELL_KNOWN", 10**9)
        default = default_places(frozenset({"SY"}))
    build_gazetteer(folder / "g.lmdb", sources, default=default)
    return folder / "g.lmdb"


def test_points_areas_and_attribution_reach_the_tables(index: Path, tmp_path: Path):
    articles = write_articles(tmp_path / "a.jsonl", [{"id": "a", "text": TEXT, "published": "2016-03-09"}])
    config = Config(engine="threads", workers=1, gazetteer=GazetteerSettings(path=index))
    summary = run_plain([articles], str(tmp_path / "out"), config)
    report = pd.read_parquet(tmp_path / "out" / "reports").iloc[0]
    assert (report.location, report.latitude, report.longitude) == ("Zarqoubiyeh", 35.61, 37.9)
    assert (report.admin1, report.admin2, report.admin3) == ("Aleppo", "Mountain District", "Bir Nahiyah")
    manifest = json.loads(Path(summary.manifest).read_text(encoding="utf-8"))
    metadata = pq.read_schema(next((tmp_path / "out" / "reports").glob("*.parquet"))).metadata
    for attribution in (manifest["attribution"], metadata[b"attribution"].decode()):
        assert "GeoNames" in attribution
        assert "Zarqoub Survey, CC0" in attribution


def test_look_ups_print_areas_source_and_distance(index: Path, tmp_path: Path):
    done = cli("gazetteer", "lookup", "Zarqubiyeh", "--near", "Aleppo", "-g", str(index), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"Nahiyah,", "Mountain", "District,", "Aleppo,", "own"} <= set(done.stdout.split())
    assert "another transliteration" in done.stdout
    rows = cli_again("gazetteer", "lookup", "Zarqoubiyeh", "--json", "-g", str(index), folder=tmp_path)
    found = json.loads(rows.stdout)
    assert (found["score"], found["km"], found["feature"], found["admin3"]) == (100.0, None, "PPL", "Bir Nahiyah")
    assert "Zarqoub Survey" in cli("gazetteer", "info", "-g", str(index), folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("build", "none.txt", "-o", "g.lmdb"), 1, "none.txt: no such file"),
        (("build", "none.txt"), 2, "say where to write the index"),
        (("build", "none.txt", "-o", "no/g.lmdb"), 2, "no such folder"),
        (("build", "none.txt", "-o", "g.lmdb", "--country", "SYR"), 2, "expected two letters"),
        (("lookup", "Homs", "--near", "Zzyzzxqa", "-g", "{index}"), 2, "--near: expected latitude,longitude"),
    ],
)
def test_wrong_usage_is_a_message(index: Path, tmp_path: Path, arguments, code, message):
    done = cli_again("gazetteer", *(a.format(index=index) for a in arguments), folder=tmp_path)
    assert (done.returncode, message in done.stderr, "Traceback" in done.stderr) == (code, True, False)
