"""One's own page, one's own choices, one's own data."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from quests.ledger.models import ScoreEntry
from quests.me.takeout import OWN_FIELDS, document, sections
from quests.models import ManagerSeat, User

pytestmark = pytest.mark.django_db


def words(response):
    """The page as text."""
    return response.content.decode()


@pytest.fixture
def points(receptionist, waiter):
    """Forty for her, fifty for him."""
    for person, number in ((receptionist, 40), (waiter, 50)):
        ScoreEntry.objects.create(learner=person, source="quest:1", points=number, earned_at=timezone.now())


def test_the_page_shows_mine(phone, receptionist, points):
    response = phone.get("/me/")
    page = words(response)
    assert response.context["me"].points == 40
    assert "Hôtel du Carreau" in page
    assert receptionist.username in page
    assert "Brasserie" not in page


@pytest.mark.parametrize("url", ["/me/", "/me/data.json"])
def test_strangers_sign_in_first(client, url):
    assert client.get(url).url.startswith("/accounts/login/")


def test_coming_back_is_offered_until_it_is_possible(phone, receptionist):
    receptionist.set_unusable_password()
    receptionist.save()
    phone.force_login(receptionist)
    assert "back-title" in words(phone.get("/me/"))
    receptionist.set_password("coron-terril-1906")
    receptionist.save()
    phone.force_login(receptionist)
    assert "back-title" not in words(phone.get("/me/"))


def test_other_places_show_to_those_who_have_them(phone, receptionist, hotel):
    assert "places-title" not in words(phone.get("/me/"))
    ManagerSeat.objects.create(person=receptionist, employer=hotel)
    assert "places-title" in words(phone.get("/me/"))


def test_a_new_name_is_kept_composed(phone, receptionist):
    assert phone.post(reverse("me_rename"), {"display_name": " Zoe\u0301 "}).url == "/me/"
    receptionist.refresh_from_db()
    assert receptionist.display_name == "Zoé"


@pytest.mark.parametrize("name", ["", "a" * 41, "a\u202eb"])
def test_a_bad_name_changes_nothing(phone, receptionist, name):
    phone.post(reverse("me_rename"), {"display_name": name})
    receptionist.refresh_from_db()
    assert receptionist.display_name == "Samira"


def test_a_hostile_name_stays_text(phone):
    phone.post(reverse("me_rename"), {"display_name": "<img src=x onerror=1>a"})
    assert "<img src=x" not in words(phone.get("/me/"))


def test_leaving_ends_today(phone, receptionist):
    employment = receptionist.employments.get()
    assert phone.post(reverse("me_leave", args=[employment.pk])).url == "/me/"
    employment.refresh_from_db()
    assert employment.ended_on == timezone.localdate()


def test_nobody_leaves_for_somebody_else(phone, waiter, colleague):
    for person in (waiter, colleague):
        assert phone.post(reverse("me_leave", args=[person.employments.get().pk])).status_code == 404
        assert person.employments.get().ended_on is None


@pytest.mark.parametrize("name", ["me_rename", "start"])
def test_looking_changes_nothing(phone, name):
    assert phone.get(reverse(name)).status_code in {302, 405}


def test_leaving_needs_a_post(phone, receptionist):
    assert phone.get(reverse("me_leave", args=[receptionist.employments.get().pk])).status_code == 405


def test_the_data_are_whole_and_mine(phone, receptionist, waiter, points):
    response = phone.get("/me/data.json")
    data = json.loads(b"".join(response.streaming_content))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert data["person"]["last_name"] == "Benali"
    assert [line["points"] for line in data["score_entries"]] == [40]
    assert data["employments"][0]["name"] == "Hôtel du Carreau"
    assert set(data) == {"made_at", "person", *sections(receptionist)}
    assert "Invisible" not in json.dumps(data, ensure_ascii=False)


def test_the_file_holds_no_password(receptionist):
    receptionist.set_password("coron-terril-1906")
    receptionist.save()
    assert receptionist.password not in "".join(document(receptionist))


def test_every_kind_of_record_about_a_person_is_in_the_file(receptionist):
    """A new table that points at people must be added to the file, or listed here with its reason."""
    covered = {rows.model for rows in sections(receptionist).values()}
    elsewhere = {
        "EmailConfirmation",  # a pending link, not about the person
        "Evidence", "Completion", "Response",  # reached through enrolments and attempts
    }  # fmt: skip
    ours = {"quests", "account", "mfa", "usersessions"}
    pointing = {
        relation.related_model
        for relation in User._meta.related_objects
        if relation.related_model._meta.app_label in ours
    }
    assert {model.__name__ for model in pointing - covered} <= elsewhere


def test_the_fields_of_a_person_are_in_the_file_or_kept_back_on_purpose():
    kept_back = {"id", "password", "is_staff", "is_superuser", "is_active"}
    fields = {field.name for field in User._meta.concrete_fields}
    assert fields == set(OWN_FIELDS) | kept_back
