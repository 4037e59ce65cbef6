"""What must hold between the cells of a row: the codebook's rules, one function each.

A rule gets a row as a mapping by column name and returns what is wrong, or `None`. Most rules of events hold for
reports too, as far as their cells are filled. The same rules decide whether a report may become an event at all, so
that what is published passes `validate` by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import CIVILIANS, civilian_targeting, interaction
from flows.store.facts import facts
from flows.store.vocabulary import countries

Row = Mapping[str, Any]
Check = Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the codebook.

    Attributes:
        name: The rule as a sentence in snake_case.
        column: Column that the violation is reported on.
        section: Section of the codebook that it comes from.
        check: Says what is wrong with a row, or `None`.
    """

    name: str
    column: str
    section: int
    check: Check


def broken(row: Row, rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, str]]:
    """The rules that a row breaks, with what is wrong."""
    for rule in rules:
        if message := rule.check(row):
            yield rule, message


def _expected(expected: object, found: object) -> str | None:
    return None if expected == found else f"expected {expected!r}, found {found!r}"


def _year(row: Row) -> str | None:
    day: date | None = row["event_date"]
    return _expected(day.year if day else None, row["year"])


def _event_type(row: Row) -> str | None:
    return _expected(Codebook.default().event_type.get(row["sub_event_type"]), row["event_type"])


def _disorder_type(row: Row) -> str | None:
    return _expected(Codebook.default().disorder_type.get(row["sub_event_type"]), row["disorder_type"])


def _two_actors(row: Row) -> str | None:
    if row["sub_event_type"] not in Codebook.default().two_actors or row["actor2"]:
        return None
    return f"{row['sub_event_type']} needs two actors, found one"


def _armed_sides(row: Row) -> str | None:
    sides = {"Battles": ("inter1", "inter2"), "Violence against civilians": ("inter1",)}.get(row["event_type"], ())
    unarmed = [row[side] for side in sides if row[side] and row[side] not in facts().armed]
    return f"{row['event_type']} is fought by armed groups, found {unarmed[0]!r}" if unarmed else None


def _participants(row: Row) -> str | None:
    needed = facts().takes_part.get(row["event_type"])
    if needed is None or needed in (row["inter1"], row["inter2"]):
        return None
    return f"{row['event_type']} needs {needed} among its actors, found {row['inter1']!r} and {row['inter2']!r}"


def _no_civilians_in_battles(row: Row) -> str | None:
    names = [name for side in ("1", "2") for name in _parts(row[f"assoc_actor_{side}"])]
    found = [name for name in names if name.startswith(CIVILIANS)]
    return f"a battle has no civilians as associated actors, found {found[0]!r}" if found and _is_battle(row) else None


def _is_battle(row: Row) -> bool:
    return bool(row["event_type"] == "Battles")


def _side_is_whole(side: str, row: Row) -> str | None:
    actor, inter, assoc = row[f"actor{side}"], row[f"inter{side}"], row[f"assoc_actor_{side}"]
    if bool(actor) != bool(inter):
        return f"actor and class go together, found {actor!r} and {inter!r}"
    return f"no actor, but associated actors {assoc!r}" if assoc and not actor else None


_SOME_COUNTRY = "Mali"
"""Stands in brackets behind a name whose report knows no country; no event is without one."""


def _actor_name(side: str, row: Row) -> str | None:
    name = row[f"actor{side}"]
    if not name:
        return None
    if ";" in name or name != " ".join(name.split()):
        return f"expected one name, plainly spaced, found {name!r}"
    entry = facts().actor_name(name)
    if entry is None:
        return None
    is_bare = row["country"] is None and entry.regex.fullmatch(f"{name} ({_SOME_COUNTRY})")
    if not (is_bare or entry.regex.fullmatch(name)):
        return f"expected a name such as {entry.example!r}, found {name!r}"
    inter = row[f"inter{side}"]
    if entry.inter is None or inter is None or inter in entry.inter:
        return None
    return f"{name!r} has class {' or '.join(entry.inter)}, found {inter!r}"


