"""Small sources in the formats that a gazetteer is built from."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook


def geonames_row(
    ident: int,
    name: str,
    at: tuple[float, float],
    feature: str = "P.PPL",
    country: str = "SY",
    admin: tuple[str, str, str] = ("09", "", ""),
    other: str = "",
    people: int = 0,
    across: str = "",
) -> str:
    kind, code = feature.split(".")
    first, second, third = admin
    cells = [
        ident,
        name,
        name,
        other,
        *at,
        kind,
        code,
        country,
        across,
        first,
        second,
        third,
        "",
        people,
        "",
        0,
        "",
        "",
    ]
    return "\t".join(map(str, cells))


def alternate_row(number: int, ident: int, language: str, name: str, *, is_historic: bool = False) -> str:
    return "\t".join([str(number), str(ident), language, name, "", "", "", "1" if is_historic else "", "", ""])


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_workbook(path: Path, *rows: tuple[object, ...], title: str = "Places") -> Path:
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(["This list was made up."])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
