"""Maps drawn from degrees."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from quests.catalogue.maps import LAYERS, MapPath, Projection, drawing
from quests.catalogue.models import TerritoryMap
from quests.questions.distance import distance_km

BASIN = Projection(south=50.2, west=2.4, north=50.7, east=3.2)


@st.composite
def projections(draw: st.DrawFn) -> Projection:
    south, west = draw(st.floats(-80, 79)), draw(st.floats(-179, 170))
    return Projection(
        south, west, south + draw(st.floats(0.01, 1)), west + draw(st.floats(0.01, 9)), draw(st.integers(1, 4000))
    )


def territory(*shapes: tuple[str, str, list[list[float]]]) -> TerritoryMap:
    return TerritoryMap(
        slug="basin",
        south=Decimal("50.2"),
        west=Decimal("2.4"),
        north=Decimal("50.7"),
        east=Decimal("3.2"),
        shapes=[{"type": kind, "name": name, "points": points} for kind, name, points in shapes],
    )


@given(projections(), st.floats(0, 1), st.floats(0, 1))
def test_there_and_back(projection: Projection, down: float, across: float) -> None:
    lat = projection.south + down * (projection.north - projection.south)
    lon = projection.west + across * (projection.east - projection.west)
    back = projection.latlon(*projection.xy(lat, lon))
    # A coordinate is rounded by half a tenth at most.
    assert abs(back[0] - lat) <= 0.0501 * (projection.north - projection.south) / projection.height
    assert abs(back[1] - lon) <= 0.0501 * (projection.east - projection.west) / projection.width


@given(projections())
def test_the_corners(projection: Projection) -> None:
    assert projection.xy(projection.north, projection.west) == (0, 0)
    assert projection.xy(projection.south, projection.east) == (projection.width, projection.height)


def test_ten_kilometres_are_as_long_eastward_as_northward() -> None:
    """The middle of the map is neither stretched nor squeezed."""
    middle = BASIN.latlon(BASIN.width / 2, BASIN.height / 2)
    east = BASIN.latlon(BASIN.width / 2 + 100, BASIN.height / 2)
    north = BASIN.latlon(BASIN.width / 2, BASIN.height / 2 - 100)
    assert abs(distance_km(middle, east) - distance_km(middle, north)) <= Decimal("0.02")


def test_north_is_up_and_east_is_right() -> None:
    lens, lille = BASIN.xy(50.4306, 2.8281), BASIN.xy(50.6292, 3.0573)
    assert lille[0] > lens[0]
    assert lille[1] < lens[1]
    assert BASIN.xy(50.9, 2.0)[1] < 0


@pytest.mark.parametrize("bounds", [(50, 2, 50, 3), (50, 3, 51, 3), (51, 2, 50, 3), (-91, 0, 0, 1), (0, 0, 91, 1)])
def test_bounds_that_hold_nothing(bounds: Any) -> None:
    with pytest.raises(ValueError, match="south < north"):
        Projection(*bounds)


def test_areas_close_lines_do_not_and_points_are_marks() -> None:
    line = [[50.7, 2.4], [50.2, 3.2]]
    drawn = drawing(territory(("canal", "Deûle", line), ("land", "", line), ("town", "Lens", [[50.45, 2.8]])))
    height = f"{drawn.projection.height:g}"
    assert (drawn.width, drawn.height) == ("1000", height)
    assert drawn.paths == (
        MapPath("land", "", f"M0 0L1000 {height}Z"),
        MapPath("canal", "Deûle", f"M0 0L1000 {height}"),
        MapPath("town", "Lens", f"M500 {float(height) / 2:.1f}h0", dot=True),
    )
    (heap,) = drawing(territory(("heap", "11/19", [[50.45, 2.8]]))).paths
    assert re.fullmatch(r"M482 [\d.]+L500 [\d.]+L518 [\d.]+Z", heap.d)


def test_land_lies_under_water_and_towns_on_top() -> None:
    shapes = [(kind, "", [[50.3, 2.5], [50.4, 2.6]]) for kind in reversed(LAYERS)]
    assert [path.type for path in drawing(territory(*shapes)).paths] == list(LAYERS)


def test_an_unknown_shape_is_an_error() -> None:
    with pytest.raises(ValueError, match="volcano"):
        drawing(territory(("volcano", "", [[50.3, 2.5]])))


def test_names_step_aside_for_one_another_and_for_the_edge() -> None:
    towns = [
        ("town", "Lens", [[50.45, 2.8]]),
        ("town", "Lievin", [[50.45, 2.78]]),
        ("town", "Bout du monde", [[50.45, 3.19]]),
    ]
    assert [(label.name, label.side) for label in drawing(territory(*towns)).labels] == [
        ("Lens", "right"),
        ("Lievin", "left"),
        ("Bout du monde", "left"),
    ]


def test_a_name_without_room_is_left_out_but_not_its_dot() -> None:
    crowd = [("town", f"Hénin-Beaumont {n}", [[50.45 + n / 500, 2.8]]) for n in range(9)]
    drawn = drawing(territory(*crowd))
    assert len(drawn.paths) == 9
    assert 1 <= len(drawn.labels) < 9


@pytest.mark.parametrize("language", ["fr", "en", "nl"])
def test_the_picture_is_the_same_svg_in_every_language(language: str) -> None:
    drawn = drawing(
        territory(("town", "<Lens> & co", [[50.4306, 2.8281]]), ("road", "A21", [[50.3, 2.5], [50.4, 2.6]]))
    )
    with translation.override(language):
        svg = render_to_string("components/map.html", {"map": drawn})
        bare = render_to_string("components/map.html", {"map": drawn, "bare": True})
    assert f'viewBox="0 0 1000 {drawn.height}"' in svg
    assert 'aria-hidden="true"' in svg
    assert f'class="map-town is-dot" d="{drawn.paths[1].d}"' in svg
    assert "&lt;Lens&gt; &amp; co" in svg
    assert "<text" not in bare
    assert "style=" not in svg
