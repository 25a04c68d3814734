"""A spot to tap in a picture, or to name from a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quests.catalogue.layouts.layout import Asked, Revealed
from quests.questions import InvalidAnswer
from quests.questions.hotspot import ELSEWHERE
from quests.questions.points import UNITS, read_point, short


@dataclass(frozen=True, kw_only=True)
class ZoneScreen:
    """One zone drawn on its picture: percent, as texts; templates would localise numbers."""

    name: str
    left: str
    top: str
    width: str
    height: str
    state: str


@dataclass(frozen=True, kw_only=True)
class MarkerScreen:
    """Where somebody tapped: percent, as texts."""

    x: str
    y: str


class Hotspot:
    """The picture, a marker, and the zones as a list."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout; where the zones are is told after the answer."""
        named = question.typed("zone")
        marker = marker_of(question.typed("point"))
        return {
            "options": [replace(each, chosen=each.id == named) for each in question.options(question.shown)],
            "typed": f"{marker.x},{marker.y}" if marker else "",
            "parts": {"chosen": bool(named)},
        }

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """The marker, the right zones and the one chosen; its name is empty when there was none."""
        (chosen,) = question.verdict.chosen
        right = question.verdict.right
        states = {chosen: "wrong"} | dict.fromkeys(question.verdict.expected, "right")
        return {
            "parts": {
                "marker": marker_of(str(question.answer.get("point", ""))),
                "zones": tuple(zones_of(question.key, question.texts, states)),
                "chosen": "" if chosen == ELSEWHERE else question.texts.get(chosen, chosen),
                "state": "right" if right else "wrong",
            }
        }

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """The right zones."""
        return tuple(question.texts.get(id_, id_) for id_ in question.verdict.expected)


def zones_of(key: Any, texts: Mapping[str, str], states: Mapping[str, str]) -> Iterator[ZoneScreen]:
    """The zones of ``states`` (id -> right, wrong or empty), the wide ones first."""
    for zone in sorted(key["zones"], key=_area, reverse=True):
        if zone["id"] in states:
            sides = {side: zone[side] for side in ("left", "top", "width", "height")}
            yield ZoneScreen(name=texts.get(zone["id"], ""), state=states[zone["id"]], **sides)


def every_zone(key: Any, options: Iterable[Mapping[str, str]]) -> tuple[ZoneScreen, ...]:
    """All the zones, for their author alone."""
    states = {zone["id"]: "right" if zone["id"] in key["correct"] else "wrong" for zone in key["zones"]}
    return tuple(zones_of(key, {option["id"]: option["text"] for option in options}, states))


def marker_of(text: str) -> MarkerScreen | None:
    """Where ``text`` points in a picture; None when it is no such point."""
    try:
        point = read_point(text)
    except InvalidAnswer:
        return None
    x, y = short(point).split(",")
    return MarkerScreen(x=x, y=y) if all(0 <= share <= 100 * UNITS for share in point) else None


def _area(zone: Mapping[str, str]) -> float:
    return float(zone["width"]) * float(zone["height"])


HOTSPOT = Hotspot()
