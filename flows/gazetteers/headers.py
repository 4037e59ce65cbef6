"""Which column of a table means what: headers against the patterns of `columns.yml`, or as the settings name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from flows.gazetteers.records import SourceError

LEVELS = range(6)
"""Levels of areas that a table may have; 0 is the country."""

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_BY_LEVEL = ("level_name", "level_code")
FIELDS = ("name", "latitude", "longitude", "country", "code", "kind", "population", "admin1", "admin2", "admin3")
"""What the settings may name a column for."""


@dataclass(frozen=True)
class Headers:
    """Positions of columns, by what they mean; `names` and `codes` by the level of the area, `spellings` too.

    Spellings of level 0 are those of the name column.
    """

    fields: Mapping[str, int]
    spellings: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[int, int] = field(default_factory=dict)
    codes: Mapping[int, int] = field(default_factory=dict)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a table of places needs and this one has no column for."""
        has_name = "name" in self.fields or any(level > 0 for level in self.names)
        points = tuple(name for name in ("latitude", "longitude") if name not in self.fields)
        return points if has_name else ("name", *points)


def read_headers(cells: Sequence[object], given: Mapping[str, str], file: str) -> Headers:
    """Find the columns of a table.

    Args:
        cells: The header row.
        given: Columns that the settings name, by what they mean.
        file: For messages.

    Raises:
        SourceError: The settings name a column that is not there, or a meaning that does not exist.
    """
    plain = [_NOT_PLAIN.sub("", str(cell or "").lower()) for cell in cells]
    fields = {name: at for name in FIELDS if (at := _first(plain, _patterns(name))) is not None}
    for name, column in given.items():
        wanted = _NOT_PLAIN.sub("", column.lower())
        if name not in FIELDS or wanted not in plain:
            expected = f"one of {', '.join(FIELDS)}" if name not in FIELDS else f"a column {column!r}"
            found = repr(name) if name not in FIELDS else ", ".join(str(c) for c in cells)
            raise SourceError(f"{file}: columns: expected {expected}, found {found}")
        fields[name] = plain.index(wanted)
    names, codes = (
        {n: at for n in LEVELS if (at := _first(plain, _patterns(group, n))) is not None} for group in _BY_LEVEL
    )
    taken = {*fields.values(), *names.values(), *codes.values()}
    spellings = {
        n: tuple(
            at for at, cell in enumerate(plain) if at not in taken and _is_one(cell, _patterns("spellings", n or None))
        )
        for n in LEVELS
    }
    return Headers(fields, spellings, names, codes)


def lack_message(file: str, headers: Headers, cells: Sequence[object]) -> str:
    """Why a table cannot be read, and what to do."""
    found = ", ".join(str(cell) for cell in cells if cell not in (None, ""))[:200] or "no header"
    wanted = " and ".join(headers.lacking)
    hint = "; ".join(f"{name}: {', '.join(_examples(name))}" for name in headers.lacking)
    return (
        f"{file}: expected a column for {wanted} (known headers: {hint}), found {found}; "
        "`columns` of the source in config.yaml names others"
    )


def _first(plain: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> int | None:
    for pattern in patterns:
        for at, cell in enumerate(plain):
            if cell and pattern.fullmatch(cell):
                return at
    return None


def _is_one(cell: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(cell) for pattern in patterns)


@cache
def _table() -> dict[str, list[str]]:
    text = resources.files("flows.gazetteers").joinpath("columns.yml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def _patterns(name: str, level: int | None = None) -> tuple[re.Pattern[str], ...]:
    """The patterns of a meaning; those with a level only when one is asked for."""
    wanted = [p for p in _table()[name] if ("{n}" in p) == (level is not None)]
    return tuple(re.compile(p.replace("{n}", str(level))) for p in wanted)


def _examples(name: str) -> list[str]:
    words = re.split(r"\|", _table()[name][0])
    return [word for word in words if word.isalnum()][:4]
