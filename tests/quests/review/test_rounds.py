"""A round: what is due, in its turn, answered once, paid at most five times a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quests.errors import AnswerRefused, AppendOnly, NotPlayable, StepNotReached
from quests.factories import RIGHT_ANSWERS, EmploymentFactory, UserFactory, published_question
from quests.ledger.selectors import total_points, weekly_rhythm
from quests.models import Question, QuestionVersion, ReviewAnswer, ReviewCard, ReviewRound, ScoreEntry, User
from quests.review import selectors, services

from .cards import answer, days_ago, meet, started
from .test_meeting import other_key

pytestmark = pytest.mark.django_db


def asked(learner: User) -> list[int]:
    """The cards in the order they will be asked."""
    return [one.card for one in selectors.queue_of(learner, now=timezone.now())]


def test_the_most_forgotten_comes_first_and_the_changed_before_it(receptionist: User) -> None:
    fresh = meet(receptionist, at=days_ago(0.1))
    fading, faded = meet(receptionist, at=days_ago(4)), meet(receptionist, at=days_ago(40))
    missed = meet(receptionist, outcome="wrong", at=days_ago(4))
    changed = meet(receptionist, at=days_ago(0.1))
    other_key(changed.question)
    assert asked(receptionist) == [changed.pk, missed.pk, faded.pk, fading.pk]
    assert fresh.pk not in asked(receptionist)


def test_what_left_play_is_not_asked(receptionist: User) -> None:
    retired, stale, long, kept = (meet(receptionist) for _ in range(4))
    Question.objects.filter(pk=retired.question_id).update(retired_at=timezone.now())
    yesterday = timezone.localdate() - timedelta(days=1)
    QuestionVersion.objects.filter(question=stale.question_id).update(review_by=yesterday)
    QuestionVersion.objects.filter(question=kept.question_id).update(review_by=timezone.localdate())
    Question.objects.filter(pk=long.question_id).update(kind="dialogue")
    assert asked(receptionist) == [kept.pk]


def test_a_card_belongs_to_a_day_not_to_an_hour(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(3))
    tonight = selectors.tonight(timezone.now())
    for due_at, due in ((tonight - timedelta(seconds=1), True), (tonight, False)):
        ReviewCard.objects.filter(pk=card.pk).update(due_at=due_at)
        assert bool(asked(receptionist)) is due


def test_a_round_has_three_questions_then_what_is_left(receptionist: User) -> None:
    for _number in range(4):
        meet(receptionist)
    mine = started(receptionist)
    assert [item["card"] for item in mine.items] == asked(receptionist)[:3]
    assert started(receptionist) == mine
    for place in (1, 2, 3):
        answer(mine, place)
    mine.refresh_from_db()
    assert mine.completed_at
    assert len(started(receptionist).items) == 1


def test_nothing_due_starts_nothing(receptionist: User) -> None:
    meet(receptionist, at=timezone.now())
    assert services.start(receptionist) is None
    assert not ReviewRound.objects.exists()


def test_yesterdays_round_is_left_and_its_cards_come_back(receptionist: User) -> None:
    for _number in range(2):
        meet(receptionist, at=days_ago(9))
    old = started(receptionist, at=days_ago(1.5))
    answer(old, at=days_ago(1.5))
    mine = started(receptionist)
    assert mine != old
    assert [item["card"] for item in mine.items] == [old.items[1]["card"]]


def test_an_answer_moves_its_card_and_says_what_was_foretold(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(9))
    given = answer(started(receptionist), data={**RIGHT_ANSWERS["single_choice"], "confidence": ["3"]})
    after = ReviewCard.objects.get()
    assert (given.outcome, given.fraction, given.confidence, given.points) == ("right", 1, 3, 1)
    assert given.due_before == card.due_at
    assert given.gap_days == pytest.approx(9, abs=0.01)
    assert 0.5 < given.predicted < 0.9
    assert given.answer == {"choice": "k2"}
    assert sorted(given.shown) == ["k1", "k2", "k3"]
    assert (after.reps, after.last_confidence) == (2, 3)
    assert after.due_at > timezone.now() + timedelta(days=11)


def test_a_wrong_answer_comes_back_tomorrow_without_points(receptionist: User) -> None:
    meet(receptionist, at=days_ago(9))
    given = answer(started(receptionist), right=False)
    card = ReviewCard.objects.get()
    assert (given.outcome, given.points, card.lapses) == ("wrong", 0, 1)
    assert card.due_at - given.answered_at == timedelta(days=1)
    assert not asked(receptionist)
    assert total_points(receptionist) == 0


def test_a_day_with_a_wrong_answer_lights_the_week(receptionist: User) -> None:
    meet(receptionist)
    assert not weekly_rhythm(receptionist).this_week
    answer(started(receptionist), right=False)
    assert weekly_rhythm(receptionist).this_week


def test_what_changed_is_learnt_anew(receptionist: User) -> None:
    card = meet(receptionist, at=days_ago(3))
    other_key(card.question)
    mine = started(receptionist)
    given = answer(mine, data={"choice": ["k1"]})
    assert (given.outcome, given.predicted) == ("right", None)
    after = ReviewCard.objects.get()
    assert (after.reps, after.version.number) == (1, 2)
    assert after.first_right_at == ReviewAnswer.objects.get().answered_at
    assert not asked(receptionist)


def test_sending_twice_is_one_answer(receptionist: User) -> None:
    meet(receptionist)
    mine, client_id = started(receptionist), uuid4()
    first = answer(mine, client_id=client_id)
    assert answer(mine, client_id=client_id, right=False) == first
    assert answer(mine, right=False) == first
    assert ReviewAnswer.objects.count() == ScoreEntry.objects.count() == 1
    assert ReviewCard.objects.get().reps == 2


def test_the_database_keeps_one_answer_too(receptionist: User) -> None:
    meet(receptionist)
    first = answer(started(receptionist))
    copy = {field.attname: getattr(first, field.attname) for field in ReviewAnswer._meta.concrete_fields}
    for other in ({"client_id": uuid4()}, {"card": meet(receptionist)}):
        values = {
            key: value for key, value in copy.items() if key != "id" and not (key == "card_id" and "card" in other)
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewAnswer.objects.create(**{**values, **other})


def test_answers_are_never_rewritten(receptionist: User) -> None:
    meet(receptionist)
    given = answer(started(receptionist))
    for change in (given.save, given.delete, ReviewAnswer.objects.all().delete):
        with pytest.raises(AppendOnly):
            change()


def test_an_unreadable_answer_records_nothing(receptionist: User) -> None:
    card = meet(receptionist)
    with pytest.raises(AnswerRefused):
        answer(started(receptionist), data={})
    assert ReviewCard.objects.get().last_at == card.last_at
    assert not ReviewAnswer.objects.exists()


@pytest.mark.parametrize(("place", "error"), [(2, StepNotReached), (0, NotPlayable), (3, NotPlayable)])
def test_questions_come_in_order(receptionist: User, place: int, error: type[Exception]) -> None:
    meet(receptionist)
    meet(receptionist)
    with pytest.raises(error):
        answer(started(receptionist), place)


def test_two_people_never_meet(receptionist: User, colleague: User) -> None:
    question = published_question()
    hers, his = meet(receptionist, question), meet(colleague, question, outcome="wrong")
    mine = started(receptionist)
    with pytest.raises(ReviewRound.DoesNotExist):
        services.answer(colleague, round_id=mine.pk, place=1, data={}, client_id=uuid4())
    answer(mine)
    his.refresh_from_db()
    assert (his.reps, asked(colleague), asked(receptionist)) == (1, [his.pk], [])
    assert hers.pk != his.pk


def test_the_same_client_id_of_two_people_is_two_answers(receptionist: User, colleague: User) -> None:
    client_id = uuid4()
    for person in (receptionist, colleague):
        meet(person)
        answer(started(person), client_id=client_id)
    assert ReviewAnswer.objects.count() == 2


def test_minors_review_like_everybody(db: None) -> None:
    minor = EmploymentFactory(person=UserFactory(is_minor=True)).person
    meet(minor)
    assert answer(started(minor)).points == 1


def test_two_hundred_answers_a_day_earn_five_points(receptionist: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "ROUND", 40)
    now = selectors.this_morning(timezone.now()) + timedelta(hours=9)
    for _card in range(40):
        meet(receptionist, at=days_ago(9))
    for _sitting in range(5):
        ReviewCard.objects.update(due_at=now, last_at=days_ago(9))  # as if each were due again at once
        mine = started(receptionist, at=now)
        for place in range(1, 41):
            answer(mine, place, at=now)
    assert ReviewAnswer.objects.filter(outcome="right").count() == 200
    assert total_points(receptionist) == selectors.DAILY_POINTS


def test_tomorrow_earns_again(receptionist: User) -> None:
    for days in (1, 0):
        meet(receptionist, at=days_ago(9))
        answer(started(receptionist, at=days_ago(days)), at=days_ago(days))
    assert total_points(receptionist) == 2
    day = timezone.localdate(days_ago(1)).isoformat()
    assert ScoreEntry.objects.filter(source=f"review:{day}:1").exists()
