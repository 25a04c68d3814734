"""Joining: one account, one employment, one seat, never more seats than the code has."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.db.utils import OperationalError
from django.utils import timezone

from quests.errors import JoinRefused, QuestError
from quests.factories import EmploymentFactory, ProgrammeFactory
from quests.models import Employment, Enrolment, JoinCode, User
from quests.people import services
from quests.people.services import Newcomer, create_join_code, end_employment, join, join_employer

pytestmark = pytest.mark.django_db


def enter(join_code, newcomer, **values):
    """Somebody joins with a form of their own."""
    return join(join_code.code, newcomer=Newcomer(**{**vars(newcomer), **values}), client_id=uuid4())


def test_a_newcomer_works_there_from_today(join_code, newcomer):
    person = enter(join_code, newcomer)
    employment = Employment.objects.get(person=person)
    assert (employment.employer, employment.started_on) == (join_code.employer, timezone.localdate())
    assert (person.display_name, person.civil_name, person.trade) == ("Zoé", "Zoé Lefebvre", "reception")
    assert not person.has_usable_password()
    assert not person.username.isdigit()
    join_code.refresh_from_db()
    assert join_code.uses == 1


def test_joining_enrols_in_open_programmes(join_code, newcomer, django_capture_on_commit_callbacks):
    programme = ProgrammeFactory()
    with django_capture_on_commit_callbacks(execute=True):
        person = enter(join_code, newcomer)
    assert Enrolment.objects.get(learner=person).programme == programme


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "without dash"])
def test_a_code_is_read_as_people_type_it(join_code, newcomer, typed):
    forms = {"lower": join_code.code.lower(), "without dash": join_code.code.replace("-", "")}
    code = forms.get(typed, typed.format(join_code.code))
    assert join(code, newcomer=newcomer, client_id=uuid4()).employments.get().employer == join_code.employer


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "expired"),
        ({"revoked_at": timezone.now()}, "revoked"),
        ({"uses": 3}, "full"),
        ({"code": "ZZZZ-9999"}, "unknown"),
    ],
)
def test_a_closed_code_opens_nothing(join_code, newcomer, values, code):
    JoinCode.objects.filter(pk=join_code.pk).update(**values)
    with pytest.raises(JoinRefused) as refused:
        enter(join_code, newcomer)
    assert refused.value.code == code
    assert not User.objects.filter(last_name="Lefebvre").exists()
    assert JoinCode.objects.get().uses == values.get("uses", 0)


def test_the_last_seat_is_the_last(join_code, newcomer):
    for _seat in range(3):
        enter(join_code, newcomer)
    with pytest.raises(JoinRefused):
        enter(join_code, newcomer)
    assert User.objects.filter(last_name="Lefebvre").count() == 3


def test_a_code_that_filled_up_meanwhile_is_refused(join_code, newcomer, monkeypatch):
    """The check and the taking are apart: the taking alone decides."""
    stale = JoinCode.objects.select_related("employer").get(pk=join_code.pk)
    JoinCode.objects.update(uses=3)
    monkeypatch.setattr(services, "usable_join_code", lambda typed: stale)
    with pytest.raises(JoinRefused) as refused:
        enter(join_code, newcomer)
    assert refused.value.code == "full"
    assert not User.objects.filter(last_name="Lefebvre").exists()


@pytest.mark.django_db(transaction=True)
def test_ten_phones_and_three_seats(join_code, newcomer):
    outcomes = race(10, lambda number: enter(join_code, newcomer, last_name=f"Numéro {number}"))
    assert outcomes.count("in") == 3
    assert outcomes.count("full") == 7
    assert JoinCode.objects.get().uses == 3
    assert Employment.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_four_times_at_once_is_one_newcomer(join_code, newcomer):
    client_id = uuid4()
    outcomes = race(4, lambda _n: join(join_code.code, newcomer=newcomer, client_id=client_id))
    assert outcomes == ["in"] * 4
    assert User.objects.filter(last_name="Lefebvre").count() == 1
    assert JoinCode.objects.get().uses == 1


def race(phones, step):
    """What ``step`` gave to each of ``phones`` threads, each with its own connection."""
    barrier, outcomes = threading.Barrier(phones), []

    def run(number):
        barrier.wait()
        try:
            outcomes.append(patiently(step, number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def patiently(step, number):
    """``step``, again while the tests' in-memory database is locked: only files know how to wait."""
    while True:
        try:
            step(number)
        except JoinRefused as error:
            return error.code
        except OperationalError:
            time.sleep(0.01)
        else:
            return "in"


