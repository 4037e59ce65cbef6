"""Reading a settings file: YAML that remembers its lines, so that every complaint can name one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


class ConfigError(ValueError):
    """Settings that cannot be used; the message names file, line and key, and what was expected."""


def read_settings(file: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The file's values, and the 1-based line of each dotted key.

    Raises:
        ConfigError: The file cannot be read, is no YAML mapping, or gives a key twice (YAML would take the last).
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from None
    try:
        lines = dict(_key_lines(file, yaml.compose(text, Loader=yaml.CSafeLoader)))
        values = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ConfigError(f"{file}: not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict | None):
        found = "a list" if isinstance(values, list) else repr(values)
        raise ConfigError(f"{file}: expected settings as `key: value` lines, found {found}")
    return values or {}, lines


def _key_lines(file: Path, node: yaml.Node | None, prefix: str = "") -> Iterator[tuple[str, int]]:
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = f"{prefix}{key_node.value}", key_node.start_mark.line + 1
        if key in seen:
            raise ConfigError(f"{file} line {line}: {key} stands twice, first in line {seen[key]}")
        seen[key] = line
        yield key, line
        yield from _key_lines(file, value_node, f"{key}.")
