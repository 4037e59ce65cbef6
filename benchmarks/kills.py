"""Runs that are killed at random moments, each followed by one that ends: the tables must be those of a quiet run.

    python benchmarks/kills.py [--kills N] [--seed N]

Every round starts with a small dataset, starts a run over more articles in a process of its own, and kills it (SIGKILL)
after a random time, half of them while it codes and half while it merges and publishes. Then pandas opens every table,
the tables are the old or the new ones, a second run makes them the new ones, and `validate` finds nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from flows.config import Config
from flows.plain import run_plain
from flows.store.columns import TABLE_NAMES, TableName
from flows.store.dataset import read_table
from flows.store.validate import validate

_TABLES: tuple[TableName, ...] = ("events", "reports", "articles", "issues", "removed")
_HISTORY = ("timestamp", "run_id")
_SENTENCES = (
    "Gunmen killed {n} villagers in Gao, Mali on {day} {month} {year}.",
    "Shelling by the Syrian army killed {n} civilians in Homs, Syria on {day} {month} {year}.",
    "Some {n}00 people marched peacefully in Khartoum, Sudan on {day} {month} {year}.",
)
_MONTHS = ("January", "February", "March", "April", "May", "June")


def articles(n: int, toll: int) -> str:
    """JSON lines of articles about events of many months."""
    lines = []
    for number in range(n):
        day, month, year = number % 27 + 1, _MONTHS[number % 6], 2012 + number % 5
        text = _SENTENCES[number % 3].format(n=number % 7 + 2 + toll, day=day, month=month, year=year)
        published = f"{year}-{number % 6 + 1:02d}-{day:02d}"
        lines.append(json.dumps({"id": f"a{number}", "text": text, "published": published, "source": "Gazette"}))
    return "\n".join(lines)


def tables(output: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of a dataset without what tells one run from another."""
    return {
        name: [{k: v for k, v in row.items() if k not in _HISTORY} for row in read_table(output, name).to_pylist()]
        for name in _TABLES
    }


def run(source: Path, output: Path) -> None:
    """A run that nobody disturbs."""
    run_plain([str(source)], str(output), Config(workers=1, batch_size=20))


def killed(source: Path, output: Path, seconds: float) -> bool:
    """Start a run and kill it after some seconds; whether it had ended before."""
    process = subprocess.Popen([sys.executable, __file__, "--only", str(source), str(output)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    return b"done" in process.communicate()[0]


def rounds(n_kills: int, seed: int, folder: Path) -> Counter[str]:
    """Kill so many runs and count what was found; any other finding than expected is an error."""
    chance, found = random.Random(seed), Counter[str]()
    small, large = folder / "small.jsonl", folder / "large.jsonl"
    small.write_text(articles(30, 0), encoding="utf-8")
    large.write_text(articles(200, 1), encoding="utf-8")
    run(small, folder / "quiet")
    old = tables(folder / "quiet")
    begun = time.monotonic()
    run(large, folder / "quiet")
    length, new = time.monotonic() - begun, tables(folder / "quiet")
    for number in range(n_kills):
        output = folder / f"kill{number}"
        run(small, output)
        has_ended = killed(large, output, chance.uniform(0, 1.3 * length))
        for name in TABLE_NAMES:
            pd.read_parquet(output / name)
        left = tables(output)
        if left not in (old, new):
            raise AssertionError(f"kill {number}: the tables are neither the old nor the new ones")
        found["ended before" if has_ended else "left the new tables" if left == new else "left the old tables"] += 1
        run(large, output)
        if tables(output) != new or validate(output):
            raise AssertionError(f"kill {number}: the next run did not put everything right")
        if residue := [path.name for path in output.iterdir() if path.name.startswith(("_staging", "_coded"))]:
            raise AssertionError(f"kill {number}: {residue} was left behind")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill runs, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50, help="runs to kill")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--only", nargs=2, type=Path, metavar=("SOURCE", "OUTPUT"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.only:
        sys.stdout.write("started\n")
        sys.stdout.flush()
        run(*given.only)
        sys.stdout.write("done\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(given.kills, given.seed, Path(folder))
    sys.stdout.write(f"{given.kills} runs killed: {', '.join(f'{n} {what}' for what, n in sorted(found.items()))}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