def test_the_same_form_sent_twice_is_one_newcomer(join_code, newcomer):
    client_id = uuid4()
    first = join(join_code.code, newcomer=newcomer, client_id=client_id)
    assert join(join_code.code, newcomer=newcomer, client_id=client_id) == first
    join_code.refresh_from_db()
    assert join_code.uses == 1


def test_the_next_person_on_a_shared_phone_is_somebody_else(join_code, newcomer):
    """The form may come back from the browser's history with the same id."""
    client_id = uuid4()
    first = join(join_code.code, newcomer=newcomer, client_id=client_id)
    other = Newcomer(**{**vars(newcomer), "first_name": "Ali"})
    assert join(join_code.code, newcomer=other, client_id=client_id) != first


def test_a_form_kept_for_later_opens_no_account_that_exists(join_code, newcomer):
    client_id = uuid4()
    first = join(join_code.code, newcomer=newcomer, client_id=client_id)
    User.objects.filter(pk=first.pk).update(date_joined=timezone.now() - timedelta(hours=1))
    with pytest.raises(JoinRefused) as refused:
        join(join_code.code, newcomer=newcomer, client_id=client_id)
    assert refused.value.code == "joined"
    join_code.refresh_from_db()
    assert join_code.uses == 1


def test_a_bad_name_takes_no_seat(join_code, newcomer):
    with pytest.raises(QuestError) as refused:
        enter(join_code, newcomer, display_name="…")
    assert refused.value.code == "empty"
    join_code.refresh_from_db()
    assert join_code.uses == 0


def test_somebody_with_an_account_adds_an_employer(join_code, waiter):
    employment = join_employer(waiter, typed=join_code.code)
    assert employment.employer == join_code.employer
    assert waiter.employments.filter(ended_on=None).count() == 2


def test_adding_an_employer_twice_takes_one_seat(join_code, waiter):
    assert join_employer(waiter, typed=join_code.code) == join_employer(waiter, typed=join_code.code)
    join_code.refresh_from_db()
    assert join_code.uses == 1


def test_a_full_code_adds_no_employer(join_code, waiter):
    JoinCode.objects.update(uses=3)
    with pytest.raises(JoinRefused):
        join_employer(waiter, typed=join_code.code)
    assert not waiter.employments.filter(employer=join_code.employer).exists()


def test_leaving_ends_today_and_coming_back_starts_anew(join_code, waiter):
    first = join_employer(waiter, typed=join_code.code)
    end_employment(first)
    assert first.ended_on == timezone.localdate()
    assert join_employer(waiter, typed=join_code.code) != first


def test_leaving_twice_keeps_the_first_date(hotel):
    employment = EmploymentFactory(employer=hotel)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_employment(employment, on=yesterday)
    end_employment(Employment.objects.get(pk=employment.pk))
    assert Employment.objects.get().ended_on == yesterday


def test_revoking_keeps_the_first_date(join_code):
    services.revoke_join_code(join_code)
    first = JoinCode.objects.get().revoked_at
    services.revoke_join_code(JoinCode.objects.get())
    assert JoinCode.objects.get().revoked_at == first is not None


def test_codes_are_for_days_and_seats(hotel):
    code = create_join_code(hotel, seats=12, valid_days=30)
    assert code.seats == 12
    assert timedelta(days=29) < code.expires_at - timezone.now() <= timedelta(days=30)


def test_usernames_never_read_as_an_address_or_a_number(db):
    names = {services.new_username() for _ in range(50)}
    assert len(names) == 50
    assert all("@" not in name and name.split("-")[0].isalpha() for name in names)
