"""Numbers that sum up several events and were given to the first of them: "ten hurt in three towns", then three, four, three.

A headline or lead counts all, and the text each place. Where what a later mention says of an event and what the other
events of the day have make up the first number, the event has the later one (codebook section 7 counts nobody twice).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import number_told
from extractors.events.frame_records import Amount

_CATEGORIES = ("killed", "injured")
_LARGE = 20
"""Such a number may sum up several days."""
_LEAST = 4
"""A smaller number is made up of others by chance."""


def take_out_sums(drafts: list[Draft]) -> None:
    """Give events their own number where their first was that of all events of the day."""
    told = [d for d in drafts if d.status == "occurred" and _is_violent(d)]
    for category in _CATEGORIES:
        for draft in (d for d in told if d.share[1] == 1 and d.mentions > 1):
            whole = number_told(draft.amounts, category)
            for others in _others(draft, told, whole):
                own = whole - sum(_own(d, category) for d in others)
                if whole >= _LEAST and 0 < own < whole and own in _told_later(draft, category):
                    draft.amounts = _with(draft.amounts, category, own)
                    break


def _is_violent(draft: Draft) -> bool:
    return Codebook.default().event_type[draft.sub_event_type] in VIOLENCE


def _others(draft: Draft, told: list[Draft], whole: int) -> Iterator[list[Draft]]:
    """The other events of the day; those of them whose day may be another; of a large number all that the text tells of."""
    rest = [d for d in told if d is not draft]
    yield [d for d in rest if d.when.day == draft.when.day]
    yield [d for d in rest if d.when.day == draft.when.day or not (d.when.is_own and draft.when.is_own)]
    if whole >= _LARGE:
        yield rest


def _own(draft: Draft, category: str) -> int:
    """The number of an event; of what several places share, that of all of them, once."""
    is_shared = draft.share[1] > 1 and not any(a.is_local for a in draft.amounts)
    return 0 if is_shared and draft.share[0] else number_told(draft.amounts, category)


def _told_later(draft: Draft, category: str) -> set[int]:
    """The numbers of later mentions of the event."""
    return {a.coded for a in draft.amounts if a.category == category and a.telling and a.is_counted and a.coded}


def _with(amounts: list[Amount], category: str, number: int) -> list[Amount]:
    """The amounts with one number for a category in the stead of all that were told."""
    own = next(a for a in amounts if a.category == category and a.coded == number)
    return [*(a for a in amounts if a.category != category), replace(own, telling=0, is_part=False)]
