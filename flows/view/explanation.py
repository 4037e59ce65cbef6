"""Why the coder said what it said, sentence by sentence: its own record of the reasoning, drawn for a person.

Nothing is worked out here; what is shown is what the coder recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractors.explain import Explanation, FieldReason, Seen, SentenceExplanation, Tried
from extractors.report import Report
from flows.view.reports import issue_lines, report_title

_KINDS = ("sentences", "fields", "reports", "issues")


def explanation_rows(explanation: Explanation) -> Iterator[dict[str, Any]]:
    """The explanation as plain rows for JSON lines; `record` says what a row is: sentence, field, report or issue."""
    for name, rows in asdict(explanation).items():
        if name in _KINDS:
            yield from ({"record": name.removesuffix("s"), **row} for row in rows)


def explanation_view(explanation: Explanation) -> RenderableType:
    """The explanation for a terminal: first each sentence, then each report field by field."""
    fields = {name: list(rows) for name, rows in groupby(explanation.fields, lambda field: field.report_id)}
    if not explanation.sentences:
        return Text("No sentence holds a word that can tell of an event.")
    return Group(
        *(_sentence(sentence) for sentence in explanation.sentences),
        *(_report(report, fields.get(report.report_id, [])) for report in explanation.reports),
        *(Text(line) for line in issue_lines(explanation.issues, explanation.reports)),
    )


def _sentence(sentence: SentenceExplanation) -> RenderableType:
    lines = _grid()
    lines.add_row("groups", Text(sentence.word_groups))
    for label, mention in _labelled("named", sentence.mentions):
        lines.add_row(label, _mention(mention))
    for trigger in sentence.triggers:
        lines.add_row("tried", _trigger(trigger))
    title = Text(f"{sentence.index + 1}  {' '.join(sentence.text.split())}", style="bold")
    return Group(title, Padding(lines, (0, 0, 1, 3)))


def _mention(mention: Seen) -> Text:
    return Text.assemble(f'"{mention.text}"  {mention.kind}: {mention.meaning}  ', (mention.rule_id, "dim"))


def _trigger(trigger: Tried) -> RenderableType:
    verdict = f"{trigger.outcome}: {trigger.sub_event_type}" if trigger.sub_event_type else trigger.outcome
    title = Text.assemble(
        f'"{trigger.text}"  ', (trigger.rule_id, "dim"), "  ", (verdict, "bold"), f"  {trigger.status}"
    )
    facts = [f"facts: {', '.join(trigger.facts)}"] if trigger.facts else []
    return Group(title, *(Padding(Text(line), (0, 0, 0, 2)) for line in [*trigger.roles, *facts]))


def _report(report: Report, fields: Iterable[FieldReason]) -> RenderableType:
    table = _grid()
    table.add_column(ratio=1)
    for field in fields:
        value = Text(field.value) if field.value is not None else Text("empty", style="dim")
        table.add_row(field.field, value, Text(field.reason))
    return Group(report_title(report), Padding(table, (0, 0, 1, 3)))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1)
    return grid


def _labelled(label: str, items: Iterable[Seen]) -> Iterator[tuple[str, Seen]]:
    """The label once, beside the first item."""
    for number, item in enumerate(items):
        yield "" if number else label, item
