"""The studio's screens: who may open them, what they show, what a refused publication keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import kinds
from cms.checker import MESSAGES
from cms.models import BankQuestion, QuestPage
from cms.moderation import set_up_moderation
from cms.publishing import problems
from quests.models import Question
from tests.cms.conftest import card, publish

Draft = Callable[..., Any]
pytestmark = pytest.mark.django_db
BANK = "wagtailsnippets_cms_bankquestion"


def question_form(**values: Any) -> dict[str, Any]:
    """A question as the editor posts it: two choices, the second without explanation."""
    options = [
        {"text": "Lens", "correct": "on", "explanation": ""},
        {"text": "Paris", "explanation": values.pop("feedback", "")},
    ]
    listed = {
        "count": "2",
        **{
            str(place): {"value": value, "id": "", "order": str(place), "type": "item", "deleted": ""}
            for place, value in enumerate(options)
        },
    }
    return nested_form_data(
        {
            "prompt": "Où ?",
            "picture": "",
            "picture_alt": "",
            "answer": streamfield([("single_choice", {"options": listed})]),
            "hints": streamfield([]),
            "facts": streamfield([]),
            "explanation": "À Lens.",
            "say": "",
            "difficulty": "1",
            "skill": "know",
            "pillar": "history",
            "sites": "",
            "source": "Ville",
            "review_by": "",
        }
        | values
    )


def test_an_incomplete_question_is_saved_as_a_draft(trainer: Client) -> None:
    response = trainer.post(reverse(f"{BANK}:add"), question_form(explanation="", source=""))
    assert response.status_code == 302
    assert not BankQuestion.objects.get().live


def test_a_refused_publication_loses_nothing(editor: Client) -> None:
    posted = question_form() | {"action-publish": "1"}
    response = editor.post(reverse(f"{BANK}:add"), posted)
    page = response.content.decode()

    assert response.status_code == 200
    assert not Question.objects.exists()
    for typed in ("Où ?", "Lens", "Paris", "À Lens."):
        assert typed in page
    assert problems.problems_of(response.context["form"].instance)[0].code == "missing_explanation"
    assert response.context["form"].errors["answer"]


def test_a_complete_question_is_published(editor: Client) -> None:
    posted = question_form(feedback="Plus au sud.") | {"action-publish": "1"}
    editor.post(reverse(f"{BANK}:add"), posted)
    assert Question.objects.get().current.number == 1
    assert BankQuestion.objects.get().kind == "single_choice"


def test_a_trainer_cannot_publish(trainer: Client) -> None:
    posted = question_form(feedback="Plus au sud.") | {"action-publish": "1"}
    trainer.post(reverse(f"{BANK}:add"), posted)
    assert not Question.objects.exists()


def test_submitting_something_incomplete_is_refused(trainer: Client) -> None:
    response = trainer.post(reverse(f"{BANK}:add"), question_form() | {"action-submit": "1"})
    assert response.status_code == 200
    assert not BankQuestion.objects.exists()


def test_moderation_goes_from_the_trainer_to_the_editor(trainer: Client, editor: Client) -> None:
    posted = question_form(feedback="Plus au sud.") | {"action-submit": "1"}
    trainer.post(reverse(f"{BANK}:add"), posted)
    draft = BankQuestion.objects.get()
    state = draft.current_workflow_task_state
    url = reverse(f"{BANK}:workflow_action", args=[draft.pk, "approve", state.pk])

    assert trainer.post(url, {"comment": ""}).status_code in {302, 403}
    assert not Question.objects.exists()
    editor.post(url, {"comment": ""})
    assert Question.objects.get().current


def test_what_became_incomplete_cannot_be_approved(trainer: Client, editor: Client) -> None:
    trainer.post(reverse(f"{BANK}:add"), question_form(feedback="Non.") | {"action-submit": "1"})
    draft = BankQuestion.objects.get()
    draft.explanation = ""
    draft.save_revision(clean=False)
    names = [action[0] for action in draft.current_workflow_task.get_actions(draft, editor_of(editor))]
    assert names
    assert "approve" not in names


def editor_of(client: Client) -> Any:
    """The person signed in with ``client``."""
    from quests.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_publishing_in_bulk_obeys_the_rules(editor: Client, draft_quest: Draft) -> None:
    page = draft_quest([])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={page.pk}", {"include_descendants": ""})
    assert response.status_code == 302
    assert not QuestPage.objects.get(pk=page.pk).live


def test_moderation_set_up_twice_is_set_up_once(moderation: None) -> None:
    before = [sorted(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()]
    set_up_moderation()
    after = [sorted(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()]
    assert before == after
    assert all(before)


@pytest.fixture
def screens(question: BankQuestion, draft_quest: Draft, pillar: Any) -> list[str]:
    """The screens a trainer works in."""
    page = draft_quest([card(), {"type": "question", "id": "q", "value": question.pk}])
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:add", args=["cms", "questpage", pillar.pk]),
        reverse("wagtailadmin_pages:add", args=["cms", "modulepage", pillar.pk]),
        reverse(f"{BANK}:list"),
        reverse(f"{BANK}:list") + "?pillar=history&kind=single_choice&skill=know&live=True&q=musee",
        reverse(f"{BANK}:edit", args=[question.pk]),
        reverse(f"{BANK}:add"),
        reverse("wagtailsnippets_cms_video:list"),
        reverse("checkpoint_chooser:choose"),
    ]


def test_a_trainer_opens_every_screen(trainer: Client, screens: list[str]) -> None:
    assert {url: trainer.get(url).status_code for url in screens} == dict.fromkeys(screens, 200)


def test_a_learner_opens_none(learner_client: Client, screens: list[str]) -> None:
    assert all(learner_client.get(url).status_code in {302, 403} for url in screens)


def test_nobody_else_opens_any(client: Client, screens: list[str]) -> None:
    assert all(client.get(url).status_code == 302 for url in screens)


def test_the_home_calls_nobody_outside(trainer: Client, question: BankQuestion) -> None:
    page = trainer.get(reverse("wagtailadmin_home")).content.decode()
    # Without JavaScript Wagtail shows one link of its own, and no studio.
    page = re.sub(r"<noscript.*?</noscript>", "", page, flags=re.DOTALL)
    outside = re.findall(r"https?://(?!localhost|www\.w3\.org)[^\"'\s<]+", page)
    assert outside == []


def test_facts_to_review_are_listed(trainer: Client, draft_question: Draft, draft_quest: Draft) -> None:
    today = timezone.localdate()
    draft_question(prompt="Combien coûte l’entrée ?", review_by=today - timedelta(days=1))
    draft_question(prompt="Quand a-t-il ouvert ?", review_by=today + timedelta(days=300))
    soon = (today + timedelta(days=30)).isoformat()
    draft_quest([card("fact", heading="Un fait", source="x", review_by=soon)])

    page = trainer.get(reverse("wagtailadmin_home")).content.decode()

    assert "Combien coûte" in page
    assert "Un fait" in page
    assert "Quand a-t-il ouvert" not in page


def test_previews_show_what_learners_see(editor: Client, draft_quest: Draft, question: BankQuestion) -> None:
    page = draft_quest([card(heading="Première carte"), {"type": "question", "id": "q", "value": question.pk}])
    for mode, seen, unseen in [
        ("", "Où est le musée", "rien de tel"),
        ("step-1", "Première carte", "Où est le musée"),
        ("step-2", "Où est le musée", "Première carte"),
    ]:
        response = page.make_preview_request(preview_mode=mode, original_request=None)
        text = response.content.decode()
        assert response.status_code == 200
        assert seen in text
        assert unseen not in text
        assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


def test_a_preview_after_the_answer_explains(question: BankQuestion) -> None:
    asked = question.make_preview_request(preview_mode="").content.decode()
    answered = question.make_preview_request(preview_mode="answered").content.decode()
    assert "Plus au sud." not in asked
    assert "Plus au sud." in answered


def test_a_preview_marks_each_broken_rule_for_the_checker(draft_question: Draft) -> None:
    text = draft_question(explanation="").make_preview_request(preview_mode="").content.decode()
    assert 'data-rule="missing_words"' in text


def test_the_checker_knows_every_rule() -> None:
    written = re.findall(r'code="(\w+)"', Path(problems.__file__).read_text(encoding="utf-8"))
    for file in Path(kinds.__file__).parent.glob("*.py"):
        written += re.findall(r'yield \(?\s*"(\w+)"', file.read_text(encoding="utf-8"))
    codes = {*written, "question_unpublished", "lesson_unpublished", "no_remote_twin", "checkpoint_out"}
    assert {*codes, "no_card", "no_step", "pool_too_small"} == MESSAGES.keys()


def test_the_checker_is_in_the_editor(trainer: Client, question: BankQuestion) -> None:
    page = trainer.get(reverse(f"{BANK}:edit", args=[question.pk])).content.decode()
    assert "academy-missing-explanation" in page


def test_listings_answer_no_export(administrator: Client, question: BankQuestion) -> None:
    for url in (
        reverse(f"{BANK}:list"),
        reverse("employers:index"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:locked_pages"),
    ):
        for kind in ("csv", "xlsx"):
            response = administrator.get(url, {"export": kind})
            assert response.headers["Content-Type"].startswith("text/html")
        assert "export=csv" not in administrator.get(url).content.decode()


def test_a_published_page_is_readable(client: Client, draft_quest: Draft, pillar: Any) -> None:
    publish(draft_quest([card()]))
    for url in ("/fr/", "/fr/history/", "/fr/history/descendre/"):
        assert client.get(url).status_code == 200
