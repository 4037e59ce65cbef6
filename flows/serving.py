"""A Prefect server of our own, for schedules on a machine that has none: on loopback, for as long as it is needed.

Prefect's embedded server runs no scheduler, so a schedule kept by it would never fire.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.records import RunFailed

_PATIENCE = 120.0
_GRACE = 10.0
_LOOPBACK = "127.0.0.1"


@contextmanager
def server() -> Iterator[str]:
    """The address of the Prefect server's API: the configured one, else that of a server started for the block.

    Raises:
        RunFailed: A server was to be started and did not answer within two minutes.
    """
    configured = PREFECT_API_URL.value()
    if configured:
        yield configured
        return
    with own_server() as url, temporary_settings({PREFECT_API_URL: url}):
        yield url


@contextmanager
def runs_ended() -> Iterator[None]:
    """End the flow runs that the block started and that are still going on when it ends.

    Prefect's runner leaves them behind when it is told to stop, and they would wait for a server that is no more.
    """
    try:
        yield
    finally:
        for child in multiprocessing.active_children():
            child.terminate()
        for child in multiprocessing.active_children():
            child.join(_GRACE)
            child.kill()


@contextmanager
def own_server() -> Iterator[str]:
    """Start a server on a free port of the loopback interface, and stop it at the end.

    Raises:
        RunFailed: It did not answer within two minutes.
    """
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", _LOOPBACK, "--port", str(port), "--no-ui"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment())
    try:
        url = f"http://{_LOOPBACK}:{port}/api"
        _await_health(url, process)
        yield url
    finally:
        _stop(process)


def _environment() -> dict[str, str]:
    """The server's own environment: it must not take itself for a client of another server."""
    return {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}


def _await_health(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RunFailed("the Prefect server did not start; start one with `prefect server start` and set PREFECT_API_URL")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((_LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port
