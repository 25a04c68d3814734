"""A conversation with a visitor: where it leads and what it is worth."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, kind_named, mark
from quests.questions.dialogue import Place, faults, talk, where

from .cases.dialogue import LONDON, dialogues, say, without

DIALOGUE = kind_named("dialogue")


def played(*path: str) -> Any:
    return mark("dialogue", LONDON, {"choices": list(path)})


def test_the_best_conversation() -> None:
    verdict = played("ask", "time", "gallery")
    assert (verdict.fraction, verdict.feedback) == (1, ())
    assert verdict.chosen == verdict.expected == ("ask", "time", "gallery")


def test_a_good_end_after_a_clumsy_start() -> None:
    verdict = played("shrug", "sorry", "again", "again", "time", "gallery")
    assert verdict.right
    assert verdict.feedback == ("shrug", "again")


def test_a_poorer_end_explains_what_was_not_the_best() -> None:
    verdict = played("ask", "bus")
    assert (verdict.fraction, verdict.outcome, verdict.feedback) == (Fraction(1, 2), "partial", ("bus",))
    assert played("shrug", "leave").outcome == "wrong"


def test_what_may_need_an_explanation() -> None:
    clumsy = ("again", "bus", "leave", "lens", "park", "sell", "shrug")
    assert DIALOGUE.feedback_ids(LONDON) == clumsy


def test_the_least_bad_of_bad_choices_is_explained_too() -> None:
    key = without("cross", choices=[say("sorry", "rain", -1), say("leave", "gone", -50)])
    assert {"sorry", "leave"} <= set(DIALOGUE.feedback_ids(key))


def test_where_a_conversation_stands() -> None:
    assert where(LONDON, []) == Place("hello", 50, None)
    assert where(LONDON, ["shrug"]) == Place("cross", 20, None)
    assert where(LONDON, ["shrug", "leave"]) == Place("gone", 0, Fraction(0))
    assert where(LONDON, ["ask", "time", "gallery"]) == Place("happy", 100, Fraction(1))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ([], "missing"),
        (["ask"], "not_finished"),
        (["ask", "gallery"], "unknown_option"),
        (["hello"], "unknown_option"),
        (["ask", "bus", "bus"], "unknown_option"),
        (["ask", *["again"] * 28, "bus"], None),
        (["ask", *["again"] * 29, "bus"], "too_many"),
    ],
)
def test_a_path_that_cannot_be(path: list[str], code: str | None) -> None:
    if code is None:
        assert DIALOGUE.parse(LONDON, {"choices": path}) == {"choices": path}
        return
    for call in (
        lambda: DIALOGUE.parse(LONDON, {"choices": path}),
        lambda: DIALOGUE.parse(LONDON, {"choices": [",".join(path)]}),
        lambda: mark("dialogue", LONDON, {"choices": path}),
    ):
        with pytest.raises(InvalidAnswer, match=code):
            call()


@pytest.mark.parametrize("choices", [None, "ask", ["ask", 3], {"ask": 1}, [["ask"]]])
def test_a_place_is_asked_with_a_list_of_ids(choices: Any) -> None:
    with pytest.raises(InvalidAnswer, match="malformed"):
        where(LONDON, choices)


@given(dialogues(), st.randoms())
def test_every_path_earns_the_credit_of_its_ending(drawn: tuple[Any, Any], chance: Random) -> None:
    key, way_out = drawn
    path: list[str] = []
    while (place := where(key, path)).ending is None:
        assert 0 <= place.satisfaction <= 100
        choices = [choice["id"] for choice in key["scenes"][place.scene]["choices"]]
        path.append(chance.choice(choices) if len(path) < 15 else way_out[place.scene])
    assert place.ending == Fraction(key["scenes"][place.scene]["ending"])
    assert mark("dialogue", key, {"choices": path}).fraction == place.ending


def every_path(key: Any, scene: str, mood: int) -> Iterator[tuple[Fraction, int, int, tuple[str, ...]]]:
    """Yield credit, satisfaction, minus the length, and path of every conversation without loops."""
    here = key["scenes"][scene]
    if "ending" in here:
        yield Fraction(here["ending"]), mood, 0, ()
    for choice in here.get("choices", ()):
        for credit, end, length, rest in every_path(key, choice["to"], min(100, max(0, mood + choice["mood"]))):
            yield credit, end, length - 1, (choice["id"], *rest)


def onward(key: Any) -> Any:
    """Return the key with no choice that leads back: such a choice now goes to the next scene."""
    names = list(key["scenes"])
    scenes = {
        name: {
            "choices": [
                {**c, "to": c["to"] if names.index(c["to"]) > place else names[place + 1]} for c in scene["choices"]
            ]
        }
        if "choices" in scene
        else scene
        for place, (name, scene) in enumerate(key["scenes"].items())
    }
    return {**key, "scenes": scenes}


@given(dialogues())
def test_what_is_expected_is_the_best(drawn: tuple[Any, Any]) -> None:
    key = onward(drawn[0])
    assert faults(key) == []
    paths = list(every_path(key, key["start"], key["mood"]))
    best = max(paths)[:3]
    expected = DIALOGUE.solution(key)["choices"]
    assert (*best, tuple(expected)) in paths


def test_going_round_once_more_may_be_the_best() -> None:
    key = without("rain", choices=[say("again", "rain", 15), say("time", "time", 20), say("park", "wet", -20)])
    key["scenes"]["time"] = {"choices": [say("gallery", "happy", -50), say("lens", "bus", 10)]}
    assert DIALOGUE.solution(key)["choices"] == ["ask", "again", "time", "gallery"]


@given(dialogues(), st.randoms())
def test_the_order_of_the_scenes_changes_nothing(drawn: tuple[Any, Any], chance: Random) -> None:
    key, _ = drawn
    names = chance.sample(list(key["scenes"]), len(key["scenes"]))
    other = {**key, "scenes": {name: key["scenes"][name] for name in names}}
    assert DIALOGUE.solution(other) == DIALOGUE.solution(key)
    assert DIALOGUE.slip(other, Random(7)) == DIALOGUE.slip(key, Random(7))


@given(st.integers())
def test_a_slip_has_something_to_explain(seed: int) -> None:
    slip = DIALOGUE.slip(LONDON, Random(seed))["choices"]
    assert played(*slip).feedback


def test_only_the_first_scene_is_public() -> None:
    assert DIALOGUE.public(LONDON) == {"scene": "hello"}
    assert DIALOGUE.option_ids(LONDON) == ()


@given(dialogues(), st.randoms())
def test_whatever_is_offered_there_is_always_a_way_out(drawn: tuple[Any, Any], chance: Random) -> None:
    key, _ = drawn
    path: list[str] = []
    while (now := talk(key, path)).offered:
        assert now.places[-1] == where(key, path)
        assert set(now.offered) <= {choice["id"] for choice in key["scenes"][now.places[-1].scene]["choices"]}
        path.append(chance.choice(now.offered))
    assert len(now.places) == len(path) + 1 <= 31
    assert now.places[-1].ending == mark("dialogue", key, {"choices": path}).fraction


def test_a_detour_is_offered_as_long_as_there_is_time() -> None:
    assert "again" in talk(LONDON, ["ask", *["again"] * 27]).offered
    assert talk(LONDON, ["ask", *["again"] * 28]).offered == ("park", "bus")
    assert talk(LONDON, ["ask", "bus"]).offered == ()
