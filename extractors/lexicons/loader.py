"""Lexicons are YAML that a researcher edits, so a mistake in one must stop the program with a message, not a wrong row.

Every file is read through a strict pydantic model: an unknown key, a wrong type or an empty lexicon is a
`LexiconError` that names file and key.
"""

from __future__ import annotations

import re
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)
_ROOT = resources.files("extractors.lexicons")


class _WordLoader(yaml.CSafeLoader):
    """YAML in which "no", "on" and "NO" are words: only true and false are booleans, and nothing is a date."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_WordLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file, the key and what was expected."""


class Strict(BaseModel):
    """Base of all lexicon schemas: frozen, and unknown keys fail."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_yaml(path: Traversable) -> Any:
    """Parse one YAML file.

    Raises:
        LexiconError: The file is missing, empty or not YAML.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_WordLoader)
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: cannot be read: {error}") from error
    if not data:
        raise LexiconError(f"{path.name}: the lexicon is empty")
    return data


def load(model: type[Model], *parts: str) -> Model:
    """Load `extractors/lexicons/<parts>` into a strict model.

    Raises:
        LexiconError: The file does not fit the model.
    """
    path = _ROOT.joinpath(*parts)
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as error:
        raise LexiconError(f"{'/'.join(parts)}: {error}") from error


def load_folder(model: type[Model], *parts: str) -> dict[str, Model]:
    """Load every `.yml` file of a lexicon folder, by file name in alphabetical order.

    Raises:
        LexiconError: The folder holds no lexicon, or a file does not fit the model.
    """
    names = sorted(p.name for p in _ROOT.joinpath(*parts).iterdir() if p.name.endswith(".yml"))
    if not names:
        raise LexiconError(f"{'/'.join(parts)}: no lexicon in this folder")
    return {name.removesuffix(".yml"): load(model, *parts, name) for name in names}


def read_list(model: type[Model], *parts: str) -> tuple[Model, ...]:
    """Load a YAML file that is a list of entries of one schema.

    Raises:
        LexiconError: The file is not a list, or an entry does not fit the model.
    """
    data = read_yaml(_ROOT.joinpath(*parts))
    if not isinstance(data, list):
        raise LexiconError(f"{'/'.join(parts)}: expected a list of entries, found {type(data).__name__}")
    try:
        return tuple(model.model_validate(entry) for entry in data)
    except ValidationError as error:
        raise LexiconError(f"{'/'.join(parts)}: {error}") from error


def read_lists(model: type[Model], *parts: str) -> tuple[Model, ...]:
    """Load every `.yml` file of a folder as a list of entries, files in alphabetical order.

    Raises:
        LexiconError: The folder holds no lexicon, or an entry does not fit the model.
    """
    names = sorted(p.name for p in _ROOT.joinpath(*parts).iterdir() if p.name.endswith(".yml"))
    if not names:
        raise LexiconError(f"{'/'.join(parts)}: no lexicon in this folder")
    return tuple(entry for name in names for entry in read_list(model, *parts, name))


def read_data(*parts: str) -> Any:
    """The plain data of one lexicon file.

    Raises:
        LexiconError: The file is missing, empty or not YAML.
    """
    return read_yaml(_ROOT.joinpath(*parts))


def read_yaml_map(model: type[Model], *parts: str) -> dict[str, Model]:
    """Load a YAML file that maps names to entries of one schema.

    Raises:
        LexiconError: The file is not a map, or an entry does not fit the model.
    """
    data = read_data(*parts)
    if not isinstance(data, dict):
        raise LexiconError(f"{'/'.join(parts)}: expected a map of names to entries, found {type(data).__name__}")
    try:
        return {str(name): model.model_validate(entry) for name, entry in data.items()}
    except ValidationError as error:
        raise LexiconError(f"{'/'.join(parts)}: {error}") from error
