"""Datasets in an object store that speaks S3: "s3://bucket/prefix".

An object is written whole or not at all, and a listing shows it as soon as it is; there are no folders, so none are
made and none stay behind. Objects cannot be renamed: staged ones are copied to their places by the store itself.
Address of the store and keys come from where all S3 programs read them: the environment (`AWS_ENDPOINT_URL`,
`AWS_ACCESS_KEY_ID`, ...) or the files of `~/.aws`.
"""

from __future__ import annotations

import errno
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import s3fs
from botocore.exceptions import BotoCoreError, ClientError
from fsspec.asyn import sync
from fsspec.exceptions import FSTimeoutError

from flows.records import StoreError
from flows.store.contract import Hold
from flows.store.files import LocalFiles, read_streams, write_stream
from flows.store.lease import LEASE_SECONDS, Cell, Lease, leased, publishing

_COPIES = 8
_MOST_DELETED = 1000
_LOCK = "_lock.json"
_TRIES = 5


class ObjectFiles:
    """Files under a prefix of a bucket."""

    def __init__(self, address: str, lease_seconds: float = LEASE_SECONDS, timeout: float = 60) -> None:
        """Work under an address; it need not hold anything yet, but the bucket must be there.

        Args:
            address: "s3://bucket/prefix".
            lease_seconds: How long a run that is not heard of keeps the lock.
            timeout: Seconds to wait for an answer, before the question is asked again.
        """
        self._root = address.removeprefix("s3://").strip("/")
        self._lease_seconds = lease_seconds
        settings = {
            "connect_timeout": min(timeout, 10),
            "read_timeout": timeout,
            "retries": {"max_attempts": _TRIES, "mode": "standard"},
        }
        self._fs = s3fs.S3FileSystem(config_kwargs=settings, use_listings_cache=False, skip_instance_cache=True)
        self._fs.retries = 1

    def prepare(self) -> None:
        """Complain of a bucket that is not there or may not be used.

        Raises:
            StoreError: There is no such bucket.
        """
        bucket = self._root.partition("/")[0]
        with _asked(self.where()):
            try:
                self._fs.call_s3("head_bucket", Bucket=bucket)
            except FileNotFoundError:
                raise StoreError(f"{self.where()}: there is no bucket {bucket!r}") from None

    def where(self, name: str = "") -> str:
        """The address of a file, for people and for other programs."""
        return f"s3://{self._key(name)}"

    def names(self, folder: str = "") -> list[str]:
        """Names in a folder, in order; none where there is no such folder."""
        prefix = f"{self._key(folder)}/"
        with _asked(self.where(folder)):
            try:
                found = self._fs.ls(prefix, detail=False, refresh=True)
            except FileNotFoundError:
                return []
        return sorted({path.rstrip("/").removeprefix(prefix) for path in found} - {"", self._key(folder)})

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        with _asked(self.where(name)):
            return bool(self._fs.exists(self._key(name)))

    def make_folder(self, name: str) -> None:
        """There are no folders."""

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a Parquet file."""
        file = pq.ParquetFile(pa.BufferReader(self._bytes(name)))
        return file.read(columns=None if columns is None else list(columns))

    def read_schema(self, name: str) -> pa.Schema:
        """Read the schema of a Parquet file."""
        with _asked(self.where(name)), self._fs.open(self._key(name), "rb") as file:
            return pq.read_schema(file)

    def n_rows(self, name: str) -> int:
        """Number of rows of a Parquet file."""
        with _asked(self.where(name)), self._fs.open(self._key(name), "rb") as file:
            n_rows: int = pq.read_metadata(file).num_rows
        return n_rows

    def read_text(self, name: str) -> str:
        """Read a text file."""
        return self._bytes(name).decode("utf-8")

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a Parquet file."""
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        self._put(name, buffer.getvalue())

    def write_text(self, name: str, text: str) -> None:
        """Write a text file."""
        self._put(name, text.encode("utf-8"))

    def write_streams(self, name: str, tables: Sequence[pa.Table]) -> None:
        """Write tables one after the other as Arrow streams, whole or not at all."""
        buffer = io.BytesIO()
        for table in tables:
            write_stream(buffer, table)
        self._put(name, buffer.getvalue())

    def read_streams(self, name: str) -> Iterator[pa.Table]:
        """Read the tables of a file of Arrow streams.

        Raises:
            pa.ArrowInvalid: The file is damaged.
        """
        content = self._bytes(name)
        return read_streams(io.BytesIO(content), len(content))

    def remove_folder(self, name: str) -> None:
        """Remove all files of a folder."""
        with _asked(self.where(name)):
            self._delete(self._fs.find(self._key(name)))

    def promote(self, folder: str, moves: Sequence[str], removals: Sequence[str], check: Callable[[], None]) -> None:
        """Copy the files of a staging folder to their places and remove others; what is done already stays.

        Args:
            folder: The staging folder.
            moves: Files in it, by the name that they get.
            removals: Files to be removed.
            check: Complains when the lock was lost.
        """

        def copy(name: str) -> None:
            check()
            with _asked(self.where(name)):
                self._fs.call_s3("copy_object", CopySource=self._key(f"{folder}/{name}"), **_named(self._key(name)))

        with ThreadPoolExecutor(_COPIES) as threads:
            for done in [threads.submit(copy, name) for name in moves]:
                done.result()
        check()
        with _asked(self.where()):
            self._delete([self._key(name) for name in removals])

    @contextmanager
    def lock(self, run_id: str, timeout: float = 0) -> Iterator[Hold]:
        """Hold the place for a run, alone.

        Raises:
            DatasetLocked: Another run holds it.
        """
        with leased(self._cell(), run_id, self._lease_seconds, timeout) as lease:
            yield ObjectHold(self, lease)

    def committed(self) -> list[str]:
        """Staging folders whose publication has begun."""
        folder = publishing(self._cell())
        return [folder] if folder else []

    @contextmanager
    def scratch(self, folder: str) -> Iterator[tuple[LocalFiles, str]]:
        """Room on the local disk for files that nobody needs after the block."""
        with tempfile.TemporaryDirectory(prefix="conflict-events-") as path:
            yield LocalFiles(path), "spill"

    def _cell(self) -> Cell:
        return _ObjectCell(self._fs, self._key(_LOCK))

    def _key(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), _MOST_DELETED):
            sync(self._fs.loop, self._fs._bulk_delete, keys[start : start + _MOST_DELETED])

    def _bytes(self, name: str) -> bytes:
        with _asked(self.where(name)):
            content: bytes = self._fs.cat_file(self._key(name))
        return content

    def _put(self, name: str, content: bytes) -> None:
        with _asked(self.where(name)):
            self._fs.pipe_file(self._key(name), content)


