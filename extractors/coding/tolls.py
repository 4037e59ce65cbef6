"""From amounts to ACLED's numbers: sums inside one telling, the lowest between tellings, vague words by the codebook.

Codebook section 7: all sides are summed; where tellings differ the lowest is coded and the spread is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from extractors.events.frame_records import Amount

_AGAIN = "again:"
"""Mark in the rule of an amount that a later mention of the same event gave."""


@dataclass(frozen=True, slots=True)
class Toll:
    """The coded number with the lowest and highest reported; `low` and `high` are `None` when nothing was said."""

    coded: int
    low: int | None
    high: int | None


NOTHING_SAID: Final = Toll(0, None, None)


def toll(amounts: Iterable[Amount], category: str, vague: Callable[[], int]) -> Toll:
    """The toll of one category. `vague` gives ACLED's 3 or 10 for a plural without a number."""
    own = [a for a in amounts if a.category == category]
    if not own:
        return NOTHING_SAID
    stated = next((a.coded for a in own if a.is_stated and a.coded is not None), None)
    if stated is not None:
        return Toll(stated, stated, max([stated, *(a.coded or 0 for a in own)]))
    first, again = _tellings(own)
    total = _sum(first, vague)
    rivals = [a.coded for a in again if a.coded and a.coded * 2 >= total]
    low = min([total, *rivals]) if total else max([0, *rivals])
    highs = [a.high for a in own if a.high is not None]
    return Toll(low, low, max([total, *highs, *rivals]))


def again(amount: Amount) -> Amount:
    """The amount as what a later mention of the same event says of it."""
    rule = f"{_AGAIN}{amount.rule_id.removeprefix(_AGAIN)}"
    return Amount(
        amount.category, amount.low, amount.high, amount.coded, amount.start, amount.end, rule, amount.victims
    )


def _tellings(own: list[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Amounts of the first telling and of later ones; without a first, the first of the later ones is it."""
    first = [a for a in own if not a.rule_id.startswith(_AGAIN)]
    later = [a for a in own if a.rule_id.startswith(_AGAIN)]
    return (first, later) if first else (later[:1], later[1:])


def _sum(amounts: list[Amount], vague: Callable[[], int]) -> int:
    """The sum of the numbers; vague plurals count only where no number stands."""
    counted = [a.coded for a in amounts if a.coded is not None]
    return sum(counted) if counted else vague()
