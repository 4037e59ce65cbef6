"""A progress bar on standard error, for a person only: a pipe or log file gets none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.view.terminal import messages

Report = Callable[[int, int | None, str], None]


@contextmanager
def progress_bar(*, is_quiet: bool = False) -> Iterator[Report | None]:
    """Give a function that takes articles done, articles in all (if known) and a word on what is going on.

    Gives `None` where nobody watches.
    """
    console = messages()
    if is_quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=None)

        def report(done: int, total: int | None, note: str) -> None:
            bar.update(task, completed=done, total=total, description=note or "Coding")

        yield report
