"""Totals told beside their parts: "13 killed in raids on the north", of whom 5 died in one village and 8 in another.

The codebook counts nobody twice: where the parts make up the total, the total is no event of its own.
"""

from __future__ import annotations

from extractors.coding.draft import Draft
from extractors.coding.tolls import toll
from extractors.places.records import NAMED

RULE = "total_of_events_told_apart"
_WIDE = 3
"""Geo-precision of a province or country."""
_MOST = 0.6
"""Share of a total that its parts make up where they are all told."""


def set_totals_aside(drafts: list[Draft]) -> None:
    """Make background of totals whose parts are events of their own."""
    wide = [d for d in drafts if d.status == "occurred" and _is_wide(d) and _killed(d)]
    for total in wide:
        parts = [d for d in drafts if d is not total and d.status == "occurred" and _is_part(d, total)]
        if len(parts) > 1 and sum(_killed(p) for p in parts) >= _MOST * _killed(total):
            total.status, total.status_rule = "historical", RULE


def _is_wide(draft: Draft) -> bool:
    return draft.share[1] == 1 and draft.place is not None and draft.place.geo_precision == _WIDE


def _is_part(draft: Draft, total: Draft) -> bool:
    """True for an event of the same type and day inside the place of the total, with fewer dead."""
    if draft.place is None or total.place is None or draft.sub_event_type != total.sub_event_type:
        return False
    is_somewhere = draft.place.place_id.startswith(NAMED) and draft.place.iso == total.place.iso
    is_inside = is_somewhere or (draft.place.place_id != total.place.place_id and total.place.contains(draft.place))
    return is_inside and draft.when.day == total.when.day and 0 < _killed(draft) < _killed(total)


def _killed(draft: Draft) -> int:
    return toll(draft.amounts, "killed", lambda: 0).coded if draft.amounts else 0
