"""How far events reach in time: what a caller that rebuilds a month must read.

Merging is local. The events dated in a month, and everything their rows say, follow from the reports of the same country
that are dated in that month or at most `REACH_DAYS` before its first or after its last day; the months before and after
are always enough. A report is at most `SPREAD_DAYS` from the day of its event, or, where it is only known to the month,
in the same month.
"""

from __future__ import annotations

from typing import Final

SPREAD_DAYS: Final = 5
"""Most days between a report and its event, unless the report is known only to the month."""

REACH_DAYS: Final = 28
"""Reports further than this from a month have no influence on its events."""
