"""An answer: marked, paid once, proved once."""

from uuid import UUID, uuid4

import pytest

from quests.errors import AnswerRefused, StepNotReached
from quests.factories import (
    KEYS,
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    CheckpointFactory,
    ProgrammeFactory,
    card_step,
    checkpoint_step,
    published_quest,
    published_question,
    question_step,
    required,
)
from quests.ledger.selectors import total_points
from quests.models import Attempt, Checkpoint, Completion, Evidence, Quest, Response, ScoreEntry, User
from quests.play import services
from quests.play.dialogue import say
from quests.play.selectors import run_of
from quests.programme.services import enrol


def answer(attempt: Attempt, *, right: bool = True, **values: object) -> Response:
    """Answer the current step of ``attempt``."""
    attempt.refresh_from_db()
    step = run_of(attempt).current
    assert step is not None
    answers = RIGHT_ANSWERS if right else WRONG_ANSWERS
    data = answers[step.question.kind] if step.question else {}
    if step.question and step.question.kind == "dialogue":
        return conversation(attempt, step.step.key, data["choices"])
    return services.submit_response(
        attempt.learner,
        attempt_id=attempt.pk,
        **{"step_key": step.step.key, "data": data, "client_id": uuid4(), **values},
    )


def conversation(attempt: Attempt, key: UUID, choices: list[str]) -> Response:
    """Say all of this to the guest."""
    response = None
    for choice in choices:
        response = say(attempt.learner, attempt_id=attempt.pk, step_key=key, choice=choice, client_id=uuid4())
    assert response is not None
    return response


def play(learner: User, quest: Quest, *, right: bool = True) -> Attempt:
    """Play ``quest`` to its end."""
    attempt = services.start(learner, quest=quest)
    while run_of(Attempt.objects.get(pk=attempt.pk)).current:
        answer(attempt, right=right)
    return Attempt.objects.get(pk=attempt.pk)


def test_playing_right_earns_every_point(receptionist: User, quest: Quest) -> None:
    attempt = play(receptionist, quest)
    assert attempt.completed_at is not None
    assert total_points(receptionist) == 1 + len(KEYS) * 10 + 20 + 10


def test_half_an_answer_earns_half(receptionist: User) -> None:
    quest = published_quest(question_step(published_question("multiple_choice")))
    attempt = services.start(receptionist, quest=quest)
    response = answer(attempt, data={"choices": ["k1"]})
    assert (response.outcome, response.points) == ("partial", 5)


def test_wrong_answers_end_the_quest_without_the_perfect_bonus(receptionist: User, quest: Quest) -> None:
    play(receptionist, quest, right=False)
    assert total_points(receptionist) == 1 + 20
    assert not ScoreEntry.objects.filter(source__startswith="perfect:").exists()


def test_the_same_answer_twice_is_one_answer(receptionist: User, quest: Quest) -> None:
    attempt = services.start(receptionist, quest=quest)
    step, client_id = run_of(attempt).current, uuid4()
    assert step is not None
    sent = {"step_key": step.step.key, "data": {}, "client_id": client_id}
    first = services.submit_response(attempt.learner, attempt_id=attempt.pk, **sent)
    assert services.submit_response(attempt.learner, attempt_id=attempt.pk, **sent) == first
    assert services.submit_response(attempt.learner, attempt_id=attempt.pk, **{**sent, "client_id": uuid4()}) == first
    assert ScoreEntry.objects.count() == 1


def test_playing_again_earns_nothing_more(receptionist: User, quest: Quest) -> None:
    play(receptionist, quest, right=False)
    before = total_points(receptionist)
    play(receptionist, quest)
    assert total_points(receptionist) == before


def test_a_step_cannot_be_skipped(receptionist: User, quest: Quest) -> None:
    attempt = services.start(receptionist, quest=quest)
    last = run_of(attempt).steps[-1]
    with pytest.raises(StepNotReached):
        services.submit_response(
            attempt.learner,
            attempt_id=attempt.pk,
            step_key=last.step.key,
            data=RIGHT_ANSWERS["ordering"],
            client_id=uuid4(),
        )


def test_an_unreadable_answer_records_nothing(receptionist: User) -> None:
    quest = published_quest(question_step(published_question("numeric")))
    attempt = services.start(receptionist, quest=quest)
    with pytest.raises(AnswerRefused) as refusal:
        answer(attempt, data={"value": ["beaucoup"]})
    assert refusal.value.code == "not_a_number"
    assert not Response.objects.exists()


def test_starting_twice_is_one_attempt(receptionist: User, quest: Quest) -> None:
    assert services.start(receptionist, quest=quest) == services.start(receptionist, quest=quest)


def test_publishing_again_leaves_a_run_under_way_as_it_was(receptionist: User) -> None:
    question = published_question("single_choice")
    first = published_quest(question_step(question))
    attempt = services.start(receptionist, quest=first)
    published_quest(card_step(), uid=first.uid, slug=first.slug)
    published_question("single_choice", uid=question.uid, key={"options": ["k1", "k2", "k3"], "correct": "k1"})
    assert answer(attempt, data={"choice": ["k2"]}).outcome == "right"


def test_minutes_are_those_of_what_was_really_done(receptionist: User) -> None:
    quest = published_quest(card_step(seconds=90), card_step(seconds=60))
    programme = required(ProgrammeFactory(), quest)
    employment = receptionist.employments.get()
    enrolment = enrol(receptionist, programme=programme, employment=employment)
    attempt = services.start(receptionist, quest=quest)
    answer(attempt)
    assert sum(Evidence.objects.values_list("seconds", flat=True)) == 90
    answer(attempt)
    completion = Completion.objects.get(enrolment=enrolment)
    assert completion.credited_seconds == 150
    assert completion.snapshot["employer"] == "Hôtel du Carreau"
    assert completion.opco == employment.employer.opco


@pytest.mark.parametrize("in_play", [True, False])
def test_a_checkpoint_on_the_way_is_a_step_like_others(receptionist: User, in_play: bool) -> None:
    checkpoint = CheckpointFactory()
    attempt = services.start(receptionist, quest=published_quest(checkpoint_step(checkpoint), card_step()))
    Checkpoint.objects.update(in_play=in_play)
    assert answer(attempt, data=RIGHT_ANSWERS["single_choice"]).outcome == ("right" if in_play else "closed")
    assert answer(attempt).outcome == "done"
    assert total_points(receptionist) == (30 if in_play else 0) + 1 + 20 + 10


def test_a_guest_arrives_and_nothing_is_lost(receptionist: User, quest: Quest) -> None:
    attempt = services.start(receptionist, quest=quest)
    answer(attempt)
    step = run_of(attempt).steps[1]
    services.pause(attempt, step_key=step.step.key, draft={"choice": ["k3"]})
    attempt.refresh_from_db()
    assert attempt.paused_at
    services.resume(attempt)
    attempt.refresh_from_db()
    assert attempt.paused_at is None
    assert attempt.draft == {"step": str(step.step.key), "data": {"choice": ["k3"]}}
