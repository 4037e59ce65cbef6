"""One run at a time in an output folder.

The lock belongs to the process: the system takes it back when the process ends, however it ends, so a killed run never
leaves a folder locked. Beside it stands a note of who holds it, for the message that the second run prints.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from flows.records import DatasetLocked
from flows.store.files import LocalFiles

_LOCK = "_lock"
_HOLDER = "_lock.json"


@contextmanager
def locked(files: LocalFiles, run_id: str, timeout: float = 0) -> Iterator[None]:
    """Hold the output folder for a run.

    Args:
        files: The output folder.
        run_id: The run, for the message that others get.
        timeout: Seconds to wait for another run to end.

    Raises:
        DatasetLocked: Another run holds the folder.
    """
    lock = FileLock(files.path(_LOCK), thread_local=False)
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        found = f"{files.root}: another run is writing here{_holder(files)}"
        raise DatasetLocked(f"{found}; wait for it to end or choose another output folder") from None
    try:
        with _noted(files, run_id):
            yield
    finally:
        lock.release()


@contextmanager
def _noted(files: LocalFiles, run_id: str) -> Iterator[None]:
    holder = {"run_id": run_id, "pid": os.getpid(), "host": socket.gethostname()}
    path = files.path(_HOLDER)
    path.write_text(json.dumps(holder), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _holder(files: LocalFiles) -> str:
    try:
        note = json.loads(files.read_text(_HOLDER))
        return f" (run {note['run_id']}, process {note['pid']} on {note['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
