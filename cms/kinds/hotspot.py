"""A spot to tap in the picture of the question."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation, item, listed, twice
from quests.questions.decimals import plain
from quests.questions.hotspot import ELSEWHERE

SIDES = ("left", "top", "width", "height")


def _percent(label: str, *, least: str = "0") -> blocks.DecimalBlock:
    return blocks.DecimalBlock(min_value=Decimal(least), max_value=100, max_digits=7, decimal_places=4, label=label)


class ZoneBlock(blocks.StructBlock):
    """A rectangle of the picture."""

    name = blocks.CharBlock(
        max_length=120,
        label=_("Name of the zone"),
        help_text=_("Read in the list by those who do not tap: it must not give the answer away."),
    )
    left = _percent(_("From the left (percent of the picture)"))
    top = _percent(_("From the top (%)"))
    width = _percent(_("Width (%)"), least="0.1")
    height = _percent(_("Height (%)"), least="0.1")
    correct = blocks.BooleanBlock(required=False, label=_("This is right"))
    explanation = explanation(_("Explanation"), hint=_("Kind and precise: shown to whoever chose it by mistake."))

    class Meta:
        label = _("Zone")
        label_format = "{name}"


class ZoneBlockAdapter(StructBlockAdapter):
    """The block with the question’s picture to draw its zone in."""

    js_constructor = "academy.blocks.ZoneBlock"

    def js_args(self, block: ZoneBlock) -> list[Any]:
        """Wagtail's own, and what the drawer says; the 0 of ``url`` stands for the id of a picture."""
        name, children, meta = super().js_args(block)
        drawer = {
            "url": reverse("question_picture", args=[0]),
            "label": gettext("Draw the zone in the picture"),
            "help": gettext("Click two opposite corners of the zone: the numbers follow. They can still be typed."),
            "second": gettext("Now click the opposite corner. Escape starts again."),
            "done": gettext("The numbers of the zone are set."),
            "none": gettext("Choose the picture first."),
            "failed": gettext("The picture could not be shown. The numbers can still be typed."),
        }
        return [name, children, meta | {"drawer": drawer}]

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's scripts, then ours: ours extends theirs."""
        return super().media + forms.Media(js=["js/studio/zone-drawer.js"])


register(ZoneBlockAdapter(), ZoneBlock)


class HotspotBlock(blocks.StructBlock):
    """Zones of the question’s picture. The preview outlines them."""

    zones = blocks.ListBlock(
        ZoneBlock(),
        max_num=50,
        label=_("Zones"),
        help_text=_("The preview outlines every zone after the answer. Where two overlap, the smaller one counts."),
    )
    elsewhere = explanation(_("Explanation for whoever taps anywhere else"))

    class Meta:
        icon = "crosshairs"
        label = _("Spot in a picture")


class Hotspot(StudioKind):
    """A spot."""

    name = "hotspot"
    block = HotspotBlock
    needs_picture = True

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        zones = listed(value, "zones")
        return {
            "zones": [{"id": zone.id} | {side: _written(zone.value[side]) for side in SIDES} for zone in zones],
            "correct": [zone.id for zone in zones if zone.value["correct"]],
        }

    def options(self, value: Any) -> list[dict[str, str]]:
        """See StudioKind."""
        zones = [{"id": zone.id, "text": zone.value["name"]} for zone in listed(value, "zones")]
        return sorted(zones, key=lambda zone: zone["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {zone.id: zone.value["explanation"] for zone in listed(value, "zones")} | {ELSEWHERE: value["elsewhere"]}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {ELSEWHERE: gettext("somewhere else in the picture")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """A zone that is right, another that is not, both inside the picture."""
        zones = [zone.value for zone in listed(value, "zones")]
        if len(zones) < 2:
            yield "too_few_options", gettext("Draw at least two zones: the list needs a choice.")
        if not any(zone["correct"] for zone in zones):
            yield "no_right_answer", gettext("Tick the zone that is right.")
        elif all(zone["correct"] for zone in zones):
            yield "several_right_answers", gettext("At least one zone must be wrong: the list needs a choice.")
        for zone in zones:
            if _reaches_out(zone):
                yield "incomplete_answer", gettext("The zone “%s” reaches outside the picture.") % zone["name"]
        yield from twice(zone["name"] for zone in zones)

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        said = words["feedback"]
        zones = [
            item(
                block_id(zone["id"]),
                name=words["options"][zone["id"]],
                correct=zone["id"] in data["correct"],
                explanation=said.get(zone["id"], ""),
                **{side: zone[side] for side in SIDES},
            )
            for zone in data["zones"]
        ]
        return {"zones": zones, "elsewhere": said[ELSEWHERE]}


def _written(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _reaches_out(zone: Any) -> bool:
    ends = [(zone["left"], zone["width"]), (zone["top"], zone["height"])]
    return any(start is not None and size is not None and start + size > 100 for start, size in ends)


HOTSPOT = Hotspot()
