"""What a run did, for a person: counts, problems, and where the tables are."""

from __future__ import annotations

from collections.abc import Iterable

from flows.records import RunSummary

_MOST_PROBLEMS = 20


def markdown(summary: RunSummary) -> str:
    """The summary as Markdown tables."""
    seconds = sum(summary.seconds.values())
    pace = f", {summary.n_coded / seconds:.0f} articles a second" if summary.n_coded and seconds else ""
    return "\n".join(
        [
            f"# Run {summary.run_id}: {summary.status}",
            "",
            f"Into `{summary.output}`, {summary.started} to {summary.finished}{pace}. Coder {summary.coder_version}.",
            "",
            *_table(("Articles", "n"), _articles(summary)),
            *_table(("Events", "n"), _events(summary)),
            *_problems(summary),
            f"Manifest: `{summary.manifest}`. {len(summary.files)} files written.",
        ]
    )


def _articles(summary: RunSummary) -> list[tuple[str, int]]:
    return [
        ("read", summary.n_read),
        ("coded", summary.n_coded),
        ("unchanged since an earlier run", summary.n_unchanged),
        ("rejected", summary.n_rejected),
    ]


def _events(summary: RunSummary) -> list[tuple[str, int]]:
    return [
        ("in the dataset", summary.n_events),
        ("new", summary.n_events_new),
        ("changed", summary.n_events_changed),
        ("removed", summary.n_events_removed),
        ("reports from this run's articles", summary.n_reports),
    ]


def _problems(summary: RunSummary) -> list[str]:
    ranked = sorted(summary.problems.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return ["No problems.", ""]
    rest = ranked[_MOST_PROBLEMS:]
    shown = ranked[:_MOST_PROBLEMS] + ([("other kinds", sum(n for _, n in rest))] if rest else [])
    return _table(("Problems (table `issues`)", "n"), shown)


def _table(head: tuple[str, str], rows: Iterable[tuple[str, int]]) -> list[str]:
    return [f"| {head[0]} | {head[1]} |", "|---|---:|", *(f"| {name} | {n:,} |" for name, n in rows), ""]
