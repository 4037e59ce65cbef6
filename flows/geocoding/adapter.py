"""How geopy's geocoders speak HTTP here: bounded in size and in time, whatever the server does.

geopy's own adapters read an answer to its end, and their time limit starts anew with each byte; a hostile or broken
server could hold a run for hours. Here the whole exchange has one deadline, an answer has a largest size, and
redirections are not followed.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpx
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

LARGEST_ANSWER = 1_000_000
"""Bytes of an answer that are read; a geocoder's has some thousands."""
_QUOTED = 200


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """An adapter for geopy whose requests always end."""

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None) -> None:
        """Set up connections the way geopy asks for.

        Args:
            proxies: Proxy by scheme; `None` for those of the environment.
            ssl_context: How servers are verified; `None` for the usual way.
        """
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        mounts = {f"{scheme}://": httpx.HTTPTransport(proxy=proxy) for scheme, proxy in (proxies or {}).items()}
        self._client = httpx.Client(mounts=mounts or None, verify=ssl_context or True, follow_redirects=False)

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """The answer as JSON.

        Raises:
            GeocoderParseError: It is not JSON.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError(f"expected JSON, found {text[:_QUOTED]!r}") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The answer as text.

        Raises:
            AdapterHTTPError: The server refuses (status other than 200).
            GeocoderTimedOut: The whole answer was not there in time.
            GeocoderUnavailable: There is no way to the server.
            GeocoderServiceError: The answer is too large or broken off.
        """
        done: SimpleQueue[str | Exception] = SimpleQueue()
        Thread(target=self._fetch, args=(url, timeout, dict(headers), done), daemon=True).start()
        try:
            result = done.get(timeout=timeout)
        except Empty:
            raise GeocoderTimedOut(f"no whole answer within {timeout:g} seconds") from None
        if isinstance(result, Exception):
            raise result
        return result

    def _fetch(self, url: str, timeout: float, headers: dict[str, str], done: SimpleQueue[str | Exception]) -> None:
        try:
            done.put(self._read(url, timeout, headers))
        except httpx.TimeoutException:
            done.put(GeocoderTimedOut(f"no answer within {timeout:g} seconds"))
        except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.ProxyError) as error:
            done.put(GeocoderUnavailable(str(error) or type(error).__name__))
        except (AdapterHTTPError, GeocoderServiceError) as error:
            done.put(error)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            done.put(GeocoderServiceError(str(error) or type(error).__name__))

    def _read(self, url: str, timeout: float, headers: dict[str, str]) -> str:
        with self._client.stream("GET", url, headers=headers, timeout=timeout) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise GeocoderServiceError(f"expected at most {LARGEST_ANSWER:,} bytes, found more")
            text = body.decode("utf-8", "replace")
            if response.status_code != httpx.codes.OK:
                raise AdapterHTTPError(
                    f"status {response.status_code}",
                    status_code=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    text=text[:_QUOTED],
                )
            return text
