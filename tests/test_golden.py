"""The golden run over the examples: every coded field as a person accepted it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from flows.store.validate import validate
from tests.golden.make import golden, read


def test_the_examples_are_coded_as_accepted(tmp_path: Path) -> None:
    found, accepted = golden(tmp_path), read()
    assert found.to_csv(index=False).splitlines() == accepted.to_csv(index=False).splitlines()


def test_the_golden_dataset_is_legal_and_opens_in_pandas(tmp_path: Path) -> None:
    golden(tmp_path)
    assert validate(tmp_path) == []
    events = pd.read_parquet(tmp_path / "events")
    strike = events[events["location"].str.startswith("Assal")].iloc[0]
    assert (strike["sub_event_type"], str(strike["event_date"])[:10]) == ("Air/drone strike", "2012-12-28")
    assert (strike["inter1"], strike["inter2"], strike["fatalities"]) == ("State forces", "Civilians", 1)
    assert abs(strike["latitude"] - 33.87) < 0.02
    assert abs(strike["longitude"] - 36.41) < 0.02
