"""What a load balancer and an orchestrator see."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError

from academy import health

pytestmark = pytest.mark.django_db


def test_the_process_answers_without_a_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_when_everything_works_and_nothing_is_left_behind(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "disk": "ok", "redis": "ok"},
    }
    assert Session.objects.count() == 0


def test_a_database_that_cannot_write_is_unavailable(client, monkeypatch):
    def refuse(**_fields):
        raise OperationalError("attempt to write a readonly database at /srv/secret.sqlite3")

    monkeypatch.setattr(Session.objects, "create", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json()["checks"]["database"] == "failed"
    assert b"secret" not in response.content


def test_a_waiting_migration_is_unavailable(client, monkeypatch):
    monkeypatch.setattr(health, "_seen_complete", set())
    monkeypatch.setattr(health, "pending_migrations", lambda: ["quests.0099_new"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "failed"
    assert b"0099" not in response.content


def test_a_full_disk_is_unavailable(client, settings):
    settings.READY_MIN_FREE_BYTES = 10**18
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["disk"]) == (503, "failed")


def test_redis_down_is_only_degraded(client, settings, closed_port):
    settings.REDIS_URL = f"redis://127.0.0.1:{closed_port}/0"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["checks"]["redis"] == "failed"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_never_cached_and_only_read(client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]
    assert client.post(path).status_code == 405


def test_no_migration_is_pending_in_a_migrated_database():
    assert health.pending_migrations() == []
