"""A place to point at on the map of the destination."""

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
from quests.questions.distance import Degrees, distance_km

NUMBERS = ("lat", "lon", "within", "zero")


def _latitude() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(min_value=-90, max_value=90, max_digits=8, decimal_places=6, label=_("Latitude"))


def _longitude() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(min_value=-180, max_value=180, max_digits=9, decimal_places=6, label=_("Longitude"))


def _kilometres(label: str, default: int) -> blocks.DecimalBlock:
    return blocks.DecimalBlock(default=default, min_value=Decimal("0.1"), max_value=20_000, label=label)


class PlaceBlock(blocks.StructBlock):
    """A place of the list, for those who do not use the map."""

    name = blocks.CharBlock(max_length=120, label=_("Name of the place"))
    lat = _latitude()
    lon = _longitude()

    class Meta:
        label = _("Place")
        label_format = "{name}"


class MapPinBlock(blocks.StructBlock):
    """A spot on the map; the nearer, the more points."""

    lat = _latitude()
    lon = _longitude()
    within = _kilometres(_("All the points within (km)"), 2)
    zero = _kilometres(_("No point from (km)"), 20)
    places = blocks.ListBlock(
        PlaceBlock(),
        max_num=50,
        label=_("Places of the list"),
        help_text=_("For those who do not use the map: one of them within reach, the others farther."),
    )
    near = explanation(_("Explanation when the marker is near"))
    far = explanation(_("Explanation when the marker is far away"))

    class Meta:
        icon = "site"
        label = _("Place on the map")


class PlacedBlockAdapter(StructBlockAdapter):
    """A block with a latitude and a longitude, and the map to point at them on."""

    js_constructor = "academy.blocks.PlacedBlock"

    def js_args(self, block: blocks.StructBlock) -> list[Any]:
        """Wagtail's own, and what the picker says."""
        name, children, meta = super().js_args(block)
        picker = {
            "url": reverse("question_map"),
            "label": gettext("Click the place on the map"),
            "help": gettext("One click sets the latitude and the longitude. They can still be typed."),
            "outside": gettext("This place lies outside the map."),
            "failed": gettext("The map could not be shown. The numbers can still be typed."),
        }
        return [name, children, meta | {"picker": picker}]

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's scripts, then ours: ours extends theirs."""
        return super().media + forms.Media(js=["js/studio/place-picker.js"])


register(PlacedBlockAdapter(), PlaceBlock)
register(PlacedBlockAdapter(), MapPinBlock)


class MapPin(StudioKind):
    """A place."""

    name = "map_pin"
    block = MapPinBlock

    def key(self, value: Any) -> dict[str, Any]:
        """See StudioKind."""
        places = {place.id: _numbers(place.value, "lat", "lon") for place in listed(value, "places")}
        return {**_numbers(value, *NUMBERS), "places": places}

    def options(self, value: Any) -> list[dict[str, str]]:
        """See StudioKind."""
        places = [{"id": place.id, "text": place.value["name"]} for place in listed(value, "places")]
        return sorted(places, key=lambda place: place["id"])

    def feedback(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"near": value["near"], "far": value["far"]}

    def mistakes(self, value: Any) -> dict[str, str]:
        """See StudioKind."""
        return {"near": gettext("a place nearby"), "far": gettext("a place far away")}

    def faults(self, value: Any) -> Iterator[Fault]:
        """Two distances that grow; in the list, a place within reach and one that is not."""
        within, zero = value["within"], value["zero"]
        if None not in (within, zero) and within >= zero:
            yield "incomplete_answer", gettext("The distance without points must be the longer one.")
        places = [place.value for place in listed(value, "places")]
        if len(places) < 2:
            yield "too_few_options", gettext("Give at least two places: the list needs a choice.")
        near = [_is_near(place, value) for place in places]
        if None not in near and near:
            yield from _choice(near)
        yield from twice(place["name"] for place in places)

    def stored(self, data: Data, words: Data, block_id: BlockId) -> dict[str, Any]:
        """See StudioKind."""
        places = [item(block_id(id_), name=words["options"][id_], **at) for id_, at in data["places"].items()]
        said = {name: words["feedback"][name] for name in ("near", "far")}
        return {**{name: data[name] for name in NUMBERS}, **said, "places": places}


def _choice(near: list[bool | None]) -> Iterator[Fault]:
    if not any(near):
        yield "no_right_answer", gettext("At least one place of the list must lie within reach of all the points.")
    elif all(near):
        yield "several_right_answers", gettext("At least one place of the list must lie farther away.")


def _numbers(value: Any, *names: str) -> dict[str, str]:
    return {name: plain(value[name]) for name in names if value[name] is not None}


def _is_near(place: Any, value: Any) -> bool | None:
    """Whether ``place`` earns all the points; None while a number is missing."""
    one, other = _spot(place), _spot(value)
    if one is None or other is None or value["within"] is None:
        return None
    return bool(distance_km(one, other) <= value["within"])


def _spot(value: Any) -> Degrees | None:
    if value["lat"] is None or value["lon"] is None:
        return None
    return float(value["lat"]), float(value["lon"])


MAP_PIN = MapPin()
