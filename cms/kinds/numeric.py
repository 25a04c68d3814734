"""A number, give or take."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, StudioKind, explanation
from quests.questions.decimals import plain


class NumericBlock(blocks.StructBlock):
    """A number, give or take."""

    value = blocks.DecimalBlock(label=_("Right number"))
    tolerance = blocks.DecimalBlock(default=0, min_value=0, label=_("Give or take"))
    near = blocks.DecimalBlock(
        required=False,
        min_value=0,
        label=_("Half the points within"),
        help_text=_("Wider than the line above; leave empty for all or nothing."),
    )
    unit = blocks.CharBlock(required=False, max_length=40, label=_("Unit"))
    low = explanation(_("Explanation when the number is too low"))
    high = explanation(_("Explanation when the number is too high"))

    class Meta:
        icon = "order"
        label = _("Number")


class Numeric(StudioKind):
    """A typed number."""

    name = "numeric"
    block = NumericBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        names = [name for name in ("value", "tolerance", "near") if value[name] is not None]
        return {name: plain(value[name]) for name in names}

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"low": value["low"], "high": value["high"]}

    def words(self, value: Any) -> dict[str, Any]:
        """The unit."""
        return {"unit": value["unit"] or ""}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"low": gettext("a number too low"), "high": gettext("a number too high")}

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        return {
            "value": data["value"],
            "tolerance": data.get("tolerance", "0"),
            "near": data.get("near"),
            "unit": words.get("unit", ""),
            "low": words["feedback"]["low"],
            "high": words["feedback"]["high"],
        }


NUMERIC = Numeric()
