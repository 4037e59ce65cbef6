"""Where the tool speaks: data on standard output, everything else on standard error.

A terminal gets colours and its own width. A pipe or file gets plain text of a fixed width, so that the same data always
prints the same lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from rich.console import Console, RenderableType

PLAIN_WIDTH = 100


def output() -> Console:
    """The console for data."""
    return _console(is_error=False)


def messages() -> Console:
    """The console for progress, warnings and errors."""
    return _console(is_error=True)


def show(*parts: RenderableType) -> None:
    """Print data; outside a terminal without the blanks that fill lines up."""
    console = output()
    if console.is_terminal:
        console.print(*parts, sep="\n", markup=False, highlight=False)
        return
    with console.capture() as captured:
        console.print(*parts, sep="\n", markup=False, highlight=False)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def tell(text: str, *, style: str = "") -> None:
    """Print a message for the person at the terminal, one that is no data."""
    messages().print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def show_json_lines(rows: Iterable[Mapping[str, object]]) -> None:
    """Print one JSON object a line; dates in ISO form, text as it is."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")


def _iso(value: object) -> str:
    """Days as days: a time of midnight is how tables hold a day."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _console(*, is_error: bool) -> Console:
    stream = sys.stderr if is_error else sys.stdout
    return Console(stderr=is_error, width=None if stream.isatty() else PLAIN_WIDTH, legacy_windows=False)
