"""Texts with gaps in the studio: typed, chosen, translated, loaded, and what authors are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.kinds import KINDS
from cms.kinds.tokens import opaque
from cms.models import BankQuestion
from cms.publishing.problems import problems_of
from quests.models import Question
from quests.questions import mark
from tests.cms.conftest import ANSWERS, answer, item_of, publish
from tests.cms.test_translation import translate

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def gap(accepted: str = "", word: str = "", explanation: str = "Non.") -> dict[str, Any]:
    return item_of({"accepted": accepted, "word": word, "token": "a" * 32, "explanation": explanation})


def raw(text: str, *gaps: dict[str, Any], choose: bool = False, decoys: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    others = [item_of({"word": word, "token": "b" * 32}) for word in decoys]
    return answer("gap_fill", text=text, choose=choose, gaps=list(gaps), decoys=others, typos="1")


def version_of(draft: BankQuestion) -> Any:
    return Question.objects.get(uid=draft.translation_key).current


def test_typed_gaps_have_their_spellings(draft_question: Draft) -> None:
    first, second = gap("Lens ; Lens-Ville"), gap("Liévin")
    version = version_of(publish(draft_question(raw("{2} et {1}", first, second))))
    assert version.key == {
        "gaps": [
            {"id": first["id"], "accepted": ["Lens", "Lens-Ville"]},
            {"id": second["id"], "accepted": ["Liévin"]},
        ],
        "typos": 1,
    }
    assert version.words["fr"]["text"] == [{"gap": second["id"]}, {"text": " et "}, {"gap": first["id"]}]
    assert version.words["fr"]["options"] == []


def test_chosen_words_have_ids_that_tell_nothing(draft_question: Draft) -> None:
    stream = ANSWERS["gap_fill"]()
    value = stream[0]["value"]
    written = [*value["gaps"], *value["decoys"]]
    ids = {each["value"]["word"]: opaque(each["id"], each["value"]["token"]) for each in written}

    version = version_of(publish(draft_question(stream)))

    assert version.key["options"] == sorted(ids.values())
    assert [each["correct"] for each in version.key["gaps"]] == [ids["fond"], ids["jour"]]
    assert {option["text"]: option["id"] for option in version.words["fr"]["options"]} == ids
    assert len({len(id_) for id_ in ids.values()}) == 1


def test_the_same_words_in_two_gaps_are_one_choice(draft_question: Draft) -> None:
    stream = raw("{1} {2}", gap(word="le"), gap(word=" le "), choose=True, decoys=("la", "le"))
    key = version_of(publish(draft_question(stream))).key
    assert len(key["options"]) == 2
    same = key["gaps"][0]["correct"]
    assert mark("gap_fill", key, {"gaps": {each["id"]: same for each in key["gaps"]}}).outcome == "right"


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (raw("Rien.", gap("Lens")), "Write {1} in the text, once"),
        (raw("{1} {1}", gap("Lens")), "Write {1} in the text, once"),
        (raw("{1} {2}", gap("Lens")), "The text has {2}"),
        (raw("{1} {0}", gap("Lens")), "The text has {0}"),
        (raw("{1}"), "Add at least one gap"),
        (raw("{1}", gap()), "Gap 1: write at least one spelling"),
        (raw("{1}", gap("Lens ; !")), "neither a letter nor a figure"),
        (raw("{1}", gap("Lens"), choose=True, decoys=("Liévin",)), "Gap 1: write the words to choose"),
        (raw("{1}", gap(word="Lens"), choose=True), "at least two choices"),
        (raw("{1}", gap("Lens", explanation="")), "gap 1"),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words(draft_question: Draft, stream: Any, said: str) -> None:
    problems = problems_of(draft_question(stream))
    assert any(said in problem.message for problem in problems), problems
    assert "invalid_key" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("english", "order"), [("{2} and {1}", ["jour", "fond"]), ("Only {1}", ["fond", "jour"])], ids=["turned", "lost"]
)
def test_a_translation_may_turn_the_text_round_but_not_lose_a_gap(
    draft_question: Draft,
    locales: dict[str, Locale],
    django_capture_on_commit_callbacks: Any,
    english: str,
    order: list[str],
) -> None:
    stream = ANSWERS["gap_fill"]()
    ids = {each["value"]["word"]: each["id"] for each in stream[0]["value"]["gaps"]}
    draft = publish(draft_question(stream))
    with django_capture_on_commit_callbacks(execute=True):
        translate(draft, locales["en"], {stream[0]["value"]["text"]: english, "fond": "bottom"})

    words = version_of(draft).words

    assert {option["text"] for option in words["en"]["options"]} == {"bottom", "jour", "bois"}
    spoken = words["en"].get("text") or words["fr"]["text"]
    assert [piece["gap"] for piece in spoken if "gap" in piece] == [ids[word] for word in order]


def test_a_pack_brings_typed_gaps(draft_question: Draft) -> None:
    data = {"gaps": [{"id": "g1", "accepted": ["un", "une"]}, {"id": "g2", "accepted": ["deux"]}], "typos": 0}
    words = {"text": "La {g2} … le {g1}.", "feedback": {"g1": "Un.", "g2": "Deux."}}
    version = version_of(publish(draft_question(loaded(data, words))))
    assert version.key == {**data, "gaps": [{**each, "id": f"block-{each['id']}"} for each in data["gaps"]]}
    assert version.words["fr"]["text"][1] == {"gap": "block-g2"}
    assert version.words["fr"]["feedback"] == {"block-g1": "Un.", "block-g2": "Deux."}


def test_a_pack_brings_chosen_gaps(draft_question: Draft) -> None:
    gaps = [{"id": "g1", "correct": "a"}, {"id": "g2", "correct": "b"}]
    data = {"gaps": gaps, "options": ["a", "b", "g1"]}
    options = {"a": "Lens", "b": "Liévin", "g1": "Arras"}
    words = {"text": "{g1} {g2}", "options": options, "feedback": {"g1": "Un.", "g2": "Deux."}}
    version = version_of(publish(draft_question(loaded(data, words))))
    texts = {option["id"]: option["text"] for option in version.words["fr"]["options"]}
    assert sorted(texts) == version.key["options"]
    assert sorted(texts.values()) == ["Arras", "Lens", "Liévin"]
    assert [texts[each["correct"]] for each in version.key["gaps"]] == ["Lens", "Liévin"]


def loaded(data: dict[str, Any], words: dict[str, Any]) -> list[dict[str, Any]]:
    """The stream of a question of a pack."""
    return answer("gap_fill", **KINDS["gap_fill"].stored(data, words, lambda id_: f"block-{id_}"))
