"""Numbers as people type them in French, English and Dutch, and as keys hold them."""

import re
from decimal import Context, Decimal

from .errors import InvalidAnswer, InvalidKey

MAX_DIGITS = 15
_EXACT = Context(prec=MAX_DIGITS)
_TYPED = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{MINUS SIGN}": "-",
        ",": ".",
    }
)
# Spaces only between thousands: "8 6" is a slip of the finger, not 86.
_NUMBER = re.compile(
    r"[+-]? ?(?:(?:\d{1,3}(?: \d{3})+|\d+)(?:\.\d*)?|\.\d+)",
    re.ASCII,
)
_UNIT = re.compile(r" ?(?:[^\W\d_]|[%\N{PER MILLE SIGN}\N{DEGREE SIGN}$\N{EURO SIGN}\N{POUND SIGN}])")
_IN_KEY = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def typed_number(text: str) -> Decimal:
    """Read a number with comma or dot, spaces between thousands, no unit (InvalidAnswer)."""
    tidy = text.translate(_TYPED).strip()
    if not tidy:
        raise InvalidAnswer("missing")
    number = _NUMBER.match(tidy)
    if number is None:
        raise InvalidAnswer("not_a_number")
    if number.end() < len(tidy):
        raise InvalidAnswer("has_unit" if _UNIT.match(tidy, number.end()) else "not_a_number")
    if _digits(tidy) > MAX_DIGITS:
        raise InvalidAnswer("too_many_digits")
    return Decimal(tidy.replace(" ", ""))


def key_number(value: object, field: str) -> Decimal:
    """Read a number of a key: a text such as "86" or "-0.5", never a float."""
    if not isinstance(value, str) or not _IN_KEY.fullmatch(value):
        raise InvalidKey(f"{field!r} must be a decimal number written as text, such as '86.5'.")
    if _digits(value) > MAX_DIGITS:
        raise InvalidKey(f"{field!r} has more than {MAX_DIGITS} digits.")
    return Decimal(value)


def plain(number: Decimal) -> str:
    """Write a number the one canonical way: no exponent, no idle zero, no minus zero."""
    return f"{number.normalize(_EXACT):f}" if number else "0"


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
