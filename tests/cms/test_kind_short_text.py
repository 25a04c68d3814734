"""Short texts in the studio: what is accepted, known mistakes, what authors are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from cms.kinds import KINDS
from cms.models import BankQuestion
from cms.publishing.problems import problems_of
from quests.models import Question
from tests.cms.conftest import ANSWERS, answer, item_of, publish

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def raw(*accepted: str, traps: tuple[str, ...] = (), typos: str = "1", **value: Any) -> list[dict[str, Any]]:
    known = [item_of({"texts": texts, "explanation": "Non."}) for texts in traps]
    values = {"other": "Non plus."} | value
    return answer("short_text", accepted=[item_of(text) for text in accepted], typos=typos, traps=known, **values)


def test_the_key_holds_spellings_and_known_mistakes(draft_question: Draft) -> None:
    stream = ANSWERS["short_text"]()
    trap = stream[0]["value"]["traps"][0]["id"]
    draft = publish(draft_question(stream))

    version = Question.objects.get(uid=draft.translation_key).current

    assert version.key == {
        "accepted": ["Sainte-Barbe", "La Sainte-Barbe"],
        "typos": 1,
        "traps": [{"id": trap, "texts": ["Saint-Nicolas", "Saint-Éloi"]}],
    }
    assert version.words["fr"]["feedback"] == {trap: "C’est un autre saint.", "other": "On la fête le 4 décembre."}


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (raw(" "), "at least one spelling"),
        (raw("Lens", "…"), "neither a letter nor a figure"),
        (raw("Lens", traps=("lens",)), "there twice"),
        (raw("Lens", traps=("Liévin", "lievin ; Arras")), "there twice"),
        (raw("Lens", traps=(" ; ",)), "what a known mistake looks like"),
        (raw("Lens", traps=("; ".join("abcdefghijklmnopqrstu"),)), "20 spellings"),
        (raw("Lens", other=""), "anything else"),
        (raw("Lens", traps=("x" * 201,)), "too long"),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words(
    draft_question: Draft, stream: Any, said: str, settings: Any
) -> None:
    problems = problems_of(draft_question(stream))
    assert any(said in problem.message for problem in problems), problems
    assert "invalid_key" not in {problem.code for problem in problems}


def test_a_known_mistake_without_explanation_is_called_by_its_name(draft_question: Draft) -> None:
    stream = ANSWERS["short_text"]()
    stream[0]["value"]["traps"][0]["value"]["explanation"] = ""
    (problem,) = problems_of(draft_question(stream))
    assert problem.code == "missing_explanation"
    assert "Saint-Nicolas" in problem.message


@pytest.mark.parametrize("traps", [{}, {"traps": {"a": ["saint nicolas", "nicolas"]}}])
def test_a_pack_brings_it(draft_question: Draft, traps: dict[str, Any]) -> None:
    data = {"accepted": ["Sainte-Barbe", "Barbara"], "typos": 2, **traps}
    words = {"feedback": {"a": "Non.", "other": "Non plus."}}
    stored = KINDS["short_text"].stored(data, words, lambda id_: f"block-{id_}")
    draft = publish(draft_question(answer("short_text", **stored)))

    version = Question.objects.get(uid=draft.translation_key).current

    known = [{"id": "block-a", "texts": ["saint nicolas", "nicolas"]}] if traps else []
    assert version.key == {"accepted": ["Sainte-Barbe", "Barbara"], "typos": 2, "traps": known}
    assert version.words["fr"]["feedback"] == ({"block-a": "Non."} if traps else {}) | {"other": "Non plus."}
