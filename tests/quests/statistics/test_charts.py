"""Drawings and words of figures: nothing inline, nothing lost, every language's numbers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from quests.statistics.intervals import Estimate
from quests.statistics.labels import ADVICE, TITLES, Labels, too_few
from quests.statistics.picks import OTHER, Choice
from quests.statistics.rules import Alert, Item
from quests.templatetags.charts import bar, between, correlation, duration, interval, percent, place

ESTIMATE = Estimate(0.62, 0.48, 0.74, 50)


def drawn(svg: Any) -> str:
    """The drawing, known to be safe under the policy and silent for screen readers."""
    text = str(svg)
    assert "style=" not in text
    assert 'aria-hidden="true"' in text
    return text


def test_places_are_whole_and_inside() -> None:
    assert [place(value) for value in (-1, 0, 0.5, 1, 2)] == [0, 0, 100, 200, 200]
    assert place(0, -1, 1) == 100


@pytest.mark.parametrize("language", ["fr", "en", "nl"])
def test_a_drawing_has_no_comma_of_a_language(language: str) -> None:
    with override(language):
        assert 'width="67"' in drawn(bar(1 / 3, "right"))
        numbers = re.findall(r'(?:cx|d)="([^"]+)"', drawn(interval(Estimate(-0.125, -0.4, 0.2, 30), -1, 1)))
    assert numbers == ["M0 8h200", "M100 0v16", "M60 8H120", "88"]


def test_an_interval_without_length_is_still_seen() -> None:
    assert "M200 8H201" in drawn(interval(Estimate(1, 1, 1, 30)))


def test_figures_in_words() -> None:
    with override("en"):
        assert percent(0.625) == "62\u00a0%"
        assert between(ESTIMATE) == "48 to 74 %"
        assert correlation(-0.004) == "0.00"
        assert correlation(-0.314) == "−0.31"
        assert [duration(n) for n in (45, 60, 90.4)] == ["45\u00a0s", "1\u00a0min", "1\u00a0min 30\u00a0s"]
    assert (percent(None), between(None), correlation(None), duration(None)) == ("", "", "", "")


def test_a_histogram_is_a_table() -> None:
    rows = [("<0 to 10 s>", 3, False), ("10 s to 20 s", 9, True)]
    page = Template("{% load charts %}{% histogram rows 'Time' 'Seconds' %}").render(Context({"rows": rows}))
    assert page.count("<tr>") == 3
    assert page.count("<svg") == 2
    assert "&lt;0 to 10 s&gt;" in page
    assert "style=" not in page
    assert re.findall(r'<td class="is-num">(\d+)</td>', page) == ["3", "9"]


def test_every_alert_says_what_to_do() -> None:
    for alert in Alert:
        assert str(TITLES[alert])
        assert len(str(ADVICE[alert])) > 60


def test_small_numbers_are_said_honestly() -> None:
    with override("en"):
        said = [too_few(Item(n=n)) for n in (0, 4, 12, 20)]
    assert said[0] == "Nobody has answered yet."
    assert "4" not in said[1]
    assert said[2] == "Too few answers to say: 12 people have answered, alerts wait for 20."
    assert said[3] == ""


@pytest.mark.parametrize(
    ("kind", "key", "words", "choice", "expected"),
    [
        ("single_choice", {}, {"options": [{"id": "a", "text": "Lens"}]}, Choice("a", 5, 1, right=True), "Lens"),
        ("true_false", {}, {}, Choice("true", 5, 1, right=True), "True"),
        ("ordering", {}, {}, Choice("2", 5, 1, right=True), "at place 2"),
        ("numeric", {}, {"unit": "m"}, Choice("1986", 5, 1, right=True), "1,986\u00a0m"),
        ("slider", {}, {"unit": ""}, Choice("1986", 5, 1, right=True), "1986"),
        ("short_text", {}, {}, Choice(OTHER, 5, 1, right=False), "Other wrong answers, rare ones"),
        ("map_pin", {"within": "2", "zero": "20"}, {}, Choice("1", 5, 1, right=False), "up to 11 km"),
        ("map_pin", {"within": "2", "zero": "20"}, {}, Choice("4", 5, 1, right=False), "beyond 40 km"),
        ("dialogue", {}, {"scenes": {"end": {"says": "Bye"}}}, Choice("end", 5, 1, right=False), "Bye"),
        ("hotspot", {}, {}, Choice("elsewhere", 5, 1, right=False), "Elsewhere in the picture"),
    ],
)
def test_what_people_picked_in_words(kind: str, key: Any, words: Any, choice: Choice, expected: str) -> None:
    with override("en"):
        assert Labels(kind, key, words).value(choice) == expected
