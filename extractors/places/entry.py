"""A gazetteer entry on its way into the index, and how a stored place is packed into bytes and back.

A packed place is its point (1e-5 degrees), population and kind in fixed width, then the text fields. Area names are not
repeated in each place: they are looked up by code in one small table.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from extractors.places.records import Candidate, PlaceKind

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
_HEAD = struct.Struct(">iiIB")
_SCALE = 100_000
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as a source describes it.

    Attributes:
        place_id: Source and its number ("geonames:172487").
        name: Main name, as the table shall print it.
        names: Every spelling to find it by, the main name among them.
        area_code: GeoNames code of the first-level area ("SY.08"), or "".
        admin2: Name of the second-level area, or ""; `admin3` the same of the third level.
        rank: Orders namesakes, best known first; at most 2**32 - 1.
        countries: Countries of what lies across borders.
        feature: GeoNames feature code ("PPLX", "AIRP"), or "" where the source tells none.
        source: Name of the further source that the point comes from; "" for the embedded places.
    """

    place_id: str
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    iso2: str
    area_code: str
    admin2: str
    population: int
    rank: int
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    admin3: str = ""
    feature: str = ""
    source: str = ""


def pack(entry: Entry) -> bytes:
    """The bytes under which an entry is stored."""
    head = _HEAD.pack(
        round(entry.latitude * _SCALE), round(entry.longitude * _SCALE), entry.population, KINDS.index(entry.kind)
    )
    fields = (
        entry.place_id, entry.name, entry.iso2, entry.area_code, entry.admin2, entry.admin3, entry.feature, entry.source,
        ",".join(entry.countries),
    )  # fmt: skip
    return head + _SEPARATOR.join(fields).encode()


def unpack(data: bytes, area_names: Mapping[str, str]) -> Candidate:
    """The candidate that `pack` stored."""
    latitude, longitude, population, kind = _HEAD.unpack_from(data)
    fields = data[_HEAD.size :].decode().split(_SEPARATOR)
    place_id, name, iso2, area_code, admin2, admin3, feature, source, countries = fields
    return Candidate(
        place_id,
        name,
        KINDS[kind],
        latitude / _SCALE,
        longitude / _SCALE,
        iso2,
        area_names.get(area_code) if area_code else None,
        admin2 or None,
        population,
        tuple(countries.split(",")) if countries else (),
        admin3 or None,
        feature,
        source,
    )
