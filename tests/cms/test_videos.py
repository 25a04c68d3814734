"""Films are ours, small enough and captioned."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cms.models import Video
from cms.models.media import MAX_VIDEO_BYTES

pytestmark = pytest.mark.django_db
GOOD = {
    "file": ContentFile(b"film", name="a.mp4"),
    "captions_fr": ContentFile(b"WEBVTT\n\n", name="a.vtt"),
}


def wrong(**files: ContentFile | str) -> set[str]:
    """The fields refused."""
    try:
        Video(title="Film", seconds=60, **(GOOD | files)).full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_a_captioned_film_is_fine() -> None:
    assert wrong() == set()


@pytest.mark.parametrize(
    ("field", "file"),
    [
        ("file", ContentFile(b"x", name="a.exe")),
        ("captions_fr", ""),
        ("captions_fr", ContentFile(b"1\n00:00", name="a.srt")),
        ("captions_fr", ContentFile(b"<html>", name="a.vtt")),
        ("captions_en", ContentFile(b"plain", name="a.vtt")),
    ],
)
def test_what_is_not_a_captioned_film_is_refused(field: str, file: ContentFile | str) -> None:
    assert wrong(**{field: file}) == {field}


def test_a_heavy_film_is_refused() -> None:
    heavy = ContentFile(b"x", name="a.mp4")
    heavy.size = MAX_VIDEO_BYTES + 1
    assert wrong(file=heavy) == {"file"}


def test_captions_fall_back_to_french() -> None:
    video = Video(captions_fr="videos/fr.vtt", captions_nl="videos/nl.vtt", seconds=1)
    assert video.captions("nl") == ("/media/videos/nl.vtt", "nl")
    assert video.captions("en") == ("/media/videos/fr.vtt", "fr")
