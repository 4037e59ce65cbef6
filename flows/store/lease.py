"""A lock that outlives no owner, for places where no system takes it back: a lease that has to be renewed.

The lock is one small object, a cell, that can only be replaced by whoever read its latest content (compare and swap).
Its holder renews it all the time; one that was not renewed for as long as its lease, by the clock of the store, has a
dead owner and is taken over. A holder that was only asleep cannot do harm when it wakes: the moment of publication is
itself a replacement of the cell, which fails once another run has taken it.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from flows.records import DatasetLocked, StoreError
from flows.store.lock import me, refusal

logger = logging.getLogger("flows.store.lease")

LEASE_SECONDS = 60.0
_BEATS = 4
"""Renewals within one lease."""
_MARGIN = 0.8
"""Share of its lease after which a holder that could not renew it does nothing any more."""
_PAUSE = 0.1


class Cell(Protocol):
    """A place for a few bytes, replaced only under the condition that nobody else has replaced them."""

    where: str

    def read(self) -> tuple[bytes, str, float] | None:
        """Content, tag, and age in seconds; `None` where there is nothing yet."""

    def replace(self, content: bytes, tag: str | None) -> str | None:
        """Write if the tag is still that one (`None`: if there is nothing yet); the new tag, `None` if refused."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the cell says.

    Attributes:
        token: Drawn by the holder, so that it knows its own record again.
        run_id: Run that holds the lock.
        pid: Its process.
        host: Its machine.
        lease_seconds: How long it is not to be taken over after the last renewal.
        is_held: False once it was given back.
        publishing: Staging folder whose publication has begun and not ended.
        beat: Number of the renewal; makes each content another one.
    """

    token: str
    run_id: str
    pid: int
    host: str
    lease_seconds: float
    is_held: bool = True
    publishing: str | None = None
    beat: int = 0

    @property
    def content(self) -> bytes:
        """The record as the cell holds it."""
        return json.dumps(asdict(self)).encode()


class Lease:
    """The lock while it is held. Safe to be asked from several threads."""

    def __init__(self, cell: Cell, run_id: str, seconds: float) -> None:
        """Prepare to take a cell."""
        self._cell = cell
        who = me(run_id)
        self._mine = Record(uuid.uuid4().hex, run_id, int(who["pid"]), str(who["host"]), seconds)
        self._tag: str | None = None
        self._ends = 0.0
        self._is_lost = False
        self._guard = threading.RLock()

    def take(self) -> None:
        """Take the lock.

        Raises:
            DatasetLocked: Another run holds it.
            StoreError: The store does not honour conditions, so that there cannot be a lock.
        """
        found = self._cell.read()
        if found is not None:
            record = _record(found[0], self._cell.where)
            if record.is_held and not _is_stale(record, found[2]):
                raise _refusal(self._cell.where, record, found[2])
            self._mine = replace(self._mine, publishing=record.publishing)
            self._tag = found[1]
        try:
            self._write(self._mine)
        except StoreError:
            raise refusal(self._cell.where, "") from None
        if self._cell.replace(self._mine.content, None) is not None:
            raise StoreError(
                f"{self._cell.where}: the object store ignores conditions (If-None-Match), so that two runs could "
                "write at a time; choose one that honours them"
            )

    def renew(self) -> None:
        """Say that the holder is alive; a store that cannot be reached is asked again with the next beat."""
        try:
            with self._guard:
                if not self._is_lost:
                    self._write(replace(self._mine, beat=self._mine.beat + 1))
        except StoreError as error:
            logger.warning("%s", error)
        except OSError as error:
            logger.warning("%s: the lock could not be renewed: %s", self._cell.where, error)

    def note(self, folder: str | None) -> None:
        """Write down which publication is under way, `None` when it has ended.

        Raises:
            StoreError: The lock was lost to another run.
        """
        with self._guard:
            self._write(replace(self._mine, publishing=folder, beat=self._mine.beat + 1))

    def check(self) -> None:
        """Complain when the lock was lost, or may be before long.

        Raises:
            StoreError: Nothing may be written any more.
        """
        if self._is_lost or time.monotonic() > self._ends:
            raise self._lost()

    def give_back(self) -> None:
        """Let others take the lock at once."""
        try:
            with self._guard:
                if not self._is_lost:
                    self._write(replace(self._mine, is_held=False, beat=self._mine.beat + 1))
        except (OSError, StoreError) as error:
            logger.warning("%s: the lock will be free in %g s: %s", self._cell.where, self._mine.lease_seconds, error)

    def _write(self, record: Record) -> None:
        asked = time.monotonic()
        tag = self._cell.replace(record.content, self._tag) or self._tag_of(record)
        if tag is None:
            self._is_lost = True
            raise self._lost()
        self._mine, self._tag = record, tag
        self._ends = asked + _MARGIN * record.lease_seconds

    def _tag_of(self, record: Record) -> str | None:
        """The tag of a record that was written although the answer was lost, so that writing it again was refused."""
        found = self._cell.read()
        return found[1] if found is not None and found[0] == record.content else None

    def _lost(self) -> StoreError:
        return StoreError(f"{self._cell.where}: this run was not heard of for too long and lost the lock to another")


@contextmanager
def leased(cell: Cell, run_id: str, seconds: float, timeout: float = 0) -> Iterator[Lease]:
    """Hold a cell for a run, and renew it meanwhile.

    Args:
        cell: The lock.
        run_id: The run, for the message that others get.
        seconds: The lease.
        timeout: Seconds to wait for another run to end.

    Raises:
        DatasetLocked: Another run holds it.
    """
    lease = _taken(cell, run_id, seconds, time.monotonic() + timeout)
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(seconds / _BEATS):
            lease.renew()

    thread = threading.Thread(target=beat, name="lease", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        is_over.set()
        thread.join()
        lease.give_back()


def publishing(cell: Cell) -> str | None:
    """The staging folder whose publication has begun and not ended."""
    found = cell.read()
    return None if found is None else _record(found[0], cell.where).publishing


def _taken(cell: Cell, run_id: str, seconds: float, deadline: float) -> Lease:
    while True:
        lease = Lease(cell, run_id, seconds)
        try:
            lease.take()
        except DatasetLocked:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return lease


def _record(content: bytes, where: str) -> Record:
    try:
        return Record(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise StoreError(f"{where}: expected the record of a lock, found {content[:60]!r}") from error


def _is_stale(record: Record, age: float) -> bool:
    return age > record.lease_seconds or (record.host == socket.gethostname() and _is_dead(record.pid))


def _is_dead(pid: int) -> bool:
    """True when there is no such process on this machine, as far as the system lets one know."""
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _refusal(where: str, record: Record, age: float) -> DatasetLocked:
    who = f"run {record.run_id}, process {record.pid} on {record.host}"
    return refusal(
        where, f" ({who}, heard of {age:.0f} s ago; if it is dead, its lock ends {record.lease_seconds:g} s after that)"
    )
