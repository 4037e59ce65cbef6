"""Asking within bounds: so many requests a second, so many tries, so much time a run, and no more after that."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential

from flows.config import GeocoderSettings
from flows.geocoding.answers import Answer
from flows.geocoding.cache import AnswerCache
from flows.geocoding.service import Service

logger = logging.getLogger("flows.geocoding")

_HOPELESS = (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
)
"""Refusals that come again however often one asks."""
_FAILURES_IN_A_ROW = 3
_LONGEST_WAIT = 30.0
_SHORTEST = 0.05


class GaveUp(Exception):
    """No more questions in this run; the message says why."""


class Asking:
    """Asks a service, remembers, and knows when to stop.

    Attributes:
        n_asked: Names that the service was asked for in this run.
        seconds_between: Shortest time from one request to the next.
    """

    def __init__(
        self,
        service: Service,
        cache: AnswerCache,
        settings: GeocoderSettings,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the run's account.

        Args:
            service: Whom to ask.
            cache: What was answered before.
            settings: The bounds.
            sleep: Waits for some seconds.
            clock: Seconds, for the time box.
        """
        rate = min(settings.requests_per_second, 1.0) if service.is_public_nominatim else settings.requests_per_second
        self._service, self._cache, self._settings = service, cache, settings
        self._sleep, self._clock = sleep, clock
        self.seconds_between = 1 / rate
        self._limited = RateLimiter(
            service.ask,
            min_delay_seconds=self.seconds_between,
            max_retries=0,
            error_wait_seconds=self.seconds_between,
            swallow_exceptions=False,
        )
        self._spent = 0.0
        self._failures = 0
        self._given_up: str | None = None
        self.n_asked = 0

    def find(self, query: str, country: str) -> tuple[Answer, ...]:
        """Places of this name in a country, from the cache or from the service.

        Raises:
            GaveUp: The service will not be asked any more in this run; what is kept is still found.
        """
        known = self._cache.get(self._service.identity, query, country)
        if known is not None:
            return known
        self._check_time()
        if self._given_up is not None:
            raise GaveUp(self._given_up)
        found = self._ask(query, country)
        if found is None:
            return ()
        self._cache.put(self._service.identity, query, country, found)
        return found

    def _ask(self, query: str, country: str) -> tuple[Answer, ...] | None:
        """The service's answer, `None` when it failed for this name."""
        started = self._clock()
        self.n_asked += 1
        try:
            found = self._patiently(query, country)
        except (GeopyError, ValueError) as error:
            self._failed(error)
            return None
        finally:
            self._spent += self._clock() - started
        self._failures = 0
        return found

    def _patiently(self, query: str, country: str) -> tuple[Answer, ...]:
        tries = Retrying(
            stop=self._is_enough,
            wait=self._wait,
            retry=retry_if_exception(_may_pass),
            sleep=self._sleep,
            reraise=True,
        )
        found: tuple[Answer, ...] = tries(lambda: self._limited(query, country, self._timeout()))
        return found

    def _timeout(self) -> float:
        return max(_SHORTEST, min(self._settings.timeout_seconds, self.seconds_left))

    @property
    def seconds_left(self) -> float:
        """Seconds that the run may still spend on requests."""
        return self._settings.seconds_a_run - self._spent

    def _is_enough(self, state: RetryCallState) -> bool:
        is_late = (state.seconds_since_start or 0.0) >= self.seconds_left
        return is_late or state.attempt_number > self._settings.retries

    def _wait(self, state: RetryCallState) -> float:
        """What the service asks for, else twice as long as before; never beyond the time box."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, GeocoderRateLimited) else None
        backoff = wait_exponential(multiplier=self.seconds_between, max=_LONGEST_WAIT)(state)
        left = self.seconds_left - (state.seconds_since_start or 0.0)
        return max(0.0, min(float(asked) if asked is not None else backoff, left))

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        logger.info("geocoder %s: %s", self._service.name, reason)
        if _is_hopeless(error) and not isinstance(error, GeocoderQueryError):
            self._given_up = f"it refuses ({reason})"
        elif self._failures >= _FAILURES_IN_A_ROW:
            self._given_up = f"it failed {self._failures} times in a row, last with {reason}"

    def _check_time(self) -> None:
        if self._given_up is None and self.seconds_left <= _SHORTEST:
            self._given_up = f"the {self._settings.seconds_a_run:g} seconds of a run are used up"


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, GeopyError) and not _is_hopeless(error)


def _is_hopeless(error: BaseException) -> bool:
    """True for a refusal for good; "too many requests" is a quota to geopy, but passes."""
    return isinstance(error, _HOPELESS) and not isinstance(error, GeocoderRateLimited)
