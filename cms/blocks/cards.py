"""The cards of a lesson, one block for each type."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.parts import FEATURES, PictureBlock, SharedSnippetChooser, SharedText
from cms.languages import LANGUAGES


def _heading() -> blocks.CharBlock:
    return blocks.CharBlock(max_length=80, label=_("Heading"))


def _body(*, required: bool = True) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        features=FEATURES,
        required=required,
        label=_("Text"),
        help_text=_("One idea, read in 90 seconds at most."),
    )


def _source(*, required: bool = False) -> SharedText:
    return SharedText(
        required=required,
        max_length=300,
        label=_("Source"),
        help_text=_("Who says so: title, author or institution, year."),
    )


class TextCard(blocks.StructBlock):
    """A heading and a short text, with a picture when it helps."""

    heading = _heading()
    body = _body()
    picture = PictureBlock()
    source = _source()

    class Meta:
        icon = "doc-full"
        label = _("Text")


class ImageCard(blocks.StructBlock):
    """A picture to look at."""

    heading = _heading()
    picture = PictureBlock(needed=True)
    body = _body(required=False)
    source = _source()

    class Meta:
        icon = "image"
        label = _("Image")


class VideoCard(blocks.StructBlock):
    """A film of our own, with captions and everything it says in writing."""

    heading = _heading()
    video = SharedSnippetChooser("cms.Video", label=_("Video"))
    body = _body(required=False)
    transcript = blocks.TextBlock(label=_("Transcript"), help_text=_("Everything that is said and shown."))

    class Meta:
        icon = "media"
        label = _("Video")


class FactCard(blocks.StructBlock):
    """A key fact: always with its source, and the day somebody checks it again."""

    heading = _heading()
    body = _body()
    picture = PictureBlock()
    source = _source(required=True)
    review_by = blocks.DateBlock(label=_("Check again by"))

    class Meta:
        icon = "pick"
        label = _("Key fact")


class PhraseCard(blocks.StructBlock):
    """A sentence to say to a guest in their language."""

    heading = _heading()
    phrase = SharedText(max_length=300, label=_("Sentence for the guest"))
    phrase_lang = blocks.ChoiceBlock(choices=LANGUAGES, default="en", label=_("Language"))
    meaning = blocks.CharBlock(max_length=300, label=_("What it means"))
    body = _body(required=False)
    picture = PictureBlock()
    source = _source()

    class Meta:
        icon = "openquote"
        label = _("Phrase for the guest")


class CardStream(blocks.StreamBlock):
    """The cards of a lesson, in reading order."""

    text = TextCard()
    image = ImageCard()
    video = VideoCard()
    fact = FactCard()
    phrase = PhraseCard()

    class Meta:
        required = True
