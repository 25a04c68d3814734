"""Pictures as addresses: small WebP renditions of photographs, drawings as they are."""

from __future__ import annotations

from typing import Any

WIDTH = 800
"""Pixels: two device pixels for each point of a wide phone."""


def picture_url(image: Any) -> str:
    """The address learners load; empty when there is no picture."""
    if image is None:
        return ""
    if image.is_svg():
        return str(image.file.url)
    return str(image.get_rendition(f"width-{WIDTH}|format-webp").url)


def picture_words(image: Any, alt: str) -> dict[str, str] | None:
    """``{"url", "alt"}`` of a picture, or None."""
    return {"url": picture_url(image), "alt": alt} if image is not None else None
