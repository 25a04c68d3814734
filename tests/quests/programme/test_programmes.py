"""Entering a programme, proving what was done, completing it with the employer of that day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from quests.checkpoints.services import check_in
from quests.errors import AppendOnly
from quests.events import LearnerJoined, publish
from quests.factories import (
    CheckpointFactory,
    EmployerFactory,
    EmploymentFactory,
    FinancierFactory,
    FundingAgreementFactory,
    ProgrammeFactory,
    card_step,
    checkpoint_step,
    published_quest,
    required,
)
from quests.models import (
    Attempt,
    Completion,
    Employer,
    Employment,
    Enrolment,
    Evidence,
    FundingAgreement,
    Programme,
    Quest,
    User,
)
from quests.play import services as play
from quests.play.selectors import run_of
from quests.programme.selectors import credited_seconds, open_enrolments
from quests.programme.services import complete_programmes, enrol, record_evidence

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
RIGHT = {"choice": ["k2"]}


@pytest.fixture
def quest(db: None) -> Quest:
    """Two cards, 150 seconds."""
    return published_quest(card_step(seconds=90), card_step(seconds=60))


@pytest.fixture
def programme(quest: Quest) -> Programme:
    """A programme that requires the quest."""
    return required(ProgrammeFactory(), quest)


@pytest.fixture
def enrolment(receptionist: User, programme: Programme) -> Enrolment:
    """Samira in the programme."""
    return enrol(receptionist, programme=programme, employment=receptionist.employments.get())


def finish(learner: User, quest: Quest, *, at: datetime = NOW, pace: timedelta = timedelta(0)) -> Attempt:
    """Read every card of ``quest``, one each ``pace``."""
    attempt = play.start(learner, quest=quest, at=at)
    for number, step in enumerate(run_of(attempt).steps):
        moment = at + number * pace
        play.submit_response(
            attempt.learner, attempt_id=attempt.pk, step_key=step.step.key, data={}, client_id=uuid4(), at=moment
        )
    return Attempt.objects.get(pk=attempt.pk)


def moves_to(learner: User, employer: Employer, *, on: date) -> Employment:
    """The learner leaves the day before for a new employer."""
    learner.employments.update(ended_on=on - timedelta(days=1))
    return EmploymentFactory(person=learner, employer=employer, started_on=on)


def an_agreement(programme: Programme, employer: Employer, **values: object) -> FundingAgreement:
    """The employer's OPCO pays for the programme."""
    return FundingAgreementFactory(programme=programme, financier=employer.opco, **values)


# --- Entering -----------------------------------------------------------------------------------