def _interaction(row: Row) -> str | None:
    try:
        return _expected(interaction(row["inter1"], row["inter2"]), row["interaction"])
    except ValueError as error:
        return str(error)


def _civilian_targeting(row: Row) -> str | None:
    expected = civilian_targeting(row["event_type"], row["sub_event_type"], row["inter2"])
    return _expected(expected, row["civilian_targeting"])


def _country(row: Row) -> str | None:
    country = countries().get(row["country"] or "")
    if country is None:
        return None
    return _expected((country.iso, country.region), (row["iso"], row["region"]))


def _id_country(row: Row) -> str | None:
    country = countries().get(row["country"] or "")
    event_id = row["event_id_cnty"]
    if country is None or not event_id or event_id.split("-")[1:2] == [country.iso3]:
        return None
    return f"expected an id of {country.iso3}, found {event_id!r}"


def _point(row: Row) -> str | None:
    found = [name for name in ("latitude", "longitude", "location", "geo_precision") if row[name] is not None]
    return (
        f"a point needs a name and a precision, found only {found}"
        if row["latitude"] is not None and len(found) < 4
        else None
    )


def _joined(column: str, row: Row) -> str | None:
    value = row[column]
    if value is None:
        return None
    parts = _parts(value)
    if "; ".join(parts) == value and all(parts) and len(set(parts)) == len(parts):
        return None
    return f'expected different names joined by "; ", found {value!r}'


def _parts(value: str | None) -> list[str]:
    return [part.strip() for part in value.split(";")] if value else []


def _tags(row: Row) -> str | None:
    for part in _parts(row["tags"]):
        tag = next((tag for tag in facts().tags if tag.regex.fullmatch(part)), None)
        if tag is None:
            return f"expected one of the codebook's tags, found {part!r}"
        if tag.event_types and row["event_type"] not in tag.event_types:
            return f"{part!r} belongs to {' and '.join(tag.event_types)}, found on {row['event_type']}"
    return None


SHARED: tuple[Rule, ...] = (
    Rule("year_is_that_of_the_day", "year", 1, _year),
    Rule("event_type_is_that_of_the_sub_event_type", "event_type", 2, _event_type),
    Rule("disorder_type_is_that_of_the_sub_event_type", "disorder_type", 2, _disorder_type),
    Rule("actor1_is_whole", "actor1", 4, partial(_side_is_whole, "1")),
    Rule("actor2_is_whole", "actor2", 4, partial(_side_is_whole, "2")),
    Rule("actor1_is_written_as_the_codebook_writes_it", "actor1", 3, partial(_actor_name, "1")),
    Rule("actor2_is_written_as_the_codebook_writes_it", "actor2", 3, partial(_actor_name, "2")),
    Rule("interaction_is_that_of_the_classes", "interaction", 4, _interaction),
    Rule("civilian_targeting_follows_from_type_and_target", "civilian_targeting", 5, _civilian_targeting),
    Rule("country_iso_and_region_agree", "country", 9, _country),
    Rule("id_names_the_country", "event_id_cnty", 1, _id_country),
    Rule("a_point_has_a_name_and_a_precision", "latitude", 1, _point),
    Rule("assoc_actor_1_is_a_list_of_names", "assoc_actor_1", 3, partial(_joined, "assoc_actor_1")),
    Rule("assoc_actor_2_is_a_list_of_names", "assoc_actor_2", 3, partial(_joined, "assoc_actor_2")),
    Rule("source_is_a_list_of_names", "source", 8, partial(_joined, "source")),
    Rule("tags_stand_where_they_belong", "tags", 8, _tags),
)
"""Rules of events and of reports."""

EVENT_RULES: tuple[Rule, ...] = (
    *SHARED,
    Rule("types_with_two_sides_have_two_actors", "actor2", 2, _two_actors),
    Rule("fighters_and_perpetrators_are_armed", "inter1", 2, _armed_sides),
    Rule("demonstrators_take_part", "inter1", 2, _participants),
    Rule("battles_have_no_civilians_as_associates", "assoc_actor_1", 3, _no_civilians_in_battles),
)
"""Rules of events."""
