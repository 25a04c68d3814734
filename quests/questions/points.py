"""Two numbers for a place in a picture or on a map, exact to five decimals."""

import re
from fractions import Fraction
from typing import NamedTuple

from .decimals import key_number
from .errors import InvalidAnswer

# Five decimals of a degree are about a metre; of a percent, less than any screen shows.
DECIMALS = 5
UNITS: int = 10**DECIMALS
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)


class Point(NamedTuple):
    """Two coordinates in whole hundred-thousandths, of a percent or of a degree."""

    first: int
    second: int

    @property
    def degrees(self) -> tuple[float, float]:
        """Return both as numbers, for trigonometry."""
        return self.first / UNITS, self.second / UNITS

    def __str__(self) -> str:
        """Write "50.43021,2.80000"."""
        return f"{fixed(self.first)},{fixed(self.second)}"


def in_units(number: object) -> int:
    """Return a decimal or its text in whole units, rounded to the nearest."""
    return round(Fraction(str(number)) * UNITS)


def key_units(value: object, field: str) -> int:
    """Read a number of a key in whole units (InvalidKey)."""
    return in_units(key_number(value, field))


def fixed(units: int) -> str:
    """Write a number of units with its five decimals: "2.80000"."""
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // UNITS}.{abs(units) % UNITS:0{DECIMALS}d}"


def short(point: Point) -> str:
    """Write "41.5,20": without idle zeros."""
    return ",".join(fixed(units).rstrip("0").rstrip(".") for units in point)


def read_point(value: object) -> Point:
    """Read "41.5,20", the text a tap posts (InvalidAnswer)."""
    if not isinstance(value, str):
        raise InvalidAnswer("malformed")
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise InvalidAnswer("malformed")
    return Point(in_units(parts[0]), in_units(parts[1]))
