"""How near events are placed to where annotators put them, beside the best that the gazetteer in use could give.

    python benchmarks/places.py GOLD.jsonl... [--km N] [--json]

Records are those of `conflict-events evaluate` (docs/evaluation.md). For the events that have coordinates it prints, for
each set: `placed`, the share whose report lies within N km (25); `ceiling`, the share whose annotated name, or another
spelling of it, stands in the gazetteer within that distance of the annotated point; `told`, the share of the ceiling's
events whose name the text holds at all; and how much of each kind is reached. An event whose name the gazetteer lacks may
still be placed, at the town that stands for its district, so that `placed` may exceed `told`.

A second table says of how many events the text tells the country and the place at all, by a word that names it or by a
place that implies it (`telling.py`), and how much of that is reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.shares import share_of
from benchmarks.telling import Reader, Told
from extractors.coder import Coder
from extractors.places.default import open_default
from extractors.places.distance import distance_km
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from extractors.report import Report
from flows.evaluation.gold import GoldError, GoldEvent, GoldRecord, read_gold
from flows.evaluation.likeness import is_place, is_same_name
from flows.evaluation.scoring import Pair, pair

_KM = 25.0
_PARTS = (" - ", "-", ",", "(")
"""What parts the city from its quarter in an annotated name; either may be what the gazetteer holds."""


@dataclass(slots=True)
class Tally:
    """Counts of one set's events with coordinates.

    Attributes:
        events: All of them.
        placed: Those with a report near enough.
        known: Those whose name the gazetteer has near enough.
        known_told: Of these, those whose name the text holds.
        known_placed, told_placed: Of `known` and `known_told`, those with a report near enough.
    """

    events: int = 0
    placed: int = 0
    known: int = 0
    known_told: int = 0
    known_placed: int = 0
    told_placed: int = 0

    def shares(self) -> dict[str, float]:
        """The figures that are printed; a share of nothing is 0."""
        return {
            "placed": share_of(self.placed, self.events),
            "ceiling": share_of(self.known, self.events),
            "told": share_of(self.known_told, self.events),
            "placed_of_known": share_of(self.known_placed, self.known),
            "placed_of_told": share_of(self.told_placed, self.known_told),
        }


@dataclass(slots=True)
class Telling:
    """How the texts of one set tell a country, or a place, and how often the reports have it right.

    Attributes:
        events: Those whose country, or place, is annotated.
        named: Of these, those whose text names it.
        implied: Those whose text only names what lies in it, or near it.
        right: Those whose report is right.
        told_right: Of the named and implied, those whose report is right.
    """

    events: int = 0
    named: int = 0
    implied: int = 0
    right: int = 0
    told_right: int = 0

    def count(self, told: Told, *, is_right: bool) -> None:
        """Count one event."""
        self.events += 1
        self.named += told == "named"
        self.implied += told == "implied"
        self.right += is_right
        self.told_right += is_right and told != "silent"

    def shares(self) -> dict[str, float]:
        """The figures that are printed; a share of nothing is 0."""
        told = self.named + self.implied
        return {
            "named": share_of(self.named, self.events),
            "told": share_of(told, self.events),
            "right": share_of(self.right, self.events),
            "right_of_told": share_of(self.told_right, told),
        }


@dataclass(slots=True)
class Tallies:
    """All counts of one set."""

    distances: Tally = field(default_factory=Tally)
    country: Telling = field(default_factory=Telling)
    place: Telling = field(default_factory=Telling)

    def shares(self) -> dict[str, dict[str, float]]:
        """The figures by what they are of."""
        return {
            "distances": self.distances.shares(),
            "country": self.country.shares(),
            "place": self.place.shares(),
        }


def is_known(event: GoldEvent, gazetteer: Gazetteer, km: float) -> bool:
    """True when the gazetteer has the event's name, in any spelling that it looks for, within `km` of the event."""
    point = (event.latitude or 0.0, event.longitude or 0.0)
    keys = [place_key(name) for name in _names(event.location)]
    candidates = (c for key in keys for c in (*gazetteer.candidates(key), *gazetteer.loose(key)))
    return any(c.kind != "country" and distance_km((c.latitude, c.longitude), point) <= km for c in candidates)


