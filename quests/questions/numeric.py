"""A number, give or take. Key ``{"value": "86", "tolerance": "2", "near": "5"}``, near optional."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import Any

from .decimals import MAX_DIGITS, key_number, plain, typed_number
from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, posted_one
from .verdict import Verdict

_MOST = 10**MAX_DIGITS - 1
"""The greatest number that can be typed; the least is minus that."""


@dataclass(frozen=True, slots=True)
class _Target:
    """The number looked for; ``near`` equals ``tolerance`` when nothing is half right."""

    # Fractions measure: a subtraction of decimals would round to the precision of the context.
    value: Decimal
    tolerance: Fraction
    near: Fraction

    def credit(self, number: Decimal) -> Fraction:
        """Return 1 within the tolerance, 1/2 within the wider one, both limits included."""
        distance = abs(Fraction(number) - Fraction(self.value))
        if distance <= self.tolerance:
            return Fraction(1)
        return Fraction(1, 2) if distance <= self.near else Fraction(0)

    def beyond(self, steps: int) -> list[int]:
        """Return the whole numbers outside the tolerance by so many, of the sign of the value first."""
        low = floor(Fraction(self.value) - self.tolerance) - steps
        high = ceil(Fraction(self.value) + self.tolerance) + steps
        ends = [max(low, -_MOST), min(high, _MOST)]
        wrong = [end for end in ends if self.credit(Decimal(end)) < 1]
        return [end for end in wrong if (end < 0) == (self.value < 0)] or wrong


def _read(key: object) -> _Target:
    fields = key_fields(key, {"value", "tolerance"}, {"near"})
    value = key_number(fields["value"], "value")
    tolerance = Fraction(key_number(fields["tolerance"], "tolerance"))
    if tolerance < 0:
        raise InvalidKey("'tolerance' must not be negative.")
    if tolerance >= _MOST + abs(Fraction(value)):
        raise InvalidKey("'tolerance' lets every number through.")
    if "near" not in fields:
        return _Target(value, tolerance, tolerance)
    near = Fraction(key_number(fields["near"], "near"))
    if near <= tolerance:
        raise InvalidKey("'near' must be wider than 'tolerance'.")
    return _Target(value, tolerance, near)


def _number(answer: object) -> Decimal:
    value = answer_field(answer, "value")
    if not isinstance(value, str):
        raise InvalidAnswer("malformed")
    return typed_number(value)


class Numeric:
    """Answer ``{"value": "86.5"}``, posted as ``value``."""

    name = "numeric"
    shuffles = False

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        _read(key)
        return {"value": plain(typed_number(posted_one(data, "value")))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give all, half or nothing; say whether the number is too low or too high."""
        target, number = _read(key), _number(answer)
        credit = target.credit(number)
        side = "low" if number < target.value else "high"
        return Verdict.of(
            credit,
            feedback=() if credit == 1 else (side,),
            chosen=(plain(number),),
            expected=(plain(target.value),),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the two sides."""
        _read(key)
        return ("low", "high")

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return nothing: the number is typed."""
        _read(key)
        return ()

    def public(self, key: object) -> dict[str, Any]:
        """Return nothing: even the tolerance helps."""
        _read(key)
        return {}

    def solution(self, key: object) -> FormData:
        """Return the very number."""
        return {"value": [plain(_read(key).value)]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return a whole number a tenth off at most, on top of the tolerance."""
        target = _read(key)
        steps = chance.randint(1, max(1, int(abs(Fraction(target.value)) / 10)))
        return {"value": [str(chance.choice(target.beyond(steps)))]}


NUMERIC = Numeric()
