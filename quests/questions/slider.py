"""A value on a scale. Key ``{"value", "min", "max", "step", "bands": [{"within", "share"}]}``.

All numbers are texts. The first band gives everything; every wider one gives less.
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from .decimals import key_number, plain, typed_number
from .errors import InvalidAnswer, InvalidKey
from .kind import Answer, FormData
from .untrusted import answer_field, key_fields, key_list, posted_one
from .verdict import Verdict

MAX_BANDS = 10
_WIDE = Context(prec=60)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The value looked for, the scale, and (distance, share of the credit) from near to far."""

    value: Decimal
    least: Decimal
    most: Decimal
    step: Decimal
    bands: tuple[tuple[Fraction, Fraction], ...]

    def credit(self, number: Decimal) -> Fraction:
        """Return the share of the nearest band that reaches the number, limits included."""
        distance = abs(Fraction(number) - Fraction(self.value))
        return next((share for within, share in self.bands if distance <= within), Fraction(0))

    def holds(self, number: Decimal) -> bool:
        """Tell whether the number is one of the steps of the scale."""
        steps = (Fraction(number) - Fraction(self.least)) / Fraction(self.step)
        return self.least <= number <= self.most and steps.denominator == 1


def _read(key: object) -> _Scale:
    fields = key_fields(key, {"value", "min", "max", "step", "bands"})
    value, least, most, step = (key_number(fields[name], name) for name in ("value", "min", "max", "step"))
    if step <= 0 or least >= most:
        raise InvalidKey("'step' must be above 0 and 'min' below 'max'.")
    scale = _Scale(value, least, most, step, _bands(fields["bands"]))
    if not scale.holds(most) or not scale.holds(value):
        raise InvalidKey("Whole steps must lead from 'min' to 'value' and to 'max'.")
    if scale.credit(least) == scale.credit(most) == 1:
        raise InvalidKey("The first of the 'bands' must not cover the whole scale.")
    return scale


def _bands(value: object) -> tuple[tuple[Fraction, Fraction], ...]:
    bands = [_band(band) for band in key_list(value, "bands", least=1, most=MAX_BANDS)]
    if bands[0][1] != 1 or bands[0][0] < 0 or bands[-1][1] <= 0:
        raise InvalidKey("The first of the 'bands' must give a share of 1, the last one more than 0.")
    if not all(near[0] < far[0] and near[1] > far[1] for near, far in pairwise(bands)):
        raise InvalidKey("Each of the 'bands' must be wider than the one before, and give less.")
    return tuple(bands)


def _band(value: object) -> tuple[Fraction, Fraction]:
    fields = key_fields(value, {"within", "share"})
    return Fraction(key_number(fields["within"], "within")), Fraction(key_number(fields["share"], "share"))


def _point(text: object, scale: _Scale) -> Decimal:
    """Return a number of the scale."""
    if not isinstance(text, str):
        raise InvalidAnswer("malformed")
    number = typed_number(text)
    if not scale.holds(number):
        raise InvalidAnswer("off_scale")
    return number


def _short_of_right(scale: _Scale, chance: Random) -> str:
    """Return a point a few steps outside the first band, or the end of the scale."""
    steps = int(scale.bands[0][0] / Fraction(scale.step)) + chance.randint(1, 3)
    far = _WIDE.multiply(scale.step, Decimal(steps))
    sides = [_WIDE.add(scale.value, far), _WIDE.subtract(scale.value, far)]
    near = [plain(point) for point in chance.sample(sides, 2) if _is_point(point, scale)]
    ends = [plain(end) for end in (scale.least, scale.most) if scale.credit(end) < 1]
    return [*near, *ends][0]


def _is_point(number: Decimal, scale: _Scale) -> bool:
    """Tell whether somebody can post that number."""
    try:
        return _point(f"{number:f}", scale) == number
    except InvalidAnswer:
        return False


class Slider:
    """Answer ``{"value": "1986"}``, posted as ``value``."""

    name = "slider"
    shuffles = False

    def check_key(self, key: object) -> None:
        """See Kind."""
        _read(key)

    def parse(self, key: object, data: FormData) -> Answer:
        """See Kind."""
        scale = _read(key)
        return {"value": plain(_point(posted_one(data, "value"), scale))}

    def mark(self, key: object, answer: object) -> Verdict:
        """Give the share of the band; say whether the value is too low or too high."""
        scale = _read(key)
        number = _point(answer_field(answer, "value"), scale)
        credit = scale.credit(number)
        side = "low" if number < scale.value else "high"
        return Verdict.of(
            credit,
            feedback=() if credit == 1 else (side,),
            chosen=(plain(number),),
            expected=(plain(scale.value),),
        )

    def feedback_ids(self, key: object) -> tuple[str, ...]:
        """Return the two sides."""
        _read(key)
        return ("low", "high")

    def option_ids(self, key: object) -> tuple[str, ...]:
        """Return nothing: the value is set on the scale."""
        _read(key)
        return ()

    def public(self, key: object) -> dict[str, Any]:
        """Return the scale, and nothing of the bands."""
        scale = _read(key)
        return {"min": plain(scale.least), "max": plain(scale.most), "step": plain(scale.step)}

    def solution(self, key: object) -> FormData:
        """Return the very value."""
        return {"value": [plain(_read(key).value)]}

    def slip(self, key: object, chance: Random) -> FormData:
        """Return a value a few steps too low or too high."""
        return {"value": [_short_of_right(_read(key), chance)]}


SLIDER = Slider()
