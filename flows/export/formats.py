"""The formats that events go out in, by name and by the ending of a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class ExportFormat(StrEnum):
    """What a file can be."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GEOPARQUET = "geoparquet"
    PARQUET = "parquet"


FORMATS: Mapping[str, ExportFormat] = {
    ".csv": ExportFormat.CSV,
    ".xlsx": ExportFormat.XLSX,
    ".geojson": ExportFormat.GEOJSON,
    ".json": ExportFormat.GEOJSON,
    ".geoparquet": ExportFormat.GEOPARQUET,
    ".parquet": ExportFormat.PARQUET,
}
"""The format that the ending of a file's name means."""


def format_of(file: Path) -> ExportFormat | None:
    """The format that the name of a file asks for, `None` when it asks for none."""
    return FORMATS.get(file.suffix.lower())
