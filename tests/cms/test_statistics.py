"""The studio's pages about how questions fare: who opens them, what they say, what they cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import BankQuestion
from quests.factories import (
    EmployerFactory,
    FinancierFactory,
    UserFactory,
    published_quest,
    published_question,
    question_step,
)
from quests.models import FunderSeat, ManagerSeat, Question
from quests.play.models import Attempt, Response
from quests.review.retention import Retention
from tests.cms.conftest import publish

pytestmark = pytest.mark.django_db
Draft = Callable[..., Any]
LIST = "/studio/statistics/"


@pytest.fixture
def played(question: BankQuestion) -> Question:
    """The published question, in the game."""
    return Question.objects.get(uid=question.translation_key)


def answers(question: Question, *, right: int, wrong: int, **values: Any) -> None:
    """So many learners answer the question once."""
    quest = published_quest(question_step(question))
    step = quest.current.steps.get().step
    correct = question.current.key["correct"]
    other = next(option for option in question.current.key["options"] if option != correct)
    for place, learner in enumerate(UserFactory.create_batch(right + wrong)):
        at = timezone.now() - timedelta(hours=place)
        attempt = Attempt.objects.create(
            learner=learner, quest=quest, quest_version=quest.current, seed="s", started_at=at, completed_at=at
        )
        choice = correct if place < right else other
        said = {"answer": {"choice": choice}, "fraction": int(choice == correct), "answered_at": at, **values}
        Response.objects.create(
            attempt=attempt,
            step=step,
            client_id=uuid4(),
            question_version=question.current,
            outcome="right" if choice == correct else "wrong",
            points=0,
            **said,
        )
    cache.clear()


def text(client: Client, path: str) -> str:
    """The page's words."""
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def closely(question: Question) -> str:
    """The address of the page about one question."""
    return f"{LIST}{question.uid}/"


# --- who -----------------------------------------------------------------------------------


def test_authors_open_both_pages(trainer: Client, editor: Client, administrator: Client, played: Question) -> None:
    for client in (trainer, editor, administrator):
        assert played.current.words["fr"]["prompt"] in text(client, LIST)
        assert played.current.words["fr"]["prompt"] in text(client, closely(played))
        assert LIST in text(client, "/studio/")


def test_nobody_else_does(learner_client: Client, played: Question) -> None:
    manager, funder, both = UserFactory(), UserFactory(), (LIST, closely(played))
    ManagerSeat.objects.create(person=manager, employer=EmployerFactory())
    FunderSeat.objects.create(person=funder, financier=FinancierFactory())
    clients = [learner_client, Client()]
    for person in (manager, funder):
        clients.append(Client())
        clients[-1].force_login(person)
    for client in clients:
        assert [client.get(path).status_code in {302, 403} for path in both] == [True, True]


def test_the_studio_alone_is_not_enough(trainer: Client, played: Question, moderation: None) -> None:
    from django.contrib.auth.models import Group, Permission

    Group.objects.get(name="Trainers").permissions.remove(
        *Permission.objects.filter(codename="change_bankquestion", content_type__app_label="cms")
    )
    assert [trainer.get(path).status_code in {302, 403} for path in (LIST, closely(played))] == [True, True]
    home = text(trainer, "/studio/")
    assert "alerts-title" not in home
    assert LIST not in home


def test_a_question_nobody_can_meet_is_not_there(trainer: Client, played: Question) -> None:
    assert trainer.get(f"{LIST}{uuid4()}/").status_code == 404
    Question.objects.update(retired_at=timezone.now())
    assert trainer.get(closely(played)).status_code == 404
    assert played.current.words["fr"]["prompt"] not in text(trainer, LIST)


# --- what ----------------------------------------------------------------------------------


def test_no_answer_yet_is_said(trainer: Client, played: Question) -> None:
    assert "statistics-list" in text(trainer, LIST)
    page = trainer.get(closely(played))
    assert page.context["screen"].too_few
    assert page.context["screen"].slots == []


def test_the_share_of_a_wrong_answer_stands_beside_its_explanation(trainer: Client, played: Question) -> None:
    answers(played, right=5, wrong=20, seconds=30)
    page = trainer.get(closely(played))
    (slot,) = page.context["screen"].slots
    assert [(row.label, row.count, row.right, row.winner, row.why) for row in slot.rows] == [
        ("Paris", 20, False, True, "Plus au sud."),
        ("Lens", 5, True, False, ""),
    ]
    body = page.content.decode()
    assert "Plus au sud." in body
    assert [code for code, _title, _what in page.context["screen"].advice] == ["wrong_wins"]
    assert all(what in body for _code, _title, what in page.context["screen"].advice)