def test_who_joins_enters_every_programme_open_that_day(
    receptionist: User, django_capture_on_commit_callbacks: object
) -> None:
    opened = [ProgrammeFactory(), ProgrammeFactory(starts_on=TODAY, ends_on=TODAY)]
    ProgrammeFactory(starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=9))
    ProgrammeFactory(starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    employment = receptionist.employments.get()
    for _ in range(2):  # the news told twice is one entry
        with django_capture_on_commit_callbacks(execute=True):
            publish(LearnerJoined(learner_id=receptionist.pk, employment_id=employment.pk))
    entries = Enrolment.objects.values_list("learner", "programme", "employment", "started_at")
    assert set(entries) == {(receptionist.pk, programme.pk, employment.pk, None) for programme in opened}
    assert len(entries) == len(opened)


def test_entering_again_through_another_employer_keeps_the_first_entry(
    enrolment: Enrolment, receptionist: User, brasserie: Employer
) -> None:
    second = EmploymentFactory(person=receptionist, employer=brasserie)
    again = enrol(receptionist, programme=enrolment.programme, employment=second)
    assert (again, again.employment) == (enrolment, enrolment.employment)


# --- Evidence -----------------------------------------------------------------------------------


def test_a_source_is_credited_once_over_attempts(enrolment: Enrolment, receptionist: User, quest: Quest) -> None:
    unfinished = required(ProgrammeFactory(), published_quest(card_step()))
    other = enrol(receptionist, programme=unfinished, employment=enrolment.employment)
    finish(receptionist, quest)
    finish(receptionist, quest)
    for each in (enrolment, other):
        assert credited_seconds(each) == 150
        assert each.evidence.count() == 2


def test_a_visit_on_site_then_in_a_quest_is_credited_once(receptionist: User) -> None:
    checkpoint = CheckpointFactory(seconds=200)
    quest = published_quest(checkpoint_step(checkpoint, seconds=180))
    programme = required(ProgrammeFactory(), quest)
    enrolment = enrol(receptionist, programme=programme, employment=receptionist.employments.get())
    check_in(receptionist, checkpoint=checkpoint, mode="onsite", data=RIGHT, client_id=uuid4())
    finish(receptionist, quest)
    assert list(enrolment.evidence.values_list("kind", "seconds")) == [("visited", 200)]
    assert Completion.objects.get().credited_seconds == 200


def test_only_those_who_follow_are_credited(enrolment: Enrolment, colleague: User, quest: Quest) -> None:
    finish(colleague, quest)
    assert not Evidence.objects.exists()
    enrolment.refresh_from_db()
    assert enrolment.started_at is None


def test_the_first_proof_starts_the_programme(enrolment: Enrolment, receptionist: User) -> None:
    for number in range(2):
        at = NOW + timedelta(hours=number)
        record_evidence(receptionist, source=f"step:{number}", kind="read", seconds=10, at=at)
    enrolment.refresh_from_db()
    assert enrolment.started_at == NOW


def test_evidence_cannot_be_changed(enrolment: Enrolment, receptionist: User) -> None:
    record_evidence(receptionist, source="step:1", kind="read", seconds=10)
    with pytest.raises(AppendOnly):
        Evidence.objects.update(seconds=9999)


def test_nothing_is_credited_to_a_completed_programme(enrolment: Enrolment, receptionist: User, quest: Quest) -> None:
    finish(receptionist, quest)
    record_evidence(receptionist, source="step:999", kind="read", seconds=999)
    assert credited_seconds(enrolment) == 150
    assert not open_enrolments(receptionist).exists()


@pytest.mark.parametrize("pace", [timedelta(0), timedelta(seconds=1), timedelta(hours=5)])
def test_minutes_are_estimates_whatever_the_time_connected(
    enrolment: Enrolment, receptionist: User, quest: Quest, pace: timedelta
) -> None:
    finish(receptionist, quest, pace=pace)
    assert Completion.objects.get(enrolment=enrolment).credited_seconds == 150


def test_a_new_estimate_does_not_rewrite_what_was_credited(
    enrolment: Enrolment, receptionist: User, quest: Quest
) -> None:
    attempt = play.start(receptionist, quest=quest)
    first, last = run_of(attempt).steps
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=first.step.key, data={}, client_id=uuid4())
    keys = (first.step.key, last.step.key)
    published_quest(*(card_step(key=key, seconds=600) for key in keys), uid=quest.uid, slug=quest.slug)
    play.submit_response(attempt.learner, attempt_id=attempt.pk, step_key=last.step.key, data={}, client_id=uuid4())
    assert credited_seconds(enrolment) == 150


# --- Completing ---------------------------------------------------------------------------------


def test_every_required_quest_is_needed(receptionist: User, quest: Quest) -> None:
    other = published_quest(card_step())
    programme = required(ProgrammeFactory(), quest, other)
    enrol(receptionist, programme=programme, employment=receptionist.employments.get())
    finish(receptionist, quest)
    assert not Completion.objects.exists()
    finish(receptionist, other)
    assert Completion.objects.get().enrolment.programme == programme


def test_a_programme_that_requires_nothing_is_never_completed(receptionist: User, quest: Quest) -> None:
    enrol(receptionist, programme=ProgrammeFactory(), employment=receptionist.employments.get())
    assert complete_programmes(receptionist, done_quests={quest.pk}) == []


