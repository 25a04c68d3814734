"""Saving content of the studio in every language, published, the same way for pages and questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from cms.loading.pack import PackError
from cms.models.compiled import NotReady


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One page or question: its identity and its field values by language.

    ``parents`` are the pages to add it under, by language (pages only).
    """

    model: type[Any]
    key: UUID
    name: str
    values: Mapping[str, Mapping[str, Any]]
    parents: Mapping[str, Page] | None = None


class Writer:
    """Saves entries; remembers what it changed, for the indexes and the translation memory."""

    def __init__(self, *, update: bool) -> None:
        self.update = update
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.changed: list[tuple[Entry, dict[str, Any]]] = []

    def save(self, entry: Entry) -> dict[str, Any]:
        """The live instances of ``entry`` by language, the source first."""
        found = {
            each.locale.language_code: each
            for each in entry.model.objects.filter(translation_key=entry.key).select_related("locale")
        }
        saved, news = {}, False
        for language in self._languages(entry):
            before = found.get(language)
            after = before if before and not self.update else self._write(entry, language, before)
            news = news or after is not before
            saved[language] = after
        if news:
            self.changed.append((entry, saved))
        return saved

    def _languages(self, entry: Entry) -> list[str]:
        rest = [code for code in entry.values if code != settings.LANGUAGE_CODE]
        return [settings.LANGUAGE_CODE, *rest]

    def _write(self, entry: Entry, language: str, before: Any) -> Any:
        """Create or change one instance and publish it; ``before`` itself when nothing changed."""
        instance = before or entry.model(translation_key=entry.key, locale=self.locales[language])
        known = _plain(instance) if before else None
        for field, value in entry.values[language].items():
            setattr(instance, field, value)
        if known is not None and _plain(instance) == known and instance.live:
            return before
        try:
            return self._publish(entry, language, instance, new=before is None)
        except (ValidationError, NotReady) as error:
            raise PackError(f"{entry.name} ({language}): {'; '.join(error.messages)}") from error

    def _publish(self, entry: Entry, language: str, instance: Any, *, new: bool) -> Any:
        if not new:
            revision = instance.save_revision()
        elif entry.parents is not None:
            entry.parents[language].add_child(instance=instance)
            revision = instance.save_revision(clean=False)
        else:
            instance.full_clean()
            instance.save()
            revision = instance.save_revision(clean=False)
        revision.publish(log_action=not new)
        # A fresh object: callers must see that something was written.
        return entry.model.objects.select_related("locale").get(pk=instance.pk)


def _plain(instance: Any) -> dict[str, Any]:
    """The fields of ``instance`` to compare: streams as data, whatever the order of their keys."""
    streams = {f.name for f in instance._meta.get_fields() if isinstance(f, StreamField)}
    data: dict[str, Any] = instance.serializable_data()
    return {name: json.loads(v) if name in streams else v for name, v in data.items()}