def _names(location: str | None) -> Iterator[str]:
    """An annotated name and the parts of it."""
    if not location:
        return
    yield location
    for mark in _PARTS:
        if mark in location:
            yield from (part.strip(" )") for part in location.split(mark) if part.strip(" )"))


def is_told(event: GoldEvent, text: str) -> bool:
    """True when the text holds the name, however it is accented or hyphenated."""
    padded = f" {place_key(text)} "
    return any(f" {key} " in padded for key in map(place_key, _names(event.location)) if key)


def tally(records: Iterable[GoldRecord], coder: Coder, gazetteer: Gazetteer, km: float) -> dict[str, Tallies]:
    """The counts of each set of records, in the order in which the sets come."""
    found: dict[str, Tallies] = defaultdict(Tallies)
    reader = Reader(gazetteer)
    for record in records:
        article = record.article("en")
        reports = [r for r in coder.code(article).reports if r.status == "occurred"]
        counts = found[record.set or ""]
        for one in pair(record.happened, reports):
            _count_told(counts, one, article.text, reader, km)
            if one.event.is_placed:
                _count(counts.distances, one.event, one.report, article.text, gazetteer, km)
    return dict(found)


def _count_told(counts: Tallies, one: Pair, text: str, reader: Reader, km: float) -> None:
    event, report = one.event, one.report
    if event.country:
        is_right = report is not None and is_same_name(event.country, report.country)
        counts.country.count(reader.country(event, text), is_right=is_right)
    if event.location or event.is_placed:
        is_right = report is not None and is_place(event, report, km)
        counts.place.count(reader.place(event, text, km), is_right=is_right)


def _count(counts: Tally, event: GoldEvent, report: Report | None, text: str, gazetteer: Gazetteer, km: float) -> None:
    is_placed = report is not None and _is_near(event, report, km)
    has_name = is_known(event, gazetteer, km)
    is_named = has_name and is_told(event, text)
    counts.events += 1
    counts.placed += is_placed
    counts.known += has_name
    counts.known_told += is_named
    counts.known_placed += has_name and is_placed
    counts.told_placed += is_named and is_placed


def _is_near(event: GoldEvent, report: Report, km: float) -> bool:
    if report.latitude is None or report.longitude is None or event.latitude is None or event.longitude is None:
        return False
    return distance_km((event.latitude, event.longitude), (report.latitude, report.longitude)) <= km


def table(found: dict[str, Tallies]) -> str:
    """The counts as lines of text."""
    wide = max(map(len, (*found, "set")))
    lines = [f"{'set':{wide}} {'events':>7} {'placed':>7} {'ceiling':>8} {'told':>6} {'of known':>9} {'of told':>8}"]
    for name, counts in found.items():
        placed, ceiling, told, of_known, of_told = counts.distances.shares().values()
        row = f"{placed:7.3f} {ceiling:8.3f} {told:6.3f} {of_known:9.3f} {of_told:8.3f}"
        lines.append(f"{name:{wide}} {counts.distances.events:7} {row}")
    lines += ["", f"{'set':{wide}} {'of':8} {'events':>7} {'named':>7} {'told':>7} {'right':>7} {'of told':>8}"]
    for name, counts in found.items():
        for what, telling in (("country", counts.country), ("place", counts.place)):
            named, told, right, of_told = telling.shares().values()
            row = f"{named:7.3f} {told:7.3f} {right:7.3f} {of_told:8.3f}"
            lines.append(f"{name:{wide}} {what:8} {telling.events:7} {row}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the files and print; 1 with a message where a file cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, help="JSONL of annotated records")
    parser.add_argument("--km", type=float, default=_KM, help="how far off still counts (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    gazetteer = open_default()
    try:
        records = [record for path in options.gold for record in read_gold(path)]
    except (GoldError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    found = tally(records, Coder.default(gazetteer), gazetteer, options.km)
    print(json.dumps({name: counts.shares() for name, counts in found.items()}) if options.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