def test_a_completion_belongs_to_the_employer_of_that_day(
    enrolment: Enrolment, receptionist: User, quest: Quest, hotel: Employer, brasserie: Employer
) -> None:
    paid = an_agreement(enrolment.programme, brasserie, reference="ADEC-AFDAS-1")
    an_agreement(enrolment.programme, hotel)
    moves_to(receptionist, brasserie, on=TODAY)
    finish(receptionist, quest)
    completion = Completion.objects.get()
    assert (completion.employer, completion.opco, completion.agreement) == (brasserie, brasserie.opco, paid)
    assert completion.snapshot == {
        "employer": "Brasserie du 9-9",
        "siret": brasserie.siret,
        "idcc": brasserie.idcc,
        "sector": "restaurant",
        "territory": "lens-lievin",
        "opco": "afdas",
        "agreement": "ADEC-AFDAS-1",
    }
    assert completion.enrolment.employment.employer == hotel


def test_leaving_the_day_after_changes_nothing(
    enrolment: Enrolment, receptionist: User, quest: Quest, hotel: Employer, brasserie: Employer
) -> None:
    finish(receptionist, quest)
    moves_to(receptionist, brasserie, on=TODAY + timedelta(days=1))
    Employer.objects.filter(pk=hotel.pk).update(name="Grand Hôtel", opco=brasserie.opco)
    completion = Completion.objects.get()
    assert completion.employer == hotel
    assert completion.opco.code == completion.snapshot["opco"] == "akto"
    assert completion.snapshot["employer"] == "Hôtel du Carreau"


def test_a_second_job_leaves_the_completion_with_the_employer_entered_through(
    enrolment: Enrolment, receptionist: User, quest: Quest, hotel: Employer, brasserie: Employer
) -> None:
    EmploymentFactory(person=receptionist, employer=brasserie, started_on=TODAY)
    finish(receptionist, quest)
    assert Completion.objects.get().employer == hotel


def test_who_works_nowhere_any_more_completes_for_whom_they_entered(
    enrolment: Enrolment, receptionist: User, quest: Quest, hotel: Employer
) -> None:
    paid = an_agreement(enrolment.programme, hotel)
    receptionist.employments.update(ended_on=TODAY - timedelta(days=1))
    finish(receptionist, quest)
    completion = Completion.objects.get()
    assert (completion.employer, completion.agreement) == (hotel, paid)


def test_the_agreement_is_that_of_the_opco_programme_and_day(
    enrolment: Enrolment, receptionist: User, quest: Quest, hotel: Employer
) -> None:
    programme, day = enrolment.programme, timedelta(days=1)
    an_agreement(programme, hotel, starts_on=TODAY - 9 * day, ends_on=TODAY - day)
    an_agreement(programme, hotel, starts_on=TODAY + day, ends_on=TODAY + 9 * day)
    an_agreement(ProgrammeFactory(), hotel)
    FundingAgreementFactory(programme=programme, financier=FinancierFactory(code="uniformation"))
    an_agreement(programme, hotel, starts_on=TODAY - 20 * day, ends_on=TODAY + 20 * day)
    latest = an_agreement(programme, hotel, starts_on=TODAY, ends_on=TODAY)
    finish(receptionist, quest)
    assert Completion.objects.get().agreement == latest


@pytest.mark.parametrize("opco", [True, False])
def test_without_an_agreement_the_completion_stands_unfunded(receptionist: User, quest: Quest, opco: bool) -> None:
    programme = required(ProgrammeFactory(), quest)
    values = {} if opco else {"opco": None}
    employer = EmployerFactory(**values)
    employment = moves_to(receptionist, employer, on=TODAY)
    enrol(receptionist, programme=programme, employment=employment)
    finish(receptionist, quest)
    completion = Completion.objects.get()
    assert completion.agreement is None
    assert completion.opco == employer.opco
    assert completion.snapshot["agreement"] == ""
    assert completion.snapshot["opco"] == ("akto" if opco else "")


def test_a_programme_is_completed_once(enrolment: Enrolment, receptionist: User, quest: Quest) -> None:
    first = finish(receptionist, quest)
    finish(receptionist, quest, at=NOW + timedelta(days=30))
    assert Completion.objects.get().completed_at == first.completed_at


def test_a_completion_cannot_be_rewritten(enrolment: Enrolment, receptionist: User, quest: Quest) -> None:
    finish(receptionist, quest)
    completion = Completion.objects.get()
    completion.credited_seconds = 36_000
    with pytest.raises(AppendOnly):
        completion.save()
