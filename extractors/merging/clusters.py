"""Clusters of tellings of one day: each telling joins the best cluster that it fits as a whole, or founds one.

Tellings are heard in the order of publication, so that a later article changes nothing that was joined before. Only
clusters of the same place or area are looked at: cost grows with the reports, not with their square.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from extractors.merging.comparing import ONE_ROW, is_one_row, likeness, text_level
from extractors.merging.rules import MergeRules
from extractors.merging.telling import EXACT, Telling

Spot = tuple[object, ...]
"""A cell of the map, or an area: where clusters are looked for."""

_AROUND = [(n, e) for n in (-1, 0, 1) for e in (-1, 0, 1)]
_AREA = 3


class Cluster:
    """Tellings of one event.

    Attributes:
        tellings: All of them, in the order heard.
        shapes: Those that differ in what is compared; ten papers with one story are one shape.
    """

    __slots__ = ("_articles", "_groups", "_seen", "shapes", "tellings")

    def __init__(self, first: Telling) -> None:
        """Found a cluster."""
        self.tellings: list[Telling] = []
        self.shapes: list[Telling] = []
        self._seen: set[tuple[object, ...]] = set()
        self._articles: dict[str, list[Telling]] = {}
        self._groups: set[str] = set()
        self.add(first)

    @property
    def first(self) -> Telling:
        """The telling that founded it."""
        return self.tellings[0]

    @property
    def is_exact(self) -> bool:
        """True when somebody gives the day."""
        return any(telling.precision == EXACT for telling in self.shapes)

    @property
    def n_voices(self) -> int:
        """How many speak independently of each other."""
        return len({telling.voice for telling in self.tellings})

    @property
    def rank(self) -> tuple[object, ...]:
        """Whom others join: who gives the day, then who has most voices, then who was first."""
        return (not self.is_exact, -self.n_voices, self.first.order)

    def add(self, telling: Telling) -> None:
        """Take in a telling."""
        self.tellings.append(telling)
        self._articles.setdefault(telling.report.article_id, []).append(telling)
        if telling.text_group is not None:
            self._groups.add(telling.text_group)
        shape = _shape(telling)
        if shape not in self._seen:
            self._seen.add(shape)
            self.shapes.append(telling)

    def takes(self, telling: Telling) -> float | None:
        """How well a telling of the day fits the whole cluster; `None` when it does not."""
        own = self._articles.get(telling.report.article_id, ())
        if own and not all(is_one_row(telling, other) for other in own):
            return None
        bonus = text_points([telling], self.tellings) if telling.text_group in self._groups else 0.0
        worth = _complete_link([telling], self.shapes, bonus)
        return ONE_ROW if own and worth is not None else _if_enough(worth)

    def fits(self, other: Cluster) -> float | None:
        """How well two clusters of different days fit each other as wholes; `None` when they do not."""
        if not self._articles.keys().isdisjoint(other._articles):
            return None
        bonus = 0.0 if self._groups.isdisjoint(other._groups) else text_points(self.tellings, other.tellings)
        return _if_enough(_complete_link(self.shapes, other.shapes, bonus))


def cluster(tellings: Iterable[Telling]) -> list[Cluster]:
    """Clusters of tellings of one country and day (or month, where no more is known), in the order of their founding."""
    found: list[Cluster] = []
    at: dict[Spot, dict[int, Cluster]] = {}
    for telling in sorted(tellings, key=lambda t: t.order):
        best = _best(telling, at)
        if best is None:
            best = Cluster(telling)
            found.append(best)
        else:
            best.add(telling)
        for spot in _spots(telling):
            at.setdefault(spot, {})[id(best)] = best
    return found


def spot_of(telling: Telling) -> Spot:
    """The spot of the telling's own place; areas lie apart from places."""
    return (telling.geo_precision == _AREA, *telling.cell)


def spots_around(telling: Telling) -> Iterator[Spot]:
    """The spots in which what is near the telling's place may lie."""
    north, east = telling.cell
    if telling.geo_precision == _AREA:
        yield (True, north, east)
    else:
        yield from ((False, north + n, east + e) for n, e in _AROUND)


def _best(telling: Telling, at: dict[Spot, dict[int, Cluster]]) -> Cluster | None:
    near: dict[int, Cluster] = {}
    for spot in _looked_at(telling):
        if spot in at:
            near.update(at[spot])
    rated = ((worth, one) for one in near.values() if (worth := one.takes(telling)) is not None)
    return min(rated, key=lambda pair: (-pair[0], pair[1].first.order), default=(0.0, None))[1]


def _spots(telling: Telling) -> Iterator[Spot]:
    """Where a cluster with this telling is found."""
    yield spot_of(telling)
    area = telling.report.admin1
    if area is not None:
        yield ("in", area)
        if telling.geo_precision == _AREA:
            yield ("all of", area)


def _looked_at(telling: Telling) -> Iterator[Spot]:
    """Where clusters that may take the telling are looked for."""
    yield from spots_around(telling)
    area = telling.report.admin1
    if area is not None:
        yield ("in" if telling.geo_precision == _AREA else "all of", area)


def _complete_link(one: list[Telling], two: list[Telling], bonus: float) -> float | None:
    """The best pair's points; `None` when any pair does not fit."""
    least = MergeRules.default().lexicon.fit
    best = -math.inf
    for first in one:
        for second in two:
            worth = likeness(first, second)
            if worth is None or worth + bonus < least:
                return None
            best = max(best, worth + bonus)
    return best


def text_points(one: list[Telling], two: list[Telling]) -> float:
    """What it is worth that some of them say it in the same words."""
    points = MergeRules.default().lexicon.points.text
    return max(points[text_level(first, second)] for first in one for second in two)


def _if_enough(worth: float | None) -> float | None:
    return worth if worth is not None and worth >= MergeRules.default().lexicon.join else None


def _shape(telling: Telling) -> tuple[object, ...]:
    return (
        telling.day, telling.precision, telling.is_as_reported, telling.point, telling.geo_precision, telling.name,
        telling.report.sub_event_type, telling.sides, telling.scenes, telling.killed, telling.injured,
    )  # fmt: skip
