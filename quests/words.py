"""Words per language, as compiled content keeps them: ``{"fr": {...}, "en": {...}}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

Words = Mapping[str, Mapping[str, Any]]


def spoken(words: Words, language: str | None = None) -> Mapping[str, Any]:
    """The words in ``language`` (by default the active one), each missing one in the source language.

    Keys whose translation is empty fall back one by one, at any depth, so that a half-translated card
    is whole.
    """
    source = words.get(settings.LANGUAGE_CODE, {})
    return _filled(source, words.get((language or get_language() or settings.LANGUAGE_CODE)[:2], {}))


def _filled(source: Mapping[str, Any], chosen: Mapping[str, Any]) -> Mapping[str, Any]:
    """``chosen`` with what it leaves empty taken from ``source``."""
    deeper = {
        key: _filled(source[key], value)
        for key, value in chosen.items()
        if isinstance(value, Mapping) and isinstance(source.get(key), Mapping)
    }
    return {**source, **{key: value for key, value in chosen.items() if value}, **deeper}


def word(words: Words, key: str, language: str | None = None) -> str:
    """One word of ``words``, empty when nobody wrote it."""
    return str(spoken(words, language).get(key, ""))
