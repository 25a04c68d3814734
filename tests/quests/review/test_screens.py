"""The review screens, as a phone sees them."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quests.factories import KEYS, RIGHT_ANSWERS, published_question
from quests.ledger.selectors import total_points
from quests.models import ReviewAnswer, ReviewCard, ReviewRound, User
from quests.review import selectors

from .cards import answer, days_ago, meet, started

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
HOME = "/review/"


def page(response: Any) -> str:
    """The page as text, on one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def english(phone: Client) -> None:
    """Read in the language of the code."""
    phone.cookies["django_language"] = "en"


def question_url(mine: ReviewRound, place: int = 1) -> str:
    return reverse("review:question", args=[mine.pk, place])


def test_a_round_without_javascript(phone: Client, receptionist: User) -> None:
    for _number in range(3):
        meet(receptionist)
    response = phone.post(reverse("review:start"), follow=True)
    mine = ReviewRound.objects.get()
    for place in (1, 2, 3):
        assert response.redirect_chain[-1][0] == question_url(mine, place)
        data = {**RIGHT_ANSWERS["single_choice"], "client_id": str(uuid4())}
        verdict = phone.post(question_url(mine, place), data, follow=True)
        assert "Dites-le demain. fr" in page(verdict)
        response = phone.get(reverse("review:round", args=[mine.pk]), follow=True)
    assert response.templates[0].name == "quests/review/end.html"
    assert response.context["end"].right == 3
    assert total_points(receptionist) == 3


@pytest.mark.parametrize("kind", [kind for kind in KEYS if kind not in selectors.TOO_LONG])
def test_nothing_of_the_key_before_the_answer(phone: Client, receptionist: User, kind: str) -> None:
    key = {"value": "7319.25", "tolerance": "0.125"} if kind == "numeric" else KEYS[kind]
    meet(receptionist, published_question(kind, key=key))
    mine = started(receptionist)
    for headers in ({}, HTMX):
        html = phone.get(question_url(mine), headers=headers).content.decode()
        assert "Pas tout à fait" not in html
        assert "Parce que" not in html
        assert "Dites-le demain" not in html
        assert not re.search(r"7319|0[.,]125|tolerance|(?<!auto)correct", html)
    assert "Pas tout à fait" not in page(phone.get(HOME))


def test_with_htmx_the_verdict_comes_at_once(phone: Client, receptionist: User) -> None:
    meet(receptionist)
    mine = started(receptionist)
    data = {"choice": "k1", "client_id": str(uuid4())}
    response = phone.post(question_url(mine), data, headers=HTMX)
    assert "Pas tout à fait : k1 fr." in page(response)
    assert "<html" not in page(response)
    assert response.headers["HX-Push-Url"] == question_url(mine)


def test_posting_twice_is_one_answer(phone: Client, receptionist: User) -> None:
    meet(receptionist)
    mine = started(receptionist)
    data = {"choice": "k2", "client_id": str(uuid4())}
    for _time in range(2):
        assert phone.post(question_url(mine), data).status_code == 302
    phone.post(question_url(mine), {**data, "choice": "k1", "client_id": str(uuid4())})
    assert [one.outcome for one in ReviewAnswer.objects.all()] == ["right"]


def test_how_sure_one_is_may_be_said(phone: Client, receptionist: User) -> None:
    for _number in range(2):
        meet(receptionist)
    mine = started(receptionist)
    assert 'name="confidence"' in page(phone.get(question_url(mine)))
    phone.post(question_url(mine), {"choice": "k2", "confidence": "1"})
    phone.post(question_url(mine, 2), {"choice": "k2", "confidence": "9"})
    assert [one.confidence for one in ReviewAnswer.objects.order_by("pk")] == [1, None]
    assert 'name="confidence"' not in page(phone.get(question_url(mine)))


def test_an_empty_answer_says_what_to_do(phone: Client, receptionist: User) -> None:
    meet(receptionist)
    response = phone.post(question_url(started(receptionist)), {"confidence": "1"})
    assert response.status_code == 422
    assert re.search(r'name="confidence" value="1" checked', page(response))
    assert not ReviewAnswer.objects.exists()


def test_a_place_ahead_leads_back_and_a_place_beyond_does_not_exist(phone: Client, receptionist: User) -> None:
    for _number in range(2):
        meet(receptionist)
    mine = started(receptionist)
    ahead = question_url(mine, 2)
    assert phone.get(ahead).url == phone.post(ahead, {"choice": "k2"}).url == reverse("review:round", args=[mine.pk])
    for place in (0, 3):
        assert phone.get(question_url(mine, place)).status_code == 404
        assert phone.post(question_url(mine, place), {"choice": "k2"}).status_code == 404


