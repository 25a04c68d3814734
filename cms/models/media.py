"""Films and recordings of our own: served by us, captioned, never embedded from elsewhere."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.languages import LANGUAGES

MAX_VIDEO_BYTES = 60 * 1024 * 1024
MAX_SOUND_BYTES = 2 * 1024 * 1024


def small_enough(file: File) -> None:
    """Refuse a film that would not reach a phone."""
    if file.size > MAX_VIDEO_BYTES:
        raise ValidationError(_("A film may weigh 60 MB at most: shorten or compress it."))


def short_enough(file: File) -> None:
    """Refuse a recording that would not reach a phone in the street."""
    if file.size > MAX_SOUND_BYTES:
        raise ValidationError(_("A recording may weigh 2 MB at most: shorten or compress it."))


def is_webvtt(file: File) -> None:
    """Refuse captions that are not WebVTT, whatever their name says."""
    file.seek(0)
    head = file.read(9)
    file.seek(0)
    if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise ValidationError(_("This is not a WebVTT file: it must begin with WEBVTT."))


def _captions(label: str, *, blank: bool) -> models.FileField:
    return models.FileField(
        label,
        upload_to="videos",
        blank=blank,
        validators=[FileExtensionValidator(["vtt"]), is_webvtt],
    )


class Video(index.Indexed, models.Model):
    """A film with its captions, one file for each language spoken in the academy."""

    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(
        _("film (MP4 or WebM)"),
        upload_to="videos",
        validators=[FileExtensionValidator(["mp4", "webm"]), small_enough],
    )
    captions_fr = _captions(_("captions in French (WebVTT)"), blank=False)
    captions_en = _captions(_("captions in English"), blank=True)
    captions_nl = _captions(_("captions in Dutch"), blank=True)
    poster = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("still picture"),
    )
    seconds = models.PositiveIntegerField(_("length in seconds"))

    panels = [
        FieldPanel("title"),
        FieldPanel("file"),
        FieldRowPanel([FieldPanel("captions_fr"), FieldPanel("captions_en"), FieldPanel("captions_nl")]),
        FieldPanel("poster"),
        FieldPanel("seconds"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def captions(self, language: str) -> tuple[str, str]:
        """Address and language of the captions in ``language``, else of the French ones."""
        own = getattr(self, f"captions_{language}", None)
        file, spoken = (own, language) if own else (self.captions_fr, "fr")
        return (file.url, spoken) if file else ("", spoken)


class Recording(index.Indexed, models.Model):
    """A few words to listen to, with everything that is said in writing."""

    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(
        _("recording (MP3)"),
        upload_to="recordings",
        validators=[FileExtensionValidator(["mp3"]), short_enough],
    )
    language = models.CharField(_("language spoken"), max_length=5, choices=LANGUAGES, default="en")
    transcript = models.TextField(_("transcript"), help_text=_("Everything that is said, in the language spoken."))
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who speaks, or which voice."))

    panels = [
        FieldPanel("title"),
        FieldPanel("file"),
        FieldPanel("language"),
        FieldPanel("transcript"),
        FieldPanel("credit"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
