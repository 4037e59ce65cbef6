from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import cli

HEAVY = ("prefect", "pandas", "pyarrow", "fastapi", "sqlalchemy", "lmdb", "yaml")
COMMANDS = ("run", "extract", "explain", "serve", "validate", "view", "gazetteer", "lexicon")


def test_help_names_every_command(tmp_path: Path):
    found = cli("--help", folder=tmp_path)
    assert found.returncode == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in found.stdout] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_nothing_heavy(command: str):
    arguments = [command, "--help"] if command else ["--help"]
    code = (
        "import sys\nfrom flows.cli import app\n"
        f"try: app({arguments!r})\nexcept SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "LOADED []"


def test_version(tmp_path: Path):
    from importlib.metadata import version

    assert cli("--version", folder=tmp_path).stdout == f"conflict-events {version('conflict-events')}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        (["run", "*.jsonl"], "no file matches it as a glob"),
        (["run", ".", "--published", "yesterday"], "expected a date such as 2024-05-31, found 'yesterday'"),
        (["run", ".", "--engine", "ray"], "expected local, threads or the address of a Dask scheduler"),
        (["run", ".", "--workers", "0"], "workers: expected greater than or equal to 1, found 0"),
        (["run", ".", "--config", "none.yaml"], "none.yaml: no such file"),
        (["run"], "Missing argument"),
        (["extract", "   "], "the text is empty"),
        (["extract", "notes.txt"], "notes.txt is a file"),
        (["view", "empty"], "empty: no events here"),
        (["validate", "empty"], "empty: no events here"),
        (["colour"], "No such command"),
    ],
)
def test_a_wrong_command_is_answered_with_a_message_and_exit_code_2(tmp_path: Path, arguments: list[str], message: str):
    (tmp_path / "notes.txt").write_text("Gunmen attacked a village.", encoding="utf-8")
    found = cli(*arguments, folder=tmp_path)
    assert found.returncode == 2
    assert message in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


def test_an_unknown_setting_is_named_with_the_nearest_known_one(tmp_path: Path):
    (tmp_path / "config.yaml").write_text("batchsize: 3\n", encoding="utf-8")
    found = cli("run", ".", folder=tmp_path)
    assert found.returncode == 2
    assert "config.yaml line 1: unknown setting batchsize; did you mean batch_size?" in found.stderr
