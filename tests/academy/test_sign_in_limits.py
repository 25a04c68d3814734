"""Limits of the sign-in page: strict for an account, wide for an address, alive without Redis."""

import pytest
from django.core.cache import cache, caches

from academy.cache import DegradingRedisCache

pytestmark = pytest.mark.django_db
PASSWORD = "coron-terril-1906"


@pytest.fixture
def people(django_user_model):
    """Forty people behind one address."""
    return [
        django_user_model.objects.create_user(f"guest{i}", password=PASSWORD, pseudonym=f"Lamp {i}") for i in range(40)
    ]


def sign_in(client, name, password=PASSWORD):
    """The answer to the form; 302 means inside."""
    client.logout()
    return client.post("/accounts/login/", {"login": name, "password": password}).status_code


def test_a_whole_training_room_signs_in_from_one_address(client, people):
    assert {sign_in(client, person.username) for person in people} == {302}


def test_five_wrong_passwords_lock_the_account_only(client, people):
    for _try in range(5):
        assert sign_in(client, "guest0", "wrong") == 200
    assert sign_in(client, "guest0") == 200  # the right password comes too late
    assert sign_in(client, "guest1") == 302


def test_people_sign_in_while_redis_is_down(client, people, monkeypatch, closed_port):
    broken = DegradingRedisCache(f"redis://127.0.0.1:{closed_port}/0", {})
    monkeypatch.setattr(caches._connections, "default", broken, raising=False)
    broken.clear()
    assert sign_in(client, "guest0") == 302
    for _try in range(5):
        sign_in(client, "guest1", "wrong")
    assert sign_in(client, "guest1") == 200


def test_public_sign_up_is_closed(client, django_user_model):
    response = client.post("/accounts/signup/", {"username": "intruder", "password1": PASSWORD})
    assert response.status_code in {200, 403}
    assert not django_user_model.objects.filter(username="intruder").exists()


def test_the_studio_signs_in_through_the_same_door(client):
    response = client.get("/studio/login/?next=/studio/pages/")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/studio/pages/"
    assert client.get("/studio/").url.startswith("/accounts/login/")


def test_the_default_cache_is_the_one_the_limits_use():
    cache.set("x", 1)
    assert caches["default"].get("x") == 1
