"""What can be set: one frozen model, with every default.

Each setting stands in `config.yaml` with a comment; a test compares the two. Secrets are never settings: the libraries
that need one (Prefect, object stores, geocoders) read it from the environment.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

SourceScale = Literal["International", "Regional", "National", "Subnational", "Local partner", "New media", "Other"]

_ENGINE = re.compile(r"local|threads|(?:tcp|tls|ws|wss|ucx)://\S+")
_USER_INFO = re.compile(r"(?<=://)[^/@\s]+@")
_SECRET_NAME = re.compile(r"(?:^|_)(?:key|token|password|passwd|secret|credentials?)$", re.IGNORECASE)


def _plain_name(outlet: str) -> str:
    return outlet.strip().casefold()


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArticleSettings(_Section):
    """What to assume of articles that do not say it themselves, and where reading stops.

    Attributes:
        language: Two-letter code of the lexicon to use.
        published: Publication date of articles without one; without it, "on Friday" stays undated.
        source: Outlet of articles without one.
        source_scale: ACLED's scale of the source, for articles without one.
        max_chars: Longest article in characters; a longer one is left out, and an issue says so.
    """

    language: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    published: date | None = None
    source: str | None = Field(default=None, min_length=1)
    source_scale: SourceScale | None = None
    max_chars: int = Field(default=2_000_000, ge=1_000)


class DateSettings(_Section):
    """How to read a date written in digits, such as 05/06/2024.

    Attributes:
        day_first: True for 5 June, false for 6 May, in publication dates and in texts. Where it is null, a publication
            date is read day-first, and a date of a text as the other dates and the day of the article let it be read, or
            not at all. Every reading of a publication date is reported as an issue.
        sources: The same for single outlets, by name ({"Gulf News": true}); wins over `day_first`.
    """

    day_first: bool | None = None
    sources: dict[str, bool] = Field(default_factory=dict)

    def order_of(self, source: str | None) -> bool | None:
        """How an outlet writes a date in figures; names are compared without case and surrounding space."""
        return self._by_plain_name.get(_plain_name(source or ""), self.day_first)

    @cached_property
    def _by_plain_name(self) -> dict[str, bool]:
        return {_plain_name(name): order for name, order in self.sources.items()}


class GazetteerSource(_Section):
    """A file of places that `gazetteer build` lays over those before it.

    Attributes:
        path: The file: a GeoNames dump or one of its companions, CSV, XLSX or YAML.
        name: Short name that ids and look-ups show; the file's name without ending by default.
        country: Alpha-2 code of the places of a table that has no column for it.
        licence: Licence of the source, as its owner puts it.
        attribution: Whom to name where its places are used.
        columns: Columns of a table by what they mean, where the headers do not tell ({"name": "Ort"}).
        within_km: How far a place of the same name in an earlier source may lie and still be the same place.
    """

    path: Path
    name: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,40}$")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    licence: str | None = Field(default=None, min_length=1)
    attribution: str | None = Field(default=None, min_length=1)
    columns: dict[str, str] = Field(default_factory=dict)
    within_km: float = Field(default=10.0, ge=0, le=25)


class GazetteerSettings(_Section):
    """Where place names come from.

    Attributes:
        path: A gazetteer file built with `conflict-events gazetteer build`; null for the embedded one.
        cache_dir: Folder of the index that is built on first use; null for the user's cache folder.
        sources: Files that `gazetteer build` lays over the embedded places, the later over the earlier.
    """

    path: Path | None = None
    cache_dir: Path | None = None
    sources: tuple[GazetteerSource, ...] = ()


class GeocoderSettings(_Section):
    """An online geocoder for names that no gazetteer on this machine knows; none is asked unless one is named.

    Attributes:
        name: The geocoder, as geopy calls it ("nominatim", "photon", "pelias", "geonames" ...); null for none.
        options: What geopy's geocoder is set up with, such as the `domain` of a server of one's own.
        user_agent: How the tool presents itself; public servers want a way to reach you in it.
        requests_per_second: Requests at most; the public Nominatim is never asked more than once a second.
        timeout_seconds: Longest wait for a whole answer.
        retries: Times that a failed request is tried again, each after twice the wait.
        seconds_a_run: Time that a run may spend on all requests; what is not asked by then stays unplaced.
        cache: File of the answers; null for `geocoder.sqlite` in the user's cache folder.
    """

    name: str | None = None
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    user_agent: str | None = Field(default=None, min_length=1)
    requests_per_second: float = Field(default=1.0, gt=0, le=1000)
    timeout_seconds: float = Field(default=10.0, gt=0, le=300)
    retries: int = Field(default=2, ge=0, le=10)
    seconds_a_run: float = Field(default=120.0, ge=0)
    cache: Path | None = None

    @field_validator("name")
    @classmethod
    def _known_geocoder(cls, name: str | None) -> str | None:
        if name is not None:
            from geopy.geocoders import SERVICE_TO_GEOCODER

            if name.lower() not in SERVICE_TO_GEOCODER:
                raise ValueError(f"expected one of {', '.join(sorted(SERVICE_TO_GEOCODER))}")
        return name

    @field_validator("options")
    @classmethod
    def _no_secrets(cls, options: dict[str, str | int | float | bool]) -> dict[str, str | int | float | bool]:
        if secret := next((key for key in options if is_secret(key)), None):
            raise ValueError(f"{secret} is a secret, and secrets are read from the environment only")
        return options


class PublishSettings(_Section):
    """Which reports become events.

    Attributes:
        min_confidence: Reports below it, from 0 to 1, stay reports.
    """

    min_confidence: float = Field(default=0.0, ge=0.0, le=1.0)


class Config(_Section):
    """All settings of a run.

    Attributes:
        output: Folder of the datasets.
        engine: "local" (processes), "threads", or the address of a Dask scheduler ("tcp://host:8786").
        workers: Processes or threads; null for one a core.
        batch_size: Articles that a task handles.
        retries: Times that a failed batch is tried again.
        retry_delay_seconds: Seconds before the first of these; the wait doubles each time.
        articles: Assumptions about articles.
        dates: How dates in digits are read.
        gazetteer: Where place names come from.
        geocoder: Whom to ask online for names that the gazetteer lacks.
        publish: Which reports become events.
    """

    output: str = Field(default="output", min_length=1)
    engine: str = "local"
    workers: int | None = Field(default=None, ge=1, le=1024)
    batch_size: int = Field(default=300, ge=1, le=100_000)
    retries: int = Field(default=2, ge=0, le=20)
    retry_delay_seconds: float = Field(default=2.0, ge=0, le=3600)
    articles: ArticleSettings = ArticleSettings()
    dates: DateSettings = DateSettings()
    gazetteer: GazetteerSettings = GazetteerSettings()
    geocoder: GeocoderSettings = GeocoderSettings()
    publish: PublishSettings = PublishSettings()

    @field_validator("engine")
    @classmethod
    def _known_engine(cls, engine: str) -> str:
        if not _ENGINE.fullmatch(engine):
            raise ValueError("expected local, threads or the address of a Dask scheduler such as tcp://host:8786")
        return engine

    def manifest(self) -> dict[str, Any]:
        """The settings as plain JSON values for the run's manifest; user names and passwords in addresses cut out."""
        plain: dict[str, Any] = _redacted(self.model_dump(mode="json"))
        return plain


def is_secret(name: str) -> bool:
    """Whether a setting of this name would hold a secret."""
    return _SECRET_NAME.search(name) is not None


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _redacted(inner) for key, inner in value.items()}
    return _USER_INFO.sub("***@", value) if isinstance(value, str) else value
