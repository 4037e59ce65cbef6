"""Batches that are coded but not published yet, kept so that an interrupted run need not code them again.

They are found by a digest of their articles and of the coder, so what is found is what would be coded; a publication
removes them all.
"""

from __future__ import annotations

import pyarrow as pa

from flows.store.contract import Files
from flows.store.spill import CodedBatch

FOLDER = "_coded"


def find_coded(files: Files, key: str) -> CodedBatch | None:
    """The batch as an interrupted run coded it, if it got that far."""
    try:
        articles, reports, issues = files.read_streams(_path(key))
    except (OSError, pa.ArrowException, ValueError):
        return None
    return CodedBatch(articles, reports, issues)


def keep_coded(files: Files, key: str, coded: CodedBatch) -> None:
    """Keep a coded batch until the next publication."""
    if not files.exists(_path(key)):
        files.make_folder(FOLDER)
        files.write_streams(_path(key), [coded.articles, coded.reports, coded.issues])


def forget_coded(files: Files) -> None:
    """Drop all batches."""
    files.remove_folder(FOLDER)


def _path(key: str) -> str:
    return f"{FOLDER}/{key}.arrows"
