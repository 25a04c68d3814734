"""A place to point at on the map of the destination, or to name from a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from quests.catalogue.layouts.hotspot import MarkerScreen
from quests.catalogue.layouts.layout import Asked, OptionScreen, Revealed
from quests.catalogue.maps import MapDrawing, Projection, drawing, short
from quests.catalogue.selectors import territory_map
from quests.questions import InvalidAnswer
from quests.questions.distance import Degrees, distance_km
from quests.questions.points import Point, in_units, read_point


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The edges of the map in degrees, as texts a script can read in every language."""

    south: str
    west: str
    north: str
    east: str


class MapPin:
    """The map without its names, a marker, and the places as a list."""

    def asked(self, question: Asked) -> dict[str, Any]:
        """See Layout; ``parts["map"]`` is None where a destination has no map."""
        named, point = question.typed("place"), _degrees(question.typed("point"))
        return {
            "options": [replace(each, chosen=each.id == named) for each in question.options(question.shown)],
            "typed": question.typed("point") if point else "",
            "parts": _map() | {"chosen": bool(named)},
        }

    def revealed(self, question: Revealed) -> dict[str, Any]:
        """How far it was, and both spots on the map with its names."""
        mine, target = _spot(question.verdict.chosen), _spot(question.verdict.expected)
        return {
            "options": [_placed(each, question, target) for each in question.options(question.shown)],
            "parts": _map(mine=mine, target=target)
            | {
                "distance": distance_km(mine, target),
                "within": Decimal(question.key["within"]),
                "zero": Decimal(question.key["zero"]),
                "named": question.texts.get(question.answer.get("place", ""), ""),
                "state": question.verdict.outcome,
            },
        }

    def expected(self, question: Revealed) -> tuple[str, ...]:
        """The places of the list that are near enough."""
        target = _spot(question.verdict.expected)
        near = [id_ for id_ in question.shown if _is_near(question, id_, target)]
        return tuple(question.texts.get(id_, id_) for id_ in near)


def _map(**spots: Degrees) -> dict[str, Any]:
    """``map``, its ``bounds``, and each spot where it lies on the drawing."""
    territory = territory_map()
    if territory is None:
        return {"map": None}
    drawn = drawing(territory)
    return {"map": drawn, "bounds": _bounds(drawn.projection)} | {
        name: _marker(drawn, spot) for name, spot in spots.items()
    }


def _bounds(projection: Projection) -> Bounds:
    edges = {side: f"{getattr(projection, side):.4f}" for side in ("south", "west", "north", "east")}
    return Bounds(**edges)


def _marker(drawn: MapDrawing, spot: Degrees) -> MarkerScreen:
    x, y = drawn.projection.xy(*spot)
    return MarkerScreen(x=short(x), y=short(y))


def _degrees(text: str) -> Degrees | None:
    try:
        return read_point(text).degrees
    except InvalidAnswer:
        return None


def _spot(texts: tuple[str, ...]) -> Degrees:
    """The latitude and longitude of a verdict."""
    return read_point(texts[0]).degrees


def _is_near(question: Revealed, id_: str, target: Degrees) -> bool:
    place: Mapping[str, str] = question.key["places"][id_]
    spot = Point(in_units(place["lat"]), in_units(place["lon"])).degrees
    return distance_km(spot, target) <= Decimal(question.key["within"])


def _placed(option: OptionScreen, question: Revealed, target: Degrees) -> OptionScreen:
    chosen = question.answer.get("place") == option.id
    near = _is_near(question, option.id, target)
    state = ("right" if chosen else "missed") if near else ("wrong" if chosen else "")
    return replace(option, chosen=chosen, state=state)


MAP_PIN = MapPin()
