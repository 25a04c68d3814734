"""Editing words in three languages: one form field for each word and language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput


class WordsForm(WagtailAdminModelForm):
    """Maps ``instance.words`` (``{"fr": {"name": …}}``) to fields ``name_fr``, ``name_en``…

    ``word_fields``: word -> (label, longest length or None for a long text). The source language
    must be filled in; the others fall back to it.
    """

    word_fields: dict[str, tuple[Any, int | None]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.word_fields:
            raise ImproperlyConfigured(f"{type(self).__name__} has no word_fields.")
        words = self.instance.words or {}
        own = list(self.fields)
        for name, (label, longest) in self.word_fields.items():
            for code, _language in settings.LANGUAGES:
                self.fields[f"{name}_{code}"] = self._word_field(label, longest, code)
                self.initial.setdefault(f"{name}_{code}", words.get(code, {}).get(name, ""))
        self.order_fields([name for name in self.fields if name not in own] + own)

    @staticmethod
    def _word_field(label: Any, longest: int | None, code: str) -> forms.CharField:
        return forms.CharField(
            label=f"{label} ({code})",
            max_length=longest,
            required=code == settings.LANGUAGE_CODE,
            widget=forms.TextInput if longest else AdminAutoHeightTextInput,
        )

    def _post_clean(self) -> None:
        # Before the model is validated: constraints and uniqueness see the new words.
        self.instance.words = self._words()
        super()._post_clean()

    def _words(self) -> dict[str, dict[str, Any]]:
        kept = self.instance.words or {}
        return {
            code: {
                **kept.get(code, {}),
                **{name: self.cleaned_data.get(f"{name}_{code}", "") for name in self.word_fields},
            }
            for code, _language in settings.LANGUAGES
        }
