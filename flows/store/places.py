"""Which place an address means: a folder of the local disk, or a prefix in a bucket of an object store."""

from __future__ import annotations

from pathlib import Path

from flows.records import StoreError
from flows.store.contract import Files
from flows.store.files import LocalFiles


def files_at(output: str | Path) -> Files:
    """The place that datasets are kept in.

    Args:
        output: A folder, or "s3://bucket/prefix".

    Raises:
        StoreError: The address is of another kind.
    """
    scheme, separator, rest = str(output).partition("://")
    if not separator:
        return LocalFiles(output)
    if scheme != "s3" or not rest.strip("/"):
        raise StoreError(f"{output}: expected a folder or s3://bucket/prefix")
    from flows.store.objects import ObjectFiles

    return ObjectFiles(str(output))
