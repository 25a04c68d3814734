"""Distances on the earth, taken for a sphere: 0.5 % wrong at most, which no question asks for."""

from decimal import Decimal
from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088

Degrees = tuple[float, float]
"""A latitude and a longitude."""


def distance_km(one: Degrees, other: Degrees) -> Decimal:
    """Return the great-circle distance in km, rounded to 0.01 km so that every machine agrees."""
    south, north = radians(one[0]), radians(other[0])
    across = radians(other[1] - one[1])
    haversine = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    angle = 2 * atan2(sqrt(haversine), sqrt(max(0.0, 1 - haversine)))
    return Decimal(f"{EARTH_RADIUS_KM * angle:.2f}")


def away(start: Degrees, bearing: float, km: float) -> Degrees:
    """Return where one arrives going straight on for ``km``; ``bearing`` in degrees from the north."""
    latitude, course, angle = radians(start[0]), radians(bearing), km / EARTH_RADIUS_KM
    height = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(course)
    across = atan2(sin(course) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * height)
    longitude = (start[1] + degrees(across) + 180) % 360 - 180
    return degrees(asin(max(-1.0, min(1.0, height)))), longitude
