"""Filling the translation memory, so that trainers find every translation in the translation editor.

wagtail-localize writes one row after the other; a pack has thousands of strings, so the same rows
are written in bulk here. ``tests/cms/test_loading.py`` translates a loaded page through
wagtail-localize itself to prove that it recognises them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments


@dataclass
class _Content:
    """One source instance with its segments and those of its translations."""

    source: Any
    translations: Mapping[str, Any]
    segments: list[Any] = field(default_factory=list)

    @property
    def key(self) -> Any:
        return self.source.translation_key


def remember(contents: Iterable[tuple[Any, Mapping[str, Any]]]) -> int:
    """Write the memory of ``(source, {language: translation})`` pairs; return how many strings."""
    prepared = [_Content(source, translations, segments=extract_segments(source)) for source, translations in contents]
    if not prepared:
        return 0
    sources = _sources(prepared)
    contexts = _contexts(prepared)
    strings = _strings(prepared)
    _segments(prepared, sources, contexts, strings)
    return _translations(prepared, sources, contexts, strings)


def _sources(contents: list[_Content]) -> dict[Any, TranslationSource]:
    types = {type(each.source): ContentType.objects.get_for_model(type(each.source)) for each in contents}
    bases = {model: ContentType.objects.get_for_model(model.get_translation_model()) for model in types}
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=each.key, content_type=bases[type(each.source)]) for each in contents],
        ignore_conflicts=True,
    )
    TranslationSource.objects.filter(object_id__in=[each.key for each in contents]).delete()
    made = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=each.key,
            locale_id=each.source.locale_id,
            specific_content_type=types[type(each.source)],
            object_repr=str(each.source)[:200],
            content_json=_content_json(each.source),
            schema_version=get_schema_version(each.source._meta.app_label),
            last_updated_at=timezone.now(),
        )
        for each in contents
    )
    return {source.object_id: source for source in made}


def _content_json(instance: models.Model) -> str:
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _contexts(contents: list[_Content]) -> dict[tuple[Any, str], TranslationContext]:
    wanted: dict[tuple[Any, str], TranslationContext] = {}
    for each in contents:
        for segment in each.segments:
            if (each.key, segment.path) not in wanted:
                context = TranslationContext(
                    object_id=each.key,
                    path=segment.path,
                    path_id=TranslationContext._get_path_id(segment.path),
                )
                wanted[each.key, segment.path] = context
                _field_path(context, each.source)
    TranslationContext.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    found = TranslationContext.objects.filter(object_id__in=[each.key for each in contents])
    return {(context.object_id, context.path): context for context in found}


def _field_path(context: TranslationContext, instance: Any) -> None:
    """Let wagtail-localize work the field path out without saving the row each time."""
    context.save = lambda **kwargs: None  # type: ignore[method-assign]
    context.get_field_path(instance)
    del context.save


def _strings(contents: list[_Content]) -> dict[Any, String]:
    locale_id = contents[0].source.locale_id
    wanted = {
        String._get_data_hash(segment.string.data): segment.string.data
        for each in contents
        for segment in each.segments
        if isinstance(segment, StringSegmentValue)
    }
    String.objects.bulk_create(
        [String(locale_id=locale_id, data_hash=hash_, data=data) for hash_, data in wanted.items()],
        ignore_conflicts=True,
    )
    return {string.data: string for string in String.objects.filter(locale_id=locale_id)}


def _segments(
    contents: list[_Content],
    sources: Mapping[Any, TranslationSource],
    contexts: Mapping[tuple[Any, str], TranslationContext],
    strings: Mapping[Any, String],
) -> None:
    rows: dict[type[models.Model], list[Any]] = {
        StringSegment: [], TemplateSegment: [], OverridableSegment: []
    }  # fmt: skip
    for each in contents:
        for segment in each.segments:
            place = {
                "source": sources[each.key],
                "context": contexts[each.key, segment.path],
                "order": segment.order,
            }
            if isinstance(segment, StringSegmentValue):
                attrs = json.dumps(segment.attrs, cls=DjangoJSONEncoder)
                string = strings[segment.string.data]
                rows[StringSegment].append(StringSegment(**place, string=string, attrs=attrs))
            elif isinstance(segment, TemplateSegmentValue):
                template = Template.from_value(segment)
                rows[TemplateSegment].append(TemplateSegment(**place, template=template))
            elif isinstance(segment, OverridableSegmentValue):
                data = json.dumps(segment.data, cls=DjangoJSONEncoder)
                rows[OverridableSegment].append(OverridableSegment(**place, data_json=data))
    for model, made in rows.items():
        model._default_manager.bulk_create(made)


def _translations(
    contents: list[_Content],
    sources: Mapping[Any, TranslationSource],
    contexts: Mapping[tuple[Any, str], TranslationContext],
    strings: Mapping[Any, String],
) -> int:
    keys = [each.key for each in contents]
    StringTranslation.objects.filter(context__object_id__in=keys).delete()
    rows, targets = [], []
    for each in contents:
        for translated in each.translations.values():
            targets.append(Translation(source=sources[each.key], target_locale=translated.locale, enabled=True))
            said = _said(extract_segments(translated))
            rows += [
                StringTranslation(
                    translation_of=strings[segment.string.data],
                    locale_id=translated.locale_id,
                    context=contexts[each.key, segment.path],
                    data=said[segment.path, segment.order],
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
                for segment in _once(each.segments)
                if (segment.path, segment.order) in said
            ]
    Translation.objects.bulk_create(targets)
    StringTranslation.objects.bulk_create(rows)
    return len(rows)


def _said(segments: Iterable[Any]) -> dict[tuple[str, int], str]:
    strings = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
    return {(segment.path, segment.order): segment.string.data for segment in strings}


def _once(segments: Iterable[Any]) -> list[Any]:
    """String segments, one for each (context, string): the memory keeps one translation of each."""
    seen: dict[tuple[str, str], Any] = {}
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            seen.setdefault((segment.path, segment.string.data), segment)
    return list(seen.values())
