"""Scales in the studio: numbers, bands, what authors are told."""

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


def raw(*bands: tuple[str, str], **value: Any) -> list[dict[str, Any]]:
    written = [item_of({"within": within, "share": share}) for within, share in bands or [("0", "100")]]
    numbers = {"value": "1986", "min": "1900", "max": "2020", "step": "1"}
    said = {"unit": "", "low": "Plus tard.", "high": "Plus tôt."}
    return answer("slider", **numbers | said | value, bands=written)


def key_of(draft: BankQuestion) -> Any:
    return Question.objects.get(uid=draft.translation_key).current.key


def test_the_key_has_its_scale_and_its_bands(draft_question: Draft) -> None:
    assert key_of(publish(draft_question(ANSWERS["slider"]()))) == {
        "value": "1986",
        "min": "1900",
        "max": "2020",
        "step": "1",
        "bands": [{"within": "0", "share": "1"}, {"within": "5", "share": "0.5"}],
    }


def test_a_new_block_is_all_or_nothing() -> None:
    (band,) = KINDS["slider"].block().get_default()["bands"]
    assert (band["within"], band["share"]) == (0, 100)


def test_the_unit_is_said(draft_question: Draft) -> None:
    draft = publish(draft_question(raw(unit="m", min="0", max="100.5", step="0.5", value="86.50")))
    version = Question.objects.get(uid=draft.translation_key).current
    assert (version.key["value"], version.words["fr"]["unit"]) == ("86.5", "m")


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (raw(step="0"), "above zero"),
        (raw(min="2020", max="1900"), "end above its beginning"),
        (raw(value="1850"), "not on the scale"),
        (raw(step="7"), "Whole steps"),
        (raw(value="1986.5"), "Whole steps"),
        (raw(value=None), "Write the right value"),
        (raw(("0", "50")), "must give all the points"),
        (raw(("86", "100")), "covers the whole scale"),
        (raw(("0", "100"), ("0", "50")), "wider than the one before"),
        (raw(("0", "100"), ("5", "50"), ("9", "50")), "wider than the one before"),
        (raw(("0", "100"), ("-1", "50")), "greater than or equal to 0"),
        (raw(low=""), "too low"),
    ],
)
def test_what_is_wrong_is_said_in_the_authors_words(draft_question: Draft, stream: Any, said: str) -> None:
    problems = problems_of(draft_question(stream))
    assert any(said in problem.message for problem in problems), problems
    assert "invalid_key" not in {problem.code for problem in problems}


def test_a_pack_brings_it(draft_question: Draft) -> None:
    bands = [{"within": "0", "share": "1"}, {"within": "2.5", "share": "0.25"}]
    data = {"value": "3", "min": "0", "max": "12", "step": "0.5", "bands": bands}
    words = {"unit": "km", "feedback": {"low": "Plus loin.", "high": "Plus près."}}
    stored = KINDS["slider"].stored(data, words, lambda id_: f"block-{id_}")
    assert key_of(publish(draft_question(answer("slider", **stored)))) == data
