"""How each kind of question is laid out on a screen, before and after its answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quests.catalogue.layouts.assigned import CATEGORISING, MATCHING
from quests.catalogue.layouts.choices import CHOICES
from quests.catalogue.layouts.dialogue import DIALOGUE
from quests.catalogue.layouts.gap_fill import GAP_FILL
from quests.catalogue.layouts.hotspot import HOTSPOT
from quests.catalogue.layouts.layout import Asked, Layout, OptionScreen, Revealed, Unfolding
from quests.catalogue.layouts.map_pin import MAP_PIN
from quests.catalogue.layouts.ordering import ORDERING
from quests.catalogue.layouts.short_text import SHORT_TEXT
from quests.catalogue.layouts.slider import SLIDER
from quests.catalogue.layouts.typed import NUMERIC

__all__ = ["LAYOUTS", "Asked", "Layout", "OptionScreen", "Revealed", "Unfolding"]

LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "single_choice": CHOICES,
        "multiple_choice": CHOICES,
        "true_false": CHOICES,
        "short_text": SHORT_TEXT,
        "gap_fill": GAP_FILL,
        "numeric": NUMERIC,
        "slider": SLIDER,
        "matching": MATCHING,
        "categorising": CATEGORISING,
        "ordering": ORDERING,
        "hotspot": HOTSPOT,
        "map_pin": MAP_PIN,
        "dialogue": DIALOGUE,
    }
)
