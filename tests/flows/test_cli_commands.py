"""The commands, called as a person calls them: exit codes, what goes to which stream, and that errors are messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.command_line import cli, cli_again

TEXT = "Gunmen stormed a village near Kaduna on Monday, killing four farmers and wounding two."
ARTICLES = [
    {"id": "a", "text": TEXT, "published": "2021-07-06", "source": "The Daily Sahel"},
    {"id": "b", "text": "The choir gave a concert on Monday.", "published": "2021-07-06", "source": "The Daily Sahel"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an input and the output of a run over it."""
    place = tmp_path_factory.mktemp("cli")
    lines = [json.dumps(article) for article in ARTICLES]
    (place / "news.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    done = cli("run", "news.jsonl", "--output", "out", folder=place)
    assert done.returncode == 0, done.stderr
    (place / "run.out").write_text(done.stdout, encoding="utf-8")
    (place / "run.err").write_text(done.stderr, encoding="utf-8")
    return place


def test_a_run_prints_its_events_on_stdout_and_its_account_on_stderr(folder: Path):
    printed, told = ((folder / name).read_text(encoding="utf-8") for name in ("run.out", "run.err"))
    assert "2021-07-05" in printed
    assert "Kaduna" in printed
    assert "read" not in printed
    assert "2 coded, 0 unchanged" in told
    assert "broken_json 1" in told
    assert "pd.read_parquet('out/events')" in told


def test_a_second_run_changes_nothing(folder: Path):
    done = cli("run", "news.jsonl", "--output", "out", folder=folder)
    assert done.returncode == 0
    assert "0 coded, 2 unchanged" in done.stderr
    assert "(nothing changed)" in done.stderr


def test_a_quiet_run_prints_nothing(folder: Path):
    done = cli("run", "news.jsonl", "--output", "out", "--quiet", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_options_reach_the_manifest(folder: Path, tmp_path: Path):
    options = ("--engine", "threads", "--workers", "1", "--source", "The Daily Sahel", "--published", "2021-07-06")
    done = cli("run", str(folder / "news.jsonl"), "--output", "out", *options, folder=tmp_path)
    assert done.returncode == 0
    manifest = json.loads(next((tmp_path / "out" / "runs").glob("*.json")).read_text(encoding="utf-8"))
    config = manifest["config"]
    assert (config["engine"], config["workers"]) == ("threads", 1)
    assert (config["articles"]["source"], config["articles"]["published"]) == ("The Daily Sahel", "2021-07-06")


def test_an_output_that_is_a_file_is_a_message_and_exit_code_1(folder: Path):
    done = cli("run", "news.jsonl", "--output", "news.jsonl", folder=folder)
    assert done.returncode == 1
    assert "news.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_view_prints_a_table_of_fixed_width_outside_a_terminal(folder: Path):
    done = cli("view", "out", folder=folder)
    assert done.returncode == 0
    assert done.stdout == (folder / "run.out").read_text(encoding="utf-8")
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_view_prints_all_columns_as_json_lines(folder: Path):
    (event,) = map(json.loads, cli_again("view", "out", "--json", folder=folder).stdout.splitlines())
    assert len(event) == 31
    assert (event["event_date"], event["fatalities"]) == ("2021-07-05", 4)


def test_view_prints_issues_and_reports(folder: Path):
    assert "broken_json" in cli_again("view", "out", "--table", "issues", folder=folder).stdout
    assert "occurred" in cli_again("view", "out", "--table", "reports", folder=folder).stdout


def test_validate_tells_legal_rows_from_illegal_ones(folder: Path):
    good = cli("validate", "out", folder=folder)
    assert (good.returncode, good.stdout) == (0, "out: every row is legal\n")
    file = next((folder / "out" / "events").glob("*.parquet"))
    before = file.read_bytes()
    table = pq.read_table(file)
    at = table.column_names.index("fatalities")
    pq.write_table(table.set_column(at, table.schema.field(at), [[-1] * len(table)]), file)
    bad = cli_again("validate", "out", folder=folder)
    file.write_bytes(before)
    assert bad.returncode == 1
    assert "fatalities" in bad.stdout
    assert "violations in out" in bad.stderr


def test_extract_prints_a_card_with_the_words_behind_each_field(tmp_path: Path):
    done = cli("extract", TEXT, "--published", "2021-07-06", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Attack  [occurred]\n")
    assert any(line.split() == ["injured", "2", '"two"'] for line in done.stdout.splitlines())
    assert list(tmp_path.iterdir()) == []


def test_extract_reads_standard_input_and_prints_json_lines(tmp_path: Path):
    done = cli("extract", "-", "--published", "2021-07-06", "--json", folder=tmp_path, given=TEXT)
    (report,) = map(json.loads, done.stdout.splitlines())
    assert report["event_date"] == "2021-07-05"
    assert report["evidence"]
    assert all(TEXT[found["start"] : found["end"]] == found["text"] for found in report["evidence"])


def test_extract_says_when_there_is_nothing(tmp_path: Path):
    assert cli_again("extract", "The choir sang.", folder=tmp_path).stdout == "No conflict events found.\n"


def test_extract_copes_with_bytes_that_are_no_text(tmp_path: Path):
    done = cli("extract", "-", folder=tmp_path, given=b"\xff\xfe\x00 gunmen killed two\x80")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_one_text_loads_neither_prefect_nor_tables():
    code = (
        "import sys\nfrom flows.cli import app\n"
        f"try: app(['extract', {TEXT!r}])\nexcept SystemExit: pass\n"
        "print('LOADED', [name for name in ('prefect', 'pandas', 'pyarrow', 'fastapi') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_explain_shows_mentions_rules_and_reasons(tmp_path: Path):
    done = cli("explain", TEXT, "--published", "2021-07-06", folder=tmp_path)
    assert done.returncode == 0
    assert '"Gunmen"  actor' in done.stdout
    assert "coded: Attack" in done.stdout


def test_explain_says_which_fields_are_empty(tmp_path: Path):
    done = cli_again("explain", "An air strike hit Homs.", folder=tmp_path)
    empty = [line.split()[0] for line in done.stdout.splitlines() if "  empty  " in line]
    assert {"event_date", "actor2"} <= set(empty)


def test_explain_prints_json_lines_that_say_what_they_are(tmp_path: Path):
    done = cli_again("explain", TEXT, "--published", "2021-07-06", "--json", folder=tmp_path)
    records = [json.loads(line)["record"] for line in done.stdout.splitlines()]
    assert {"sentence", "field", "report"} <= set(records)


def test_gazetteer_lookup_finds_other_spellings(tmp_path: Path):
    done = cli("gazetteer", "lookup", "Asal el-Ward", "--json", folder=tmp_path)
    place = json.loads(done.stdout.splitlines()[0])
    assert (place["iso2"], round(place["latitude"], 1)) == ("SY", 33.9)


def test_gazetteer_lookup_of_an_unknown_name_is_exit_code_1(tmp_path: Path):
    done = cli_again("gazetteer", "lookup", "Xqzzyx", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "No place is called Xqzzyx.\n")


def test_gazetteer_lookup_wants_a_country_code(tmp_path: Path):
    done = cli_again("gazetteer", "lookup", "Homs", "--country", "Syria", folder=tmp_path)
    assert done.returncode == 2
    assert "expected two letters such as SY" in done.stderr


def test_gazetteer_find_tells_places_from_peoples_and_says_what_is_doubtful(tmp_path: Path):
    done = cli(
        "gazetteer", "find", "Syrian bread is sold in Homs and in the village of Xqzzyx.", "--json", folder=tmp_path
    )
    places = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(p["name"], p["use"], bool(p["entry"])) for p in places] == [
        ("Syrian", "people", True),
        ("Homs", "place", True),
        ("Xqzzyx", "place", False),
    ]
    assert 'no gazetteer entry of this name ("Xqzzyx")' in done.stderr


def test_gazetteer_find_prints_a_table_of_the_uses_asked_for(tmp_path: Path):
    done = cli_again("gazetteer", "find", "Syrian bread is sold in Homs.", "--use", "people", folder=tmp_path)
    assert "Syria, SY" in done.stdout
    assert "Homs" not in done.stdout


def test_a_gazetteer_that_is_none_is_a_message(tmp_path: Path):
    (tmp_path / "config.yaml").write_text("gazetteer: {path: places.txt}", encoding="utf-8")
    (tmp_path / "places.txt").write_text("Homs", encoding="utf-8")
    done = cli_again("extract", TEXT, folder=tmp_path)
    assert done.returncode == 1
    assert "places.txt: not a gazetteer index" in done.stderr
    assert "Traceback" not in done.stderr


def test_lexicon_list_names_the_files(tmp_path: Path):
    assert "en/triggers/" in cli("lexicon", "list", folder=tmp_path).stdout


def test_a_reader_that_stops_early_is_no_error(folder: Path):
    command = f"{sys.executable} -m flows.cli lexicon list | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("File")
    assert done.stderr == ""


def test_debug_shows_the_traceback(tmp_path: Path):
    assert "Traceback" in cli("--debug", "run", "nowhere", folder=tmp_path).stderr
    assert "Traceback" in cli("run", "nowhere", folder=tmp_path, CONFLICT_EVENTS_DEBUG="1").stderr
