"""Scores as tables, one a set, and what was got wrong as pairs of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractors.report import Report
from flows.evaluation.gold import GoldEvent
from flows.evaluation.misses import SHOWN, Miss
from flows.evaluation.scoring import FIGURES, Figure, SetScores
from flows.view.events import plain_table

_TEXT_SHOWN = 300
_PER_CENT_FREE = frozenset(["extra", "sub_macro_f1", "tuple_f1", "false_events"])
"""Figures that are no share of anything, so that "hits of all" says nothing."""


def scores_table(name: str, scores: SetScores) -> RenderableType:
    """The figures of a set, each with what it counts."""
    table = plain_table(is_full_width=True)
    for heading, justify in (("Figure", "left"), ("Score", "right"), ("Of", "right"), ("Meaning", "left")):
        table.add_column(heading, justify=justify, no_wrap=heading != "Meaning")  # type: ignore[arg-type]
    for key, figure in scores.figures.items():
        table.add_row(key, *_cells(key, figure), FIGURES[key])
    size = f"  {scores.records:,} records, {scores.gold_events:,} events, {scores.reports:,} reported"
    return Group(Text.assemble((name, "bold"), size), table, Text())


def scores_data(scores: Mapping[str, SetScores]) -> dict[str, Any]:
    """The scores as plain data for JSON, by set."""
    return {name: asdict(one) for name, one in scores.items()}


def miss_view(miss: Miss) -> RenderableType:
    """One miss: the text, then the event and the report field by field."""
    text = " ".join((miss.report.sentence if miss.event is None and miss.report else miss.record.text).split())
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    for _ in SHOWN:
        grid.add_column()
    if miss.event is not None:
        grid.add_row("gold", *(_shown(miss.event, name) for name in SHOWN))
    if miss.report is not None:
        grid.add_row("report", *(_shown(miss.report, name) for name in SHOWN))
    title = Text.assemble((miss.record.id, "bold"), f"  {', '.join(miss.wrong)}")
    shown = Text(text[:_TEXT_SHOWN] + ("…" if len(text) > _TEXT_SHOWN else ""), style="dim")
    return Group(title, Padding(Group(shown, grid), (0, 0, 1, 2)))


def _cells(key: str, figure: Figure) -> tuple[str, str]:
    value = "-" if figure.value is None else f"{figure.value:.3f}"
    return value, "" if key in _PER_CENT_FREE else f"{figure.hits:,} of {figure.of:,}"


def _shown(item: GoldEvent | Report, name: str) -> Text:
    value = getattr(item, name)
    return Text("-" if value is None else str(value))
