"""Why the coder said what it said, sentence by sentence: its own record of the reasoning, drawn for a person.

Nothing is worked out here; what is shown is what the coder recorded. Colours are for terminals only, and not where
NO_COLOR is set.
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

from extractors.explain import Bound, Explanation, FieldReason, Seen, SentenceExplanation, Tried
from extractors.explain import Group as WordGroup
from extractors.report import Report
from flows.view.reports import issue_lines, report_title

_KINDS = ("sentences", "fields", "reports", "issues")
_OCCURRED = "occurred"
_MENTIONS = {"actor": "cyan", "place": "blue", "date": "magenta", "count": "yellow"}
"""Colours of what is named."""
_GROUPS = {"N": "cyan", "V": "green", "T": "magenta"}
"""Colours of word groups; the small ones in between are dim."""


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
    if sentence.groups:
        lines.add_row("groups", _groups(sentence.groups))
    for label, mention in _labelled("named", sentence.mentions):
        lines.add_row(label, _mention(mention))
    for trigger in sentence.triggers:
        lines.add_row("tried", _trigger(trigger))
    return Group(_title(sentence), Padding(lines, (0, 0, 1, 3)))


def _title(sentence: SentenceExplanation) -> Text:
    """The sentence, with what is named in it and the triggers in their colours."""
    text = Text("".join(" " if c.isspace() else c for c in sentence.text), style="bold")
    for mention in sentence.mentions:
        text.stylize(_MENTIONS.get(mention.kind, ""), mention.start - sentence.start, mention.end - sentence.start)
    for trigger in sentence.triggers:
        text.stylize("reverse", trigger.start - sentence.start, trigger.end - sentence.start)
    return Text.assemble((f"{sentence.index + 1}  ", "bold"), text)


def _groups(groups: Iterable[WordGroup]) -> Text:
    shown = Text()
    for number, group in enumerate(groups):
        words = " ".join(group.text.split())
        shown.append(" " if number else "").append(f"[{group.kind} {words}]", style=_GROUPS.get(group.kind, "dim"))
    return shown


def _mention(mention: Seen) -> Text:
    style = _MENTIONS.get(mention.kind, "")
    return Text.assemble(
        (f'"{mention.text}"', style), f"  {mention.kind}: {mention.meaning}  ", (mention.rule_id, "dim")
    )


def _trigger(trigger: Tried) -> RenderableType:
    verdict = f"{trigger.outcome}: {trigger.sub_event_type}" if trigger.sub_event_type else trigger.outcome
    title = Text.assemble(f'"{trigger.text}"  ', (trigger.rule_id, "dim"), "  ", (verdict, _verdict_style(trigger)))
    if trigger.status:
        style = "green" if trigger.status == _OCCURRED else "magenta"
        title.append("  ").append(trigger.status, style=style).append(f" ({trigger.status_rule})", style="dim")
    lines = [_bound(bound) for bound in trigger.bound]
    if trigger.facts:
        lines.append(Text(f"facts: {', '.join(trigger.facts)}", style="dim"))
    return Group(title, *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _verdict_style(trigger: Tried) -> str:
    if trigger.outcome == "coded":
        return "bold green"
    return "bold red" if trigger.guard else "bold yellow"


def _bound(bound: Bound) -> Text:
    value = bound.text if bound.value is None else bound.value
    return Text.assemble(f"{bound.role}: {value} ", (f"({bound.step})", "dim"))


def _report(report: Report, fields: Iterable[FieldReason]) -> RenderableType:
    table = _grid()
    table.add_column(ratio=1)
    for field in fields:
        value = Text(field.value, style="green") if field.value is not None else Text("empty", style="dim")
        table.add_row(field.field, value, Text(field.reason, style="" if field.value is not None else "dim"))
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
