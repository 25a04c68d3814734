"""Short names written one after the other in a field."""

from __future__ import annotations


def names_in(text: str) -> tuple[str, ...]:
    """The names in ``text``, which separates them by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
