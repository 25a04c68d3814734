"""Pairs and categories in the studio: keys that tell nothing, packs, translations, what authors are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.kinds import KINDS
from cms.kinds.tokens import opaque
from cms.models import BankQuestion
from cms.publishing.problems import problems_of
from quests.models import Question
from quests.questions import kind_named
from tests.cms.conftest import ANSWERS, answer, item_of, pair, publish
from tests.cms.test_translation import translate

Draft = Callable[..., BankQuestion]
pytestmark = pytest.mark.django_db


def version_of(draft: BankQuestion) -> Any:
    return Question.objects.get(uid=draft.translation_key).current


def texts_of(version: Any) -> dict[str, str]:
    return {option["id"]: option["text"] for option in version.words["fr"]["options"]}


def category(name: str, *items: str, explanation: str = "Non.") -> dict[str, Any]:
    return item_of({"name": name, "items": [item_of({"text": text, "explanation": explanation}) for text in items]})


def pairs(*raw: dict[str, Any], decoys: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return answer("matching", pairs=list(raw), decoys=[item_of({"text": each, "token": "d" * 32}) for each in decoys])


def categories(*raw: dict[str, Any]) -> list[dict[str, Any]]:
    return answer("categorising", categories=list(raw))


def test_the_id_of_a_target_does_not_tell_its_item(draft_question: Draft) -> None:
    stream = ANSWERS["matching"]()
    written = stream[0]["value"]["pairs"]
    version = version_of(publish(draft_question(stream)))
    texts = texts_of(version)

    together = {texts[one]: texts[other] for one, other in version.key["pairs"].items()}
    assert together == {"Arras": "Lion", "Douai": "Gayant"}
    assert [texts[id_] for id_ in version.key["decoys"]] == ["Reuze"]
    assert list(texts) == sorted(texts) == sorted(kind_named("matching").option_ids(version.key))
    for each in written:
        target = version.key["pairs"][each["id"]]
        assert target == opaque(each["id"], each["value"]["token"])
        assert target not in {opaque(each["id"], ""), each["id"]}


def test_pairs_with_the_same_target_share_one_choice(draft_question: Draft) -> None:
    stream = pairs(pair("Triton", "Amphibien", "a" * 32), pair("Chat", "Mammifère", "b" * 32))
    stream[0]["value"]["pairs"].append(pair("Grenouille", "Amphibien ", "c" * 32))
    version = version_of(publish(draft_question(stream)))
    targets = list(version.key["pairs"].values())
    assert targets[0] == targets[2] != targets[1]


def test_without_decoys_the_key_has_none(draft_question: Draft) -> None:
    stream = pairs(pair("A", "1", "a" * 32), pair("B", "2", "b" * 32))
    assert version_of(publish(draft_question(stream))).key.keys() == {"pairs"}


def test_categories_keep_the_order_of_their_author(draft_question: Draft) -> None:
    stream = categories(category("Zèbre", "Un", "Deux"), category("Âne"), category("Lion", "Trois"))
    version = version_of(publish(draft_question(stream)))
    texts = texts_of(version)
    assert [texts[id_] for id_ in version.key["categories"]] == ["Zèbre", "Âne", "Lion"]
    belongs = {texts[each]: texts[its] for each, its in version.key["items"].items()}
    assert belongs == {"Un": "Zèbre", "Deux": "Zèbre", "Trois": "Lion"}
    assert list(texts) == sorted(texts)


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (pairs(pair("A", "1", "a" * 32)), "at least two pairs"),
        (pairs(pair("A", "1", "a" * 32), pair("a ", "2", "b" * 32)), "“a ” is there twice"),
        (pairs(pair("A", "1", "a" * 32), pair("B", "1", "b" * 32)), "two different answers"),
        (pairs(pair("A", "1", "a" * 32), pair("B", "2", "b" * 32), decoys=("2",)), "“2” is there twice"),
        (pairs(pair("A", "1", "a" * 32, ""), pair("B", "2", "b" * 32)), "“A”"),
        (categories(category("X", "un", "deux")), "at least two categories"),
        (categories(category("X", "un"), category("Y")), "at least two items"),
        (categories(category("X", "un"), category("Y", "Un")), "“Un” is there twice"),
        (categories(category("X", "un"), category("x", "deux")), "“x” is there twice"),
        (categories(category("X", "un", "deux", explanation=""), category("Y")), "“un”"),
        (categories(category("X", *map(str, range(21))), category("Y")), "20 items at most"),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words(draft_question: Draft, stream: Any, said: str) -> None:
    with translation.override("en"):
        problems = problems_of(draft_question(stream))
    assert any(said in problem.message for problem in problems), problems
    assert "invalid_key" not in {problem.code for problem in problems}


def test_a_missing_word_is_named(draft_question: Draft) -> None:
    codes = {p.code for p in problems_of(draft_question(pairs(pair("A", "", "a" * 32), pair("B", "2", "b" * 32))))}
    assert codes == {"incomplete"}


@pytest.mark.parametrize(("kind", "word"), [("matching", "Gayant"), ("categorising", "Au fond")])
def test_a_translation_brings_words_and_no_ids(
    kind: str, word: str, draft_question: Draft, locales: dict[str, Locale], django_capture_on_commit_callbacks: Any
) -> None:
    draft = publish(draft_question(ANSWERS[kind]()))
    before = version_of(draft)
    with django_capture_on_commit_callbacks(execute=True):
        translate(draft, locales["en"], {word: "In English"})
    after = version_of(draft)

    assert after.key == before.key
    english = {option["id"]: option["text"] for option in after.words["en"]["options"]}
    assert {french: english[id_] for id_, french in texts_of(after).items()}[word] == "In English"


def test_a_pack_brings_pairs_and_decoys(draft_question: Draft) -> None:
    data = {"items": ["a", "b"], "pairs": {"b": "y", "a": "x"}, "decoys": ["w"]}
    said = {"a": "Arras", "b": "Douai", "x": "Lion", "y": "Gayant", "w": "Reuze"}
    words = {"options": said, "feedback": {"a": "Un.", "b": "Deux."}}
    version = version_of(publish(draft_question(loaded("matching", data, words))))
    texts = texts_of(version)
    assert {texts[a]: texts[b] for a, b in version.key["pairs"].items()} == {"Arras": "Lion", "Douai": "Gayant"}
    assert [texts[id_] for id_ in version.key["decoys"]] == ["Reuze"]
    assert version.words["fr"]["feedback"] == {"block-a": "Un.", "block-b": "Deux."}
    assert {"block-a", "block-b"} == {id_ for id_ in texts if id_.startswith("block")}


def test_a_pack_brings_categories(draft_question: Draft) -> None:
    data = {"categories": ["y", "x"], "items": {"a": "x", "b": "y", "c": "x"}}
    said = {"a": "Un", "b": "Deux", "c": "Trois", "x": "Fond", "y": "Jour"}
    words = {"options": said, "feedback": {"a": "Un.", "b": "Deux.", "c": "Trois."}}
    version = version_of(publish(draft_question(loaded("categorising", data, words))))
    prefixed = {f"block-{one}": f"block-{other}" for one, other in data["items"].items()}
    assert version.key == {"categories": ["block-y", "block-x"], "items": prefixed}
    assert texts_of(version) == {f"block-{id_}": text for id_, text in said.items()}
    assert set(version.words["fr"]["feedback"]) == set(prefixed)


def loaded(kind: str, data: dict[str, Any], words: dict[str, Any]) -> list[dict[str, Any]]:
    """The stream of a question of a pack."""
    return answer(kind, **KINDS[kind].stored(data, words, lambda id_: f"block-{id_}"))
