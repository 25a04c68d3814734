"""Parts that several blocks share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""What rich text may hold: a card is one idea, not a document."""


class SharedText(blocks.CharBlock):
    """A text that is the same in every language: never offered to translators."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Nothing to translate."""
        return []


class SharedSnippetChooser(SnippetChooserBlock):
    """A snippet that stays the same in every language."""

    def get_translatable_segments(self, value: object) -> list[object]:
        """Nothing to translate here: the snippet has its own translations."""
        return []


class PictureBlock(blocks.StructBlock):
    """A picture and what it shows. ``needed=True`` makes the picture itself compulsory."""

    image = ImageChooserBlock(required=False, label=_("Picture"))
    alt = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("What the picture shows"),
        help_text=_("Read out to people who do not see the picture."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        needed = False

    def clean(self, value: Any) -> Any:
        """Refuse, at publishing, a picture without its description."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        if self.meta.needed and not cleaned["image"]:
            errors["image"] = ValidationError(_("Choose a picture."))
        if cleaned["image"] and not cleaned["alt"].strip():
            errors["alt"] = ValidationError(_("Say what the picture shows."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned
