"""A few words to type."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quests.questions import InvalidAnswer, InvalidKey, Verdict, kind_named, mark

SHORT_TEXT = kind_named("short_text")
KEY = {
    "accepted": ["Félix Bollaert", "Bollaert-Delelis", "stade Bollaert"],
    "typos": 2,
    "traps": [
        {"id": "person", "texts": ["Delelis", "André Delelis"]},
        {"id": "town", "texts": ["Lille", "stade de Lille"]},
    ],
}
ISLAND = {"accepted": ["L’Île"], "typos": 0}
LENS = {"accepted": ["Lens"], "typos": 2, "traps": [{"id": "belgium", "texts": ["Mons", "Liens"]}]}


def verdict(key: Any, text: str) -> Verdict:
    return mark("short_text", key, SHORT_TEXT.parse(key, {"text": [text]}))


@pytest.mark.parametrize(
    "text",
    ["Félix Bollaert", "felix  BOLLAERT", "bollaert delelis", "Stade « Bollaert » !", "felix bolaert", "Flix Bolaert"],
)
def test_what_is_near_enough_is_right(text: str) -> None:
    assert verdict(KEY, text).right


def test_a_right_answer_shows_what_was_typed_and_what_is_written() -> None:
    right = ("felix bolaert",), ("Félix Bollaert",)
    assert verdict(KEY, "  felix\t bolaert ") == Verdict(Fraction(1), "right", (), *right)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("Delelis", "person"),
        ("andre delelis", "person"),
        ("Andre Dellelis", "person"),
        ("LILLE", "town"),
        ("le musée", "other"),
        ("Felx Bolert", "other"),
    ],
)
def test_every_mistake_has_its_explanation(text: str, mistake: str) -> None:
    wrong = verdict(KEY, text)
    assert (wrong.fraction, wrong.outcome, wrong.feedback) == (Fraction(0), "wrong", (mistake,))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("L’Île", True),
        ("L'ILE", True),
        ("l ile", True),
        ("l-île.", True),
        ("ile", False),
        ("lile", False),
    ],
)
def test_accents_capitals_and_apostrophes_do_not_count_but_words_do(text: str, right: bool) -> None:
    assert verdict(ISLAND, text).right == right


@pytest.mark.parametrize(
    ("text", "feedback"),
    [
        ("Lens", ()),
        ("Liens", ("belgium",)),  # exactly a trap, though one typo away from right
        ("Mons", ("belgium",)),  # exactly a trap, though two typos away from right
        ("Lenss", ()),  # nearer to what is accepted
        ("Mens", ()),  # as near to both: the learner is believed
        ("Mon", ("belgium",)),  # nearer to the trap
    ],
)
def test_the_nearest_wins(text: str, feedback: tuple[str, ...]) -> None:
    assert verdict(LENS, text).feedback == feedback


def test_as_near_to_two_traps_is_the_first() -> None:
    key = {"accepted": ["Arras"], "typos": 1, "traps": [{"id": n, "texts": [t]} for n, t in ("xd", "ac", "bb")]}
    assert verdict(key, "e").feedback == ("x",)


@pytest.mark.parametrize(("text", "right"), [("en 1986", True), ("an 1986", True), ("en 1968", False)])
def test_a_year_is_exact(text: str, right: bool) -> None:
    assert verdict({"accepted": ["en 1986"], "typos": 2}, text).right == right


@pytest.mark.parametrize("where", ["accepted", "texts"])
def test_ligatures_are_two_letters(where: str) -> None:
    key = {"accepted": ["chef-d'œuvre"], "typos": 0, "traps": [{"id": "soul", "texts": ["sœur"]}]}
    typed = "chef d oeuvre" if where == "accepted" else "SOEUR"
    assert verdict(key, typed).feedback == (() if where == "accepted" else ("soul",))


@given(st.text(max_size=40), st.sampled_from(KEY["accepted"]))
def test_what_is_kept_is_marked_like_what_was_typed(noise: str, accepted: Any) -> None:
    data = {"text": [f"{accepted} {noise}"]}
    kept = SHORT_TEXT.parse(KEY, data)
    assert SHORT_TEXT.parse(KEY, {"text": [kept["text"]]}) == kept
    assert mark("short_text", KEY, kept) == mark("short_text", KEY, {"text": data["text"][0]})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["  "], "missing"),
        (["?!"], "missing"),
        (["\0"], "missing"),
        (["a", "b"], "too_many"),
        (["a" * 201], "too_long"),
        (["é" * 100_000], "too_long"),
    ],
)
def test_a_text_that_cannot_be(values: list[str], code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        SHORT_TEXT.parse(KEY, {"text": values})
    assert refusal.value.code == code


def test_two_hundred_characters_are_read_spaces_around_apart() -> None:
    assert SHORT_TEXT.parse(KEY, {"text": ["  " + "é" * 200 + " " * 300]}) == {"text": "é" * 200}


@pytest.mark.parametrize(
    "change",
    [
        {"accepted": []},
        {"accepted": "Lens"},
        {"accepted": ["Lens", ""]},
        {"accepted": ["?"]},
        {"accepted": [3]},
        {"accepted": ["a" * 201]},
        {"accepted": [f"a{n}" for n in range(21)]},
        {"typos": 4},
        {"typos": -1},
        {"typos": "1"},
        {"typos": True},
        {"typos": 1.0},
        {"traps": None},
        {"traps": {}},
        {"traps": [{"id": "x"}]},
        {"traps": [{"id": "x", "texts": []}]},
        {"traps": [{"id": "x", "texts": ["a"], "feedback": "Non."}]},
        {"traps": [{"id": "other", "texts": ["a"]}]},
        {"traps": [{"id": "x", "texts": ["a"]}, {"id": "x", "texts": ["b"]}]},
        {"traps": [{"id": "x", "texts": ["a"]}, {"id": "y", "texts": ["Á"]}]},
        {"traps": [{"id": "x", "texts": ["FELIX-BOLLAERT"]}]},
        {"traps": [{"id": f"x{n}", "texts": [f"a{n}"]} for n in range(11)]},
    ],
)
def test_a_bad_short_text_key(change: Any) -> None:
    SHORT_TEXT.check_key(KEY)
    with pytest.raises(InvalidKey):
        SHORT_TEXT.check_key({**KEY, **change})


def test_what_a_short_text_question_shows() -> None:
    assert SHORT_TEXT.feedback_ids(KEY) == ("person", "town", "other")
    assert SHORT_TEXT.feedback_ids(ISLAND) == ("other",)
    assert SHORT_TEXT.option_ids(KEY) == ()
    assert SHORT_TEXT.public(KEY) == {}


@given(st.randoms(use_true_random=False))
def test_a_slip_is_a_trap_or_something_else(chance: Any) -> None:
    [text] = SHORT_TEXT.slip(KEY, chance)["text"]
    assert verdict(KEY, text).feedback[0] in {"person", "town", "other"}
    assert SHORT_TEXT.solution(KEY) == {"text": ["Félix Bollaert"]}
