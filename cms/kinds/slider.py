"""A value to set on a scale."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.kinds.kind import BlockId, Data, Fault, StudioKind, explanation
from quests.questions.decimals import plain
from quests.questions.slider import MAX_BANDS

WHOLE = 100
NUMBERS = ("value", "min", "max", "step")


class BandBlock(blocks.StructBlock):
    """How much is earned how far from the right value."""

    within = blocks.DecimalBlock(default=0, min_value=0, label=_("Give or take"))
    share = blocks.DecimalBlock(default=WHOLE, min_value=1, max_value=WHOLE, label=_("Percentage of the points"))

    class Meta:
        label = _("Band")
        label_format = "± {within}"


class SliderBlock(blocks.StructBlock):
    """A value to set on a scale."""

    value = blocks.DecimalBlock(label=_("Right value"))
    min = blocks.DecimalBlock(label=_("Beginning of the scale"))
    max = blocks.DecimalBlock(label=_("End of the scale"))
    step = blocks.DecimalBlock(default=1, label=_("Step"), help_text=_("From one value to the next."))
    bands = blocks.ListBlock(
        BandBlock(),
        min_num=1,
        max_num=MAX_BANDS,
        label=_("Bands"),
        help_text=_("The first one gives 100 %. Add wider ones that give less, or leave it at all or nothing."),
    )
    unit = blocks.CharBlock(required=False, max_length=40, label=_("Unit"), help_text=_("Leave it empty for years."))
    low = explanation(_("Explanation when the value is too low"))
    high = explanation(_("Explanation when the value is too high"))

    class Meta:
        icon = "sliders"
        label = _("Scale")


class Slider(StudioKind):
    """A value on a scale."""

    name = "slider"
    block = SliderBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        numbers = {name: plain(value[name]) for name in NUMBERS if value[name] is not None}
        return numbers | {"bands": [_band(band) for band in value["bands"]]}

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"low": value["low"], "high": value["high"]}

    def words(self, value: Any) -> dict[str, Any]:
        """The unit."""
        return {"unit": value["unit"] or ""}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"low": gettext("a value too low"), "high": gettext("a value too high")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """See StudioKind."""
        if any(value[name] is None for name in NUMBERS):
            yield "incomplete_answer", gettext("Write the right value, the two ends of the scale and the step.")
            return
        right, least, most, step = (Fraction(value[name]) for name in NUMBERS)
        yield from _scale_faults(right, least, most, step)
        bands = [_fractions(band) for band in value["bands"] if None not in band.values()]
        yield from _band_faults(bands, reach=max(right - least, most - right))

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        bands = [
            {
                "type": "item",
                "id": block_id(f"band-{place}"),
                "value": {"within": band["within"], "share": plain(Decimal(band["share"]) * WHOLE)},
            }
            for place, band in enumerate(data["bands"])
        ]
        said = words["feedback"]
        return {name: data[name] for name in NUMBERS} | {
            "bands": bands, "unit": words.get("unit", ""), "low": said["low"], "high": said["high"],
        }  # fmt: skip


def _band(band: Any) -> dict[str, str]:
    written = {"within": band["within"], "share": None if band["share"] is None else band["share"] / WHOLE}
    return {name: plain(number) for name, number in written.items() if number is not None}


def _fractions(band: Any) -> tuple[Fraction, Fraction]:
    return Fraction(band["within"]), Fraction(band["share"])


def _scale_faults(right: Fraction, least: Fraction, most: Fraction, step: Fraction) -> Iterator[Fault]:
    if step <= 0:
        yield "incomplete_answer", gettext("The step must be above zero.")
    elif least >= most:
        yield "incomplete_answer", gettext("The scale must end above its beginning.")
    elif not least <= right <= most:
        yield "no_right_answer", gettext("The right value is not on the scale.")
    elif any(((end - least) / step).denominator != 1 for end in (right, most)):
        yield (
            "incomplete_answer",
            gettext("Whole steps must lead from the beginning of the scale to the right value, and to the end."),
        )


def _band_faults(bands: list[tuple[Fraction, Fraction]], *, reach: Fraction) -> Iterator[Fault]:
    """``reach``: how far from the right value one can be."""
    if not bands or bands[0][1] != WHOLE:
        yield "incomplete_answer", gettext("The first band must give all the points.")
    elif bands[0][0] >= reach:
        yield "incomplete_answer", gettext("The first band covers the whole scale: every answer would be right.")
    if not all(near[0] < far[0] and near[1] > far[1] for near, far in pairwise(bands)):
        yield "incomplete_answer", gettext("Each band must be wider than the one before, and give less.")


SLIDER = Slider()
