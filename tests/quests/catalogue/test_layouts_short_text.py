"""A few words typed: nothing of the key before, what was typed and how it is spelt after."""

from __future__ import annotations

from typing import Any

import pytest

from quests.catalogue.models import QuestionVersion
from quests.catalogue.screens import QuestionScreen, ask, reveal

KEY = {"accepted": ["Sainte-Barbe", "Barbara"], "typos": 1, "traps": [{"id": "t1", "texts": ["Saint-Nicolas"]}]}
OTHER_KEY = {"accepted": ["Saint-Éloi"], "typos": 3}
WORDS = {"fr": {"prompt": "Quelle sainte ?", "feedback": {"t1": "Non, lui c’est le 6.", "other": "Le 4 décembre."}}}


def version(key: dict[str, Any]) -> QuestionVersion:
    return QuestionVersion(kind="short_text", key=key, words=WORDS)


def after(text: str) -> QuestionScreen:
    return reveal(version(KEY), answer={"text": text}, shown=[])


def test_what_is_asked_says_nothing_of_the_key() -> None:
    assert ask(version(KEY), seed="s") == ask(version(OTHER_KEY), seed="s")


def test_a_half_typed_answer_is_there_again() -> None:
    assert ask(version(KEY), seed="s", draft={"text": ["Sainte-B"]}).typed == "Sainte-B"


@pytest.mark.parametrize(
    ("text", "state", "mistyped"),
    [
        ("Sainte-Barbe", "right", False),
        ("SAINTE BARBE", "right", False),
        ("barbara", "right", False),
        ("Sainte-Brabe", "right", True),
        ("Saint-Nicolas", "wrong", False),
        ("Saint-Nicola", "wrong", False),
        ("Lens", "wrong", False),
    ],
)
def test_the_answer_is_shown_as_it_was_typed(text: str, state: str, mistyped: bool) -> None:
    screen = after(text)
    assert screen.typed == text
    assert screen.parts == {"state": state, "mistyped": mistyped}
    assert screen.verdict
    assert screen.verdict.expected == ("Sainte-Barbe",)


def test_a_trap_has_its_own_explanation() -> None:
    said = [after(text).verdict for text in ("Saint-Nicolas", "Lens")]
    assert [verdict.feedback for verdict in said if verdict] == [("Non, lui c’est le 6.",), ("Le 4 décembre.",)]