class ObjectHold:
    """The lock while it is held: every step of a publication is made under its lease."""

    def __init__(self, files: ObjectFiles, lease: Lease) -> None:
        """Hold a place."""
        self._files = files
        self._lease = lease

    def check(self) -> None:
        """Complain when the lease has ended."""
        self._lease.check()

    def commit(self, folder: str, journal: str) -> None:
        """Begin to publish a staging folder: the note in the lock, which only its holder can write, is the moment."""
        self._files.write_text(f"{folder}/journal.json", journal)
        self._lease.note(folder)

    def settle(self, folder: str) -> None:
        """End the publication of a staging folder."""
        self._lease.note(None)


class _ObjectCell:
    """The object that the lock is: read and replaced under the condition that nobody else has replaced it."""

    def __init__(self, fs: s3fs.S3FileSystem, key: str) -> None:
        self._fs = fs
        self.where = f"s3://{key}"
        self._names = _named(key)

    def read(self) -> tuple[bytes, str, float] | None:
        """Content, tag, and age in seconds by the store's own clock; `None` where there is no such object."""
        with _asked(self.where):
            try:
                found: tuple[bytes, str, float] = sync(self._fs.loop, self._get)
            except FileNotFoundError:
                return None
        return found

    async def _get(self) -> tuple[bytes, str, float]:
        answer = await self._fs._call_s3("get_object", **self._names)
        async with answer["Body"] as body:
            content = await body.read()
        return content, answer["ETag"], _age(answer)

    def replace(self, content: bytes, tag: str | None) -> str | None:
        """Write the object if it still has that tag (`None`: if there is none); its new tag, or `None` if refused."""
        condition = {"IfNoneMatch": "*"} if tag is None else {"IfMatch": tag}
        with _asked(self.where):
            try:
                answer = self._fs.call_s3("put_object", Body=content, **self._names, **condition)
            except (FileNotFoundError, FileExistsError):
                return None
            except OSError as error:
                if _is_refused(error):
                    return None
                raise
        return str(answer["ETag"])


def _named(key: str) -> dict[str, str]:
    return dict(zip(("Bucket", "Key"), key.split("/", 1), strict=True))


def _age(answer: dict[str, Any]) -> float:
    """Seconds since an object was written, when the store answered; both times are the store's."""
    now = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
    return float((now - answer["LastModified"]).total_seconds())


def _is_refused(error: OSError) -> bool:
    """True when a condition was not met, or another request was being served."""
    cause = error.__cause__
    return isinstance(cause, ClientError) and cause.response["ResponseMetadata"]["HTTPStatusCode"] in (409, 412)


@contextmanager
def _asked(where: str) -> Iterator[None]:
    """Give every error of the store the address and a number, as errors of a disk have them."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except PermissionError as error:
        raise PermissionError(errno.EACCES, str(error), where) from error
    except OSError as error:
        raise OSError(error.errno or errno.EIO, str(error.strerror or error), where) from error
    except (BotoCoreError, ClientError, FSTimeoutError) as error:
        raise OSError(errno.EIO, f"the object store cannot be used: {error}", where) from error
