"""Trying spellings in the studio: who may, what is refused, and the game's own verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quests.models import User
from tests.cms.conftest import ANSWERS

pytestmark = pytest.mark.django_db
BLOCK = {
    "accepted": ["Sainte-Barbe", "La Sainte-Barbe", ""],
    "typos": "1",
    "traps": ["Saint-Nicolas ; Saint-Éloi", "Anne"],
}


def post(client: Client, **changed: Any) -> Any:
    return client.post(reverse("question_try"), json.dumps(BLOCK | changed), content_type="application/json")


def tried(client: Client, text: str, **changed: Any) -> dict[str, str]:
    response = post(client, text=text, **changed)
    assert response.status_code == 200
    return dict(response.json())


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ("SAINTE BARBE", "right", ""),
        ("Sainte-Brabe", "slip", "Sainte-Barbe"),
        ("la sainte barb", "slip", "Sainte-Barbe"),
        ("saint eloi", "trap", "1"),
        ("anne", "trap", "2"),
        ("Lens", "other", ""),
        ("…", "refused", ""),
        ("x" * 201, "refused", "200"),
        ("  ", "", ""),
    ],
)
def test_the_verdict_is_the_games(trainer: Client, text: str, verdict: str, said: str) -> None:
    answer = tried(trainer, text)
    assert answer["verdict"] == verdict
    assert said in answer["said"]
    assert bool(answer["said"]) == bool(verdict)


def test_a_block_that_is_not_ready_says_why(trainer: Client) -> None:
    answer = tried(trainer, "Lens", accepted=[])
    assert answer["verdict"] == "unready"
    assert answer["said"]
    assert tried(trainer, "Lens", accepted=["Lens"] * 21)["verdict"] == "unready"
    assert tried(trainer, "Lens", accepted=["Lens", "Anne"])["verdict"] == "unready"


@pytest.mark.parametrize(
    ("accepted", "typos", "warned"),
    [(["Lens"], "1", ""), (["Lens"], "2", "Lens"), (["Sainte-Barbe", "Arc"], "1", "Arc"), (["Arc"], "0", "")],
)
def test_short_spellings_are_warned_of(trainer: Client, accepted: list[str], typos: str, warned: str) -> None:
    warning = tried(trainer, "", accepted=accepted, typos=typos)["warning"]
    assert (warned in warning) if warned else warning == ""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ("[" * 5000, 400),
        ('{"accepted": "Lens", "typos": "1", "traps": [], "text": ""}', 400),
        ('{"accepted": [["Lens"]], "typos": "1", "traps": [], "text": ""}', 400),
        ('{"accepted": ["Lens"], "typos": 1, "traps": [], "text": ""}', 400),
        ('{"accepted": ["Lens"], "typos": "9", "traps": [], "text": "\\ud800"}', 200),
        (json.dumps({"text": "x" * 70_000}), 413),
    ],
)
def test_whatever_is_posted_is_answered(trainer: Client, body: str, status: int) -> None:
    assert trainer.post(reverse("question_try"), body, content_type="application/json").status_code == status


def test_only_json_is_read(trainer: Client) -> None:
    assert trainer.post(reverse("question_try"), BLOCK | {"text": "Lens"}).status_code == 415


def test_only_posts_are_answered(trainer: Client) -> None:
    assert trainer.get(reverse("question_try")).status_code == 405


def test_only_those_who_change_questions_may_try(
    trainer: Client, editor: Client, administrator: Client, learner_client: Client, client: Client
) -> None:
    allowed = [post(each, text="Lens").status_code for each in (trainer, editor, administrator)]
    refused = [post(each, text="Lens") for each in (learner_client, client)]
    assert allowed == [200, 200, 200]
    assert all(answer.status_code in {302, 403} for answer in refused)


def test_another_site_cannot_ask(moderation: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("boss"))
    assert post(strict, text="Lens").status_code == 403


def test_the_editor_has_the_tester(trainer: Client) -> None:
    page = trainer.get(reverse("wagtailsnippets_cms_bankquestion:add")).content.decode()
    assert "js/studio/spelling-tester" in page
    assert "academy.blocks.ShortTextBlock" in page
    assert reverse("question_try") in page
    assert page.index("telepath/blocks.js") < page.index("js/studio/spelling-tester")


def test_the_tester_agrees_with_the_published_key(trainer: Client, draft_question: Any) -> None:
    from cms.kinds import answer_key

    key = answer_key(draft_question(ANSWERS["short_text"]()).answer[0])
    accepted, traps = key["accepted"], [" ; ".join(trap["texts"]) for trap in key["traps"]]
    for text, verdict in (("sainte barbe", "right"), ("Saint-Nicolas", "trap"), ("Sainte-Barb", "slip")):
        assert tried(trainer, text, accepted=accepted, traps=traps, typos=str(key["typos"]))["verdict"] == verdict
