"""What a dialogue shows: nothing before its time, everything afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quests.catalogue.layouts.dialogue import Guest, Satisfaction
from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal
from quests.factories import KEYS, question_spec, talk_words


def version(key: Any = None, **words: Any) -> QuestionVersion:
    spec = question_spec("dialogue")
    said = {language: each | words for language, each in spec.words.items()}
    return QuestionVersion(kind="dialogue", key=key or spec.key, words=said)


def asked(*said: str, seed: str = "graine", key: Any = None) -> QuestionScreen:
    return ask(version(key), seed=seed, draft={"choices": list(said)})


def revealed(*said: str, **words: Any) -> QuestionScreen:
    return reveal(version(**words), answer={"choices": list(said)}, shown=[])


def changed(**scenes: Any) -> Any:
    """The key with other scenes in their place."""
    return KEYS["dialogue"] | {"scenes": KEYS["dialogue"]["scenes"] | scenes}


def test_the_first_words_and_what_may_be_answered() -> None:
    parts = asked().parts
    (exchange,) = parts["exchanges"]
    assert (exchange.says.text, exchange.act, exchange.reply) == ("Is it raining?", "Geste fr s1.", None)
    assert exchange.says.meaning == "Traduction fr de s1"
    assert {choice.id for choice in parts["choices"]} == {"k1", "k2"}
    assert (parts["number"], parts["satisfaction"].value, parts["guest"].initials) == (1, 50, "ET")


def test_what_was_said_has_opened_the_next_scene() -> None:
    parts = asked("k1", "k5").parts
    assert [exchange.says.text for exchange in parts["exchanges"]] == ["Is it raining?", "Two hours.", "Is it raining?"]
    assert [exchange.shift for exchange in parts["exchanges"]] == [20, -10, 0]
    assert [exchange.reply and exchange.reply.id for exchange in parts["exchanges"]] == ["k1", "k5", None]
    assert (parts["number"], parts["satisfaction"].value) == (3, 60)


def test_keys_that_differ_only_in_what_was_not_said_look_the_same() -> None:
    elsewhere = {"choices": [{"id": "k1", "to": "s2", "mood": 20}, {"id": "k2", "to": "s4", "mood": 50}]}
    later = {
        "choices": [
            {"id": "k3", "to": "s5", "mood": -50},
            {"id": "k4", "to": "s3", "mood": 50},
            {"id": "k5", "to": "s4", "mood": 7},
        ]
    }
    other = changed(s1=elsewhere, s2=later, s3={"ending": "0.25"}, s5={"ending": "1"})
    for said in ((), ("k1",)):
        assert asked(*said) == asked(*said, key=other)


def test_nothing_else_of_the_key_is_on_the_screen() -> None:
    screen = repr(asked("k1"))
    for hidden in ("What a wonderful", "Well, why not", "We are going", "Geste fr s4", "Pas tout", "It is closed"):
        assert hidden not in screen
    assert screen.count("shift=") == 2


def test_choices_come_in_an_order_of_this_attempt_and_turn() -> None:
    orders = {tuple(choice.id for choice in asked("k1", seed=str(seed)).parts["choices"]) for seed in range(40)}
    assert len(orders) == 6
    assert asked("k1").parts == asked("k1").parts


def test_a_draft_that_leads_nowhere_is_no_draft() -> None:
    for said in (["k3"], ["k1", "k1"], ["nothing"], [3], ["k1"] * 99):
        assert ask(version(), seed="graine", draft={"choices": said}) == asked()  # type: ignore[dict-item]
    assert ask(version(), seed="graine") == asked()


def test_a_detour_is_not_offered_when_there_is_no_time_left() -> None:
    parts = asked(*["k1", "k5"] * 14, "k1").parts
    assert {choice.id for choice in parts["choices"]} == {"k3", "k4"}


def test_each_weaker_answer_is_explained_beside_it() -> None:
    screen = revealed("k1", "k5", "k1", "k4")
    first, again, third, last, end = screen.parts["exchanges"]
    assert (first.next_time, first.better, third.next_time) == ("", None, "")
    assert again.next_time == "Pas tout à fait : k5 fr."
    assert again.better.text == last.better.text == "The gallery of time."
    assert (end.says.text, end.reply) == ("Well, why not.", None)
    assert "choices" not in screen.parts


@pytest.mark.parametrize(
    ("said", "ending", "others"), [(["k1", "k3"], "good", 0), (["k1", "k4"], "fair", 1), (["k2"], "poor", 1)]
)
def test_how_it_ended(said: list[str], ending: str, others: int) -> None:
    parts = revealed(*said).parts
    assert (parts["ending"], parts["other_good"]) == (ending, others)


def test_the_least_bad_of_bad_answers_has_no_better_one() -> None:
    bad = {"choices": [{"id": "k1", "to": "s2", "mood": -5}, {"id": "k2", "to": "s5", "mood": -30}]}
    first = reveal(version(changed(s1=bad)), answer={"choices": ["k1", "k3"]}, shown=[]).parts["exchanges"][0]
    assert (first.next_time, first.better) == ("Pas tout à fait : k1 fr.", None)


def test_a_half_translated_scene_keeps_its_source_words(settings: Any) -> None:
    words = talk_words("fr")
    half = json.loads(json.dumps(words))
    half["scenes"]["s1"] |= {"act": "", "meaning": ""}
    spec = question_spec("dialogue")
    both = {"fr": spec.words["fr"], "nl": spec.words["fr"] | half}
    from django.utils import translation

    with translation.override("nl"):
        screen = ask(QuestionVersion(kind="dialogue", key=spec.key, words=both), seed="x")
    assert screen.parts["exchanges"][0].act == "Geste fr s1."


def test_nobody_needs_their_own_language_translated() -> None:
    from django.utils import translation

    with translation.override("en"):
        parts = asked().parts
    assert not any(line.meaning for line in [parts["exchanges"][0].says, *parts["choices"]])


@pytest.mark.parametrize(
    ("value", "mood"),
    [
        (0, "angry"),
        (19, "angry"),
        (20, "unhappy"),
        (40, "waiting"),
        (60, "pleased"),
        (80, "delighted"),
        (100, "delighted"),
    ],
)
def test_moods_in_words(value: int, mood: str) -> None:
    assert Satisfaction(value=value).mood == mood


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Emma et Tom", "ET"), ("Frau Becker", "FB"), ("ana", "A"), ("Anne Marie Rose", "AM"), ("", "")],
)
def test_initials(name: str, initials: str) -> None:
    assert Guest(name=name, lang="en").initials == initials
