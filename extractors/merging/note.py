"""`notes` of an event: one to three sentences in the manner of ACLED's, by template, from the cells of the row.

The templates are `lexicons/notes.yml`; this module only fills them (codebook section 8).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extractors.coding.codebook import Codebook
from extractors.lexicons.loader import LexiconError, Strict, load
from extractors.merging.counting import Count
from extractors.merging.sides import is_vague
from extractors.merging.telling import EXACT, MONTH

FILE = "notes.yml"
_YEARS = re.compile(r" \((?:\d{4}-(?:\d{4})?|-\d{4})\)")
_NEAR = 2


class NoteCells(NamedTuple):
    """The cells that a note is written from.

    `is_target_only`: the only side is `actor1`, but as the one that was hit. `coded_to`: the town whose point the place has,
    as in the notes of reports.
    """

    sub_event_type: str
    event_date: date
    time_precision: int
    is_as_reported: bool
    actor1: str | None
    actor2: str | None
    is_target_only: bool
    location: str
    admin1: str | None
    admin2: str | None
    coded_to: str | None
    geo_precision: int
    killed: Count
    injured: Count
    claimants: tuple[str, ...]
    harm: dict[str, int]


class Leads(Strict):
    """How notes begin, by what is known of the day."""

    exact: str
    as_reported: str
    week: str
    month: str


class Places(Strict):
    """How a place is told, by its precision."""

    at: str
    near: str
    area: str
    held: str
    named: str


class Sentence(Strict):
    """What happened, by which sides are known."""

    label: str | None = None
    faceless: bool = False
    pair: str
    first: str
    second: str | None = None


class Counts(Strict):
    """How numbers are told."""

    killed: str
    injured: str
    spread: str
    share: str
    none: str


class NotesLexicon(Strict):
    """Schema of `notes.yml`."""

    leads: Leads
    places: Places
    words: dict[str, str]
    events: dict[str, Sentence]
    counts: Counts
    harm: dict[str, str]
    link: str
    claim: str


@lru_cache(maxsize=1)
def load_notes() -> NotesLexicon:
    """The shipped templates.

    Raises:
        LexiconError: The file does not fit its schema, or tells of other sub-event types than the codebook.
    """
    lexicon = load(NotesLexicon, FILE)
    if differing := set(lexicon.events) ^ set(Codebook.default().rank):
        raise LexiconError(f"{FILE}: events: not the codebook's sub-event types: {', '.join(sorted(differing))}")
    return lexicon


def write(cells: NoteCells) -> str:
    """The note of an event."""
    words = load_notes()
    sentence = words.events[cells.sub_event_type]
    opening = f"{sentence.label}: " if sentence.label else ""
    told = [f"{opening}{_lead(cells, words.leads)}, {_what(cells, sentence)}", _counts(cells, words)]
    if cells.claimants:
        told.append(words.claim.format(names=words.link.join(_named(name) for name in cells.claimants)))
    return " ".join(told)


def _lead(cells: NoteCells, leads: Leads) -> str:
    day = f"{cells.event_date.day} {cells.event_date:%B %Y}"
    if cells.time_precision == EXACT:
        return leads.exact.format(day=day)
    if cells.time_precision == MONTH:
        return leads.month.format(day=day)
    return (leads.as_reported if cells.is_as_reported else leads.week).format(day=day)


def _what(cells: NoteCells, sentence: Sentence) -> str:
    one, where = _named(cells.actor1 or ""), _where(cells)
    if cells.actor2 and sentence.faceless and sentence.second and is_vague(cells.actor1 or ""):
        return sentence.second.format(two=_named(cells.actor2), where=where)
    if cells.actor2:
        return sentence.pair.format(one=one, two=_named(cells.actor2), where=where)
    if cells.is_target_only and sentence.second:
        return sentence.second.format(two=one, where=where)
    return sentence.first.format(one=one, where=where)


def _where(cells: NoteCells) -> str:
    places = load_notes().places
    if cells.coded_to == cells.location and cells.admin1 and cells.admin1 != cells.location:
        return places.area.format(area=cells.admin1, place=cells.location)
    areas = [area for area in dict.fromkeys((cells.admin2, cells.admin1)) if area and area != cells.location]
    if cells.coded_to and cells.coded_to != cells.location:
        areas.append(places.held.format(town=cells.coded_to))
    place = places.named.format(place=cells.location, areas=", ".join(areas)) if areas else cells.location
    return (places.near if cells.geo_precision == _NEAR else places.at).format(place=place)


def _named(name: str) -> str:
    """An actor in words."""
    words = load_notes().words
    beginning = next((start for start in words if name.startswith(start)), None)
    return words[beginning] if beginning else _YEARS.sub("", name)


def _counts(cells: NoteCells, words: NotesLexicon) -> str:
    """What is said of dead, injured and other harm."""
    counts = words.counts
    told = [
        template.format(n=count.toll.coded) + _spread(count, counts)
        for template, count in ((counts.killed, cells.killed), (counts.injured, cells.injured))
        if count.toll.coded
    ]
    told += [words.harm[sort].format(n=n) for sort, n in cells.harm.items() if sort in words.harm]
    if cells.killed.toll.coded:
        return f"{words.link.join(told)}."
    return f"{counts.none} {words.link.join(told)}." if told else counts.none


def _spread(count: Count, counts: Counts) -> str:
    toll = count.toll
    if count.is_share:
        return counts.share
    is_spread = toll.low is not None and toll.high is not None and toll.low != toll.high
    return counts.spread.format(low=toll.low, high=toll.high) if is_spread else ""
