"""Rows of tables: CSV with any separator, and the sheets of a workbook, each row with its number in the file."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

from flows.gazetteers.headers import Headers, lack_message, read_headers
from flows.gazetteers.opening import Source, open_bytes, open_text
from flows.gazetteers.records import SourceError

_SEPARATORS = ",;\t|"
_LARGEST_CELL = 1 << 20
_HEADER_ROWS = 6
"""Rows of a sheet among which the header is looked for: a title or tags may stand above or below it."""

Row = tuple[int, Headers, Sequence[object]]


def read_rows(source: Source) -> Iterator[Row]:
    """The rows below the header, with their numbers and the columns.

    Raises:
        SourceError: The table has no columns for name, latitude and longitude.
    """
    return _csv_rows(source) if source.kind == "table" else _sheet_rows(source)


def _csv_rows(source: Source) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_CELL)
    with open_text(source) as text:
        first = text.readline().lstrip("\ufeff")
        separator = max(_SEPARATORS, key=first.count)
        cells = next(csv.reader([first], delimiter=separator), [])
        headers = read_headers(cells, source.settings.columns, str(source.path))
        if headers.lacking:
            raise SourceError(lack_message(str(source.path), headers, cells))
        rows = csv.reader(text, delimiter=separator)
        try:
            for row in rows:
                yield rows.line_num + 1, headers, row
        except csv.Error as error:
            raise SourceError(f"{source.path} line {rows.line_num + 1}: not a table: {error}") from None


def _sheet_rows(source: Source) -> Iterator[Row]:
    """The rows of every sheet that has places; sheets without coordinates are passed over."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    lack = f"{source.path}: expected a sheet with places, found none"
    n_sheets = 0
    with open_bytes(source) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
            raise SourceError(f"{source.path}: not a workbook: {error}") from None
        for sheet in book.worksheets:
            headers: Headers | None = None
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                if headers is not None:
                    yield number, headers, row
                    continue
                found = read_headers(row, {}, str(source.path)) if not source.settings.columns else _given(row, source)
                if found is not None and not found.lacking:
                    headers, n_sheets = found, n_sheets + 1
                elif number == 1 and found is not None:
                    lack = lack_message(f"{source.path} ({sheet.title})", found, row)
                if number >= _HEADER_ROWS and headers is None:
                    break
    if not n_sheets:
        raise SourceError(lack)


def _given(row: Sequence[object], source: Source) -> Headers | None:
    """The header with the columns that the settings name; `None` where they are not in this row."""
    try:
        return read_headers(row, source.settings.columns, str(source.path))
    except SourceError:
        return None
