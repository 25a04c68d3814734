"""What an author forgot in a dialogue: it is found, and named."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from quests.questions import InvalidKey, kind_named
from quests.questions.dialogue import FAULTS, Fault, faults

from .cases.dialogue import LONDON, dialogues, graphs, say, without

DIALOGUE = kind_named("dialogue")


def reached(key: Any, start: str) -> set[str]:
    """Return every scene some choices lead to from one."""
    found: set[str] = {start}
    while True:
        more = {c["to"] for name in found for c in key["scenes"][name].get("choices", ())} & set(key["scenes"])
        if more <= found:
            return found
        found |= more


@given(graphs())
def test_no_fault_is_the_same_as_a_good_key(key: Any) -> None:
    try:
        DIALOGUE.check_key(key)
    except InvalidKey:
        assert faults(key)
    else:
        assert faults(key) == []


@given(graphs())
def test_every_fault_is_named(key: Any) -> None:
    scenes, found = key["scenes"], faults(key)
    ways = {name: reached(key, name) for name in scenes}
    endings = {name for name, scene in scenes.items() if "ending" in scene}
    lost = set(scenes) - ways.get(key["start"], set(scenes))
    expected = {Fault("unreachable", name) for name in lost}
    expected |= {Fault("dead_end", name) for name in scenes if not ways[name] & endings}
    for name, scene in scenes.items():
        choices = scene.get("choices", ())
        expected |= {Fault("unknown_target", name, c["id"]) for c in choices if c["to"] not in scenes}
        expected |= {Fault("too_few_choices", name) for _ in [0] if "choices" in scene and len(choices) < 2}
    assert {fault for fault in found if fault.scene} == expected
    assert len(set(found)) == len(found)


@given(dialogues())
def test_a_good_dialogue_has_no_fault(drawn: tuple[Any, Any]) -> None:
    assert faults(drawn[0]) == []


ENDINGS = ("happy", "bus", "wet", "gone")


def test_scenes_that_go_round_for_ever() -> None:
    key = without("time", choices=[say("one", "time", 0), say("two", "time", 1)])
    assert faults(key) == [Fault("dead_end", "time"), Fault("unreachable", "happy")]
    with pytest.raises(InvalidKey, match=r"No ending can be reached from this scene\. 'time'"):
        DIALOGUE.check_key(key)


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (without("island", ending="0"), Fault("unreachable", "island")),
        (
            without("cross", choices=[say("sorry", "rain", 1), say("leave", "home", 0)]),
            Fault("unknown_target", "cross", "leave"),
        ),
        (without("cross", choices=[say("sorry", "rain", 1)]), Fault("too_few_choices", "cross")),
        (without("happy", ending="0.9"), Fault("no_good_ending")),
        ({**LONDON, "start": "morning"}, Fault("unknown_target")),
        (
            {**LONDON, "scenes": {**LONDON["scenes"], **{end: {"ending": "1"} for end in ENDINGS}}},
            Fault("no_poor_ending"),
        ),  # type: ignore[dict-item]
        ({**LONDON, "mood": 101}, Fault("malformed")),
    ],
)
def test_one_mistake_of_an_author(key: Any, fault: Fault) -> None:
    assert fault in faults(key)
    with pytest.raises(InvalidKey):
        DIALOGUE.check_key(key)


def chain(length: int) -> dict[str, Any]:
    """Return a dialogue of so many choices to its good ending; each scene may also end badly at once."""
    names = [f"s{place}" for place in range(length)]
    scenes: dict[str, Any] = {
        here: {"choices": [say(f"on{here}", there, 1), say(f"off{here}", "bad", -1)]}
        for here, there in pairwise([*names, "good"])
    }
    return {"start": "s0", "mood": 50, "scenes": {**scenes, "good": {"ending": "1"}, "bad": {"ending": "0"}}}


def test_a_conversation_has_at_most_thirty_choices() -> None:
    assert faults(chain(30)) == []
    assert len(DIALOGUE.solution(chain(30))["choices"]) == 30
    assert faults(chain(31)) == [Fault("too_far", "s30"), Fault("too_far", "good")]
    assert Fault("too_many_scenes") in faults(chain(59))
    assert Fault("too_many_scenes") not in faults(chain(58))


@pytest.mark.parametrize(
    "draft", [None, 3, {}, {"scenes": []}, {"scenes": {3: None, "a": None}}, {"start": "a", "scenes": {"a": {}}}]
)
def test_a_draft_has_faults_and_no_accident(draft: Any) -> None:
    assert {fault.code for fault in faults(draft)} <= FAULTS.keys()
    assert Fault("too_few_endings") in faults(draft)


@pytest.mark.parametrize(
    "scene",
    [
        {"ending": 1},
        {"ending": "1.5"},
        {"ending": "-0.5"},
        {"ending": "1", "choices": []},
        {"end": "1"},
        [],
        None,
        {"choices": {}},
        {"choices": [say("one", "bus", 51), say("two", "bus", 0)]},
        {"choices": [say("one", "bus", True), say("two", "bus", 0)]},
        {"choices": [say("ask", "bus", 1), say("two", "bus", 0)]},
        {"choices": [say("o,e", "bus", 1), say("two", "bus", 0)]},
        {"choices": [{**say("one", "bus", 1), "text": "Bonjour"}, say("two", "bus", 0)]},
    ],
)
def test_a_scene_of_the_wrong_shape(scene: Any) -> None:
    key = {**LONDON, "scenes": {**LONDON["scenes"], "time": scene}}  # type: ignore[dict-item]
    assert faults(key)
    with pytest.raises(InvalidKey):
        DIALOGUE.check_key(key)
