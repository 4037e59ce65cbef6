"""A server that speaks S3 on the loopback interface, and that can be told to fail."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from moto.server import ThreadedMotoServer

Answer = Iterable[bytes]
Application = Callable[[dict[str, Any], Callable[..., Any]], Answer]

CHANGES = ("PUT", "POST", "DELETE")


class Faults:
    """Stands before the server: counts what would change something, and spoils some of it.

    Attributes:
        n_changes: Requests so far that change something.
        fails_from: Number of the first such request that fails.
        n_failures: How many requests fail from there on.
        is_done_first: True when a request is carried out and only its answer is spoilt.
        wait: Seconds that every answer takes.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._guard = threading.Lock()
        self.heal()

    def heal(self) -> None:
        self.n_changes = 0
        self.fails_from = 10**9
        self.n_failures = 10**9
        self.is_done_first = False
        self.wait = 0.0

    def fail(self, start: int, n: int = 10**9, *, is_done_first: bool = False) -> None:
        self.heal()
        self.fails_from, self.n_failures, self.is_done_first = start, n, is_done_first

    def __call__(self, environment: dict[str, Any], respond: Callable[..., Any]) -> Answer:
        time.sleep(self.wait)
        if environment["REQUEST_METHOD"] not in CHANGES:
            return self._application(environment, respond)
        with self._guard:
            self.n_changes += 1
            is_spoilt = 0 <= self.n_changes - self.fails_from < self.n_failures
        if not is_spoilt:
            return self._application(environment, respond)
        if self.is_done_first:
            list(self._application(environment, lambda *_: None))
        elif length := int(environment.get("CONTENT_LENGTH") or 0):
            environment["wsgi.input"].read(length)
        respond("500 Internal Server Error", [("Content-Type", "application/xml")])
        return [b"<Error><Code>InternalError</Code><Message>out of order</Message></Error>"]


class ObjectServer:
    """The server; use it as a context manager."""

    def __enter__(self) -> ObjectServer:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        inner: Any = self._server._server
        self.faults = Faults(inner.app)
        inner.app = self.faults
        host, port = self._server.get_host_and_port()
        self.address = f"http://{host}:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to find the server."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "someone",
            "AWS_SECRET_ACCESS_KEY": "something",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
