"""Answers of online geocoders, kept for ever: a name is asked once, and a run gives the same table next year.

A row says who answered, to which question, when, and what. An empty answer is an answer, too. A failure is not kept.
Delete the file, or rows of it, to have names asked again.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from flows.geocoding.answers import Answer

logger = logging.getLogger("flows.geocoding")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    service TEXT NOT NULL,   -- which geocoder, at which address
    query TEXT NOT NULL,     -- the words asked
    country TEXT NOT NULL,   -- alpha-2 code that the question was limited to
    asked_at TEXT NOT NULL,  -- ISO 8601, UTC
    answers TEXT NOT NULL,   -- JSON list, best first; empty when there is no such place
    PRIMARY KEY (service, query, country)
)"""
_WAIT = 30.0


class AnswerCache:
    """Answers on disk. Two runs may share the file. A file that cannot be used is said once and done without."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Open the file, making it where it is missing."""
        self._now = now
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
            with self._connection as connection:
                connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            self._do_without(path, error)
        self._path = path

    def get(self, service: str, query: str, country: str) -> tuple[Answer, ...] | None:
        """What was answered before, `None` where this was never asked."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                "SELECT answers FROM answers WHERE service = ? AND query = ? AND country = ?",
                (service, query, country),
            ).fetchone()
            return None if row is None else tuple(Answer(**item) for item in json.loads(row[0]))
        except (sqlite3.Error, TypeError, ValueError) as error:
            self._do_without(self._path, error)
            return None

    def put(self, service: str, query: str, country: str, found: tuple[Answer, ...]) -> None:
        """Keep an answer."""
        if self._connection is None:
            return
        row = (service, query, country, self._now().isoformat(timespec="seconds"), json.dumps([*map(asdict, found)]))
        try:
            with self._connection as connection:
                connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            self._do_without(self._path, error)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _do_without(self, path: Path, error: Exception) -> None:
        logger.warning("%s: cannot keep answers of the geocoder here (%s); going on without", path, error)
        self.close()
