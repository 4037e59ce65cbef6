"""A server on loopback that answers as Nominatim does, and as badly as servers can."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Reply = Callable[[BaseHTTPRequestHandler, dict[str, list[str]]], None]


def place(name: str = "Zarqulan", lat: object = "35.8", lon: object = "36.7", code: str = "sy") -> dict[str, object]:
    return {
        "lat": lat,
        "lon": lon,
        "display_name": f"{name}, Some District, Some Governorate, Country",
        "name": name,
        "address": {"village": name, "county": "Some District", "state": "Some Governorate", "country_code": code},
    }


def answering(*places: dict[str, object], status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    return raw(json.dumps(list(places)).encode(), status, headers)


def raw(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def slow(seconds: float) -> Reply:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        time.sleep(seconds)
        answering(place())(handler, query)

    return reply


def dripping(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
    """A byte now and then, for ever: no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
    """Far more than any answer needs."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"[" * 100_000)


def hanging_up(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[")


@dataclass
class Server:
    """What the server is to say, in order (the last again and again), and what it was asked."""

    domain: str
    replies: list[Reply] = field(default_factory=lambda: [answering(place())])
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def says(self, *replies: Reply) -> None:
        self.replies = list(replies)


@contextmanager
def nominatim() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            state.asked.append(query)
            state.agents.append(self.headers["User-Agent"])
            state.times.append(time.monotonic())
            reply = state.replies.pop(0) if len(state.replies) > 1 else state.replies[0]
            try:
                reply(self, query)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Server(f"127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
