"""Settings: one frozen model, one file, no surprises.

Every setting has a default here and stands in `config.yaml` with a comment; a test compares the two. A file may leave
out what it does not change; what it misspells is an error that names the nearest key. Relative paths in a file are
relative to that file. Options of the command line win over the file. Secrets are never settings: the libraries that
need one (Prefect, object stores) read it from the environment.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from flows.config_file import ConfigError, read_settings

__all__ = ["Config", "ConfigError", "known_keys", "load_config"]

DEFAULT_FILE = "config.yaml"

SourceScale = Literal["International", "Regional", "National", "Subnational", "Local partner", "New media", "Other"]

_ENGINE = re.compile(r"local|threads|(?:tcp|tls|ws|wss|ucx)://\S+")
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_USER_INFO = re.compile(r"(?<=://)[^/@\s]+@")
_NOT_NAMED = "({} was read because it lies in the current folder; --config names another file)"
_SECRET_NAME = re.compile(r"(?:^|_)(?:key|token|password|passwd|secret|credentials?)$", re.IGNORECASE)


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
        day_first: How a publication date of the input is read: true for 5 June, false for 6 May; null reads it
            day-first. Every such reading is reported as an issue.
    """

    day_first: bool | None = None


class GazetteerSettings(_Section):
    """Where place names come from.

    Attributes:
        path: A gazetteer file built with `conflict-events gazetteer build`; null for the embedded one.
        cache_dir: Folder of the index that is built on first use; null for the user's cache folder.
    """

    path: Path | None = None
    cache_dir: Path | None = None


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


def load_config(
    path: Path | None = None, overrides: Mapping[str, object] | None = None, folder: Path | None = None
) -> Config:
    """Read the settings.

    Args:
        path: The settings file; `None` for `config.yaml` in `folder` if there is one, else the defaults.
        overrides: Settings that win over the file, by dotted key (`{"articles.source": "Gulf News"}`); `None` values
            are options that were not given.
        folder: Where to look for `config.yaml`, the current folder by default.

    Raises:
        ConfigError: The file cannot be read, or it or an override holds an unknown key or an impossible value.
    """
    found = path or _default_file(folder or Path())
    values, lines = ({}, {}) if found is None else read_settings(found)
    if found is not None:
        _anchor_paths(values, found.parent)
    for key, value in (overrides or {}).items():
        if value is not None:
            _set(values, key.split("."), value)
    try:
        return Config.model_validate({key: value for key, value in values.items() if not _is_empty(key, value)})
    except ValidationError as error:
        hint = _NOT_NAMED.format(found) if found is not None and path is None else None
        raise ConfigError("\n".join(_messages(error, found, lines, hint))) from None


def known_keys(model: type[BaseModel] = Config, prefix: str = "") -> Iterator[str]:
    """Every setting by its dotted key, in the order of the file."""
    for name, field in model.model_fields.items():
        if section := _section(field.annotation):
            yield from known_keys(section, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _default_file(folder: Path) -> Path | None:
    file = folder / DEFAULT_FILE
    return file if file.is_file() else None


def _is_empty(key: str, value: object) -> bool:
    """A section whose settings are all commented out."""
    return value is None and key in Config.model_fields and _section(Config.model_fields[key].annotation) is not None


def _section(annotation: object) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _anchor_paths(values: dict[str, Any], folder: Path) -> None:
    """Make relative paths in a file's values relative to the file's folder; addresses (`s3://...`) stay."""
    for dotted in ("output", "gazetteer.path", "gazetteer.cache_dir"):
        section, _, key = dotted.rpartition(".")
        inner = values.get(section) if section else values
        value = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and isinstance(value, str) and value and not _URL.match(value):
            inner[key] = str(folder / Path(value).expanduser())


def _set(values: dict[str, Any], key: list[str], value: object) -> None:
    """Set a dotted key; a section that is no mapping stays, for the validation to complain of."""
    *sections, name = key
    for section in sections:
        inner = values.setdefault(section, {})
        values[section] = values = {} if inner is None else inner
        if not isinstance(values, dict):
            return
    values[name] = value


def _messages(error: ValidationError, file: Path | None, lines: Mapping[str, int], hint: str | None) -> Iterator[str]:
    keys = [".".join(str(part) for part in problem["loc"]) for problem in error.errors()]
    for key, problem in zip(keys, error.errors(), strict=True):
        yield f"{_place(key, file, lines)}{_complaint(key, problem)}"
    if hint and any(key in lines for key in keys):
        yield hint


def _place(key: str, file: Path | None, lines: Mapping[str, int]) -> str:
    return f"{file} line {lines[key]}: " if file is not None and key in lines else ""


def _complaint(key: str, problem: ErrorDetails) -> str:
    if problem["type"] == "extra_forbidden":
        return _unknown(key)
    reason = problem["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    return f"{key}: {reason}, found {problem['input']!r}"


def _unknown(key: str) -> str:
    if _SECRET_NAME.search(key):
        return f"unknown setting {key}: secrets are read from the environment only, never from a file"
    keys = list(known_keys())
    name = key.rpartition(".")[2]
    near = difflib.get_close_matches(key, [*keys, *Config.model_fields], n=1, cutoff=0.7)
    near = near or [known for known in keys if known.rpartition(".")[2] == name]
    near = near or [known for known in keys if difflib.get_close_matches(name, [known.rpartition(".")[2]])]
    return f"unknown setting {key}" + (f"; did you mean {near[0]}?" if near else f"; known are {', '.join(keys)}")


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _redacted(inner) for key, inner in value.items()}
    return _USER_INFO.sub("***@", value) if isinstance(value, str) else value
