"""One run at a time in an output folder.

On the local disk the lock belongs to the process: the system takes it back when the process ends, however it ends, so a
killed run never leaves a folder locked and there is nothing stale to clear away. Beside it stands a note of who holds
it, for the message that the second run prints. In an object store the lock is a lease (`flows.store.lease`).
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from flows.records import DatasetLocked, StoreError

_LOCK = "_lock"
_HOLDER = "_lock.json"


def me(run_id: str) -> dict[str, str | int]:
    """Who holds a lock: run, process, machine."""
    return {"run_id": run_id, "pid": os.getpid(), "host": socket.gethostname()}


def refusal(where: str, holder: str) -> DatasetLocked:
    """The error of a second run."""
    return DatasetLocked(
        f"{where}: another run is writing here{holder}; wait for it to end or choose another output folder"
    )


@contextmanager
def local_lock(root: Path, run_id: str, timeout: float = 0) -> Iterator[None]:
    """Hold a folder of the local disk for a run.

    Args:
        root: The output folder.
        run_id: The run, for the message that others get.
        timeout: Seconds to wait for another run to end.

    Raises:
        DatasetLocked: Another run holds the folder.
        StoreError: The file system knows no locks.
    """
    lock = FileLock(root / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise refusal(str(root), _holder(root)) from None
    except NotImplementedError:
        raise StoreError(f"{root}: this file system knows no locks; choose a folder on another one") from None
    try:
        with _noted(root / _HOLDER, run_id):
            yield
    finally:
        lock.release()


@contextmanager
def _noted(path: Path, run_id: str) -> Iterator[None]:
    path.write_text(json.dumps(me(run_id)), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _holder(root: Path) -> str:
    try:
        note = json.loads((root / _HOLDER).read_text(encoding="utf-8"))
        return f" (run {note['run_id']}, process {note['pid']} on {note['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
