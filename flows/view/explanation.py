"""Why the coder said what it said: its own record of the reasoning, drawn as a tree, a branch a sentence.

The drawing knows only that the record is nested: a list becomes branches, a record a line `name: value`. What is shown
is what the coder recorded; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

if TYPE_CHECKING:
    from extractors.explain import Explanation

_OFFSETS = frozenset({"first", "last", "head", "start", "end"})
"""Positions that help a program and not a reader; JSON lines carry them."""
_TITLES = ("rule_id", "field", "text", "name", "sub_event_type")


def explanation_rows(explanation: Explanation) -> Iterator[dict[str, Any]]:
    """The explanation as plain rows for JSON lines, one a sentence."""
    return iter(asdict(explanation)["sentences"])


def explanation_tree(explanation: Explanation) -> RenderableType:
    """The explanation for a terminal."""
    return Group(*(_sentence(row) for row in explanation_rows(explanation)))


def _sentence(row: Mapping[str, Any]) -> Tree:
    tree = Tree(Text(f"{row['index']}  {' '.join(row['text'].split())}", style="bold"), guide_style="dim")
    for name, value in row.items():
        if name not in ("index", "text") and name not in _OFFSETS and not _is_empty(value):
            _grow(tree, name, value)
    return tree


def _grow(tree: Tree, name: str, value: Any) -> None:
    if isinstance(value, list | tuple):
        branch = tree.add(Text(_words(name), style="cyan"))
        for item in value:
            _grow_item(branch, item)
    elif isinstance(value, Mapping):
        _grow_item(tree.add(Text(_words(name), style="cyan")), value)
    else:
        tree.add(Text(f"{_words(name)}: {value}"))


def _grow_item(tree: Tree, item: Any) -> None:
    if not isinstance(item, Mapping):
        tree.add(Text(str(item)))
        return
    shown = {key: value for key, value in item.items() if key not in _OFFSETS and not _is_empty(value)}
    flat = {key: value for key, value in shown.items() if not isinstance(value, list | tuple | Mapping)}
    branch = tree.add(_line(flat))
    for key, value in shown.items():
        if key not in flat:
            _grow(branch, key, value)


def _line(values: Mapping[str, Any]) -> Text:
    title = next((key for key in _TITLES if key in values), None)
    rest = [f"{_words(key)} {value}" for key, value in values.items() if key != title]
    parts = ([str(values[title])] if title else []) + rest
    return Text("; ".join(parts))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], (), {})
