"""From credited seconds to what people count in. Rounded here, once, never before adding up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

CENT = Decimal("0.01")


@lru_cache(maxsize=4096)
def hours(seconds: int) -> Decimal:
    """Decimal hours as funders count them: 4500 -> 1.25."""
    return (Decimal(seconds) / 3600).quantize(CENT, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def minutes(seconds: int) -> int:
    """Whole minutes: 89 -> 1, 90 -> 2."""
    return int((Decimal(seconds) / 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
