"""The facts that the rules of a row are checked against, read from `rules.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from flows.store.vocabulary import countries

_SPAN = r"\((\d{4}-(\d{4})?|-\d{4})\)"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="after")
    def _examples_hold(self) -> _Strict:
        if isinstance(self, _Patterned):
            self.check_examples()
        return self


class _Patterned(_Strict):
    pattern: str
    example: str
    counter_example: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, with {country} and {span} filled in."""
        names = "|".join(re.escape(name) for name in sorted({*countries(), "International"}, key=len, reverse=True))
        return re.compile(self.pattern.replace("{country}", f"({names})").replace("{span}", _SPAN))

    def check_examples(self) -> None:
        """Complain of an example that does not match, or of a counter-example that does."""
        if not self.regex.fullmatch(self.example) or self.regex.fullmatch(self.counter_example):
            raise ValueError(f"{self.pattern}: {self.example!r} must match, {self.counter_example!r} must not")


class ActorName(_Patterned):
    """How names that start with certain words are written, and the classes of such actors."""

    starts: str
    inter: tuple[str, ...] | None = None


class Tag(_Patterned):
    """A tag, and the event types that may carry it."""

    event_types: tuple[str, ...] | None = None


class Facts(_Strict):
    """All of `rules.yml`."""

    actor_names: tuple[ActorName, ...]
    armed: frozenset[str]
    takes_part: dict[str, str]
    tags: tuple[Tag, ...]

    def actor_name(self, name: str) -> ActorName | None:
        """The entry that a name falls under, if any."""
        return next(self._entries(name), None)

    def _entries(self, name: str) -> Iterator[ActorName]:
        return (entry for entry in self.actor_names if name.startswith(entry.starts))


@cache
def facts() -> Facts:
    """The content of `rules.yml`, checked, its examples tried."""
    text = resources.files("flows.store").joinpath("rules.yml").read_text(encoding="utf-8")
    return Facts.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
