"""Lexicons are YAML that a researcher edits, so a mistake in one must stop the program with a message, not a wrong row.

Every file is read through a strict pydantic model: an unknown key, a key given twice, a wrong type or an empty lexicon
is a `LexiconError` that names file, line and key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[int | str, ...]
"""Keys and list positions that lead to a value in a YAML file."""
_ROOT = resources.files("extractors.lexicons")
_STR, _SEQ, _MAP, _MERGE = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map", "merge"))


class _WordLoader(yaml.CSafeLoader):
    """YAML in which "no", "on" and "NO" are words: only true and false are booleans, and nothing is a date."""

    def construct_document(self, node: yaml.Node) -> Any:
        """Lists, maps and words directly; the rest as PyYAML does, which takes three times as long."""
        return self._value(node)

    def _value(self, node: yaml.Node) -> Any:
        if node.tag == _STR and isinstance(node, yaml.ScalarNode):
            return node.value
        if node.tag == _SEQ and isinstance(node, yaml.SequenceNode):
            return [self._value(item) for item in node.value]
        if node.tag == _MAP and isinstance(node, yaml.MappingNode) and all(key.tag == _STR for key, _ in node.value):
            self._refuse_twins(node)
            return {key.value: self._value(value) for key, value in node.value}
        return self.construct_object(node, deep=True)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """As PyYAML does, but without keys that stand twice."""
        self._refuse_twins(node)
        return super().construct_mapping(node, deep)

    def _refuse_twins(self, node: yaml.MappingNode) -> None:
        """Refuse a key that stands twice: YAML would silently keep the last."""
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen and key.tag != _MERGE:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_WordLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a lexicon: `file` is its path under `lexicons/`, `line` counts from 1 where it is known."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """As compilers print it: "en/guards.yml:12: unknown key 'nere'"."""
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file, the key and what was expected.

    `problems` holds the mistakes one by one where there may be several.
    """

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        """Say what is wrong."""
        super().__init__(message)
        self.problems = tuple(problems)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> LexiconError:
        """An error with one line a problem."""
        return cls("\n".join(map(str, problems)), problems)


class Strict(BaseModel):
    """Base of all lexicon schemas: frozen, and unknown keys fail."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_yaml(path: Traversable, name: str | None = None) -> Any:
    """Parse one YAML file; `name` is what messages call it.

    Raises:
        LexiconError: The file is missing, empty or not YAML.
    """
    name = name or path.name
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_WordLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError.of([Problem(name, line, error.problem or "not YAML")]) from error
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        raise LexiconError(f"{name}: cannot be read: {error}") from error
    if not data:
        raise LexiconError(f"{name}: the lexicon is empty")
    return data


def read_nodes(*parts: str) -> yaml.Node | None:
    """One lexicon file as YAML nodes, which know their lines."""
    text = _ROOT.joinpath(*parts).read_text(encoding="utf-8")
    return yaml.compose(text, Loader=_WordLoader)


def line_of(node: yaml.Node | None, path: Iterable[int | str]) -> int | None:
    """The line, from 1, on which the value that a path leads to begins, or the last part of the path that exists."""
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def load(model: type[Model], *parts: str) -> Model:
    """Load `extractors/lexicons/<parts>` into a strict model.

    A file that several parts of the coder need is read once: the records are frozen.

    Raises:
        LexiconError: The file does not fit the model.
    """
    return cast("Model", _loaded(model, _ROOT, parts))  # type: ignore[arg-type]  # every folder is hashable


@cache
def _loaded(model: type[BaseModel], root: Traversable, parts: tuple[str, ...]) -> BaseModel:
    return _fitted(model, parts, [((), read_yaml(root.joinpath(*parts), "/".join(parts)))])[0]


def load_folder(model: type[Model], *parts: str) -> dict[str, Model]:
    """Load every `.yml` file of a lexicon folder, by file name in alphabetical order.

    Raises:
        LexiconError: The folder holds no lexicon, or a file does not fit the model.
    """
    return {name.removesuffix(".yml"): load(model, *parts, name) for name in file_names(*parts)}


def file_names(*parts: str) -> list[str]:
    """The `.yml` files of a lexicon folder in alphabetical order.

    Raises:
        LexiconError: The folder is missing or holds no lexicon.
    """
    folder = _ROOT.joinpath(*parts)
    names = sorted(p.name for p in folder.iterdir() if p.name.endswith(".yml")) if folder.is_dir() else []
    if not names:
        raise LexiconError(f"{'/'.join(parts)}: no lexicon in this folder")
    return names


def read_list(model: type[Model], *parts: str) -> tuple[Model, ...]:
    """Load a YAML file that is a list of entries of one schema.

    Raises:
        LexiconError: The file is not a list, or an entry does not fit the model.
    """
    data = read_data(*parts)
    if not isinstance(data, list):
        raise LexiconError(f"{'/'.join(parts)}: expected a list of entries, found {type(data).__name__}")
    return tuple(_fitted(model, parts, [((number,), entry) for number, entry in enumerate(data)]))


def read_lists(model: type[Model], *parts: str) -> tuple[Model, ...]:
    """Load every `.yml` file of a folder as a list of entries, files in alphabetical order.

    Raises:
        LexiconError: The folder holds no lexicon, or an entry does not fit the model.
    """
    return tuple(entry for name in file_names(*parts) for entry in read_list(model, *parts, name))


def read_data(*parts: str) -> Any:
    """The plain data of one lexicon file.

    Raises:
        LexiconError: The file is missing, empty or not YAML.
    """
    return read_yaml(_ROOT.joinpath(*parts), "/".join(parts))


def read_yaml_map(model: type[Model], *parts: str) -> dict[str, Model]:
    """Load a YAML file that maps names to entries of one schema.

    Raises:
        LexiconError: The file is not a map, or an entry does not fit the model.
    """
    data = read_data(*parts)
    if not isinstance(data, dict):
        raise LexiconError(f"{'/'.join(parts)}: expected a map of names to entries, found {type(data).__name__}")
    entries: list[tuple[Path, Any]] = [((str(name),), entry) for name, entry in data.items()]
    return dict(zip(map(str, data), _fitted(model, parts, entries), strict=True))


def _fitted(model: type[Model], parts: tuple[str, ...], entries: Sequence[tuple[Path, Any]]) -> list[Model]:
    """Entries of a file as records of one schema; all that do not fit are told together."""
    fitted: list[Model] = []
    failed: list[tuple[Path, ErrorDetails]] = []
    for path, entry in entries:
        try:
            fitted.append(model.model_validate(entry))
        except ValidationError as error:
            failed.extend((path, found) for found in error.errors())
    if failed:
        nodes = read_nodes(*parts)
        raise LexiconError.of([_problem("/".join(parts), (*path, *e["loc"]), e, nodes) for path, e in failed])
    return fitted


def _problem(file: str, path: Path, error: ErrorDetails, nodes: yaml.Node | None) -> Problem:
    key = ".".join(map(str, path))
    if error["type"] == "extra_forbidden":
        return Problem(file, line_of(nodes, path), f"{key}: unknown key")
    message = error["msg"].removeprefix("Value error, ")
    value = error["input"]
    found = "" if isinstance(value, dict | list) else f", found {value!r}"
    return Problem(file, line_of(nodes, path), f"{key}: {message}{found}" if key else message)
