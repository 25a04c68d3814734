"""Check-ins: on site or from afar, paid once, never by GET."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from quests.checkpoints.services import check_in
from quests.errors import NotPlayable
from quests.factories import CheckpointFactory, checkpoint_step, published_quest
from quests.ledger.selectors import total_points
from quests.models import Attempt, CheckIn, Checkpoint, ScoreEntry, User
from quests.play import services as play
from quests.play.selectors import run_of

RIGHT = {"choice": ["k2"]}


@pytest.fixture
def checkpoint(db: None) -> Checkpoint:
    """A checkpoint in play."""
    return CheckpointFactory()


def visit(learner: User, checkpoint: Checkpoint, mode: str = "onsite") -> CheckIn:
    return check_in(learner, checkpoint=checkpoint, mode=mode, data=RIGHT, client_id=uuid4())


@pytest.mark.parametrize("mode", ["onsite", "remote"])
def test_both_ways_earn_the_same(receptionist: User, checkpoint: Checkpoint, mode: str) -> None:
    assert visit(receptionist, checkpoint, mode).points == 30


def test_visiting_twice_pays_once(receptionist: User, checkpoint: Checkpoint) -> None:
    first = visit(receptionist, checkpoint)
    assert visit(receptionist, checkpoint, "remote") == first
    assert total_points(receptionist) == 30


def test_opening_the_page_awards_nothing(phone: Client, checkpoint: Checkpoint) -> None:
    for _ in range(3):
        assert phone.get(reverse("checkpoint", args=[checkpoint.code])).status_code == 200
        assert phone.head(reverse("checkpoint", args=[checkpoint.code])).status_code < 500
    assert not ScoreEntry.objects.exists()


def test_from_the_camera_to_the_verdict(phone: Client, checkpoint: Checkpoint) -> None:
    url = reverse("checkpoint", args=[checkpoint.code])
    page = phone.post(url, {"choice": "k1", "client_id": str(uuid4())}, follow=True)
    assert "Pas tout à fait : k1 fr." in page.content.decode()
    assert CheckIn.objects.get().mode == "onsite"


def test_a_typed_code_opens_the_checkpoint(phone: Client, checkpoint: Checkpoint) -> None:
    typed = checkpoint.human_code.lower().replace("-", " ")
    page = phone.post(reverse("scan"), {"code": typed})
    assert page.url == reverse("checkpoint", args=[checkpoint.code])


def test_a_code_of_no_sign_is_kindly_refused(phone: Client, checkpoint: Checkpoint) -> None:
    page = phone.post(reverse("scan"), {"code": "0000-0000"})
    assert page.status_code == 422
    assert "0000-0000" in page.content.decode()
    assert phone.get(reverse("checkpoint", args=["NOSUCHCODE"])).status_code == 404


def test_a_checkpoint_in_play_always_has_its_twin(checkpoint: Checkpoint) -> None:
    checkpoint.remote_question = None
    with pytest.raises(ValidationError):
        checkpoint.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        checkpoint.save()


def test_a_closed_checkpoint_refuses_visits(receptionist: User, checkpoint: Checkpoint) -> None:
    checkpoint.in_play = False
    checkpoint.save()
    with pytest.raises(NotPlayable):
        visit(receptionist, checkpoint)


def _last_response(attempt: Attempt) -> tuple[str, int]:
    return attempt.responses.values_list("outcome", "points").latest("answered_at")


def test_a_step_is_done_by_an_earlier_visit(receptionist: User, checkpoint: Checkpoint) -> None:
    visit(receptionist, checkpoint)
    attempt = play.start(receptionist, quest=published_quest(checkpoint_step(checkpoint)))
    key = run_of(attempt).steps[0].step.key
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=key, data={}, client_id=uuid4())
    assert _last_response(attempt) == ("right", 30)
    assert total_points(receptionist) == 30 + 20 + 10


def test_a_step_is_done_from_afar(receptionist: User, checkpoint: Checkpoint) -> None:
    attempt = play.start(receptionist, quest=published_quest(checkpoint_step(checkpoint)))
    key = run_of(attempt).steps[0].step.key
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=key, data=RIGHT, client_id=uuid4())
    assert CheckIn.objects.get().mode == "remote"
    assert total_points(receptionist) == 30 + 20 + 10


def test_a_checkpoint_closed_on_the_way_never_blocks_a_quest(receptionist: User, checkpoint: Checkpoint) -> None:
    attempt = play.start(receptionist, quest=published_quest(checkpoint_step(checkpoint)))
    Checkpoint.objects.update(in_play=False)
    key = run_of(attempt).steps[0].step.key
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=key, data={}, client_id=uuid4())
    assert _last_response(attempt) == ("closed", 0)
    attempt.refresh_from_db()
    assert attempt.completed_at
