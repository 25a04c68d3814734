"""What the house look promises: numbers as people write them, lamps that add up, colours that read."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

from quests.templatetags import look


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "12\u202f345,5"), ("nl", "12.345,5"), ("en", "12,345.5"), ("de", "12,345.5")]
)
def test_numbers_follow_the_language(language: str, shown: str) -> None:
    with override(language):
        assert look.number(12345.5) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (1240, "1\u202f240"), (-3, "\u22123"), (None, ""), ("", "")])
def test_french_whole_numbers(value: object, shown: str) -> None:
    with override("fr"):
        assert look.number(value) == shown


def test_changes_wear_their_sign() -> None:
    with override("fr"):
        assert [look.signed(85), look.signed(0), look.signed(-3), look.signed(0.41, 2)] == [
            "+85",
            "0",
            "\u22123",
            "+0,41",
        ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0\u00a0min"), (59.6, "1\u00a0h"), (75, "1\u00a0h\u00a015"), (None, "")]
)
def test_minutes_become_hours_from_sixty(value: float | None, shown: str) -> None:
    with override("en"):
        assert look.minutes(value) == shown


def test_funders_count_decimal_hours() -> None:
    with override("fr"):
        assert look.hours(675) == "11,25"


@pytest.mark.parametrize(
    ("done", "total", "states"),
    [(0, 3, "now off off"), (2, 3, "on on now"), (3, 3, "on on on"), (5, 3, "on on on"), (0, 0, "")],
)
def test_lamps_show_where_one_is(done: int, total: int, states: str) -> None:
    assert " ".join(look.lamp_states(done, total)) == states


@pytest.mark.parametrize(("done", "lit"), [(0, 0), (19, 9), (20, 10), (99, 10)])
def test_many_steps_share_ten_lamps(done: int, lit: int) -> None:
    states = look.lamp_states(done, 20)
    assert (len(states), states.count("on")) == (10, lit)


def test_a_row_of_lamps_says_its_progress() -> None:
    with override("en"):
        assert 'role="img" aria-label="4 of 7 done"' in look.lamps(4, 7)


def test_words_of_a_pillar_are_escaped() -> None:
    tag = look.pillar_tag(SimpleNamespace(key="night", name="<b>Nuit</b>"))
    assert "is-other" in tag
    assert "&lt;b&gt;Nuit" in tag


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456;}body{display:none", "</style><script>", None])
def test_only_six_digit_colours_reach_the_style_sheet(colour: str | None) -> None:
    assert look.brand_css({"accent": colour}) == ""


@pytest.mark.parametrize("colour", ["#6B1E3C", "#FFC93C", "#777777", "#000000", "#FFFFFF"])
def test_brand_ink_reads_on_its_colour(colour: str) -> None:
    rules = look.brand_css({"accent": colour})
    ink = rules.split("--brand-on-accent:")[1][:7]
    assert look.contrast(ink, colour) >= 4


def test_contrast_of_black_and_white() -> None:
    assert look.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("path", "mark"), [("/a/", "page"), ("/a/b/", "true"), ("/c/", ""), ("/", "")])
def test_a_place_knows_whether_one_is_there(path: str, mark: str) -> None:
    assert look._place(path, "/a/") == mark


def test_a_place_without_an_address_does_not_show() -> None:
    page = Template('{% load look %}[{% nav_link "no:such:place" "Somewhere" "mountain" %}]')
    assert page.render(Context()) == "[]"


def test_the_tallest_bar_fills_the_chart() -> None:
    chart = look.bars([("T1", 0), ("T2", 59), ("T3", 118)], "Completions")
    assert [bar["height"] for bar in chart["bars"]] == [0, 70, 140]


def test_an_empty_chart_still_draws() -> None:
    assert look.bars([], "Completions")["bars"] == []


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "1er octobre 2026"), ("en", "1 October 2026"), ("nl", "1 oktober 2026")]
)
def test_a_day_in_words(language: str, expected: str) -> None:
    with override(language):
        assert look.day(date(2026, 10, 1)) == expected
        assert look.day(None) == ""


@pytest.mark.parametrize("language", ["fr", "en", "nl"])
def test_short_dates_put_the_day_first(language: str) -> None:
    with override(language):
        assert date_format(date(2026, 10, 1), "SHORT_DATE_FORMAT") == "01/10/2026"
