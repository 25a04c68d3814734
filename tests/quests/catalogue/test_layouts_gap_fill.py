"""A text with gaps, typed or chosen: nothing of the key before, each gap right or wrong after."""

from __future__ import annotations

from typing import Any

from quests.catalogue.layouts.gap_fill import Piece
from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal, shown_options

CHOSEN = {"gaps": [{"id": "g1", "correct": "a"}, {"id": "g2", "correct": "b"}], "options": ["a", "b", "c"]}
OTHERWISE = {"gaps": [{"id": "g1", "correct": "c"}, {"id": "g2", "correct": "a"}], "options": ["a", "b", "c"]}
TYPED = {"gaps": [{"id": "g1", "accepted": ["Béthune"]}, {"id": "g2", "accepted": ["Lens", "Lens-Ville"]}], "typos": 1}
TYPED_OTHERWISE = {"gaps": [{"id": "g1", "accepted": ["Arras"]}, {"id": "g2", "accepted": ["Douai"]}], "typos": 0}
TEXT = [{"text": "De "}, {"gap": "g2"}, {"text": " à "}, {"gap": "g1"}, {"text": "."}]
OPTIONS = [{"id": id_, "text": text} for id_, text in (("a", "Béthune"), ("b", "Lens"), ("c", "Arras"))]
WORDS = {"fr": {"prompt": "Complétez.", "text": TEXT, "options": OPTIONS, "feedback": {"g1": "Un.", "g2": "Deux."}}}


def version(key: dict[str, Any], words: dict[str, Any] = WORDS) -> QuestionVersion:
    return QuestionVersion(kind="gap_fill", key=key, words=words)


def after(key: dict[str, Any], **filled: str) -> QuestionScreen:
    return reveal(version(key), answer={"gaps": filled}, shown=shown_options(version(key), "s"))


def states(screen: QuestionScreen) -> list[tuple[str, str, str]]:
    return [(piece.filled, piece.state, piece.expected) for piece in screen.parts["gaps"]]


def test_what_is_asked_says_nothing_of_the_key() -> None:
    assert ask(version(CHOSEN), seed="s") == ask(version(OTHERWISE), seed="s")
    assert ask(version(TYPED), seed="s") == ask(version(TYPED_OTHERWISE), seed="s")


def test_gaps_are_numbered_as_they_are_read() -> None:
    pieces = ask(version(CHOSEN), seed="s").parts["pieces"]
    assert [piece.text or (piece.gap, piece.number) for piece in pieces] == ["De ", ("g2", 1), " à ", ("g1", 2), "."]


def test_only_those_who_choose_see_choices() -> None:
    assert {option.text for option in ask(version(CHOSEN), seed="s").options} == {"Béthune", "Lens", "Arras"}
    assert ask(version(TYPED), seed="s").options == ()


def test_what_was_half_filled_is_there_again() -> None:
    screen = ask(version(CHOSEN), seed="s", draft={"gap-g1": ["c"], "gap-g2": [""]})
    assert [(piece.gap, piece.filled) for piece in screen.parts["gaps"]] == [("g2", ""), ("g1", "c")]


def test_each_choice_is_right_or_wrong_with_the_right_words() -> None:
    screen = after(CHOSEN, g1="c", g2="b")
    assert states(screen) == [("Lens", "right", "Lens"), ("Arras", "wrong", "Béthune")]
    assert screen.verdict
    assert (screen.verdict.outcome, screen.verdict.feedback) == ("partial", ("Un.",))


def test_a_slip_is_right_and_says_the_exact_spelling() -> None:
    assert states(after(TYPED, g1="Betune", g2="lens ville")) == [
        ("lens ville", "right", "Lens"),
        ("Betune", "mistyped", "Béthune"),
    ]


def test_a_text_that_forgets_a_gap_still_has_every_field() -> None:
    words = {"fr": {**WORDS["fr"], "text": [{"text": "De "}, {"gap": "g2"}, {"gap": "unknown"}, {"gap": "g2"}]}}
    pieces = ask(version(CHOSEN, words), seed="s").parts["pieces"]
    assert pieces == (Piece(text="De "), Piece(gap="g2", number=1), Piece(gap="g1", number=2))