def test_somebody_else_has_no_such_round(receptionist: User, colleague: User) -> None:
    meet(receptionist)
    mine, client = started(receptionist), Client()
    client.force_login(colleague)
    for url in (reverse("review:round", args=[mine.pk]), question_url(mine)):
        assert client.get(url).status_code == 404
    assert client.post(question_url(mine), {"choice": "k2"}).status_code == 404
    assert not ReviewAnswer.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "confidence", "days", "said"),
    [
        ("wrong", None, 3, "You missed it"),
        ("partial", None, 3, "You had part of it"),
        ("right", 1, 3, "You were unsure"),
        ("right", 3, 9, "Seen 9 days ago: about 1 chance in 5 that it has faded"),
        ("right", None, 400, "Seen 400 days ago: it has more likely faded than not"),
    ],
)
def test_the_home_says_why(
    phone: Client, receptionist: User, outcome: str, confidence: int | None, days: int, said: str
) -> None:
    english(phone)
    meet(receptionist, outcome=outcome, confidence=confidence, at=days_ago(days))
    assert said in page(phone.get(HOME))


def test_a_changed_fact_is_said(phone: Client, receptionist: User) -> None:
    english(phone)
    card = meet(receptionist, at=timezone.now())
    published_question(uid=card.question.uid, key={"options": ["k1", "k2", "k3"], "correct": "k1"})
    assert "The fact has changed since" in page(phone.get(HOME))


def test_nothing_met_yet_sends_to_play(phone: Client) -> None:
    response = phone.get(HOME)
    assert not response.context["home"].met
    assert reverse("review:start") not in page(response)
    assert phone.post(reverse("review:start")).url == HOME


def test_nothing_due_says_when_the_next_is(phone: Client, receptionist: User) -> None:
    english(phone)
    card = meet(receptionist, at=timezone.now())
    html = page(phone.get(HOME))
    assert "Nothing to review today" in html
    assert f"{timezone.localtime(card.due_at):%-d %B %Y}" in html
    assert reverse("review:start") not in html


def test_the_forecast_adds_up(phone: Client, receptionist: User) -> None:
    now = timezone.now()
    for ahead in (-5, 0, 1, 6, 7, 27, 28):
        card = meet(receptionist)
        due_at = selectors.this_morning(now) + timedelta(days=ahead, hours=12)
        ReviewCard.objects.filter(pk=card.pk).update(due_at=due_at, last_at=due_at - timedelta(days=6))
    home = phone.get(HOME).context["home"]
    assert [count for _day, count in home.days] == [2, 1, 0, 0, 0, 0, 1]
    assert [count for _week, count in home.weeks] == [4, 1, 0, 1]
    assert (home.due, len(home.coming)) == (2, 2)


def test_the_end_offers_the_rest_or_says_when(phone: Client, receptionist: User) -> None:
    for _number in range(4):
        meet(receptionist)
    for following in (1, 0):
        mine = started(receptionist)
        for place in range(1, len(mine.items) + 1):
            answer(mine, place)
        response = phone.get(reverse("review:round", args=[mine.pk]))
        assert response.context["end"].following == following
        assert (reverse("review:start") in page(response)) is bool(following)


def test_costs_do_not_grow_with_the_cards(
    phone: Client, receptionist: User, django_assert_max_num_queries: object
) -> None:
    for _number in range(8):
        meet(receptionist)
    mine = started(receptionist)
    phone.get(HOME)
    with django_assert_max_num_queries(14):
        phone.get(HOME)
    with django_assert_max_num_queries(8):
        phone.get(question_url(mine))
    with django_assert_max_num_queries(22):
        phone.post(question_url(mine), {"choice": "k2", "client_id": str(uuid4())})


def test_ones_data_hold_the_reviews(phone: Client, receptionist: User, colleague: User) -> None:
    for person in (receptionist, colleague):
        meet(person)
        answer(started(person))
    data = json.loads(b"".join(phone.get("/me/data.json").streaming_content))
    assert [len(data[name]) for name in ("review_cards", "review_rounds", "review_answers")] == [1, 1, 1]
    assert data["review_answers"][0]["answer"] == {"choice": "k2"}
    assert "key" not in data["review_cards"][0]
