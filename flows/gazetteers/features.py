"""What a place is: GeoNames' feature codes as `features.yml` has them, and the words that tables use for them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel

from extractors.places.records import PlaceKind


class Feature(BaseModel):
    """A feature code: the kind of place, what to call it, whether it is no more, and what else it is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: PlaceKind
    label: str = Field(alias="is", min_length=1)
    was: Literal["gone", "historical"] | None = None
    also: tuple[str, ...] = ()


class _Features(RootModel[dict[str, Feature]]):
    """Features by code."""


@cache
def features() -> dict[str, Feature]:
    """All features that are taken from a source, by code."""
    text = resources.files("flows.gazetteers").joinpath("features.yml").read_text(encoding="utf-8")
    return _Features.model_validate(yaml.load(text, Loader=yaml.CSafeLoader)).root


@cache
def codes_by_word() -> dict[str, str]:
    """Codes by every word for them, in lower case; a code is a word for itself."""
    words = {word: code for code, feature in features().items() for word in (feature.label, *feature.also)}
    return words | {code.lower(): code for code in features()}


def label_of(code: str, kind: str) -> str:
    """What to call a place: the words for its feature, else its kind."""
    feature = features().get(code)
    return feature.label if feature else kind
