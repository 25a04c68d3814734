"""The live translations of a page or a question."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def by_language(source: Any) -> dict[str, Any]:
    """``source`` and its live translations by language code, the source first."""
    others = (
        type(source)
        .objects.filter(translation_key=source.translation_key, live=True)
        .exclude(pk=source.pk)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    found = {other.locale.language_code: other for other in others}
    return {settings.LANGUAGE_CODE: source} | found


def live_source(instance: Any) -> Any | None:
    """The published source of ``instance`` (itself when it is the source), None when there is none."""
    return (
        type(instance)
        .objects.filter(
            translation_key=instance.translation_key,
            locale__language_code=settings.LANGUAGE_CODE,
            live=True,
        )
        .first()
    )
