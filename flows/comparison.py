"""The reports of one event set beside each other, or those of two: what `view --event` shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from extractors.merging.telling import telling_of
from extractors.merging.why import Why, why
from extractors.merging.witness import Witness
from extractors.report import Report
from flows.store.dataset import read_table
from flows.store.rows import reports_of
from flows.texts.groups import Signed, text_groups

Row = dict[str, Any]


class Compared(NamedTuple):
    """A report, the one it was compared with, and how alike they are; the first report of an event stands alone."""

    report: Row
    other: Row | None
    why: Why | None


def comparison(folder: str, event_ids: Sequence[str]) -> tuple[list[Row], list[Compared]]:
    """The events, and their reports compared: with the first that told of the one event, or pair by pair across two.

    Raises:
        KeyError: No event of the dataset has one of the ids.
    """
    events = _rows(folder, "events", "event_id_cnty", event_ids)
    known = {row["event_id_cnty"]: row for row in events.to_pylist()}
    if missing := [id_ for id_ in event_ids if id_ not in known]:
        raise KeyError(missing[0])
    rows = _rows(folder, "reports", "event_id_cnty", event_ids)
    witnesses = _witnesses(folder, rows["article_id"].to_pylist())
    told: dict[str, list[tuple[Report, Row]]] = {id_: [] for id_ in event_ids}
    for report, row in zip(reports_of(rows), rows.to_pylist(), strict=True):
        told[row["event_id_cnty"]].append((report, row))
    for pairs in told.values():
        pairs.sort(key=lambda pair: telling_of(pair[0], witnesses).order)
    first, *others = told.values()
    compared = _across(first, others[0], witnesses) if others else _within(first, witnesses)
    return [known[id_] for id_ in event_ids], compared


def _within(told: list[tuple[Report, Row]], witnesses: dict[str, Witness]) -> list[Compared]:
    (first, first_row), *others = told
    compared = (Compared(row, first_row, why(first, report, witnesses)) for report, row in others)
    return [Compared(first_row, None, None), *compared]


def _across(
    one: list[tuple[Report, Row]], two: list[tuple[Report, Row]], witnesses: dict[str, Witness]
) -> list[Compared]:
    """All pairs of two events, the least alike first: that is what keeps them apart."""
    compared = [Compared(row, other_row, why(a, b, witnesses)) for (a, row), (b, other_row) in product(one, two)]
    return sorted(compared, key=_likeness)


def _likeness(pair: Compared) -> float:
    return float("-inf") if pair.why is None or pair.why.points is None else pair.why.points


def _witnesses(folder: str, article_ids: Sequence[str]) -> dict[str, Witness]:
    rows = _rows(folder, "articles", "article_id", article_ids).to_pylist()
    signed = [Signed(r["article_id"], r["published"] and r["published"].date(), r["text_signature"]) for r in rows]
    groups = text_groups(signed)
    return {
        s.article_id: Witness(s.article_id, s.published, r["source"], r["source_scale"], groups.get(s.article_id))
        for s, r in zip(signed, rows, strict=True)
    }


def _rows(folder: str, name: Any, column: str, values: Sequence[str]) -> pa.Table:
    rows = read_table(folder, name)
    return rows.filter(pc.is_in(rows[column], value_set=pa.array(set(values), pa.string())))
