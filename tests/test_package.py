"""The wheel holds what the tool needs to run away from its source tree."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = (".yml", ".yaml", ".tsv", ".csv", ".json", ".html", ".typed")


def test_the_wheel_holds_all_code_lexicons_and_licences(tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("conflict_events-*.whl"))) as wheel:
        held = set(wheel.namelist())
        entry_points = next(wheel.read(name).decode() for name in held if name.endswith("entry_points.txt"))
    sources = [path for package in ("extractors", "flows") for path in (ROOT / package).rglob("*")]
    wanted = {str(path.relative_to(ROOT).as_posix()) for path in sources if path.suffix in (".py", *DATA)}
    assert wanted - held == set()
    assert "conflict-events = flows.cli:main" in entry_points
    assert {name.rpartition("/")[2] for name in held} >= {"LICENSE", "NOTICE"}
