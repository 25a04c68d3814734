"""Words per language, as compiled content keeps them: ``{"fr": {...}, "en": {...}}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

Words = Mapping[str, Mapping[str, Any]]


def spoken(words: Words, language: str | None = None) -> Mapping[str, Any]:
    """The words in ``language`` (by default the active one), each missing one in the source language.

    Keys whose translation is empty fall back one by one, so that a half-translated card is whole.
    """
    source = words.get(settings.LANGUAGE_CODE, {})
    chosen = words.get((language or get_language() or settings.LANGUAGE_CODE)[:2], {})
    return {**source, **{key: value for key, value in chosen.items() if value}}


def word(words: Words, key: str, language: str | None = None) -> str:
    """One word of ``words``, empty when nobody wrote it."""
    return str(spoken(words, language).get(key, ""))
