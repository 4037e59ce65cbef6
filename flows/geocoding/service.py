"""A geopy geocoder by name, asked the same question whatever its own words for it are."""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from geopy.exc import ConfigurationError
from geopy.geocoders import get_geocoder_for_service

from flows.config import ConfigError, GeocoderSettings
from flows.geocoding.adapter import BoundedAdapter
from flows.geocoding.answers import Answer, answers

KEY_VARIABLE = "CONFLICT_EVENTS_GEOCODER_KEY"
"""Environment variable of the service's key; a secret is never a setting."""
PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
_KEY_PARAMETERS = ("api_key", "token", "access_token", "auth_token", "subscription_key", "apikey", "key")
_COUNTRY_PARAMETERS = ("country_codes", "countries", "country")
_FURTHER = {"exactly_one": False, "limit": 5, "addressdetails": True, "namedetails": False, "language": "en"}


class Service:
    """An online geocoder.

    Attributes:
        name: What it is called in evidence ("online:nominatim").
        identity: Name and address, under which its answers are kept.
        is_public_nominatim: Whether the rules of the public server (one request a second) hold.
    """

    def __init__(self, settings: GeocoderSettings) -> None:
        """Set it up; nothing is asked yet.

        Raises:
            ConfigError: geopy knows no such geocoder, or it refuses its options.
        """
        self._geocoder = _geocoder(settings)
        self._known = _parameters(self._geocoder.geocode)
        options = dict(sorted(settings.options.items()))
        self.name = str(settings.name).lower()
        self.identity = " ".join([self.name, *(f"{key}={value}" for key, value in options.items())])
        self.is_public_nominatim = getattr(self._geocoder, "domain", None) == PUBLIC_NOMINATIM

    def ask(self, query: str, country: str, timeout: float) -> tuple[Answer, ...]:
        """Places of this name.

        Args:
            query: The name, with what it lies in.
            country: Alpha-2 code of the country to search.
            timeout: Seconds for the whole exchange.

        Raises:
            GeopyError: The service could not be asked, or refused.
            ValueError: Its answer cannot be understood.
        """
        further: dict[str, Any] = {key: value for key, value in _FURTHER.items() if key in self._known}
        limit = next((key for key in _COUNTRY_PARAMETERS if key in self._known), None)
        if limit is not None:
            further[limit] = [country.lower()] if limit == "country_codes" else [country]
        try:
            found = self._geocoder.geocode(query, timeout=timeout, **further)
            return answers([] if found is None else found if isinstance(found, list) else [found])
        except (AttributeError, IndexError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"the answer cannot be understood ({type(error).__name__}: {error})") from error


def _geocoder(settings: GeocoderSettings) -> Any:
    try:
        kind = get_geocoder_for_service(settings.name)
        known = _parameters(kind.__init__)
        options = {**settings.options, **_key(known)}
        if unknown := options.keys() - known:
            raise ConfigError(f"geocoder.options: {settings.name} takes no {', '.join(sorted(unknown))}")
        agent = settings.user_agent or f"conflict-events/{version('conflict-events')}"
        return kind(**options, user_agent=agent, adapter_factory=BoundedAdapter)
    except (ConfigurationError, TypeError, ValueError) as error:
        raise ConfigError(f"geocoder {settings.name}: {error}") from error


def _key(known: frozenset[str]) -> Mapping[str, str]:
    """The key of the environment, under the name that the service has for it."""
    key = os.environ.get(KEY_VARIABLE)
    parameter = next((name for name in _KEY_PARAMETERS if name in known), None)
    return {parameter: key} if key and parameter else {}


def _parameters(function: Any) -> frozenset[str]:
    return frozenset(inspect.signature(function).parameters)
