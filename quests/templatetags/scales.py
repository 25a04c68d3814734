"""Numbers of a scale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import get_format

from quests.templatetags.look import MINUS, number

register = template.Library()

SPACED_FROM = 10_000


@register.filter
def scale_number(value: Any) -> str:
    """A number in the reader's language, thousands apart from five figures on only: years read as years."""
    shown = Decimal(str(value))
    if abs(shown) >= SPACED_FROM:
        return number(shown)
    return f"{shown.normalize():f}".replace("-", MINUS).replace(".", str(get_format("DECIMAL_SEPARATOR")))