def test_nobody_is_named(trainer: Client, played: Question) -> None:
    answers(played, right=5, wrong=20)
    for path in (LIST, closely(played)):
        body = text(trainer, path)
        assert "Delattre" not in body
        assert "lampe-0" not in body


def test_filters_and_orders(trainer: Client, played: Question) -> None:
    other = published_question("ordering", pillar="offer")
    answers(played, right=2, wrong=20)

    def listed(query: str) -> list[str]:
        return [row.title for row in trainer.get(f"{LIST}?{query}").context["page"].object_list]

    first, second = played.current.words["fr"]["prompt"], other.current.words["fr"]["prompt"]
    assert listed("") == [first, second]  # alerts first
    assert listed("alert=any") == listed("alert=wrong_wins") == listed("pillar=history") == [first]
    assert listed("alert=few") == listed("pillar=offer") == listed("kind=ordering") == [second]
    assert listed("kind=numeric") == listed("alert=too_easy") == []
    assert listed("order=n") == listed("order=facility") == [first, second]
    assert set(listed("order=nonsense&pillar=nonsense&p=99")) == {first, second}


@pytest.mark.parametrize("version", ["", "1", "99", "x", "²", "9" * 30])
def test_a_version_asked_for_badly_is_no_version(trainer: Client, played: Question, version: str) -> None:
    chosen = trainer.get(closely(played), {"version": version}).context["screen"].detail.chosen
    assert chosen == (1 if version == "1" else None)


def test_no_inline_style_or_script_of_ours(trainer: Client, played: Question) -> None:
    answers(played, right=5, wrong=20, seconds=30, confidence=2, language="fr")
    for path in (LIST, closely(played)):
        ours = text(trainer, path).split('<div class="statistics">')[1].split("</main>")[0]
        assert "style=" not in ours
        assert "<script" not in ours


def test_what_is_still_known_later(trainer: Client, played: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(trainer, LIST)
    rows = (Retention(days=30, right=31, asked=40), Retention(days=90, right=2, asked=6))
    monkeypatch.setattr("cms.statistics.academy_retention", lambda: rows)
    after = text(trainer, LIST)
    assert "<strong>78 %</strong>" in after
    assert "<strong>78 %</strong>" not in before
    assert "<strong>33 %</strong>" not in after  # six answers say nothing


# --- ways in -------------------------------------------------------------------------------


def test_from_the_bank_and_back(trainer: Client, question: BankQuestion, draft_question: Draft) -> None:
    draft = draft_question(prompt="Pas encore ?")
    bank, edit = (
        "/studio/snippets/cms/bankquestion/",
        reverse(BankQuestion.snippet_viewset.get_url_name("edit"), args=[question.pk]),
    )
    address = f"{LIST}{question.translation_key}/"
    for path in (bank, edit):
        assert address in text(trainer, path)
    assert f"{LIST}{draft.translation_key}/" not in text(trainer, bank)
    assert edit in text(trainer, address)


def test_the_first_page_lists_what_to_look_at(trainer: Client, played: Question, draft_question: Draft) -> None:
    others = [publish(draft_question(prompt=f"Question {n} ?")) for n in range(6)]
    assert closely(played) not in text(trainer, "/studio/")
    for each in (played, *(Question.objects.get(uid=other.translation_key) for other in others)):
        answers(each, right=1, wrong=20)
    home = text(trainer, "/studio/")
    assert home.count(f'href="{LIST}') >= 6
    assert sum(f"{LIST}{other.translation_key}/" in home for other in others) + (closely(played) in home) == 5


# --- what it costs -------------------------------------------------------------------------


def test_queries_do_not_grow(trainer: Client, played: Question, draft_question: Draft) -> None:
    def counted() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            text(trainer, LIST)
        return len(seen)

    text(trainer, LIST)
    before = counted()
    for n in range(4):
        publish(draft_question(prompt=f"Question {n} ?"))
    answers(played, right=5, wrong=5)
    assert counted() == before
    with CaptureQueriesContext(connection) as kept:
        text(trainer, LIST)
    assert len(kept) < before  # the figures are kept for ten minutes
