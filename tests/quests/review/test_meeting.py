"""Meeting a question in a quest: one card each, and no way to review by playing on."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from quests import events
from quests.checkpoints.services import check_in
from quests.factories import RIGHT_ANSWERS, CheckpointFactory, published_quest, published_question, question_step
from quests.models import CheckIn, Question, QuestionVersion, Response, ReviewCard, User
from quests.play import services as play
from quests.play.selectors import run_of
from quests.review import services

from .cards import days_ago, meet

pytestmark = pytest.mark.django_db


def other_key(question: Question) -> Question:
    """The question with another right answer: something else to know."""
    return published_question(uid=question.uid, key={"options": ["k1", "k2", "k3"], "correct": "k1"})


def played(learner: User, question: Question) -> Response:
    """Answer ``question`` rightly in a quest."""
    attempt = play.start(learner, quest=published_quest(question_step(question)))
    step = run_of(attempt).current
    assert step is not None
    return play.submit_response(
        learner,
        attempt_id=attempt.pk,
        step_key=step.step.key,
        data=RIGHT_ANSWERS["single_choice"],
        client_id=uuid4(),
    )


def test_the_first_meeting_makes_the_card(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(1), outcome="wrong")
    assert (card.reps, card.lapses, card.first_right_at, card.last_outcome) == (1, 0, None, "wrong")
    assert card.substance == card.version.substance != ""
    assert card.due_at - card.last_at == timedelta(days=1)


def test_playing_again_before_it_is_due_is_no_review(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(1))
    assert meet(receptionist, card.question, outcome="wrong", at=days_ago(0.5)).last_at == card.last_at


def test_playing_again_once_due_is_a_repetition(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(9))
    after = meet(receptionist, card.question, at=days_ago(0))
    assert (after.reps, after.last_outcome) == (2, "right")
    assert after.stability > card.stability


def test_old_news_changes_nothing(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(3))
    assert meet(receptionist, card.question, outcome="wrong", at=days_ago(30)).last_at == card.last_at


def test_another_key_is_a_new_learning(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(1))
    after = meet(receptionist, other_key(card.question), outcome="wrong", at=timezone.now())
    assert (after.reps, after.first_right_at, after.version.number) == (1, None, 2)
    assert after.substance != card.substance


def test_the_old_version_of_a_run_under_way_does_not_come_back(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(9))
    old, new = card.version, meet(receptionist, other_key(card.question), at=days_ago(5))
    Question.objects.filter(pk=card.question_id).update(current=old)
    after = meet(receptionist, Question.objects.get(pk=card.question_id), at=timezone.now())
    assert (after.last_at, after.version_id) == (new.last_at, new.version_id)


def test_other_words_for_the_same_fact_are_no_change(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(1))
    reworded = published_question(uid=card.question.uid, points=5)
    assert reworded.current_id != card.version_id
    assert meet(receptionist, reworded, at=timezone.now()).reps == 1


def test_dialogues_are_too_long_for_a_minute(receptionist: User) -> None:
    question = published_question()
    QuestionVersion.objects.filter(pk=question.current_id).update(kind="dialogue")
    with pytest.raises(ReviewCard.DoesNotExist):
        meet(receptionist, question)


@pytest.mark.parametrize("again", [False, True])
def test_a_meeting_costs_two_statements(receptionist: User, again: bool, django_assert_max_num_queries: object) -> None:
    question = published_question()
    if again:
        meet(receptionist, question, at=days_ago(9))
    event = events.QuestionAnswered(
        learner_id=receptionist.pk, question_id=question.pk, version_id=question.current_id,
        fraction=1, confidence=None, at=timezone.now(),
    )  # fmt: skip
    with django_assert_max_num_queries(2):
        services.meet(event)
    assert ReviewCard.objects.get().reps == 1 + again


def test_playing_a_quest_makes_its_cards(receptionist: User, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        played(receptionist, published_question())
    assert ReviewCard.objects.get().learner == receptionist


def visited(learner: User) -> CheckIn:
    """A visit from afar."""
    return check_in(
        learner, checkpoint=CheckpointFactory(), mode="remote", data=RIGHT_ANSWERS["single_choice"], client_id=uuid4()
    )


def test_lost_news_are_caught_up_once(receptionist: User, colleague: User) -> None:
    question = published_question()
    for person in (receptionist, colleague):
        played(person, question)
    visit = visited(receptionist)
    assert [services.catch_up() for _time in range(2)] == [3, 0]
    card = ReviewCard.objects.get(learner=colleague)
    assert (card.question, card.last_outcome, card.reps) == (question, "right", 1)
    assert card.last_at == Response.objects.get(attempt__learner=colleague).answered_at
    assert ReviewCard.objects.filter(learner=receptionist, version=visit.question_version).exists()


def test_catching_up_goes_batch_by_batch(receptionist: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    for _number in range(3):
        played(receptionist, published_question())
    assert services.catch_up() == 2
    said = StringIO()
    call_command("catch_up_reviews", "--all", stdout=said)
    assert said.getvalue() == "1 review cards made\n"
    assert ReviewCard.objects.count() == 3


def test_only_the_latest_answers_are_looked_at_unless_asked(
    receptionist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "RECENT", 1)
    first, last = published_question(), published_question()
    played(receptionist, first)
    played(receptionist, last)
    assert services.catch_up() == 1
    assert ReviewCard.objects.get().question == last
    assert services.catch_up(everything=True) == 1
