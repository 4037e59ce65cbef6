"""What the row of an event says: each cell from the reports that know it best (codebook sections 2 to 8).

The day is that of the event's leading cluster, the place that of the most exact reports, the type the highest in the
codebook's hierarchy that enough voices tell of; the report that is best at all of them gives the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.event import Event
from extractors.merging.counting import injured, killed
from extractors.merging.days import Group
from extractors.merging.note import NoteCells, write
from extractors.merging.rules import MergeRules
from extractors.merging.sources import joined_scales, joined_sources
from extractors.merging.tagging import joined_tags
from extractors.merging.telling import Telling
from extractors.merging.united import United, unite

_PART = "part"
_ENOUGH = 1 / 3
"""Share of the voices of the best-told type that a higher type needs to name the event."""


def row(event_id: str, group: Group) -> Event:
    """The event that a group of clusters is."""
    tellings = sorted((t for one in group for t in one.tellings), key=_trust)
    sub_event_type = _type(tellings)
    base = next(t for t in tellings if t.report.sub_event_type == sub_event_type)
    when = dated(group)
    placed = _placed(tellings)
    sides = unite(base, tellings)
    is_target_only = sides[0].side is None
    one, two = sides if not is_target_only else (sides[1], sides[0])
    inter1, inter2 = _inter(one), _inter(two)
    report, place = base.report, placed.report
    cells = NoteCells(
        report.sub_event_type, date.fromordinal(when.day), when.precision, when.is_as_reported,
        _name(one), _name(two), is_target_only, place.location or "", place.admin1, place.admin2,
        place.coded_to, placed.geo_precision,
        killed(_counted(tellings, report.sub_event_type)), injured(_counted(tellings, report.sub_event_type)),
        _claimants(tellings), _harm(tellings),
    )  # fmt: skip
    return Event(
        event_id_cnty=event_id,
        event_date=cells.event_date,
        time_precision=when.precision,
        disorder_type=report.disorder_type,
        event_type=report.event_type,
        sub_event_type=report.sub_event_type,
        actor1=_name(one) or "",
        assoc_actor_1="; ".join(one.associates) or None,
        inter1=inter1 or "",
        actor2=_name(two),
        assoc_actor_2="; ".join(two.associates) or None,
        inter2=inter2,
        interaction=interaction(inter1, inter2) or "",
        civilian_targeting=civilian_targeting(report.event_type, report.sub_event_type, inter2),
        iso=placed.iso,
        region=place.region or "",
        country=place.country or "",
        admin1=place.admin1,
        admin2=place.admin2,
        admin3=place.admin3,
        location=cells.location,
        latitude=placed.point[0],
        longitude=placed.point[1],
        geo_precision=placed.geo_precision,
        source=joined_sources(t.report.source for t in tellings),
        source_scale=joined_scales(t.report.source_scale for t in tellings),
        notes=write(cells),
        fatalities=cells.killed.toll.coded,
        tags=joined_tags(report.sub_event_type, (t.report.tags for t in tellings)),
        report_ids=tuple(sorted(t.report.report_id for t in tellings)),
    )


def dated(group: Group) -> Telling:
    """The telling whose day the event has: the best of the leading cluster."""
    return min(group[0].tellings, key=_trust)


def _trust(telling: Telling) -> tuple[object, ...]:
    """Best telling first: own day and place before borrowed ones; ties as they were published."""
    return (telling.precision, telling.geo_precision, -telling.report.confidence, telling.order)


def _type(tellings: list[Telling]) -> str:
    """The sub-event type: the highest of those that enough voices tell of."""
    voices: dict[str, set[str]] = {}
    for telling in tellings:
        voices.setdefault(telling.report.sub_event_type, set()).add(telling.voice)
    most = max(len(names) for names in voices.values())
    rank = Codebook.default().rank
    return min((s for s, names in voices.items() if len(names) >= most * _ENOUGH), key=lambda s: rank[s])


def _counted(tellings: list[Telling], sub_event_type: str) -> list[Telling]:
    """The tellings whose numbers are those of the event: not of a part of it, where others count the whole."""
    level = MergeRules.default().type_level
    whole = [t for t in tellings if level[sub_event_type, t.report.sub_event_type] != _PART]
    return whole if any(t.killed is not None for t in whole) else tellings


def _placed(tellings: list[Telling]) -> Telling:
    """The telling whose place the event has: the most exact, among equals the one that most voices name."""
    finest = min(t.geo_precision for t in tellings)
    exact = [t for t in tellings if t.geo_precision == finest]
    voices: dict[tuple[object, ...], set[str]] = {}
    for telling in exact:
        voices.setdefault(_spot(telling), set()).add(telling.voice)
    return min(exact, key=lambda t: (-len(voices[_spot(t)]), t.is_city, _trust(t)))


def _spot(telling: Telling) -> tuple[object, ...]:
    return (*telling.point, telling.report.location)


def _claimants(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(sorted({t.report.claimed_by for t in tellings if t.report.claimed_by}))


def _harm(tellings: Iterable[Telling]) -> dict[str, int]:
    """Further harm by its sort, the lowest number that a report gives."""
    harm: dict[str, int] = {}
    for telling in tellings:
        for part in (telling.report.other_harm or "").split("; "):
            sort, _, number = part.partition("=")
            if number.isdigit():
                harm[sort] = min(int(number), harm.get(sort, int(number)))
    return dict(sorted(harm.items()))


def _name(united: United) -> str | None:
    return united.side[0] if united.side else None


def _inter(united: United) -> str | None:
    return united.side[1] if united.side else None
