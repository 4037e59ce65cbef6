"""Corrections while a dataset is built: they are applied to the events, and those that no longer fit become issues."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from extractors.event import Event
from extractors.merging.corrections import Correction
from extractors.merging.review import REJECTED, Review
from extractors.merging.witness import Witness
from extractors.report import Issue, Report
from flows.store.corrections import kept, with_new
from flows.store.dataset import Store
from flows.store.problems import event_problems
from flows.store.rows import build, event_row, issue_row, month_of

Merge = Callable[..., list[Event]]
"""Makes events of reports and witnesses, of a review where there is one, and for the days that are wanted."""

PART = "review"
"""Part of `issues` for corrections that no longer fit."""


class Reviewing:
    """The corrections of a dataset, and further ones that come in with this build."""

    def __init__(self, store: Store, merge: Merge, new: Iterable[Correction] = ()) -> None:
        """Read the corrections that the dataset holds.

        Args:
            store: The dataset.
            merge: Makes events of reports.
            new: Corrections that come in now.
        """
        self._merge = merge
        fresh = list(new)
        self.table: pa.Table | None = with_new(store, fresh) if fresh else None
        ids = {one.correction_id for one in fresh}
        self._corrections = [*(one for one in kept(store) if one.correction_id not in ids), *fresh]
        self._review = Review(self._corrections, fault)
        self.months = {month_of(one.event_date) for one in fresh} | {
            str(one.new)[:7] for one in fresh if one.column == "event_date"
        }

    def merge(
        self, reports: Iterable[Report], witnesses: Mapping[str, Witness], days: tuple[date, date]
    ) -> list[Event]:
        """Events of the reports, corrected: at least those of the days wanted, from the first to the last."""
        return self._merge(reports, witnesses, self._review if self._corrections else None, days)

    @property
    def rejected(self) -> Mapping[str, str]:
        """Reports of rejected events, with the reason that they are to have."""
        return self._review.outcome.rejected

    def issues(self, old: pa.Table, months: Collection[str]) -> pa.Table:
        """The problems of corrections after the months were built anew; those of other months stay."""
        built = {c.correction_id: c for c in self._corrections if month_of(c.event_date) in months}
        is_built = pc.is_in(old["text"], value_set=pa.array(sorted(built), pa.string()))
        new = [issue_row(self._issue(one), PART) for one in built.values() if not self._fits(one)]
        return pa.concat_tables([old.filter(pc.invert(is_built)), build("issues", new)])

    def _fits(self, one: Correction) -> bool:
        outcome = self._review.outcome
        return one.correction_id in outcome.matched and one.correction_id not in outcome.refused

    def _issue(self, one: Correction) -> Issue:
        what = f"{one.action} of {one.event_id_cnty} by {one.who} ({one.why})"
        refused = self._review.outcome.refused.get(one.correction_id)
        if refused is None:
            kind, message = "correction_unmatched", f"{what}: expected the event or its reports, found neither any more"
        else:
            kind, message = "correction_refused", f"{what}: the event would be illegal: {refused}"
        return Issue(None, kind, "warning", message, one.column, text=one.correction_id)


def reconsidered(reports: pa.Table) -> pa.Table:
    """The reports that may become events: those without a reason, and those whose event a person rejected.

    Whether the rejection still holds is for the corrections to say, so the reason is taken off first.
    """
    is_rejected = pc.fill_null(pc.starts_with(reports["reason"], pattern=REJECTED), False)
    reason = pc.if_else(is_rejected, pa.scalar(None, pa.string()), reports["reason"])
    rows = reports.set_column(reports.schema.get_field_index("reason"), "reason", reason)
    return rows.filter(pc.is_null(rows["reason"]))


def fault(event: Event) -> str | None:
    """What makes an event illegal, `None` for a legal one."""
    problem = next(event_problems(event_row(event, timestamp=0)), None)
    return f"{problem[0]}: {problem[1]}" if problem else None
