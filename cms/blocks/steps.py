"""The steps of a quest: cards written here, lessons, questions of the bank, checkpoints."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.cards import CardStream
from cms.blocks.parts import SharedSnippetChooser
from cms.blocks.pools import PoolBlock
from cms.choosers import CheckpointChooserBlock


class LessonChooser(blocks.PageChooserBlock):
    """A lesson: every card of it becomes a step."""

    def get_translatable_segments(self, value: object) -> list[object]:
        """Nothing to translate here: the lesson has its own translations."""
        return []


class StepStream(CardStream):
    """What a quest is made of, in playing order."""

    module = LessonChooser(page_type="cms.ModulePage", icon="list-ul", label=_("Lesson (all its cards)"))
    question = SharedSnippetChooser("cms.BankQuestion", icon="help", label=_("Question"))
    pool = PoolBlock()
    checkpoint = CheckpointChooserBlock(icon="site", label=_("Checkpoint"))
