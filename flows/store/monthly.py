"""The reports of each month as they will be once the run is published: what is kept of the old, and what was coded.

A few months are in memory at a time; a month that is asked for again after it was forgotten is read again.
"""

from __future__ import annotations

import pyarrow as pa

from flows.store.dataset import Store
from flows.store.reviewing import reconsidered
from flows.store.rows import kept
from flows.store.spill import Spill


class MonthlyReports:
    """Reports by month, after the run."""

    def __init__(self, store: Store, spill: Spill, coded: pa.Array, regrouped: set[str]) -> None:
        """Bring together the published reports and those of the articles coded anew.

        `regrouped` are further months whose events are to be built anew.
        """
        self._store = store
        self._spill = spill
        self._coded = coded
        self._months: dict[str, pa.Table] = {}
        self.parts = set(store.parts("reports")) | spill.parts("reports")
        self.touched = self._touched() | regrouped

    def rows(self, part: str) -> pa.Table:
        """The reports of a month."""
        if part not in self._months:
            self._months[part] = self._read(part)
        return self._months[part]

    def publishable(self, part: str) -> pa.Table:
        """Those of them that may become events."""
        return reconsidered(self.rows(part))

    def forget(self, before: str) -> None:
        """Let go of the months before one."""
        self._months = {part: rows for part, rows in self._months.items() if part >= before}

    def _touched(self) -> set[str]:
        """Months that an article coded anew has or had reports in."""
        entries = self._store.ledger.entries
        old = {month for id_ in self._spill.article_ids if id_ in entries for month in entries[id_].report_months}
        return old | self._spill.parts("reports")

    def _read(self, part: str) -> pa.Table:
        old = self._store.rows("reports", part)
        if part not in self.touched:
            return old
        return pa.concat_tables([kept(old, self._coded), self._spill.rows("reports", part)])
