"""What a build tells: of each source how many places it gave, what was left out and why; and the rows that were wrong."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.gazetteers.reading import Staged, StagedSource


@dataclass(frozen=True)
class SourceSummary:
    """A source's share: rows read, places and spellings given, places that an earlier source had too."""

    name: str
    n_rows: int
    n_places: int
    n_names: int
    n_joined: int
    skipped: Mapping[str, int]
    problems: Mapping[str, int]


@dataclass(frozen=True)
class BuildSummary:
    """What a build made: the file, its places, the shares of its sources, and the file of problems if there were any."""

    path: Path
    n_places: int
    sources: tuple[SourceSummary, ...]
    problems: Path | None


def summaries(staged: Staged) -> tuple[SourceSummary, ...]:
    """The shares of all sources, in order."""
    n_joined: Counter[int] = Counter()
    firsts = [(layer.first, layer.last, n) for n, layer in enumerate(staged.layers)]
    position = 0
    for number in staged.links.members():
        while number >= firsts[position][1]:
            position += 1
        n_joined[position] += 1
    return tuple(_summary(source, n_joined[n]) for n, source in enumerate(staged.sources))


def _summary(staged: StagedSource, n_joined: int) -> SourceSummary:
    problems = Counter(problem.kind for problem in staged.problems)
    skipped: Counter[str] = Counter()
    for part in staged.parts:
        skipped.update(part.skipped)
        problems.update(part.problems)
    n_rows, n_names = (sum(getattr(part, fact) for part in staged.parts) for fact in ("n_rows", "n_names"))
    return SourceSummary(staged.name, n_rows, staged.n_places, n_names, n_joined, dict(skipped), dict(problems))


def write_problems(output: Path, staged: Staged) -> Path | None:
    """Write the rows that were wrong beside the index; an older list is removed."""
    path = output.with_name(f"{output.name}.problems.csv")
    rows = list(_problem_rows(staged.sources))
    if not rows:
        path.unlink(missing_ok=True)
        return None
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["source", "file", "line", "problem", "message"])
        lines.writerows(rows)
    return path


def _problem_rows(sources: Iterable[StagedSource]) -> Iterable[tuple[object, ...]]:
    for staged in sources:
        examples = [*staged.problems, *(problem for part in staged.parts for problem in part.examples)]
        for problem in examples:
            file = staged.source.path.name if staged.source else ""
            yield staged.name, file, problem.line, problem.kind, problem.message
