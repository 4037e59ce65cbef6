"""Events into a file of each format. Days are written as days (2012-12-28), empty cells stay empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from flows.export.harmless import harmless, printable
from flows.records import RunFailed

_MOST_ROWS = 1_048_575
"""Rows that a sheet holds beside its head."""
_ABOUT = ("notice", "attribution", "schema_version")


class ExportError(RunFailed):
    """Events that cannot be written in the form asked for; the message says what to do."""


def write_csv(rows: pa.Table, file: Path) -> None:
    """Comma-separated values in UTF-8, with a head; text that begins like a formula is quoted."""
    pa_csv.write_csv(harmless(_with_days(rows)), file)


def write_xlsx(rows: pa.Table, file: Path) -> None:
    """A workbook: a sheet of events, and one that says what they are. No cell is a formula.

    Raises:
        ExportError: There are more rows than a sheet holds.
    """
    from openpyxl import Workbook

    if rows.num_rows > _MOST_ROWS:
        raise ExportError(f"a sheet holds {_MOST_ROWS:,} rows, found {rows.num_rows:,}; export fewer days, or CSV")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.append(rows.column_names)
    for row in _with_days(rows).to_pylist():
        sheet.append([_cell(sheet, value) for value in row.values()])
    about = book.create_sheet("about")
    for key, text in _about(rows):
        about.append([key, text])
    book.save(file)


def write_parquet(rows: pa.Table, file: Path) -> None:
    """One Parquet file."""
    pq.write_table(rows, file, compression="zstd")


def write_geojson(rows: pa.Table, file: Path) -> None:
    """A FeatureCollection (RFC 7946): a point an event, the other columns as its properties."""
    about = json.dumps(dict(_about(rows)), ensure_ascii=False)
    with file.open("w", encoding="utf-8") as out:
        out.write(f'{{"type": "FeatureCollection", "about": {about}, "features": [')
        for number, feature in enumerate(_features(_with_days(rows))):
            out.write((",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False))
        out.write("\n]}\n")


def write_geoparquet(rows: pa.Table, file: Path) -> None:
    """A GeoParquet file: the columns and a point an event (WGS 84).

    Raises:
        ExportError: The extra `geo` is not installed.
    """
    try:
        import geopandas
    except ImportError:
        raise ExportError('GeoParquet needs geopandas: pip install "conflict-events[geo]"') from None
    frame = rows.to_pandas()
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"], crs="EPSG:4326")
    geopandas.GeoDataFrame(frame, geometry=points).to_parquet(file, compression="zstd")


def _features(rows: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            point = [row["longitude"], row["latitude"]]
            yield {
                "type": "Feature",
                "id": row["event_id_cnty"],
                "geometry": {"type": "Point", "coordinates": point},
                "properties": row,
            }


def _with_days(rows: pa.Table) -> pa.Table:
    index = rows.schema.get_field_index("event_date")
    return rows.set_column(index, "event_date", pc.strftime(rows["event_date"], format="%Y-%m-%d"))


def _about(rows: pa.Table) -> Iterator[tuple[str, str]]:
    found = rows.schema.metadata or {}
    for key in _ABOUT:
        if key.encode() in found:
            yield key, found[key.encode()].decode()


def _cell(sheet: Any, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=printable(value))
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
