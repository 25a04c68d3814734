"""A value on a scale: nothing of the key before, where one is and should be after."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from quests.catalogue.layouts.slider import Band
from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal
from quests.templatetags.scales import scale_number

SCALE = {"min": "1900", "max": "2020", "step": "1"}
HALF = [{"within": "0", "share": "1"}, {"within": "12", "share": "0.5"}]
KEY = {"value": "1930", **SCALE, "bands": HALF}
OTHER_KEY = {"value": "2002", **SCALE, "bands": [{"within": "3", "share": "1"}]}
WORDS = {"fr": {"prompt": "En quelle année ?", "unit": "", "feedback": {"low": "Plus tard.", "high": "Plus tôt."}}}


def version(key: dict[str, Any]) -> QuestionVersion:
    return QuestionVersion(kind="slider", key=key, words=WORDS)


def after(value: str) -> QuestionScreen:
    return reveal(version(KEY), answer={"value": value}, shown=[])


def test_what_is_asked_says_nothing_of_the_key() -> None:
    assert ask(version(KEY), seed="s") == ask(version(OTHER_KEY), seed="s")


def test_nothing_is_chosen_beforehand() -> None:
    screen = ask(version(KEY), seed="s")
    assert screen.typed == ""
    assert screen.parts == {**SCALE, "middle": "1960"}


@pytest.mark.parametrize(
    ("scale", "middle"),
    [
        ({"min": "0", "max": "1", "step": "0.5", "value": "1"}, "0.5"),
        ({"min": "-3", "max": "2", "step": "1", "value": "1"}, "-1"),
        ({"min": "0", "max": "1000000", "step": "250000", "value": "0"}, "500000"),
    ],
)
def test_the_slider_stands_on_a_step(scale: dict[str, str], middle: str) -> None:
    asked = ask(version({**scale, "bands": [{"within": "0", "share": "1"}]}), seed="s")
    assert asked.parts["middle"] == middle


def test_what_was_typed_is_there_again() -> None:
    assert ask(version(KEY), seed="s", draft={"value": ["1914"]}).typed == "1914"


@pytest.mark.parametrize(
    ("value", "state", "mine"),
    [("1930", "right", "25.0"), ("1939", "partial", "32.5"), ("2020", "wrong", "100.0")],
)
def test_my_value_and_the_right_one_are_on_the_scale(value: str, state: str, mine: str) -> None:
    screen = after(value)
    assert (screen.typed, screen.parts["state"], screen.parts["mine"]) == (value, state, mine)
    assert screen.parts["right"] == "25.0"
    assert screen.parts["met"] is (value == "1930")
    assert screen.verdict
    assert screen.verdict.expected == ("1930",)


def test_bands_say_what_each_distance_earns() -> None:
    assert after("1930").parts["bands"] == (
        Band(within="0", percent=100, left="25.0", width="0.0"),
        Band(within="12", percent=50, left="15.0", width="20.0"),
    )


def test_a_band_stays_on_the_scale() -> None:
    key = {**KEY, "bands": [{"within": "0", "share": "1"}, {"within": "60", "share": "0.5"}]}
    wide = reveal(version(key), answer={"value": "1930"}, shown=[]).parts["bands"][1]
    assert (wide.left, wide.width) == ("0.0", "75.0")


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("fr", "1986", "1986"),
        ("en", "1986", "1986"),
        ("fr", "12.50", "12,5"),
        ("nl", "-0.5", "−0,5"),
        ("fr", "12000", "12\u202f000"),
        ("en", "12000", "12,000"),
        ("fr", "100", "100"),
        ("fr", "0", "0"),
    ],
)
def test_years_read_as_years(language: str, value: str, said: str) -> None:
    with translation.override(language):
        assert scale_number(value) == said
