"""From an output folder to one file, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa

from flows.export.choosing import Choice, monadic
from flows.export.formats import ExportFormat
from flows.export.whole import whole
from flows.export.writers import (
    ExportError,
    write_csv,
    write_geojson,
    write_geoparquet,
    write_parquet,
    write_xlsx,
)
from flows.store.dataset import read_table

_WRITERS: Mapping[ExportFormat, Callable[[pa.Table, Path], None]] = {
    ExportFormat.CSV: write_csv,
    ExportFormat.XLSX: write_xlsx,
    ExportFormat.GEOJSON: write_geojson,
    ExportFormat.GEOPARQUET: write_geoparquet,
    ExportFormat.PARQUET: write_parquet,
}


def export(
    output: str, file: Path, form: ExportFormat, choice: Choice | None = None, *, is_monadic: bool = False
) -> int:
    """Write the events of an output folder to a file.

    Args:
        output: The folder of the datasets.
        file: The file to write; one that is there is replaced once the new one is whole.
        form: Its format.
        choice: Which events, all by default.
        is_monadic: One row a side instead of one an event.

    Returns:
        The number of rows written.

    Raises:
        StoreError: There are no events in the folder.
        ExportError: The format cannot hold them, or the file cannot be written.
    """
    rows = (choice or Choice()).of(read_table(output, "events"))
    rows = monadic(rows) if is_monadic else rows
    try:
        with whole(file) as part:
            _WRITERS[form](rows, part)
    except OSError as error:
        raise ExportError(f"{file}: cannot be written: {error.strerror or error}") from error
    n_rows: int = rows.num_rows
    return n_rows
