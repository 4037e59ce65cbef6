"""Corrections applied to events while they are built: splits first, then merges, rejections, and changed cells.

An event is still its groups of tellings here, so that what a split or a merge makes is coded from its own reports like
any other event. A correction that finds nothing to correct changes nothing and is not among those that matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.event import Event
from extractors.merging.clusters import Cluster
from extractors.merging.corrections import Correction, changed, find, split_id
from extractors.merging.days import Group
from extractors.merging.row import row
from extractors.merging.telling import Telling

REJECTED = "rejected in review"
"""How the reason of a report begins whose event was rejected."""

Fault = Callable[[Event], str | None]
"""What makes an event illegal, `None` for a legal one."""

Moved = Mapping[str, str] | None
"""New events of reports; `None` where a correction found nothing to do."""


@dataclass(slots=True)
class Outcome:
    """What corrections came to, gathered over all that is built.

    Attributes:
        matched: Ids of the corrections that found what they speak of.
        rejected: Reports of rejected events, with the reason.
        refused: Corrections that would make an event illegal, with what is wrong.
    """

    matched: set[str] = field(default_factory=set)
    rejected: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


class Review:
    """Applies corrections.

    Attributes:
        outcome: What they came to so far.
    """

    def __init__(self, corrections: Iterable[Correction], fault: Fault) -> None:
        """Take corrections in the order in which they were made; of two that correct the same thing the later counts."""
        latest: dict[str, Correction] = {}
        for one in sorted(corrections, key=lambda c: (c.made_at, c.correction_id)):
            latest.pop(one.correction_id, None)
            latest[one.correction_id] = one
        self._corrections: Sequence[Correction] = tuple(latest.values())
        self._fault = fault
        self.outcome = Outcome()

    def events(self, named: Iterable[tuple[str, Group]]) -> list[Event]:
        """The events that groups of tellings are, corrected."""
        groups = dict(named)
        if not self._corrections:
            return [row(id_, group) for id_, group in groups.items()]
        event_of = {report: id_ for id_, group in groups.items() for report in _reports(group)}
        for action, apply in (("split", self._split), ("merge", self._join), ("reject", self._reject)):
            for one in self._of(action):
                found = find(one, groups, event_of) or ""
                moved = apply(one, found, groups) if found in groups else None
                if moved is not None:
                    event_of.update(moved)
                    self.outcome.matched.add(one.correction_id)
        events = {id_: row(id_, group) for id_, group in groups.items()}
        self._change(events, event_of)
        return list(events.values())

    def _of(self, action: str) -> list[Correction]:
        return [one for one in self._corrections if one.action == action]

    def _split(self, one: Correction, event_id: str, groups: dict[str, Group]) -> Moved:
        apart = frozenset(one.split_reports) & _reports(groups[event_id])
        if not apart or apart == _reports(groups[event_id]):
            return None
        whole, new_id = groups[event_id], split_id(event_id, one.split_reports)
        groups[event_id] = [c for cluster in whole if (c := _only(cluster, lambda id_: id_ not in apart))]
        groups[new_id] = [c for cluster in whole if (c := _only(cluster, lambda id_: id_ in apart))]
        return dict.fromkeys(apart, new_id)

    def _join(self, one: Correction, event_id: str, groups: dict[str, Group]) -> Moved:
        if one.new not in groups or one.new == event_id:
            return None
        group = groups.pop(event_id)
        groups[one.new] = [*groups[one.new], *group]
        return dict.fromkeys(_reports(group), one.new)

    def _reject(self, one: Correction, event_id: str, groups: dict[str, Group]) -> Moved:
        reports = _reports(groups.pop(event_id))
        self.outcome.rejected.update(dict.fromkeys(reports, f"{REJECTED}: {one.why}"))
        return {}

    def _change(self, events: dict[str, Event], event_of: Mapping[str, str]) -> None:
        of_event: dict[str, list[Correction]] = {}
        for one in self._of("change"):
            found = find(one, events, event_of) or ""
            if found in events:
                of_event.setdefault(found, []).append(one)
        for event_id, changes in of_event.items():
            events[event_id] = self._changed(events[event_id], changes)

    def _changed(self, event: Event, changes: list[Correction]) -> Event:
        """The event with all its changes, or as it was when they do not make a legal one together."""
        ids = {one.correction_id for one in changes}
        self.outcome.matched |= ids
        try:
            mended = changed(event, {str(one.column): one.new for one in changes})
            fault = self._fault(mended)
        except ValueError as error:
            mended, fault = event, str(error)
        if fault is None:
            return mended
        self.outcome.refused.update(dict.fromkeys(ids, fault))
        return event


def _reports(group: Group) -> frozenset[str]:
    return frozenset(telling.report.report_id for cluster in group for telling in cluster.tellings)


def _only(cluster: Cluster, is_wanted: Callable[[str], bool]) -> Cluster | None:
    """The cluster with some of its tellings."""
    tellings: list[Telling] = [t for t in cluster.tellings if is_wanted(t.report.report_id)]
    if not tellings:
        return None
    part = Cluster(tellings[0])
    for telling in tellings[1:]:
        part.add(telling)
    return part
