"""The door of ``/join/``: shows before it asks, opens by POST only, refuses kindly, limits guessing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quests.models import JoinCode, User

pytestmark = pytest.mark.django_db


def link(join_code):
    """The address in the QR code."""
    return reverse("join_code", args=[join_code.code])


def words(response):
    """The page as text."""
    return response.content.decode()


def test_the_page_says_what_the_employer_will_know(client, join_code):
    client.cookies["django_language"] = "en"
    page = words(client.get(link(join_code)))
    assert "Hôtel du Carreau" in page
    assert "enrolled" in page
    assert "Never your answers, your points or your rank." in page


def test_looking_opens_no_account(client, join_code):
    before = User.objects.count()
    client.get(link(join_code))
    client.head(link(join_code))
    assert User.objects.count() == before
    assert JoinCode.objects.get().uses == 0


def test_a_newcomer_is_signed_in_and_playing(client, join_code, form):
    response = client.post(link(join_code), form)
    assert response.status_code == 302
    assert response.url == reverse("play:home")
    person = User.objects.get(last_name="Lefebvre")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.language == "fr"


def test_the_session_is_a_new_one(client, join_code, form):
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    client.cookies["sessionid"] = old
    client.post(link(join_code), form)
    assert client.cookies["sessionid"].value != old


def test_the_language_follows_the_screen(client, join_code, form):
    client.cookies["django_language"] = "nl"
    client.post(link(join_code), form)
    assert User.objects.get(last_name="Lefebvre").language == "nl"


def test_a_minor_and_another_trade(client, join_code, form):
    client.post(link(join_code), {**form, "trade": "", "is_minor": "on"})
    person = User.objects.get(last_name="Lefebvre")
    assert (person.is_minor, person.trade) == (True, "")


def test_the_employer_and_role_cannot_be_chosen(client, join_code, form, brasserie):
    extra = {"employer": brasserie.pk, "is_superuser": "1", "is_staff": "1", "username": "boss"}
    client.post(link(join_code), {**form, **extra})
    person = User.objects.get(last_name="Lefebvre")
    assert person.employments.get().employer == join_code.employer
    assert (person.is_superuser, person.is_staff) == (False, False)
    assert person.username != "boss"


@pytest.mark.parametrize("name", ["", " ", "a" * 41, "a\u202eb"])
def test_a_bad_name_is_told_and_the_rest_is_kept(client, join_code, form, name):
    response = client.post(link(join_code), {**form, "display_name": name})
    assert response.status_code == 422
    assert "Lefebvre" in words(response)
    assert form["client_id"] in words(response)
    assert not User.objects.filter(last_name="Lefebvre").exists()


def test_the_usual_trade_is_proposed(client, join_code):
    assert '<option value="reception" selected>' in words(client.get(link(join_code)))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "no longer valid"),
        ({"revoked_at": timezone.now()}, "has been replaced"),
        ({"uses": 3}, "Every seat"),
    ],
)
def test_a_closed_code_is_refused_in_kind_words(client, join_code, form, values, sentence):
    client.cookies["django_language"] = "en"
    JoinCode.objects.update(**values)
    for response in (client.get(link(join_code)), client.post(link(join_code), form)):
        assert response.status_code == 404
        assert sentence in words(response)
        assert "Carreau" not in words(response)
    assert not User.objects.filter(last_name="Lefebvre").exists()


def test_unknown_and_malformed_codes_answer_the_same(client, join_code):
    client.cookies["django_language"] = "en"
    pages = {
        (response.status_code, steady(words(response)))
        for code in ("ZZZZ-9999", "x", "%00", "'%20OR%201=1", "a" * 300, "ÉÉÉÉ-ÉÉÉÉ")
        for response in [client.get(f"/join/{code}/")]
    }
    assert len(pages) == 1


def steady(page):
    """The page without what changes at each request or repeats its address."""
    volatile = ("csrf", 'name="next"', "nonce")
    return "\n".join(line for line in page.splitlines() if not any(word in line for word in volatile))


def test_a_typed_code_leads_to_its_page(client, join_code):
    typed = join_code.code.replace("-", " ").lower()
    assert client.post("/join/", {"code": typed}).url == link(join_code)


def test_a_wrong_typed_code_stays_on_the_page(client):
    response = client.post("/join/", {"code": "<b>ABCD"})
    assert response.status_code == 422
    assert "&lt;b&gt;ABCD" in words(response)


def test_guessing_is_limited_by_address_also_by_get(client, settings):
    from allauth.account import app_settings  # reads the settings when asked

    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "join_code": "5/m/ip"}
    assert app_settings.RATE_LIMITS["join_code"] == "5/m/ip"
    statuses = [client.get(f"/join/ZZZZ-999{number}/").status_code for number in range(7)]
    assert statuses == [404] * 5 + [429] * 2
    assert client.post("/join/", {"code": "ZZZZ-9999"}).headers["Retry-After"] == "60"


def test_a_training_room_of_sixty_joins_from_one_address(join_code, form):
    JoinCode.objects.update(seats=60)
    for number in range(60):
        person = {**form, "last_name": f"Lefebvre-{number}"}
        assert Client().post(link(join_code), person).status_code == 302
    assert JoinCode.objects.get().uses == 60


def test_somebody_signed_in_confirms_another_employer(client, join_code, waiter):
    client.force_login(waiter)
    assert "Hôtel du Carreau" in words(client.get(link(join_code)))
    assert waiter.employments.count() == 1
    assert client.post(link(join_code)).url == reverse("me")
    assert waiter.employments.count() == 2
    assert User.objects.filter(last_name="Lefebvre").count() == 0


def test_who_works_there_already_has_nothing_to_do(client, join_code, receptionist):
    client.force_login(receptionist)
    client.post(link(join_code))
    assert receptionist.employments.count() == 1
    assert JoinCode.objects.get().uses == 0


def test_a_post_needs_its_token(join_code, form):
    assert Client(enforce_csrf_checks=True).post(link(join_code), form).status_code == 403
    assert JoinCode.objects.get().uses == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, join_code, method):
    assert getattr(client, method)(link(join_code)).status_code == 405
    assert getattr(client, method)("/join/").status_code == 405


def test_no_proxy_keeps_the_form(client, join_code):
    assert "no-store" in client.get(link(join_code)).headers["Cache-Control"]
