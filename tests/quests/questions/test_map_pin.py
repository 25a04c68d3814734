"""A place to point at on the map, and the distances it is marked by."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark
from quests.questions.distance import away, distance_km

from .cases.map_pin import keys

MAP_PIN = kind_named("map_pin")
LENS, LILLE, ARRAS = (50.4306, 2.8281), (50.6292, 3.0573), (50.2910, 2.7775)
KEY = {
    "lat": "50.4306",
    "lon": "2.8281",
    "within": "2",
    "zero": "20",
    "places": {
        "lens": {"lat": "50.4306", "lon": "2.8281"},
        "lille": {"lat": "50.6292", "lon": "3.0573"},
        "arras": {"lat": "50.2910", "lon": "2.7775"},
    },
}
SPOTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
BEARINGS = st.floats(0, 360)


def north_of_lens(km: float) -> dict[str, str]:
    latitude, longitude = away(LENS, 0, km)
    return {"point": f"{latitude:.5f},{longitude:.5f}"}


def test_known_distances() -> None:
    """From Lens: Lille; Arras; the other side of the earth. A quarter of a meridian."""
    assert abs(distance_km(LENS, LILLE) - Decimal("27.3")) < Decimal("0.1")
    assert abs(distance_km(LENS, ARRAS) - Decimal("15.9")) < Decimal("0.1")
    assert distance_km(LENS, (-50.4306, 2.8281 - 180)) == Decimal("20015.11")
    assert distance_km((0, 0), (90, 0)) == Decimal("10007.56")


@given(SPOTS, SPOTS, SPOTS)
def test_what_a_distance_is(one: Any, other: Any, third: Any) -> None:
    """Three roundings of half a hundredth each."""
    direct = distance_km(one, other)
    assert distance_km(one, one) == 0
    assert direct == distance_km(other, one)
    assert 0 <= direct <= Decimal("20015.12")
    assert direct <= distance_km(one, third) + distance_km(third, other) + Decimal("0.02")


def test_rounding_beyond_what_a_sine_may_be() -> None:
    """Floating point gives a hair more than 1 here: to the other side of the earth, and to the pole."""
    assert distance_km((-19.15206, -149.33714), (19.15206, 180 - 149.33714)) == Decimal("20015.11")
    assert away((74.5952404351907, 0), 0, 1712.9334757872532)[0] == 90


@given(SPOTS, st.integers(-2, 2))
def test_a_turn_of_the_earth_leads_back(spot: Any, turns: int) -> None:
    assert distance_km(spot, (spot[0], spot[1] + 360 * turns)) == 0


@given(SPOTS, BEARINGS, st.floats(0, 20_000))
def test_going_away_is_as_far_as_one_goes(start: Any, bearing: float, km: float) -> None:
    there = away(start, bearing, km)
    assert abs(there[0]) <= 90
    assert abs(there[1]) <= 180
    assert abs(float(distance_km(start, there)) - km) < 0.02


@pytest.mark.parametrize(
    ("km", "fraction", "feedback"),
    [
        (0, Fraction(1), ()),
        (2, Fraction(1), ()),
        (2.18, Fraction(99, 100), ("near",)),
        (11, Fraction(1, 2), ("near",)),
        (19.82, Fraction(1, 100), ("near",)),
        (20, Fraction(0), ("far",)),
        (500, Fraction(0), ("far",)),
    ],
)
def test_credit_falls_on_a_straight_line(km: float, fraction: Fraction, feedback: tuple[str, ...]) -> None:
    verdict = mark("map_pin", KEY, north_of_lens(km))
    assert (verdict.fraction, verdict.feedback) == (fraction, feedback)


@given(BEARINGS, st.lists(st.floats(0, 30), min_size=2, max_size=8))
def test_farther_never_pays_more(bearing: float, distances: list[float]) -> None:
    steps = [away(LENS, bearing, km) for km in sorted(distances)]
    # A point is kept to a metre: order by what was really pointed at.
    points = [f"{latitude:.5f},{longitude:.5f}" for latitude, longitude in steps]
    points.sort(key=lambda point: distance_km(LENS, tuple(map(float, point.split(",")))))  # type: ignore[arg-type]
    credits = [mark("map_pin", KEY, {"point": point}).fraction for point in points]
    assert credits == sorted(credits, reverse=True)


@given(keys(), SPOTS)
def test_credit_is_whole_within_and_nothing_beyond(key: Any, spot: Any) -> None:
    point = f"{spot[0]:.5f},{spot[1]:.5f}"
    latitude, longitude = map(float, point.split(","))
    distance = distance_km((float(key["lat"]), float(key["lon"])), (latitude, longitude))
    fraction = mark("map_pin", key, {"point": point}).fraction
    assert (fraction == 1) == (distance <= Decimal(key["within"]))
    assert (fraction == 0) == (distance >= Decimal(key["zero"]))


def test_a_place_of_the_list_is_marked_where_it_lies() -> None:
    assert mark("map_pin", KEY, {"place": "lens"}) == mark("map_pin", KEY, {"point": "50.43060,2.82810"})
    arras = mark("map_pin", KEY, {"place": "arras"})
    credit = (20 - Fraction(distance_km(LENS, ARRAS))) / 18
    assert arras == Verdict(credit, "partial", ("near",), ("50.29100,2.77750",), ("50.43060,2.82810",))
    assert mark("map_pin", KEY, {"place": "lille"}).feedback == ("far",)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"point": ["50.43021,2.83114"]}, {"point": "50.43021,2.83114"}),
        ({"point": [" 50.4 , 2 "]}, {"point": "50.40000,2.00000"}),
        ({"point": ["50.430214999,-0.000001"]}, {"point": "50.43021,0.00000"}),
        ({"point": ["-90,-180"]}, {"point": "-90.00000,-180.00000"}),
        ({"point": ["-0.5,-0.00001"]}, {"point": "-0.50000,-0.00001"}),
        ({"point": ["50,2"], "place": ["arras"]}, {"place": "arras"}),
        ({"point": ["50,2"], "place": [""]}, {"point": "50.00000,2.00000"}),
    ],
)
def test_the_ways_to_post_a_pin(data: dict[str, list[str]], answer: Any) -> None:
    assert MAP_PIN.parse(KEY, data) == answer


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"point": ["90.00001,0"]}, "outside"),
        ({"point": ["0,180.5"]}, "outside"),
        ({"point": ["999,0"]}, "outside"),
        ({"point": ["50,43021"]}, "malformed"),
        ({"point": ["50,4306,2,8281"]}, "malformed"),
        ({"point": ["50.4306 2.8281"]}, "malformed"),
        ({"point": ["inf,0"]}, "malformed"),
        ({"point": ["50,2", "50,2"]}, "too_many"),
        ({"place": ["Lens"]}, "unknown_option"),
        ({}, "missing"),
    ],
)
def test_a_pin_that_cannot_be(data: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        MAP_PIN.parse(KEY, data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "changes",
    [
        {"lat": "90.1"},
        {"lon": "-181"},
        {"lat": 50.43},
        {"lat": "50,43"},
        {"within": "0"},
        {"within": "-1"},
        {"within": "20"},
        {"zero": "1"},
        {"zero": "20001"},
        {"places": {}},
        {"places": ["lens"]},
        {"places": {"lille": KEY["places"]["lille"]}},  # type: ignore[index]
        {"places": {"lens": {"lat": "50.4306"}}},
        {"places": {"lens": {"lat": "50.4306", "lon": "2.8281", "name": "Lens"}}},
        {"places": {"lens": {"lat": "95", "lon": "2.8281"}}},
        {"places": {"le ns": {"lat": "50.4306", "lon": "2.8281"}}},
        {"places": {f"p{n}": {"lat": "50.4306", "lon": "2.8281"} for n in range(51)}},
    ],
)
def test_a_bad_map_key(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidKey):
        MAP_PIN.check_key({**KEY, **changes})


def test_fifty_places() -> None:
    places = {f"p{n}": {"lat": str(40 + n), "lon": "2.8281"} for n in range(50)} | {"p10": KEY["places"]["lens"]}  # type: ignore[index]
    key = {**KEY, "places": places}
    assert len(MAP_PIN.option_ids(key)) == 50
    assert [place for place in places if mark("map_pin", key, {"place": place}).right] == ["p10"]


@given(st.randoms(use_true_random=False))
def test_a_slip_where_all_places_are_right_is_a_point(chance: Any) -> None:
    key = {**KEY, "places": {"lens": KEY["places"]["lens"]}}  # type: ignore[index]
    answer = MAP_PIN.parse(key, MAP_PIN.slip(key, chance))
    verdict = mark("map_pin", key, answer)
    assert answer.keys() == {"point"}
    assert verdict.fraction < 1


def test_what_a_map_question_shows() -> None:
    assert MAP_PIN.option_ids(KEY) == ("arras", "lens", "lille")
    assert MAP_PIN.feedback_ids(KEY) == ("near", "far")
    assert MAP_PIN.public(KEY) == {"places": ["arras", "lens", "lille"]}
