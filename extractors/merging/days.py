"""Clusters of neighbouring days and of one month become events; nothing is chained.

A cluster follows another when the two fit and the other has the higher rank. Only a cluster that follows none can be
followed, so that a row of likenesses, day after day, never grows into one event, and what becomes of a day depends on
few others: docs/merging.md proves the constants of `extractors.merging.windows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from extractors.merging.clusters import Cluster, Spot, cluster, spot_of, spots_around
from extractors.merging.telling import MONTH, Telling
from extractors.merging.windows import SPREAD_DAYS

Group = list[Cluster]
"""The clusters of one event; the first gives its day."""
_Fit = tuple[float, Cluster]
_Key = Callable[[Telling], object]


def gather(tellings: Iterable[Telling]) -> list[Group]:
    """Events among the tellings of one country."""
    dated: list[Telling] = []
    monthly: list[Telling] = []
    for telling in tellings:
        (monthly if telling.precision == MONTH else dated).append(telling)
    groups = _join_days(_clusters(dated, lambda t: t.day))
    return _join_months(groups, _clusters(monthly, lambda t: t.month))


def _clusters(tellings: list[Telling], key: Callable[[Telling], int | tuple[int, int]]) -> list[Cluster]:
    blocks = groupby(sorted(tellings, key=key), key)
    return [found for _, block in blocks for found in cluster(block)]


def _join_days(clusters: list[Cluster]) -> list[Group]:
    fits = _fits(clusters)
    leaders = {id(c) for c in clusters if all(c.rank < other.rank for _, other in fits.get(id(c), ()))}
    groups = {id(c): [c] for c in clusters if id(c) in leaders}
    followers: dict[int, list[_Fit]] = {}
    alone: list[Group] = []
    for one in clusters:
        if id(one) in leaders:
            continue
        open_to = [fit for fit in fits[id(one)] if id(fit[1]) in leaders]
        if not open_to:
            alone.append([one])
            continue
        worth, leader = min(open_to, key=_best_first)
        followers.setdefault(id(leader), []).append((worth, one))
    for leader_id, wishes in followers.items():
        alone += _accept(groups[leader_id], wishes)
    return [*groups.values(), *alone]


def _join_months(groups: list[Group], monthly: list[Cluster]) -> list[Group]:
    """Give what is known only to the month to the best event of that month."""
    at = _by_month(groups, {one.first.month for one in monthly})
    wishes: dict[int, tuple[Group, list[_Fit]]] = {}
    alone: list[Group] = []
    for one in monthly:
        spots = {(one.first.month, spot) for shape in one.shapes for spot in spots_around(shape)}
        near = {id(group): group for spot in spots for group in at.get(spot, ())}
        rated = [(worth, group) for group in near.values() if (worth := _fit_of(group, one)) is not None]
        if not rated:
            alone.append([one])
            continue
        worth, group = min(rated, key=lambda fit: (-fit[0], fit[1][0].rank))
        wishes.setdefault(id(group), (group, []))[1].append((worth, one))
    for group, wished in wishes.values():
        alone += _accept(group, wished)
    return [*groups, *alone]


def _by_month(groups: list[Group], months: set[tuple[int, int]]) -> dict[tuple[object, Spot], list[Group]]:
    """The events of some months, by month and the spots of their places."""
    at: dict[tuple[object, Spot], list[Group]] = {}
    for group in groups if months else ():
        month = group[0].first.month
        for spot in {spot_of(shape) for one in group for shape in one.shapes} if month in months else ():
            at.setdefault((month, spot), []).append(group)
    return at


def _accept(group: Group, wishes: list[_Fit]) -> list[Group]:
    """Take into the group who fits all that are in it, the best first; returns the others, each alone."""
    left: list[Group] = []
    for _, one in sorted(wishes, key=_best_first):
        if _fit_of(group, one) is None:
            left.append([one])
        else:
            group.append(one)
    return left


def _fit_of(group: Group, one: Cluster) -> float | None:
    """How well a cluster fits all clusters of a group; `None` when it contradicts one of them."""
    worths = [member.fits(one) for member in group]
    return min(worth for worth in worths if worth is not None) if None not in worths else None


def _best_first(fit: _Fit) -> tuple[object, ...]:
    return (-fit[0], fit[1].rank)


def _fits(clusters: list[Cluster]) -> dict[int, list[_Fit]]:
    """For each cluster those of the days around it that it fits; the clusters are in the order of their days."""
    at: dict[Spot, list[Cluster]] = {}
    fits: dict[int, list[_Fit]] = {}
    for one in clusters:
        for other in _before(one, at):
            worth = one.fits(other)
            if worth is not None:
                fits.setdefault(id(one), []).append((worth, other))
                fits.setdefault(id(other), []).append((worth, one))
        for spot in {spot_of(shape) for shape in one.shapes}:
            at.setdefault(spot, []).append(one)
    return fits


def _before(one: Cluster, at: dict[Spot, list[Cluster]]) -> Iterator[Cluster]:
    """The clusters of the days before a cluster's, in and around its places."""
    day = one.first.day
    found: dict[int, Cluster] = {}
    for spot in {spot for shape in one.shapes for spot in spots_around(shape)}:
        for other in reversed(at.get(spot, ())):
            if other.first.day < day - SPREAD_DAYS:
                break
            if other.first.day < day:
                found[id(other)] = other
    yield from found.values()
