"""Lexicons for the terminal: findings, files, entries, and what a corpus uses and they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.lexicons.files import LexiconFile
from flows.lexicons.listing import Entry
from flows.lexicons.sources import Finding
from flows.lexicons.unknown import Candidate
from flows.view.events import first_of, plain_table

_SENTENCE_SHOWN = 160


def findings_table(findings: Iterable[Finding]) -> RenderableType:
    """One line a finding: where, which check, what."""
    table = plain_table(is_full_width=True)
    table.add_column("Where", overflow="fold", ratio=3)
    table.add_column("Check", no_wrap=True)
    table.add_column("Finding", overflow="fold", ratio=5)
    for found in findings:
        where = f"{found.file}:{found.line}" if found.line else found.file
        table.add_row(*map(Text, (where, found.check, found.message)))
    return table


def files_table(files: Iterable[LexiconFile]) -> RenderableType:
    """The files and how many values each holds."""
    table = plain_table()
    table.add_column("File")
    table.add_column("Entries", justify="right")
    for file in files:
        table.add_row(file.name, f"{file.entries:,}")
    return table


def entries_view(entries: Sequence[Entry], total: int) -> RenderableType:
    """One card an entry."""
    if not entries:
        return Text("No such entry.")
    more = [Text(f"The first {len(entries):,} of {total:,} entries.", style="dim")] if total > len(entries) else []
    return Group(*map(_card, entries), *more)


def _card(entry: Entry) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1)
    users = "guards" if entry.section == "triggers" else "used by"
    for label, value in (
        ("words", ", ".join(entry.words)),
        ("means", entry.meaning),
        ("example", entry.example),
        ("but not", entry.counter_example),
        (users, ", ".join(entry.used_by)),
    ):
        if value:
            grid.add_row(label, Text(value))
    title = Text.assemble((entry.id, "bold"), f"  {entry.kind}".rstrip())
    return Group(title, Padding(grid, (0, 0, 1, 2)))


def candidates_view(groups: Mapping[str, tuple[Sequence[Candidate], int]]) -> RenderableType:
    """A table a sort: how often, what, and a sentence."""
    parts = [part for sort, (shown, total) in groups.items() for part in _candidates(sort, shown, total)]
    return Group(*parts) if parts else Text("Nothing that the lexicons lack.")


def _candidates(sort: str, shown: Sequence[Candidate], total: int) -> Iterator[RenderableType]:
    if not shown:
        return
    table = plain_table(is_full_width=True)
    table.add_column("Count", justify="right", no_wrap=True)
    table.add_column(sort.title(), ratio=2, overflow="fold")
    if is_actor := sort == "actor":
        table.add_column("As", no_wrap=True)
    table.add_column("Sentence", ratio=5, overflow="fold", style="dim")
    for one in shown:
        sentence = one.example if len(one.example) <= _SENTENCE_SHOWN else f"{one.example[:_SENTENCE_SHOWN]}…"
        roles = [", ".join(f"{role} {count}" for role, count in sorted(one.roles.items()))] if is_actor else []
        table.add_row(f"{one.count:,}", Text(one.text), *roles, Text(sentence))
    yield table
    yield from first_of(shown, total, f"{sort}s")
    yield Text()
