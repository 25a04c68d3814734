"""The two commands of the README, short of serving."""

import socket
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import Page

from academy.management.commands import demo
from academy.management.commands.test import skipped


@pytest.fixture
def taken_port():
    """A port somebody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_said_before_anything_is_touched(taken_port):
    with pytest.raises(CommandError, match=f"Port {taken_port} is taken.*--port"):
        call_command("demo", port=taken_port)


def test_a_free_port_is_free(closed_port):
    demo.require_free(closed_port)


def test_the_demo_refuses_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION"):
        call_command("demo", no_serve=True)


@pytest.fixture
def demo_address(settings):
    """The command rewrites the site's address: have it put back."""
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"


@pytest.fixture
def loaded(demo_address, monkeypatch, settings, tmp_path, django_user_model):
    """Names of the loaders called; each pretends to work, the first makes a person."""
    settings.VAR_DIR = tmp_path
    calls = []

    def pretend(name, *arguments, **_options):
        assert (tmp_path / "demo.loading").exists()
        calls.append((name, *arguments))
        if len(calls) == 1:
            django_user_model.objects.create_user("somebody")

    monkeypatch.setattr(demo, "get_commands", lambda: {name: "x" for name, *_ in demo.LOADERS})
    monkeypatch.setattr(demo, "call_command", pretend)
    monkeypatch.setattr(demo.Command, "compile_messages", lambda self: None)
    return calls


@pytest.mark.django_db
def test_an_empty_academy_is_filled_once(loaded, tmp_path):
    for _start in range(2):
        call_command("demo", no_serve=True, stdout=StringIO())
    assert loaded == [("load_destination", "louvre_lens"), ("seed_history",)]
    assert not (tmp_path / "demo.loading").exists()


@pytest.mark.django_db
def test_links_follow_the_port(loaded, settings):
    call_command("demo", no_serve=True, port=8123, stdout=StringIO())
    assert settings.SITE_URL == settings.WAGTAILADMIN_BASE_URL == "http://localhost:8123"


@pytest.mark.django_db
def test_a_start_cut_short_begins_again(loaded, tmp_path, monkeypatch):
    (tmp_path / "demo.loading").touch()
    resets = []
    monkeypatch.setattr(demo.Command, "reset", lambda self: resets.append((tmp_path / "demo.loading").unlink()))
    call_command("demo", no_serve=True, stdout=StringIO())
    assert len(resets) == 1


@pytest.mark.django_db
def test_an_incomplete_copy_says_which_commands_are_missing(loaded, monkeypatch):
    monkeypatch.setattr(demo, "get_commands", dict)
    with pytest.raises(CommandError, match="load_destination, seed_history"):
        call_command("demo", no_serve=True, stdout=StringIO())


def test_reset_never_touches_a_server_database(monkeypatch):
    databases = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "real"}}
    monkeypatch.setattr(demo, "settings", SimpleNamespace(DATABASES=databases))
    with pytest.raises(CommandError, match="SQLite"):
        demo.Command().reset()


def test_what_is_skipped_is_said(monkeypatch):
    monkeypatch.setattr("academy.management.commands.test.find_chromium", lambda: None)
    assert [line.split(":")[0] for line in skipped({})] == ["skipped"] * 3
    required = skipped({"ACADEMY_REQUIRE_SERVICES": "1", "TEST_DATABASE_URL": "x", "TEST_REDIS_URL": "y"})
    assert required == ["REQUIRED but missing: Browser tests: install chromium"]


def test_a_tick_publishes_what_is_due_and_forgets_old_sessions(db):
    session = Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    page = Page.objects.get(depth=1).add_child(title="Soon", slug="soon", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    for _ in range(2):
        call_command("tick")
    assert not Session.objects.filter(pk=session.pk).exists()
    page.refresh_from_db()
    assert page.live
