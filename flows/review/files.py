"""Review sheets as CSV and as workbooks, out and back. Spreadsheets quote, trim and retype cells; that is undone here."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from flows.export.harmless import is_formula, printable
from flows.export.whole import whole
from flows.records import RunFailed
from flows.review.sheet import COLUMNS, KEPT, TEXT

Cells = Mapping[str, str | None]

_SUFFIXES = (".csv", ".xlsx")
_WIDE = {TEXT: 80, KEPT: 4, "notes": 60}


class ReviewError(RunFailed):
    """A review sheet that cannot be written or understood; the message says where and why."""


def write(rows: Sequence[Cells], file: Path) -> None:
    """Write a review sheet; a file that is there is replaced once the new one is whole.

    Raises:
        ReviewError: The name ends in neither .csv nor .xlsx, or the file cannot be written.
    """
    write_to = _write_xlsx if _suffix(file) == ".xlsx" else _write_csv
    try:
        with whole(file) as part:
            write_to(rows, part)
    except OSError as error:
        raise ReviewError(f"{file}: cannot be written: {error.strerror or error}") from error


def read(file: Path) -> list[tuple[int, Cells]]:
    """The rows of a review sheet with their numbers in the file.

    Raises:
        ReviewError: The file cannot be read, or is no review sheet.
    """
    try:
        table = (_read_xlsx if _suffix(file) == ".xlsx" else _read_csv)(file)
    except OSError as error:
        raise ReviewError(f"{file}: cannot be read: {error.strerror or error}") from error
    if not table:
        raise ReviewError(f"{file}: expected a review sheet, found an empty file")
    head = [(name or "").strip() for name in table[0]]
    if missing := [name for name in ("event_id_cnty", KEPT) if name not in head]:
        raise ReviewError(f"{file}: expected a sheet of `review export`, found no column {', '.join(missing)}")
    numbered = enumerate(table[1:], 2)
    return [(number, dict(zip(head, cells, strict=False))) for number, cells in numbered if any(cells)]


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in _SUFFIXES:
        raise ReviewError(f"{file}: expected a name that ends in .csv or .xlsx")
    return suffix


def _write_csv(rows: Sequence[Cells], file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for row in rows:
            writer.writerow({name: f"'{text}" if text and is_formula(text) else text for name, text in row.items()})


def _write_xlsx(rows: Sequence[Cells], file: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("review")
    sheet.freeze_panes = "B2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(name, 16)
        sheet.column_dimensions[get_column_letter(number)].hidden = name == KEPT
    sheet.append(COLUMNS)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=printable(row[name] or "") or None) for name in COLUMNS]
        for cell in cells:
            cell.alignment = wrapped
            if cell.value is not None:
                cell.data_type = "s"
                cell.quotePrefix = True
        sheet.append(cells)
    book.save(file)


def _read_csv(file: Path) -> list[Sequence[str | None]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            sample = lines.readline()
            lines.seek(0)
            separator = ";" if sample.count(";") > sample.count(",") else ","
            return [[_unquoted(text) for text in cells] for cells in csv.reader(lines, delimiter=separator)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReviewError(f"{file}: expected CSV in UTF-8, found something else ({error})") from error


def _read_xlsx(file: Path) -> list[Sequence[str | None]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ReviewError(f"{file}: expected a workbook, found something else ({error})") from error
    sheet = book["review"] if "review" in book.sheetnames else book.worksheets[0]
    return [[_as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _as_text(value: object) -> str | None:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value).strip() or None


def _unquoted(text: str) -> str | None:
    """A cell as it was before `harmless` put an apostrophe before it."""
    text = text.strip()
    return (text[1:] if text.startswith("'") and is_formula(text[1:]) else text) or None
