"""Choosing in the editor what lives in the game."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from quests.models import Checkpoint


class CheckpointChooserViewSet(ChooserViewSet):
    """Choose a checkpoint."""

    model = Checkpoint
    icon = "site"
    choose_one_text = _("Choose a checkpoint")
    choose_another_text = _("Choose another checkpoint")
    edit_item_text = _("Edit this checkpoint")
    per_page = 20


checkpoint_chooser = CheckpointChooserViewSet("checkpoint_chooser")
_Generated = checkpoint_chooser.get_block_class(name="CheckpointChooserBlock", module_path="cms.choosers")


class CheckpointChooserBlock(_Generated):  # type: ignore[misc,valid-type]
    """A checkpoint, the same in every language."""

    def get_translatable_segments(self, value: object) -> list[object]:
        """Nothing to translate here: the checkpoint keeps its own words."""
        return []
