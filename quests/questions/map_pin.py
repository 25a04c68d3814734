"""A place to point at on the map.

Key ``{"lat", "lon", "within": "2", "zero": "20", "places": {id: {"lat", "lon"}}}``: degrees and km
as texts; ``places`` are the list for those who do not use the map.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from .decimals import key_number
from .distance import away, distance_km
from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .points import UNITS, Point, in_units, key_units, read_point
from .untrusted import answer_field, key_fields, key_ids, known_option, posted, posted_one
from .verdict import Verdict

# Just under half a turn of the earth: somewhere is always wrong.
_FARTHEST_KM = 20_000


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to point; ``within`` and ``zero`` in km."""

    at: Point
    within: Decimal
    zero: Decimal
    places: Mapping[str, Point]

    def credit(self, point: Point) -> Fraction:
        """Return 1 near enough, 0 too far, and what lies between on a straight line."""
        distance = distance_km(self.at.degrees, point.degrees)
        if distance <= self.within:
            return Fraction(1)
        if distance >= self.zero:
            return Fraction(0)
        return (Fraction(self.zero) - Fraction(distance)) / (Fraction(self.zero) - Fraction(self.within))


def _on_earth(point: Point) -> bool:
    return abs(point.first) <= 90 * UNITS and abs(point.second) <= 180 * UNITS


def _key_point(fields: Mapping[str, object]) -> Point:
    point = Point(key_units(fields["lat"], "lat"), key_units(fields["lon"], "lon"))
    if not _on_earth(point):
        raise InvalidKey("'lat' must lie between -90 and 90, 'lon' between -180 and 180.")
    return point


def _places(value: object) -> dict[str, Point]:
    if not isinstance(value, Mapping):
        raise InvalidKey("'places' must be an object from id to coordinates.")
    ids = key_ids(list(value), "places", least=1)
    return {place: _key_point(key_fields(value[place], {"lat", "lon"})) for place in ids}


def _read(key: object) -> _Target:
    fields = key_fields(key, {"lat", "lon", "within", "zero", "places"})
    within, zero = key_number(fields["within"], "within"), key_number(fields["zero"], "zero")
    if not 0 < within < zero <= _FARTHEST_KM:
        raise InvalidKey(f"'within' must be positive, 'zero' wider and {_FARTHEST_KM} at most.")
    target = _Target(_key_point(fields), within, zero, _places(fields["places"]))
    if all(target.credit(place) < 1 for place in target.places.values()):
        raise InvalidKey("No place of 'places' lies within reach: the list has no right answer.")
    return target


def _pin(value: object) -> Point:
    point = read_point(value)
    if not _on_earth(point):
        raise InvalidAnswer("outside")
    return point


def _chosen(answer: object, target: _Target) -> Point:
    """Return where a stored answer points."""
    if isinstance(answer, Mapping) and answer.keys() == {"place"}:
        return target.places[known_option(answer["place"], target.places.keys())]
    return _pin(answer_field(answer, "point"))


class MapPin:
    """Answer ``{"point": "50.43021,2.83114"}`` or ``{"place": id}``, posted under these names."""

    name = "map_pin"
    shuffles = True

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind; the place wins over a point that a script may leave behind."""
        target = _read(key)
        if posted(data, "place"):
            return {"place": known_option(posted_one(data, "place"), target.places.keys())}
        return {"point": str(_pin(posted_one(data, "point")))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give less the farther it is; say whether it was near or far."""
        target = _read(key)
        point = _chosen(answer, target)
        credit = target.credit(point)
        return Verdict.of(
            credit,
            feedback=() if credit == 1 else ("near" if credit else "far",),
            chosen=(str(point),),
            expected=(str(target.at),),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the two ways to miss."""
        _read(key)
        return ("near", "far")

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return the places, sorted."""
        return tuple(sorted(_read(key).places))

    def public(self, key: object) -> dict[str, Any]:
        """Return the places by id: where they are would show which one is near."""
        return {"places": list(self.option_ids(key))}

    def solution(self, key: object) -> FormData:
        """Return the very spot."""
        return {"point": [str(_read(key).at)]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Name a wrong place, or point into the area where half is right, or beyond it."""
        target = _read(key)
        wrong = sorted(place for place, point in target.places.items() if target.credit(point) < 1)
        if wrong and chance.random() < 0.5:
            return {"place": [chance.choice(wrong)]}
        bearing = chance.uniform(0, 360)
        for km in (chance.uniform(float(target.within), float(target.zero)), float(target.zero) + 1):
            latitude, longitude = away(target.at.degrees, bearing, km)
            point = Point(in_units(f"{latitude:.9f}"), in_units(f"{longitude:.9f}"))
            # Rounded, a step just outside the reach may fall back into it.
            if target.credit(point) < 1:
                break
        return {"point": [str(point)]}


MAP_PIN = MapPin()
