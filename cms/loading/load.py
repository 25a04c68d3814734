"""Loading a destination: everything in one transaction, compiled, indexed."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import translation
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.context_processors import forget_branding
from cms.loading import game, memory, pages, questions
from cms.loading.drawings import import_pictures
from cms.loading.entries import Entry, Writer
from cms.loading.pack import Pack
from cms.loading.questions import Shelf
from cms.loading.shelf import fill_shelf
from cms.moderation import set_up_moderation
from cms.publishing.compiling import paused
from cms.publishing.questions import question_spec
from cms.publishing.quests import quest_spec
from quests.catalogue.services import publish_quest, publish_question

Say = Callable[[str], None]


def load(pack: Pack, *, update: bool = False, say: Say = lambda line: None) -> None:
    """Load ``pack``. What is already there is kept, or brought up to date with ``update``.

    Raises ``PackError``, and then nothing at all was written.
    """
    source = settings.LANGUAGE_CODE
    with translation.override(source), transaction.atomic(), quiet(), paused():
        writer = _load(pack, update=update, say=_timed(say))
    say(f"{len(writer.changed)} written")
    forget_branding()


def _load(pack: Pack, *, update: bool, say: Say) -> Writer:
    for language in pack.destination["words"]:
        Locale.objects.get_or_create(language_code=language)
    set_up_moderation()
    writer, rows = Writer(update=update), game.GameWriter(pack, update=update)
    pictures = import_pictures(pack, sorted(pack.picture_names()))
    say(f"{len(pictures)} pictures")
    homes = pages.save_home(pack, writer)
    pillars = _by_name(writer, pages.pillar_entries(pack, homes, pictures))
    _by_name(writer, pages.legal_entries(pack, homes))
    rows.territories()
    rows.seasons()
    rows.badges()
    rows.financiers()
    rows.employers()
    shelf = fill_shelf(pack, pictures, update=update)
    rows.map()
    bank = _save_bank(pack, shelf, writer)
    say(f"{len(bank)} questions")
    rows.checkpoints(pictures)
    say(f"{len(pack.checkpoints)} checkpoints")
    _save_quests(pages.quest_entries(pack, pillars, pictures, bank), writer)
    say(f"{len(pack.quests)} quests")
    rows.programmes()
    say(f"{_remember(writer)} translations")
    _index(writer)
    say("search and references")
    return writer


def _by_name(writer: Writer, entries: Iterator[Entry]) -> dict[str, dict[str, Any]]:
    return {entry.name: writer.save(entry) for entry in entries}


def _save_bank(pack: Pack, shelf: Shelf, writer: Writer) -> dict[Any, Any]:
    """Save and compile the questions; return the source of each by identity."""
    bank = {}
    for entry in questions.question_entries(pack, shelf):
        source = writer.save(entry)[settings.LANGUAGE_CODE]
        if _changed(writer, entry):
            publish_question(question_spec(source))
        bank[entry.key] = source
    return bank


def _save_quests(entries: Iterator[Entry], writer: Writer) -> None:
    for entry in entries:
        source = writer.save(entry)[settings.LANGUAGE_CODE]
        if writer.update or _changed(writer, entry):
            publish_quest(quest_spec(source))


def _changed(writer: Writer, entry: Entry) -> bool:
    return bool(writer.changed) and writer.changed[-1][0] is entry


def _remember(writer: Writer) -> int:
    source = settings.LANGUAGE_CODE
    return memory.remember(
        (saved[source], {code: each for code, each in saved.items() if code != source})
        for _entry, saved in writer.changed
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Neither search, references nor the log follow each row: ``_index`` works once, at the end."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    models = [model for model in get_indexed_models() if getattr(model, "search_auto_update", True)]
    heard = [model for model in models if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        logger.setLevel(level)
        for model in heard:
            post_save.connect(post_save_signal_handler, sender=model)


def _index(writer: Writer) -> None:
    found: Mapping[type[Any], list[Any]] = defaultdict(list)
    for entry, saved in writer.changed:
        found[entry.model].extend(saved.values())
    for model, instances in found.items():
        for backend in get_search_backends():
            backend.add_bulk(model, instances)
        for instance in instances:
            ReferenceIndex.create_or_update_for_object(instance)


def _timed(say: Say) -> Say:
    start = monotonic()
    return lambda line: say(f"{monotonic() - start:5.1f} s  {line}")
