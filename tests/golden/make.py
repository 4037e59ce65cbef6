"""The golden run: the main job over `examples/`, compared field by field with what a person has read and accepted.

`make golden` writes the table anew; read the difference before committing it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pandas as pd

from flows.config import Config
from flows.plain import run_plain

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("reports.csv")
COLUMNS = [
    "article_id", "status", "reason", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "inter1",
    "actor2", "inter2", "interaction", "civilian_targeting", "country", "admin1", "location", "latitude", "longitude",
    "geo_precision", "fatalities", "injuries", "other_harm", "rule_id", "sentence_index",
]  # fmt: skip


def golden(output: Path) -> pd.DataFrame:
    """Code the examples into `output`; the reports as text, in a fixed order."""
    run_plain([str(ROOT / "examples")], str(output), Config())
    reports = pd.read_parquet(output / "reports").astype({"event_date": "string"})
    reports["event_date"] = reports["event_date"].str[:10]
    table = reports.sort_values(["article_id", "start", "location", "sub_event_type"])[COLUMNS]
    return table.astype("string").fillna("").reset_index(drop=True)


def read() -> pd.DataFrame:
    """The accepted table."""
    return pd.read_csv(TABLE, dtype="string", keep_default_na=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        golden(Path(folder)).to_csv(TABLE, index=False)
    sys.stdout.write(f"{TABLE.relative_to(ROOT)} written\n")
