"""Inputs to articles: open, tell the format, read records, make articles, leave duplicates out.

Everything that is wrong with an input becomes an issue that names file, line and field; the other articles go through.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.report import Issue
from flows.readers.duplicates import SeenArticles
from flows.readers.fields import to_article
from flows.readers.formats import read_records
from flows.readers.opening import expand, is_url, open_input
from flows.readers.problems import problem, reason
from flows.readers.records import RawRecord, ReadOptions, Sourced

_UNREADABLE = (OSError, EOFError, zlib.error)


def read_articles(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Iterator[Sourced | Issue]:
    """Read articles from files, folders, globs, URLs and "-" (standard input), one after the other.

    Args:
        inputs: What to read. Folders are read with all that is below them, in the order of names.
        options: How to read; see `ReadOptions`.

    Returns:
        Articles and issues in the order of the inputs. JSON lines are read in constant memory.

    Raises:
        InputError: An input matches nothing. Raised at once, before anything is read.
    """
    names, issues = expand(inputs)
    return _articles(names, issues, options or ReadOptions())


def _articles(names: list[str], issues: list[Issue], options: ReadOptions) -> Iterator[Sourced | Issue]:
    yield from issues
    seen = SeenArticles()
    for name in names:
        for item in _from_input(name, options):
            duplicate = seen.check(item) if isinstance(item, Sourced) else None
            yield duplicate or item


def _from_input(name: str, options: ReadOptions) -> Iterator[Sourced | Issue]:
    try:
        with open_input(name) as opened:
            for record in read_records(opened, options):
                if isinstance(record, RawRecord):
                    yield from to_article(record, options)
                else:
                    yield record
    except _UNREADABLE as error:
        yield problem("unreadable_file", "a readable file", reason(error), name)
    except (ValueError, ImportError) as error:  # fsspec: unknown protocol, or its package is not installed
        if not is_url(name):
            raise
        yield problem("unreadable_file", "a URL that can be opened", reason(error), name)
