"""Annotated records: what a text tells, as a person read it.

A record holds one event under `gold`, or a list of events under `events`; an empty list says that the text tells of none.
Its text may be kept elsewhere, as that of others often must be. The format is explained field by field in
docs/evaluation.md. Keys that are not listed here are the annotator's own: they are left alone and counted, so that a
misspelt one is seen.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from extractors.article import Article
from extractors.coding.codebook import Codebook

PUBLISHED_AFTER = timedelta(days=3)
"""How long after its event a record that dates itself and names no day of publication is taken to be published."""


class GoldError(ValueError):
    """A file of annotated records that cannot be used; the message names file, line and key."""


def _day(value: object) -> object:
    """The day of an ISO date or date-time."""
    return value[:10] if isinstance(value, str) else value


def _of_codebook(name: str) -> str:
    """A sub-event type or event type that the codebook has."""
    known = _types()
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, 1)
    raise ValueError(f"{name!r} is no type of the codebook" + (f"; is {near[0]!r} meant?" if near else ""))


@lru_cache(maxsize=1)
def _types() -> frozenset[str]:
    types = Codebook.default().event_type
    return frozenset([*types, *types.values()])


Day = Annotated[date, BeforeValidator(_day)]
TypeName = Annotated[str, AfterValidator(_of_codebook)]


class _Annotated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class GoldEvent(_Annotated):
    """One annotated event. Everything is optional: what is missing is not scored.

    Attributes:
        status: Only events that "occurred" are to be found; an annotator may note others with a word of their own.
        date_in_text: Whether the text gives the day; only then the day is scored.
        also_ok: Further sub-event types that are right.
        also_ok_dates: Further days that are right.
        country_only: The text names no place but the country, so the right country is the right place.
        fatalities_min, fatalities_max, injuries_min, injuries_max: A range in which any number is right, instead of one.
    """

    status: str = "occurred"
    event_date: Day | None = None
    date_in_text: bool | None = None
    also_ok_dates: list[Day] = []
    event_type: TypeName | None = None
    sub_event_type: TypeName | None = None
    also_ok: list[TypeName] = []
    country: str | None = None
    location: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country_only: bool = False
    fatalities: int | None = None
    fatalities_min: int | None = None
    fatalities_max: int | None = None
    injuries: int | None = None
    injuries_min: int | None = None
    injuries_max: int | None = None
    inter1: str | int | None = None
    inter2: str | int | None = None

    @property
    def type_name(self) -> str | None:
        """The event type, told or implied by the sub-event type."""
        return self.event_type or Codebook.default().event_type.get(self.sub_event_type or "")

    @property
    def is_placed(self) -> bool:
        """True when the event has coordinates of its own."""
        return self.latitude is not None and self.longitude is not None and not self.country_only

    def bounds(self, field: str) -> tuple[int, int] | None:
        """Lowest and highest right number of `fatalities` or `injuries`, `None` where the record gives none."""
        exact: int | None = getattr(self, field)
        low, high = getattr(self, f"{field}_min"), getattr(self, f"{field}_max")
        numbers = [n for n in (low, high, exact) if n is not None]
        if not numbers:
            return None
        return (numbers[0] if low is None else low), (numbers[0] if high is None else high)


class GoldRecord(_Annotated):
    """One annotated text; see docs/evaluation.md."""

    id: str
    text: str
    set: str | None = None
    title: str | None = None
    text_nodate: str | None = None
    published: Day | None = None
    source: str | None = None
    gold: GoldEvent | None = None
    events: list[GoldEvent] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> GoldRecord:
        if (self.gold is None) == (self.events is None):
            raise ValueError("a record holds either `gold`, one event, or `events`, a list of them; [] for no event")
        return self

    @property
    def is_article(self) -> bool:
        """True for a record with a list of events: a full article, whose day of publication is its own."""
        return self.events is not None

    @property
    def happened(self) -> list[GoldEvent]:
        """The events that are to be found: those that occurred."""
        if self.gold is not None:
            return [self.gold]
        return [event for event in self.events or [] if event.status == "occurred"]

    def scores_date(self, event: GoldEvent) -> bool:
        """True when the day of an event can be known from the text."""
        is_told = self.is_article if event.date_in_text is None else event.date_in_text
        return is_told and event.event_date is not None

    def article(self, language: str) -> Article:
        """The record as the coder gets it.

        A single event without a day of publication is published on its day, or three days later where the text dates
        itself.
        """
        text, published = self.text, self.published
        if self.gold is not None:
            is_dated = bool(self.gold.date_in_text)
            text = self.text if is_dated or not self.text_nodate else self.text_nodate
            if published is None and self.gold.event_date is not None:
                published = self.gold.event_date + (PUBLISHED_AFTER if is_dated else timedelta())
        return Article(self.id, text, self.title, published, self.source, language=language)


def read_gold(
    path: Path, *, is_negative: bool = False, texts: Mapping[str, Article] | None = None
) -> Iterator[GoldRecord]:
    """The records of a JSON-lines file.

    Args:
        path: The file.
        is_negative: Its lines are plain articles that tell of no event.
        texts: Articles by identifier, for records that hold no text; of these title, day and source are taken as well.

    Raises:
        GoldError: The file cannot be read, holds no record, a line is not a record, or the text of one is nowhere.
    """
    n_records = 0
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    n_records += 1
                    yield _record(line, f"{path}, line {number}", path.stem, is_negative, texts)
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from error
    if not n_records:
        raise GoldError(f"{path}: no record in this file")


def unread_keys(records: Sequence[GoldRecord]) -> Counter[str]:
    """How often each key stands in the records that the scores do not look at."""
    found: Counter[str] = Counter()
    for record in records:
        events = [record.gold] if record.gold is not None else record.events or []
        for part in (record, *events):
            found.update(dict.fromkeys(part.model_extra or {}, 1))
    return found


def _record(
    line: str, where: str, name: str, is_negative: bool, texts: Mapping[str, Article] | None = None
) -> GoldRecord:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: not JSON: {error}") from error
    if not isinstance(data, dict):
        raise GoldError(f"{where}: expected an object, found {type(data).__name__}")
    given: dict[str, Any] = {"set": name, "id": where} | data | ({"events": []} if is_negative else {})
    if texts is not None and "text" not in data:
        given = _with_text(given, where, texts)
    try:
        return GoldRecord.model_validate(given)
    except ValidationError as error:
        raise GoldError(f"{where}: {'; '.join(_complaints(error))}") from error


def _with_text(given: dict[str, Any], where: str, texts: Mapping[str, Article]) -> dict[str, Any]:
    """The record with what the article of its identifier has and it does not say itself."""
    article = texts.get(str(given["id"]))
    if article is None:
        raise GoldError(f"{where}: no text here, and none of the {len(texts):,} articles has the id {given['id']!r}")
    theirs = {"text": article.text, "title": article.title, "published": article.published, "source": article.source}
    return theirs | given


def _complaints(error: ValidationError) -> Iterator[str]:
    for found in error.errors():
        key = ".".join(map(str, found["loc"]))
        message = found["msg"].removeprefix("Value error, ")
        if key == "text" and found["type"] == "missing":
            message += ", here or in an article of the same id (--texts)"
        value: Any = found["input"]
        shown = (
            f", found {value!r}" if key and not isinstance(value, dict | list) and repr(value) not in message else ""
        )
        yield f"{key}: {message}{shown}" if key else message
