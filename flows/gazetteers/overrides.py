"""The user's own places, in YAML that is checked against a schema: what they say wins over every other source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extractors.places import tables
from extractors.places.entry import Entry
from flows.config_file import ConfigError, read_settings
from flows.gazetteers.features import codes_by_word, features
from flows.gazetteers.opening import Source
from flows.gazetteers.own_areas import own_area
from flows.gazetteers.records import GUESSED_AREA, RENAMES, Placed, SourceError
from flows.gazetteers.surroundings import Surroundings

_Latitude = Annotated[float, Field(ge=-90, le=90)]
_Longitude = Annotated[float, Field(ge=-180, le=180)]


class Override(BaseModel):
    """A place of the user's.

    Attributes:
        name: As the table shall print it.
        at: Latitude and longitude, decimal degrees.
        aliases: Other spellings.
        type: A feature code of GeoNames or a word for one ("camp", "bridge").
        admin1: First-level area: GeoNames' code for it ("09") or its name.
        admin2: Second-level area; `admin3` third.
        population: Inhabitants; orders namesakes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    at: tuple[_Latitude, _Longitude]
    aliases: tuple[str, ...] = ()
    type: str = "PPL"
    admin1: str | None = None
    admin2: str = ""
    admin3: str = ""
    population: int = Field(default=0, ge=0, lt=0xFFFFFFFF - 2)


_SCHEMA = TypeAdapter(dict[str, list[Override]])


def read_overrides(source: Source, surroundings: Surroundings, skip: int) -> Iterator[Placed]:
    """The places of a YAML file: lists of places under the alpha-2 code of their country.

    Raises:
        SourceError: The file breaks the schema; the message names each line.
    """
    pairs = ((iso2, place) for iso2, places in _load(source.path).items() for place in places)
    for iso2, place in islice(pairs, skip, None):
        yield _placed(iso2, place, source, surroundings)


def _load(path: Path) -> dict[str, list[Override]]:
    try:
        values, lines = read_settings(path)
    except ConfigError as error:
        raise SourceError(str(error)) from None
    try:
        found = _SCHEMA.validate_python(values)
    except ValidationError as error:
        raise SourceError("\n".join(f"{path}: {_complaint(problem)}" for problem in error.errors())) from None
    wrong = [f"{path} line {lines[iso2]}: {iso2}: no such country" for iso2 in found if iso2 not in tables.countries()]
    wrong += [
        f"{path}: {iso2}: {place.name}: type: expected a feature code or a word for one, found {place.type!r}"
        for iso2, places in found.items()
        for place in places
        if place.type.lower() not in codes_by_word()
    ]
    if wrong:
        raise SourceError("\n".join(wrong))
    return found


def _complaint(problem: Any) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{where}: unknown key; known are {', '.join(Override.model_fields)}"
    return f"{where}: {problem['msg']}, found {problem['input']!r}"


def _placed(iso2: str, place: Override, source: Source, surroundings: Surroundings) -> Placed:
    code = codes_by_word()[place.type.lower()]
    area, is_guessed = _area(iso2, place, surroundings)
    entry = Entry(
        tables.extra_id(iso2, place.name), place.name, features()[code].kind, *place.at, iso2, area, place.admin2,
        place.population, place.population, (place.name, *place.aliases), (), place.admin3, code, source.name,
    )  # fmt: skip
    return Placed(entry, RENAMES | (GUESSED_AREA if is_guessed else 0))


def _area(iso2: str, place: Override, surroundings: Surroundings) -> tuple[str, bool]:
    if place.admin1 is None:
        nearest = surroundings.nearest(*place.at, iso2)
        return (nearest.area_code if nearest else ""), True
    if f"{iso2}.{place.admin1}" in tables.areas():
        return f"{iso2}.{place.admin1}", False
    return surroundings.area(iso2, place.admin1) or own_area(iso2, place.admin1), False
