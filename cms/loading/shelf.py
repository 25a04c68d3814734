"""What a pack's questions lean on: facts and recordings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile

from cms.loading.pack import Pack, PackError
from cms.loading.questions import Shelf
from cms.models import Fact, Recording
from cms.models.media import MAX_SOUND_BYTES


def fill_shelf(pack: Pack, pictures: Mapping[str, Any], *, update: bool) -> Shelf:
    """The facts and recordings of ``pack``, saved once, or again when asked to update."""
    return Shelf(pictures=pictures, facts=_facts(pack, update=update), recordings=_recordings(pack, update=update))


def _facts(pack: Pack, *, update: bool) -> dict[str, Fact]:
    save = Fact.objects.update_or_create if update else Fact.objects.get_or_create
    return {
        data["slug"]: save(
            uid=pack.uid("fact", data["slug"]),
            defaults={
                "statement": data["statement"],
                "source": data["source"],
                "review_by": data["review_by"],
                "sites": ", ".join(data.get("sites", [])),
            },
        )[0]
        for data in pack.facts
    }


def _recordings(pack: Pack, *, update: bool) -> dict[str, Recording]:
    wanted = {data["audio"]["file"]: data for _owner, _pillar, data in pack.questions() if "audio" in data}
    return {name: _recording(pack, name, data, update=update) for name, data in wanted.items()}


def _recording(pack: Pack, name: str, data: Mapping[str, Any], *, update: bool) -> Recording:
    found = Recording.objects.filter(title=name).first()
    if found and not update:
        return found
    sound = pack.sound(name).read_bytes()
    if len(sound) > MAX_SOUND_BYTES:
        raise PackError(f"audio/{name}: more than {MAX_SOUND_BYTES} bytes")
    audio = data["audio"]
    recording = found or Recording(title=name)
    recording.language, recording.transcript = audio["lang"], audio["transcript"]
    recording.credit = audio.get("credit", "")
    if not found or found.file.read() != sound:
        recording.file.save(name, ContentFile(sound), save=False)
    recording.save()
    return recording
