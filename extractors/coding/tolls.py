"""From amounts to ACLED's numbers: sums inside one telling, the lowest between tellings, vague words by the codebook.

Codebook section 7: all sides are summed; where tellings differ the lowest is coded and the spread is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractors.events.frames import Amount


@dataclass(frozen=True, slots=True)
class Toll:
    """The coded number with the lowest and highest reported; `low` and `high` are `None` when nothing was said."""

    coded: int
    low: int | None
    high: int | None


def toll(amounts: Iterable[Amount], category: str, vague: Callable[[], int]) -> Toll:
    """The toll of one category. `vague` gives ACLED's 3 or 10 for a plural without a number."""
    own = [a for a in amounts if a.category == category]
    stated = next((a.coded for a in own if a.is_stated and a.coded is not None), None)
    if stated is not None:
        return Toll(stated, stated, max([stated, *(a.coded or 0 for a in own)]))
    first = [a for a in own if not a.rule_id.startswith("again:")]
    again = [a for a in own if a.rule_id.startswith("again:")]
    if not first:
        first, again = again[:1], again[1:]
    if not first:
        return Toll(0, None, None)
    total = _sum(first, vague)
    numbers = [_number(a, vague) for a in again if a.coded is not None]
    rivals = [n for n in numbers if n * 2 >= total and n > 0]
    low = min([total, *rivals]) if total else max([0, *rivals])
    highs = [total, *[h for a in (*first, *again) if (h := a.high) is not None], *rivals]
    return Toll(low, low, max(highs))


def _sum(amounts: list[Amount], vague: Callable[[], int]) -> int:
    counted = [a for a in amounts if a.coded is not None]
    if not counted:
        return vague() if amounts else 0
    return sum(_number(a, vague) for a in counted)


def _number(amount: Amount, vague: Callable[[], int]) -> int:
    return vague() if amount.coded is None else amount.coded
