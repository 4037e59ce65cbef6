"""Whose number? An outlet's later toll replaces its earlier one; between outlets the lowest counts; all are kept.

Codebook section 7. A number that the coder only divided (a total over several places) stands back behind one that
somebody gives for this event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from extractors.coding.tolls import NOTHING_SAID, Toll
from extractors.merging.telling import Bounds, Telling


class Count(NamedTuple):
    """A number of people in an event; `is_share` when all that is known is a share of a total."""

    toll: Toll
    is_share: bool


class _Said(NamedTuple):
    published: date
    is_share: bool
    coded: int
    low: int
    high: int


def killed(tellings: Iterable[Telling]) -> Count:
    """The dead of an event."""
    return _count(tellings, lambda t: t.killed, lambda t: t.report.fatalities_low)


def injured(tellings: Iterable[Telling]) -> Count:
    """The injured of an event."""
    return _count(tellings, lambda t: t.injured, lambda t: t.report.injuries_low)


def _count(
    tellings: Iterable[Telling],
    bounds: Callable[[Telling], Bounds | None],
    lowest_told: Callable[[Telling], int | None],
) -> Count:
    by_voice: dict[str, list[_Said]] = {}
    for telling in tellings:
        found = bounds(telling)
        if found is not None:
            is_share = found[0] < (lowest_told(telling) or 0)
            by_voice.setdefault(telling.voice, []).append(_Said(telling.published, is_share, *found))
    if not by_voice:
        return Count(NOTHING_SAID, False)
    last = [_last_word(said) for said in by_voice.values()]
    whole = [said for said in last if not said.is_share] or last
    all_said = [said for voice in by_voice.values() for said in voice]
    coded = min(said.coded for said in whole)
    low = min(coded, *(said.coded for said in all_said if not said.is_share), coded)
    return Count(Toll(coded, low, max(coded, *(said.high for said in all_said))), whole[0].is_share)


def _last_word(said: list[_Said]) -> _Said:
    """What a voice says in the end: its latest day; on one day the lowest, and a share only where nothing else is."""
    latest = max(one.published for one in said)
    return min((one for one in said if one.published == latest), key=lambda one: (one.is_share, one.coded, one.high))
