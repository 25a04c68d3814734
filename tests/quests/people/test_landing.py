"""Where each role lands, in which language, and how many may sign in at once."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from quests.factories import UserFactory
from quests.people.access import RoleName
from quests.people.selectors import landing_name

pytestmark = pytest.mark.django_db
PASSWORD = "coron-terril-1906"


def sign_in(client, person, **values):
    """The answer to the sign-in form, once ``person`` has a password."""
    person.set_password(PASSWORD)
    person.save()
    return client.post("/accounts/login/", {"login": person.username, "password": PASSWORD, **values})


@pytest.mark.parametrize(
    ("roles", "name"),
    [
        ((RoleName.LEARNER,), "play:home"),
        ((RoleName.MANAGER, RoleName.LEARNER), "manage:home"),
        ((RoleName.FUNDER, RoleName.MANAGER, RoleName.LEARNER), "reports:home"),
        ((RoleName.TRAINER, RoleName.LEARNER), "wagtailadmin_home"),
        ((RoleName.ADMINISTRATOR, RoleName.FUNDER), "wagtailadmin_home"),
        ((), "play:home"),
    ],
)
def test_the_most_powerful_role_decides(roles, name):
    assert landing_name(roles) == name


def test_a_learner_lands_on_the_path(client, receptionist):
    assert sign_in(client, receptionist).url == reverse("play:home")
    assert client.get("/start/").url == reverse("play:home")


@pytest.mark.parametrize(("role", "name"), [("manager", "manage:home"), ("funder", "reports:home")])
def test_a_desk_role_lands_on_its_desk(client, request, role, name):
    assert sign_in(client, request.getfixturevalue(role)).url == reverse(name)


def test_a_trainer_lands_in_the_studio(client):
    trainer = UserFactory()
    trainer.groups.add(Group.objects.get_or_create(name="Trainers")[0])
    assert sign_in(client, trainer).url == reverse("wagtailadmin_home")


def test_an_administrator_lands_in_the_studio(client):
    assert sign_in(client, UserFactory(is_superuser=True, is_staff=True)).url == reverse("wagtailadmin_home")


def test_where_one_was_going_comes_first(client, receptionist):
    assert sign_in(client, receptionist, next="/scan/").url == "/scan/"


def test_no_way_out_of_the_house(client, receptionist):
    assert sign_in(client, receptionist, next="https://evil.example/").url == reverse("play:home")


def test_start_asks_strangers_to_sign_in(client):
    assert client.get("/start/").url.startswith("/accounts/login/")


def test_an_e_mail_address_signs_in_too(client, receptionist):
    receptionist.emailaddress_set.create(email="samira@example.org", verified=True, primary=True)
    receptionist.set_password(PASSWORD)
    receptionist.save()
    answer = client.post("/accounts/login/", {"login": "samira@example.org", "password": PASSWORD})
    assert answer.url == reverse("play:home")


def test_wrong_name_and_wrong_password_read_the_same(client, receptionist):
    receptionist.set_password(PASSWORD)
    receptionist.save()
    pages = [
        client.post("/accounts/login/", {"login": name, "password": "wrong"}).context["form"].non_field_errors()
        for name in (receptionist.username, "nobody-at-all", "nobody@example.org")
    ]
    assert [list(page) for page in pages] == [list(pages[0])] * 3
    assert pages[0]


def test_a_closed_account_stays_outside(client, receptionist):
    receptionist.is_active = False
    sign_in(client, receptionist)
    assert "_auth_user_id" not in client.session


def test_a_shift_of_thirty_signs_in_from_one_address():
    assert {sign_in(Client(), UserFactory()).status_code for _person in range(30)} == {302}


def test_five_wrong_passwords_close_one_account_for_five_minutes(client, receptionist, colleague):
    for _try in range(5):
        client.post("/accounts/login/", {"login": receptionist.username, "password": "wrong"})
    assert sign_in(client, receptionist).status_code == 200
    assert sign_in(client, colleague).status_code == 302


def add_key(person, kind):
    """A passkey or an authenticator app, as far as the sign-in stages look."""
    Authenticator.objects.create(user=person, type=kind, data={})


def test_a_learner_s_passkey_does_not_lock_the_password_out(client, receptionist):
    add_key(receptionist, Authenticator.Type.WEBAUTHN)
    assert sign_in(client, receptionist).url == reverse("play:home")


def test_an_app_is_asked_for_at_each_sign_in(client, receptionist):
    add_key(receptionist, Authenticator.Type.TOTP)
    assert sign_in(client, receptionist).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["manager", "funder"])
def test_who_sees_other_people_s_data_needs_both(client, request, role):
    person = request.getfixturevalue(role)
    add_key(person, Authenticator.Type.WEBAUTHN)
    assert sign_in(client, person).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_the_person_s_language_follows_to_a_new_phone(client, receptionist):
    receptionist.language = "nl"
    assert sign_in(client, receptionist).cookies["django_language"].value == "nl"


def test_switching_language_is_remembered(client, receptionist):
    client.force_login(receptionist)
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/me/"})
    receptionist.refresh_from_db()
    assert (response.url, receptionist.language) == ("/me/", "en")
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("language", ["xx", "", "fr'--"])
def test_an_unknown_language_changes_nothing(client, receptionist, language):
    client.force_login(receptionist)
    client.post("/i18n/setlang/", {"language": language})
    receptionist.refresh_from_db()
    assert receptionist.language == "fr"


def test_strangers_switch_language_too(client):
    assert client.post("/i18n/setlang/", {"language": "en"}).cookies["django_language"].value == "en"


def test_the_switch_leads_nowhere_else(client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "https://evil.example/"})
    assert "evil" not in response.url
