"""Which lexicon files a language uses, and how much each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from extractors.lexicons.loader import LexiconError, read_yaml


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """A lexicon file by its path under `extractors/lexicons`; `entries` counts its single values or table rows."""

    name: str
    entries: int


def lexicon_files(language: str) -> tuple[LexiconFile, ...]:
    """The files of a language and those that all languages share, by name.

    Raises:
        LexiconError: There is no such language, or a file is empty or cannot be parsed.
    """
    others = demand_language(language)
    return tuple(sorted(_walk(_root(), "", others), key=lambda file: file.name))


def demand_language(language: str) -> set[str]:
    """The other languages that there are.

    Raises:
        LexiconError: There is no such language.
    """
    languages = {path.name for path in _root().iterdir() if path.is_dir() and _is_language(path.name)}
    if language not in languages:
        raise LexiconError(f"no lexicons for language {language!r}; there are {', '.join(sorted(languages))}")
    return languages - {language}


def _root() -> Traversable:
    return resources.files("extractors.lexicons")


def _is_language(name: str) -> bool:
    return len(name) in (2, 3) and name.isalpha()


def _walk(folder: Traversable, prefix: str, others: set[str]) -> Iterator[LexiconFile]:
    for path in folder.iterdir():
        name = f"{prefix}{path.name}"
        if path.is_dir():
            if name not in others:
                yield from _walk(path, f"{name}/", others)
        elif name.endswith(".yml"):
            yield LexiconFile(name, _leaves(read_yaml(path)))
        elif name.endswith(".tsv"):
            yield LexiconFile(name, len(path.read_text(encoding="utf-8").splitlines()))


def _leaves(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_leaves, value.values()))
    return sum(map(_leaves, value)) if isinstance(value, list) else 1
