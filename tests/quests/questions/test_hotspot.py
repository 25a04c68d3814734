"""A spot to show in a picture."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

from .cases.hotspot import CASES, TENTHS, written

HOTSPOT = kind_named("hotspot")


def zone(name: str, left: str, top: str, width: str, height: str) -> dict[str, str]:
    return {"id": name, "left": left, "top": top, "width": width, "height": height}


# A pit head with a clock in it, and a heap on the right that touches it.
KEY = {
    "zones": [
        zone("pit", "10", "20", "40", "60"),
        zone("clock", "20", "30", "5", "5.5"),
        zone("heap", "50", "60", "50", "40"),
    ],
    "correct": ["clock"],
}


def zone_at(point: str, key: Any = KEY) -> str:
    (found,) = mark("hotspot", key, {"point": point}).chosen
    return found


def test_a_tap_on_the_right_zone() -> None:
    verdict = mark("hotspot", KEY, {"point": "22,33.3"})
    assert verdict == Verdict(Fraction(1), "right", (), ("clock",), ("clock",))


def test_a_tap_on_another_zone_and_beside_them_all() -> None:
    verdict = mark("hotspot", KEY, {"point": "12,21"})
    assert verdict == Verdict(Fraction(0), "wrong", ("pit",), ("pit",), ("clock",))
    assert mark("hotspot", KEY, {"point": "1,1"}).feedback == ("elsewhere",)


def test_a_zone_by_its_name() -> None:
    assert mark("hotspot", KEY, {"zone": "clock"}).right
    assert mark("hotspot", KEY, {"zone": "heap"}).feedback == ("heap",)


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("10,20", "pit"),
        ("10,80", "pit"),
        ("9.99999,20", "elsewhere"),
        ("50,80.00001", "heap"),
        ("20,30", "clock"),
        ("25,35.5", "clock"),
        ("25.00001,35.5", "pit"),
        ("100,100", "heap"),
        ("100,60", "heap"),
        ("0,0", "elsewhere"),
        ("50,70", "heap"),  # on the border of both: the smaller one
    ],
)
def test_borders_belong_to_the_zone_and_the_smallest_zone_wins(point: str, found: str) -> None:
    assert zone_at(point) == found


def test_on_the_border_of_two_zones_as_small_the_right_one_wins() -> None:
    zones = [zone("a", "0", "0", "50", "50"), zone("b", "50", "0", "50", "50")]
    for right in "ab":
        assert zone_at("50,25", {"zones": zones, "correct": [right]}) == right


def test_fifty_zones_one_in_another() -> None:
    nested = [zone(f"z{n}", str(n), str(n), str(100 - 2 * n), str(100 - 2 * n)) for n in range(50)]
    key = {"zones": nested, "correct": ["z49"]}
    assert len(HOTSPOT.option_ids(key)) == 50
    assert [zone_at(f"{n}.5,50", key) for n in range(50)] == [f"z{n}" for n in range(50)]
    with pytest.raises(InvalidKey):
        HOTSPOT.check_key({"zones": [*nested, zone("more", "0", "0", "1", "1")], "correct": ["z1"]})


@given(CASES, TENTHS, TENTHS)
def test_a_point_belongs_to_the_smallest_zone_around_it(case: Any, x: int, y: int) -> None:
    key = case[1]
    areas = {}
    for name, left, top, width, height in (zone.values() for zone in key["zones"]):
        across, down = Fraction(x, 10) - Fraction(left), Fraction(y, 10) - Fraction(top)
        if 0 <= across <= Fraction(width) and 0 <= down <= Fraction(height):
            areas[name] = Fraction(width) * Fraction(height)
    found = zone_at(f"{written(x)},{written(y)}", key)
    if areas:
        assert areas[found] == min(areas.values())
    else:
        assert found == "elsewhere"


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"point": ["41.50,020"]}, {"point": "41.5,20"}),
        ({"point": [" 41.5 , 20 "]}, {"point": "41.5,20"}),
        ({"point": ["41.538461538461540,0"]}, {"point": "41.53846,0"}),
        ({"point": ["-0.000001,100.000001"]}, {"point": "0,100"}),
        ({"point": ["1,1"], "zone": ["pit"]}, {"zone": "pit"}),
        ({"point": ["1,1"], "zone": [""]}, {"point": "1,1"}),
    ],
)
def test_the_ways_to_post_a_spot(data: dict[str, list[str]], answer: Any) -> None:
    assert HOTSPOT.parse(KEY, data) == answer


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"point": ["100.1,20"]}, "outside"),
        ({"point": ["20,-1"]}, "outside"),
        ({"point": ["20"]}, "malformed"),
        ({"point": ["20,30,40"]}, "malformed"),
        ({"point": ["20;30"]}, "malformed"),
        ({"point": ["1e1,20"]}, "malformed"),
        ({"point": ["NaN,20"]}, "malformed"),
        ({"point": ["\N{ARABIC-INDIC DIGIT ONE},20"]}, "malformed"),
        ({"point": ["1,1", "2,2"]}, "too_many"),
        ({"zone": ["pit", "heap"]}, "too_many"),
        ({"zone": ["elsewhere"]}, "unknown_option"),
        ({"zone": ["Pit"], "point": ["22,33"]}, "unknown_option"),
        ({"point": [""], "zone": [""]}, "missing"),
    ],
)
def test_a_spot_that_cannot_be(data: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        HOTSPOT.parse(KEY, data)
    assert refusal.value.code == code


@pytest.mark.parametrize("answer", [{"point": 3}, {"zone": None}, {"zone": "pit", "point": "1,1"}, {"point": None}])
def test_a_stored_spot_that_cannot_be(answer: Any) -> None:
    with pytest.raises(InvalidAnswer, match="malformed"):
        mark("hotspot", KEY, answer)


@pytest.mark.parametrize(
    "changes",
    [
        {"left": "-1"},
        {"left": "95"},
        {"top": "90.1"},
        {"width": "0"},
        {"width": "0.000001"},
        {"height": "-5"},
        {"height": 10},
        {"left": "NaN"},
        {"id": "elsewhere"},
        {"id": "pit"},
        {"id": "a,b"},
        {"name": "clock"},
    ],
)
def test_a_bad_zone(changes: dict[str, Any]) -> None:
    zones = [zone("pit", "0", "0", "5", "5"), {**zone("clock", "10", "10", "10", "10"), **changes}]
    with pytest.raises(InvalidKey):
        HOTSPOT.check_key({"zones": zones, "correct": ["pit"]})


@pytest.mark.parametrize("correct", [[], ["mill"], ["pit", "pit"], "pit", None, ["elsewhere"]])
def test_bad_right_zones(correct: Any) -> None:
    with pytest.raises(InvalidKey):
        HOTSPOT.check_key({**KEY, "correct": correct})


def test_a_picture_that_is_right_wherever_one_taps_is_refused() -> None:
    halves = [zone("a", "0", "0", "50", "100"), zone("b", "50", "0", "50", "100")]
    with pytest.raises(InvalidKey, match="whole picture"):
        HOTSPOT.check_key({"zones": halves, "correct": ["a", "b"]})
    HOTSPOT.check_key({"zones": halves, "correct": ["a"]})


@given(st.randoms(use_true_random=False))
def test_a_slip_finds_the_only_gap(chance: Any) -> None:
    """Twenty taps at random would hardly ever hit it."""
    key = {"zones": [zone("a", "0", "0", "100", "99.999")], "correct": ["a"]}
    answer = HOTSPOT.parse(key, HOTSPOT.slip(key, chance))
    assert mark("hotspot", key, answer).feedback == ("elsewhere",)


def test_the_solution_of_a_zone_that_hides_under_others() -> None:
    zones = [zone("under", "0", "0", "50", "50"), zone("a", "0", "0", "50", "25"), zone("b", "0", "25", "50", "25")]
    key = {"zones": zones, "correct": ["under"]}
    assert mark("hotspot", key, HOTSPOT.parse(key, HOTSPOT.solution(key))).right


def test_what_a_spot_question_shows() -> None:
    assert HOTSPOT.option_ids(KEY) == ("clock", "heap", "pit")
    assert HOTSPOT.feedback_ids(KEY) == ("heap", "pit", "elsewhere")
    assert HOTSPOT.public(KEY) == {"zones": ["clock", "heap", "pit"]}
