"""How far apart two points lie.

The formula is that of geopy's `great_circle`; the package itself loads every geocoder it knows, and the HTTP clients of
these, which would take a third of a second whenever a text is coded.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, hypot, radians, sin

_EARTH_KM = 6371.009
"""Mean radius of the earth."""


@lru_cache(maxsize=65536)
def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, kilometres."""
    north, other = radians(first[0]), radians(second[0])
    east = radians(second[1] - first[1])
    across = cos(other) * sin(east)
    along = cos(north) * sin(other) - sin(north) * cos(other) * cos(east)
    return _EARTH_KM * atan2(hypot(across, along), sin(north) * sin(other) + cos(north) * cos(other) * cos(east))
