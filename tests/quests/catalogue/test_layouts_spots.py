"""Spots in a picture and places on a map: where they are is told after the answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quests.catalogue.layouts.hotspot import MarkerScreen, every_zone
from quests.catalogue.models import QuestionVersion, TerritoryMap
from quests.catalogue.screens import QuestionScreen, ask, reveal, shown_options
from quests.factories import KEYS, question_spec

OTHER_RIGHT: dict[str, Any] = {
    "hotspot": {
        "zones": [
            {"id": "k1", "left": "0", "top": "0", "width": "5", "height": "5"},
            {"id": "k2", "left": "50", "top": "5", "width": "5", "height": "5"},
            {"id": "k3", "left": "90", "top": "0", "width": "5", "height": "5"},
        ],
        "correct": ["k1", "k3"],
    },
    "map_pin": {
        "lat": "50.3717",
        "lon": "3.0787",
        "within": "1",
        "zero": "90",
        "places": {
            "k1": {"lat": "50.3717", "lon": "3.0787"},
            "k2": {"lat": "50.1", "lon": "2.5"},
            "k3": {"lat": "50.2", "lon": "2.6"},
        },
    },
}


@pytest.fixture
def land(db: None) -> TerritoryMap:
    """A map of the basin with one town."""
    return TerritoryMap.objects.create(
        slug="bassin",
        south="50.2",
        west="2.4",
        north="50.7",
        east="3.2",
        shapes=[{"type": "town", "name": "Lens", "points": [[50.4309, 2.8104]]}],
    )


def version(kind: str, key: Any = None) -> QuestionVersion:
    return QuestionVersion(kind=kind, key=key or KEYS[kind], words=question_spec(kind).words)


def answered(kind: str, **answer: str) -> QuestionScreen:
    asked = version(kind)
    return reveal(asked, answer=answer, shown=shown_options(asked, "s"), seed="s")


@pytest.mark.parametrize("kind", OTHER_RIGHT)
def test_what_is_asked_is_the_same_whatever_is_right(kind: str, land: TerritoryMap) -> None:
    assert ask(version(kind), seed="s") == ask(version(kind, OTHER_RIGHT[kind]), seed="s")


@pytest.mark.parametrize(("kind", "field"), [("hotspot", "zone"), ("map_pin", "place")])
def test_a_choice_from_the_list_is_put_back(kind: str, field: str, land: TerritoryMap) -> None:
    screen = ask(version(kind), seed="s", draft={field: ["k3"], "point": [""]})
    assert [option.id for option in screen.options if option.chosen] == ["k3"]
    assert screen.parts["chosen"]
    assert screen.typed == ""


@pytest.mark.parametrize(("kind", "point"), [("hotspot", "41.5,20"), ("map_pin", "50.43021,2.83114")])
def test_a_marker_is_put_back(kind: str, point: str, land: TerritoryMap) -> None:
    screen = ask(version(kind), seed="s", draft={"point": [point]})
    assert screen.typed == point
    assert not screen.parts["chosen"]


@pytest.mark.parametrize("kind", OTHER_RIGHT)
@pytest.mark.parametrize("point", ["", "north", "1", "1,2,3", "nan,nan", '"><script>', "1e5,2"])
def test_a_draft_that_is_no_point_is_forgotten(kind: str, point: str, land: TerritoryMap) -> None:
    assert ask(version(kind), seed="s", draft={"point": [point]}).typed == ""


def test_a_tap_in_the_right_zone() -> None:
    parts = answered("hotspot", point="45,25").parts
    assert (parts["state"], parts["chosen"]) == ("right", "Option k2 fr")
    assert parts["marker"] == MarkerScreen(x="45", y="25")
    assert [(zone.name, zone.state) for zone in parts["zones"]] == [("Option k2 fr", "right")]


def test_a_tap_in_a_wrong_zone_outlines_it_too() -> None:
    screen = answered("hotspot", point="80,60")
    assert (screen.parts["state"], screen.parts["chosen"]) == ("wrong", "Option k3 fr")
    zones = {zone.name: (zone.state, zone.left, zone.height) for zone in screen.parts["zones"]}
    assert zones == {"Option k3 fr": ("wrong", "70", "40"), "Option k2 fr": ("right", "37.5", "25")}
    assert screen.verdict is not None
    assert screen.verdict.expected == ("Option k2 fr",)


def test_a_tap_elsewhere_has_a_marker_and_no_zone_of_its_own() -> None:
    parts = answered("hotspot", point="1,1").parts
    assert (parts["state"], parts["chosen"]) == ("wrong", "")
    assert [zone.state for zone in parts["zones"]] == ["right"]


def test_a_zone_from_the_list_has_no_marker() -> None:
    parts = answered("hotspot", zone="k1").parts
    assert (parts["marker"], parts["chosen"]) == (None, "Option k1 fr")


def test_an_author_sees_every_zone() -> None:
    zones = every_zone(KEYS["hotspot"], question_spec("hotspot").words["fr"]["options"])
    assert {zone.name: zone.state for zone in zones} == {
        "Option k1 fr": "wrong",
        "Option k2 fr": "right",
        "Option k3 fr": "wrong",
    }


def test_a_pin_says_how_far_it_was_and_lies_on_the_map(land: TerritoryMap) -> None:
    screen = answered("map_pin", point="50.43060,2.90640")
    parts = screen.parts
    # A tenth of a degree of longitude at this latitude.
    assert abs(parts["distance"] - Decimal("7.08")) < Decimal("0.02")
    assert (parts["within"], parts["zero"], parts["state"], parts["named"]) == (2, 20, "partial", "")
    width = float(parts["map"].width)
    assert float(parts["mine"].x) - float(parts["target"].x) == pytest.approx(width / 8, abs=0.2)
    assert parts["mine"].y == parts["target"].y
    assert screen.verdict is not None
    assert screen.verdict.expected == ("Option k2 fr",)


def test_a_place_of_the_list_is_right_or_wrong(land: TerritoryMap) -> None:
    right, wrong = answered("map_pin", place="k2"), answered("map_pin", place="k1")
    assert {option.id: option.state for option in right.options} == {"k1": "", "k2": "right", "k3": ""}
    assert {option.id: option.state for option in wrong.options} == {"k1": "wrong", "k2": "missed", "k3": ""}
    assert (right.parts["state"], wrong.parts["state"]) == ("right", "wrong")
    assert wrong.parts["named"] == "Option k1 fr"


@pytest.mark.django_db
def test_a_destination_without_a_map_asks_from_the_list() -> None:
    assert ask(version("map_pin"), seed="s").parts["map"] is None
    parts = answered("map_pin", place="k1").parts
    assert parts["map"] is None
    assert parts["distance"] > 20


def test_edges_of_the_map_are_written_for_a_script(land: TerritoryMap) -> None:
    bounds = ask(version("map_pin"), seed="s").parts["bounds"]
    assert (bounds.south, bounds.west, bounds.north, bounds.east) == ("50.2000", "2.4000", "50.7000", "3.2000")
