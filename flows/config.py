"""The settings of a run: the file, the options that win over it, and messages that say what is wrong.

A file may leave out what it does not change; what it misspells is an error that names the nearest key. Relative paths
in a file are relative to that file. What can be set, with every default: `flows.settings`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from flows.config_file import ConfigError, read_settings
from flows.settings import Config, GeocoderSettings, is_secret

__all__ = ["Config", "ConfigError", "GeocoderSettings", "known_keys", "load_config"]

DEFAULT_FILE = "config.yaml"

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_NOT_NAMED = "({} was read because it lies in the current folder; --config names another file)"


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
    for dotted in ("output", "gazetteer.path", "gazetteer.cache_dir", "geocoder.cache"):
        section, _, key = dotted.rpartition(".")
        inner = values.get(section) if section else values
        value = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and isinstance(value, str) and value and not _URL.match(value):
            inner[key] = str(folder / Path(value).expanduser())
    gazetteer = values.get("gazetteer")
    for source in (gazetteer.get("sources") if isinstance(gazetteer, dict) else None) or ():
        if isinstance(source, dict) and isinstance(source.get("path"), str) and source["path"]:
            source["path"] = str(folder / Path(source["path"]).expanduser())


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
    if is_secret(key):
        return f"unknown setting {key}: secrets are read from the environment only, never from a file"
    keys = list(known_keys())
    name = key.rpartition(".")[2]
    near = difflib.get_close_matches(key, [*keys, *Config.model_fields], n=1, cutoff=0.7)
    near = near or [known for known in keys if known.rpartition(".")[2] == name]
    near = near or [known for known in keys if difflib.get_close_matches(name, [known.rpartition(".")[2]])]
    return f"unknown setting {key}" + (f"; did you mean {near[0]}?" if near else f"; known are {', '.join(keys)}")
