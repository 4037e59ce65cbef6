"""Ids that stay: an event is named after where and when its earliest report put it, not after what is learnt later.

A rising toll, a better spelling, a further source or a later article do not touch the anchor. Where several events are
anchored at one place and day, the one told first has the plain name and the others add the article that told them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache

from extractors.merging.days import Group
from extractors.merging.telling import MONTH, Telling
from extractors.places.tables import countries

_UNKNOWN = "XXX"


def with_ids(groups: Iterable[Group]) -> list[tuple[str, Group]]:
    """Each event of a country with its id; ids differ."""
    anchored: dict[str, list[tuple[Telling, Group]]] = {}
    for group in groups:
        anchor = _anchor(group)
        anchored.setdefault(_place_and_day(anchor), []).append((anchor, group))
    named: list[tuple[str, Group]] = []
    for key, rivals in anchored.items():
        rivals.sort(key=lambda rival: rival[0].order)
        named.append((_id(rivals[0][0], key), rivals[0][1]))
        named += [(_id(anchor, _told_in(key, anchor)), group) for anchor, group in rivals[1:]]
    return named


def _anchor(group: Group) -> Telling:
    """The earliest telling; one that knows only the month speaks last."""
    tellings = (telling for one in group for telling in one.tellings)
    return min(tellings, key=lambda t: (t.precision == MONTH, t.published, t.day, t.point, t.name, t.order))


def _place_and_day(anchor: Telling) -> str:
    day = date.fromordinal(anchor.day).isoformat()
    when = day[:7] if anchor.precision == MONTH else day
    return f"{when}|{anchor.point[0]:.2f}|{anchor.point[1]:.2f}|{anchor.geo_precision}"


def _told_in(key: str, anchor: Telling) -> str:
    return f"{key}|{anchor.report.report_id}"


def _id(anchor: Telling, key: str) -> str:
    code = _codes().get(anchor.iso, _UNKNOWN)
    return f"CE-{code}-{hashlib.sha256(f'{code}|{key}'.encode()).hexdigest()[:12]}"


@cache
def _codes() -> dict[int, str]:
    """Alpha-3 codes by number; territories that share a number have the code of the first."""
    return {country.iso: country.iso3 for country in reversed(countries().values())}
