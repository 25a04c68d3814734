"""What depends on a place, a fact or a question; and facts past their day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.dependencies import of_place
from cms.models import BankQuestion, Fact, QuestPage
from quests.catalogue.selectors import is_in_play
from quests.factories import CheckpointFactory
from quests.models import Question, User
from tests.cms.conftest import publish

Draft = Callable[..., Any]
PAGE = "/studio/dependencies/"


@pytest.fixture
def fact(db: None) -> Fact:
    """A fact about Lewarde."""
    return Fact.objects.create(
        statement="La fosse Delloye s’arrête en 1971.",
        source="CHM",
        review_by=date.today() + timedelta(days=400),
        sites="lewarde",
    )


@pytest.fixture
def resting(draft_question: Draft, fact: Fact) -> BankQuestion:
    """A published question that rests on it."""
    raw = json.dumps([{"type": "fact", "id": str(uuid4()), "value": fact.pk}])
    return publish(draft_question(prompt="Quand s’arrête-t-elle ?", facts=raw, sites="lewarde, douai"))


def step(kind: str, value: Any) -> dict[str, Any]:
    """A raw step."""
    return {"type": kind, "id": str(uuid4()), "value": value}


def page_of(client: Client, **asked: Any) -> str:
    return client.get(PAGE, asked).content.decode()


def test_a_fact_says_which_questions_and_quests_rest_on_it(
    trainer: Client, fact: Fact, resting: BankQuestion, draft_quest: Draft
) -> None:
    quest = publish(draft_quest([step("question", resting.pk)]))
    page = page_of(trainer, fact=fact.pk)
    assert str(resting) in page
    assert quest.title in page


def test_a_place_says_facts_questions_and_its_checkpoint(trainer: Client, fact: Fact, resting: BankQuestion) -> None:
    CheckpointFactory(slug="lewarde")
    page = page_of(trainer, place="lewarde")
    for title in (str(fact), str(resting), "Fosse Delloye"):
        assert title in page
    assert not of_place("douaisis")


def test_a_question_says_the_pools_that_may_draw_it(trainer: Client, resting: BankQuestion, draft_quest: Draft) -> None:
    pool = {"count": 1, "pillar": "history", "at_least": [], "unseen_days": 7, "sites": "lewarde"}
    elsewhere = pool | {"sites": "arras"}
    draft_quest([step("pool", pool)], title="Tirage", slug="tirage")
    draft_quest([step("pool", elsewhere)], title="Ailleurs", slug="ailleurs")
    page = page_of(trainer, question=resting.pk)
    assert "Tirage" in page
    assert "Ailleurs" not in page


def test_it_is_one_click_away(trainer: Client, resting: BankQuestion, fact: Fact) -> None:
    for thing in (resting, fact):
        views = type(thing).snippet_viewset
        listing = trainer.get(reverse(views.get_url_name("list"))).content.decode()
        editor = trainer.get(reverse(views.get_url_name("edit"), args=[thing.pk])).content.decode()
        assert f"{PAGE}?" in listing
        assert f"{PAGE}?" in editor


@pytest.mark.parametrize("asked", [{"fact": "999"}, {"fact": "x"}, {"question": "1" * 30}])
def test_what_is_not_there_is_a_404(trainer: Client, asked: dict[str, str]) -> None:
    assert trainer.get(PAGE, asked).status_code == 404


def test_only_authors_see_it(learner_client: Client) -> None:
    assert learner_client.get(PAGE).status_code == 302


def test_a_pool_the_bank_cannot_fill_is_refused(resting: BankQuestion, draft_quest: Draft) -> None:
    from cms.publishing.problems import problems_of

    pool = {"count": 2, "pillar": "history", "at_least": [], "unseen_days": 7}
    page = draft_quest([step("pool", pool)])
    assert [problem.code for problem in problems_of(page)] == ["pool_too_small"]
    page = draft_quest([step("pool", pool | {"count": 1})], slug="un", title="Un")
    assert publish(page).live
    assert QuestPage.objects.filter(slug="un", live=True).exists()


def test_a_changed_fact_makes_a_version_of_another_substance(fact: Fact, resting: BankQuestion) -> None:
    question = Question.objects.get(uid=resting.translation_key)
    before = question.current
    fact.statement = "La fosse Delloye s’arrête en 1972."
    fact.save()
    question.refresh_from_db()
    assert question.current.number == before.number + 1
    assert question.current.substance != before.substance


def test_another_source_is_no_other_fact(fact: Fact, resting: BankQuestion) -> None:
    before = Question.objects.get(uid=resting.translation_key).current
    fact.source = "Centre historique minier, Lewarde"
    fact.save()
    assert Question.objects.get(uid=resting.translation_key).current == before


def test_a_fact_past_its_day_takes_its_questions_out_and_tells_their_author_once(
    fact: Fact, resting: BankQuestion, trainer: Client
) -> None:
    author = User.objects.get(username="trainer")
    User.objects.filter(pk=author.pk).update(email="claire@example.org")
    resting.latest_revision.user = author
    resting.latest_revision.save()
    fact.review_by = date.today() - timedelta(days=1)
    fact.save()
    assert not is_in_play(Question.objects.select_related("current").get(uid=resting.translation_key))
    call_command("tell_stale_facts")
    call_command("tell_stale_facts")
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["claire@example.org"]
    assert str(resting) in mail.outbox[0].body
    fact.review_by = date.today() + timedelta(days=100)
    fact.save()
    assert is_in_play(Question.objects.select_related("current").get(uid=resting.translation_key))


def test_the_preview_of_a_quest_shows_what_a_pool_may_draw(resting: BankQuestion, draft_quest: Draft) -> None:
    pool = {"count": 1, "pillar": "history", "at_least": [], "unseen_days": 7}
    page = draft_quest([step("pool", pool), step("pool", pool | {"sites": "nulle-part"})])
    shown = page.make_preview_request(preview_mode="").content.decode()
    assert "Quand s’arrête-t-elle" in shown
    assert page.make_preview_request(preview_mode="step-2").status_code == 200
