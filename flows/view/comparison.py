"""Why the reports of an event are one event, or why two events are two, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from extractors.merging.rules import MergeRules
from extractors.merging.why import Why
from flows.comparison import Compared
from flows.view.events import Row, day, place


def comparison_cards(events: Sequence[Row], compared: Sequence[Compared]) -> RenderableType:
    """The notes of the events, then the reports: of one event set against the first, of two pair by pair."""
    notes = [Text.assemble((event["event_id_cnty"], "bold"), "  ", event["notes"]) for event in events]
    return Group(*notes, Text(), *_cards(compared))


def comparison_rows(compared: Sequence[Compared]) -> Iterator[dict[str, Any]]:
    """The same as plain rows for JSON lines."""
    for pair in compared:
        yield {
            "report_id": pair.report["report_id"],
            "compared_with": pair.other["report_id"] if pair.other else None,
            "points": pair.why.points if pair.why else None,
            "is_alike": pair.why.is_alike if pair.why else None,
            "parts": [part._asdict() for part in pair.why.parts] if pair.why else [],
        }


def _cards(compared: Sequence[Compared]) -> Iterator[RenderableType]:
    first = compared[0].report["report_id"]
    for pair in compared:
        lines = [_told(pair.report)]
        if pair.other is not None and pair.why is not None:
            is_first = compared[0].other is None and pair.other["report_id"] == first
            lines += [] if is_first else [Text.assemble(("with  ", "dim"), _told(pair.other))]
            lines += [_parts(pair.why), _verdict(pair.why)]
        yield Group(lines[0], Padding(Group(*lines[1:]), (0, 0, 0, 2)), Text())


def _told(row: Row) -> Text:
    actors = ", ".join(str(row[name]) for name in ("actor1", "actor2") if row[name])
    told = f"{row['sub_event_type']}; {actors}; {place(row)}; {row['fatalities']} killed"
    return Text.assemble((str(row["source"]), "bold"), f" {day(row)}  {told}  ", (str(row["report_id"]), "dim"))


def _parts(why: Why) -> Text:
    return Text(
        ", ".join(f"{p.name} {p.level} {'!' if p.points is None else f'{p.points:+g}'}" for p in why.parts), style="dim"
    )


def _verdict(why: Why) -> Text:
    if why.points is None:
        return Text(f"two events: they contradict each other ({', '.join(why.contradictions)})")
    enough = MergeRules.default().lexicon.join
    return Text(f"{why.points:g} points, {enough:g} are enough: {'alike' if why.is_alike else 'not alike enough'}")
