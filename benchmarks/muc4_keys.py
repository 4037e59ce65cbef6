"""The answer keys of MUC-4: what annotators of 1992 wrote of the incidents in news texts of 1988 to 1991.

A key is a template with slots, each a list of strings in a notation of its own: `?` before what is doubtful, ` / `
between alternatives, `"..."` around words of the text, `NUMBER: "TARGET"` and `EFFECT: "TARGET"`. Only the slots that an
event table has a column for are read. Years have two digits, all of the 1900s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")
_KIND_OF_PLACE = re.compile(r"\s*\([^()]*\)\s*$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\")*)"')
_COUNT = re.compile(r"\D{0,2}(\d+)-?")


@dataclass(frozen=True, slots=True)
class Span:
    """Days between which an incident lies; `first` is `None` where it is only known to lie on or before `last`."""

    first: date | None
    last: date

    def holds(self, day: date | None) -> bool:
        """True for a day of the span."""
        return day is not None and (self.first is None or self.first <= day) and day <= self.last

    @property
    def is_day(self) -> bool:
        """True for one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Key:
    """One incident.

    Attributes:
        kinds: Types of incident, any of which is right ("BOMBING").
        stages: "ACCOMPLISHED", "ATTEMPTED" or "THREATENED", any of which is right.
        is_optional: It may be reported and may be left out.
        spans: When it was, any of which is right; empty where the key does not say.
        countries: Countries, any of which is right.
        places: Names of the place from the widest area below the country to the finest, for each alternative.
        organisations: Perpetrators, each with all its names.
        deaths, injuries: Sum of the counted dead and wounded; `None` where there are none or one is not counted.
    """

    kinds: frozenset[str]
    stages: frozenset[str]
    is_optional: bool
    spans: tuple[Span, ...]
    countries: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    organisations: tuple[tuple[str, ...], ...]
    deaths: int | None
    injuries: int | None

    @property
    def is_accomplished(self) -> bool:
        """True where it happened."""
        return "ACCOMPLISHED" in self.stages

    @property
    def finest(self) -> str:
        """Name of the finest place, the country where there is none below it."""
        names = [place[-1] for place in self.places if place] or list(self.countries)
        return names[0] if names else ""

    @property
    def day(self) -> Span | None:
        """The first of its spans."""
        return self.spans[0] if self.spans else None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its keys; one without keys tells of no incident."""

    name: str
    published: date | None
    text: str
    keys: tuple[Key, ...]


def read_documents(texts: Path, keys: Path, split: str | None = None) -> Iterator[Document]:
    """The documents of a file of texts (`doc_id`, `pub_date`, `text`, `std_split`) with the incidents of a file of keys."""
    filled: dict[str, list[Key]] = {}
    for record in _records(keys):
        if record["is_event"]:
            filled.setdefault(record["doc_id"], []).append(read_key(record["slots"], bool(record["optional"])))
    for record in _records(texts):
        if split is None or record["std_split"] == split:
            name, day = record["doc_id"], record["pub_date"]
            published = date.fromisoformat(day) if day else None
            yield Document(name, published, record["text"], tuple(filled.get(name, ())))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_key(slots: Mapping[str, Iterable[str]], is_optional: bool = False) -> Key:
    """One key of its slots."""
    filled = {name: [v for v in values or () if v and v != "*"] for name, values in slots.items()}
    where = [split_place(part) for value in filled.get("INCIDENT: LOCATION", ()) for part in alternatives(value)]
    return Key(
        kinds=frozenset(k for value in filled.get("INCIDENT: TYPE", ()) for k in alternatives(value)),
        stages=frozenset(s for value in filled.get("INCIDENT: STAGE OF EXECUTION", ()) for s in alternatives(value)),
        is_optional=is_optional,
        spans=tuple(s for value in filled.get("INCIDENT: DATE", ()) for s in read_days(value)),
        countries=tuple(dict.fromkeys(names[0] for names in where if names)),
        places=tuple(dict.fromkeys(names[1:] for names in where if names[1:])),
        organisations=tuple(filter(None, map(_quoted, filled.get("PERP: ORGANIZATION ID", ())))),
        deaths=_toll(filled, "DEATH"),
        injuries=_toll(filled, "INJURY"),
    )


def alternatives(value: str) -> list[str]:
    """The alternatives of a value, without marks of doubt and the brackets around each."""
    return [part for part in (_bare(part) for part in value.split("/")) if part]


def _bare(value: str) -> str:
    value = value.strip().removeprefix("?").strip()
    return value[1:-1].strip() if value.startswith("(") and value.endswith(")") else value


def read_days(value: str) -> list[Span]:
    """The spans of a date: "30 DEC 89" is a day, "- 30 DEC 89" that day or before, "29 DEC 89 - 30 DEC 89" a span."""
    return [span for part in alternatives(value) if (span := _span(part))]


def _span(value: str) -> Span | None:
    days = [_day(*match.groups()) for match in _DAY.finditer(value)]
    known = [day for day in days if day]
    if not known:
        return None
    return Span(None if value.startswith("-") else known[0], known[-1])


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def split_place(value: str) -> tuple[str, ...]:
    """A location's names from the country down, without the words for their kinds.

    "PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)" are three names; so are the ends of a way ("A (CITY) - B (CITY)").
    """
    parts = re.split(r": | - ", value)
    return tuple(name for name in (_KIND_OF_PLACE.sub("", _bare(part)).strip("() ") for part in parts) if name)


def _quoted(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.replace('\\"', "").strip() for name in _QUOTED.findall(value)))


def _toll(slots: Mapping[str, list[str]], effect: str) -> int | None:
    """Sum of the targets with this effect; `None` where there are none, or one has no number of its own."""
    numbers: dict[str, list[str]] = {}
    for value in slots.get("HUM TGT: NUMBER", ()):
        number, _, target = value.partition(":")
        numbers.setdefault(target.strip(), []).append(number)
    total = 0
    for target, effects in _effects(slots).items():
        if effect not in effects:
            continue
        counts = numbers.get(target, [])
        if len(counts) != len(effects):
            return None
        for number, what in zip(counts, effects, strict=True):
            count = _COUNT.match(number)
            if what == effect and count is None:
                return None
            total += int(count[1]) if count and what == effect else 0
    return total or None


def _effects(slots: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The effects on each target, in the order of the key; "?" is no part of them."""
    effects: dict[str, list[str]] = {}
    for value in slots.get("HUM TGT: EFFECT OF INCIDENT", ()):
        effect, _, target = value.partition(":")
        effects.setdefault(target.strip(), []).append(effect.strip("? "))
    return effects
