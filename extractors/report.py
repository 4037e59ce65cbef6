"""What one article says of one event, with the words each cell came from.

A `Report` is the coder's product. Its coded fields carry ACLED's column names and meanings; everything else is
provenance. `Issue` is a problem kept as data: nothing is dropped silently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["occurred", "historical", "planned", "hypothetical", "alleged", "denied", "attempted", "threatened"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind one coded field.

    `start` and `end` are character offsets into the article text; `text` is that slice. `rule_id` names the rule or
    the named inheritance step ("lead", "dateline", "previous_sentence") that took the words. `note` says, of a place, how
    sure the choice is, what speaks for it, and which other place fits next best; else it is "".
    """

    field: str
    start: int
    end: int
    text: str
    rule_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem that a person may want to look at, kept as a row instead of a crash or a guess.

    Attributes:
        article_id: The article, or `None` when the input never became one.
        kind: Short snake_case name of the problem ("unresolved_place", "broken_json", "conflicting_counts").
        severity: "error": the article (or event) was left out; "warning": kept and marked.
        field: The input or coded field concerned, where there is one.
        message: One sentence: what was expected, what was found.
        file: Input file, where known.
        line: 1-based line of the input file, where known.
        start: Offset into the article text, where known.
        end: Offset into the article text, where known.
        text: The words concerned (at most 200 characters).
    """

    article_id: str | None
    kind: str
    severity: Severity
    message: str
    field: str | None = None
    file: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of one event. Columns of ACLED's table keep ACLED's names (codebook section 1)."""

    report_id: str
    article_id: str
    status: Status
    reason: str | None
    """Why the report is not published as an event; `None` when it is."""
    # who, what, where, when: ACLED's columns
    event_date: date | None
    time_precision: int | None
    disorder_type: str
    event_type: str
    sub_event_type: str
    actor1: str | None
    assoc_actor_1: str | None
    inter1: str | None
    actor2: str | None
    assoc_actor_2: str | None
    inter2: str | None
    interaction: str | None
    civilian_targeting: str | None
    iso: int | None
    region: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    location: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    source: str | None
    source_scale: str | None
    notes: str
    fatalities: int
    tags: str | None
    # provenance and what ACLED has no column for
    claimed_by: str | None
    sentence_index: int
    start: int
    end: int
    sentence: str
    rule_id: str
    fatalities_low: int | None
    fatalities_high: int | None
    injuries: int
    injuries_low: int | None
    injuries_high: int | None
    other_harm: str | None
    coded_to: str | None
    """The town whose point the place has: `location` itself where that is the seat of the area which the text names, another
    town where the text only puts `location` in its area; `None` where `location` has its own point, or none is known."""
    confidence: float
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def is_publishable(self) -> bool:
        """True when the report may become an event: it occurred and nothing the codebook needs is missing."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the coder found in one article; `n_sentences` counts its sentences of prose."""

    reports: tuple[Report, ...]
    issues: tuple[Issue, ...]
    n_sentences: int = 0
