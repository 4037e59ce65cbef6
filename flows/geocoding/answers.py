"""What a geocoder said, reduced to what a report can use; anything else in it is untrusted and dropped."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_LONGEST = 100
_DECIMALS = 4
_COUNTRY_KEYS = ("country_code", "countrycode", "countryCode", "country_a", "country_code_iso3166")
_NAME_KEYS = ("name", "toponymName", "label", "display_name")
_AREA_KEYS = (
    ("state", "region", "adminName1", "province", "governorate"),
    ("county", "state_district", "adminName2", "district"),
)
_NESTED = ("address", "properties")


@dataclass(frozen=True, slots=True)
class Answer:
    """One place that a geocoder offers.

    Attributes:
        name: Its name there.
        latitude: Degrees (WGS 84), at most four decimals.
        longitude: Degrees (WGS 84), at most four decimals.
        iso2: Alpha-2 (or alpha-3) code of the country in capitals, `None` where the service does not say it.
        admin1: First-level area, where it is said.
        admin2: Second-level area, where it is said.
    """

    name: str
    latitude: float
    longitude: float
    iso2: str | None
    admin1: str | None
    admin2: str | None


def answers(locations: Iterable[Any]) -> tuple[Answer, ...]:
    """The usable ones of geopy's locations, in their order."""
    return tuple(answer for location in locations if (answer := _answer(location)) is not None)


def _answer(location: Any) -> Answer | None:
    latitude, longitude = _number(getattr(location, "latitude", None)), _number(getattr(location, "longitude", None))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    raw = location.raw if isinstance(getattr(location, "raw", None), Mapping) else {}
    levels = [raw, *(raw[key] for key in _NESTED if isinstance(raw.get(key), Mapping))]
    address = _text(str(getattr(location, "address", "")).split(",")[0])
    name = _first(levels, _NAME_KEYS[:2]) or address or _first(levels, _NAME_KEYS[2:])
    if name is None:
        return None
    iso2 = _first(levels, _COUNTRY_KEYS)
    admin1, admin2 = (_first(levels, keys) for keys in _AREA_KEYS)
    return Answer(name, latitude, longitude, iso2.upper() if iso2 else None, admin1, admin2)


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return round(number, _DECIMALS) if math.isfinite(number) else None


def _first(levels: list[Mapping[str, Any]], keys: Iterable[str]) -> str | None:
    found = (_text(level[key]) for key in keys for level in levels if isinstance(level.get(key), str))
    return next((text for text in found if text), None)


def _text(value: str) -> str | None:
    """One line of plain words; no control characters, and no semicolon, which separates names in a cell."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" or c == ";" else c for c in value)
    return " ".join(plain.split())[:_LONGEST] or None
