"""Pages for what goes wrong, and the difference between a fault and an outage."""

import pytest
from allauth.core.exceptions import RateLimited
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.http import Http404
from django.urls import include, path

from academy import errors, urls
from quests.errors import TooManyRequests

RAISED = {
    "suspicious": SuspiciousOperation("x"),
    "denied": PermissionDenied("x"),
    "missing": Http404("x"),
    "limit": TooManyRequests("slow down", retry_after=42),
    "allauth-limit": RateLimited(),
    "fault": ValueError("secret detail"),
    "outage": OperationalError("connection to server at 10.0.0.1 failed"),
}


def explode(request, what):
    """A view that fails in the way asked."""
    raise RAISED[what]


urlpatterns = [path("explode/<what>/", explode), path("", include(urls.urlpatterns[:2]))]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500


@pytest.fixture
def visitor(client, settings):
    """A client whose server errors are answers, on addresses that fail on demand."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("suspicious", 400),
        ("denied", 403),
        ("missing", 404),
        ("limit", 429),
        ("allauth-limit", 429),
        ("fault", 500),
        ("outage", 503),
    ],
)
@pytest.mark.django_db
def test_each_failure_has_its_page(visitor, what, status):
    response = visitor.get(f"/explode/{what}/", headers={"Accept": "text/html"})
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/html")
    assert b"<h1" in response.content
    assert b"secret" not in response.content
    assert b"10.0.0.1" not in response.content


@pytest.mark.parametrize(("what", "status", "code"), [("fault", 500, "server_error"), ("outage", 503, "unavailable")])
def test_machines_get_json(visitor, what, status, code):
    response = visitor.get(f"/explode/{what}/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["error"]) == (status, code)


def test_an_outage_says_when_to_come_back(visitor):
    response = visitor.get("/explode/outage/")
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"


def test_a_limit_says_how_long_to_wait(visitor):
    response = visitor.get("/explode/limit/", headers={"Accept": "application/json"})
    assert response.headers["Retry-After"] == "42"
    assert response.json()["retry_after"] == 42


@pytest.mark.django_db
def test_a_lost_database_is_an_outage_even_before_the_view(client, monkeypatch):
    """The session is read by middleware: no view ever runs."""

    def refuse(*_args, **_kwargs):
        raise OperationalError("connection refused")

    client.raise_request_exception = False
    client.cookies["sessionid"] = "somebody"
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/accounts/login/")
    assert response.status_code == 503
    assert "Retry-After" in response.headers
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("database or disk is full"), True),
        (InterfaceError("connection already closed"), True),
        (OperationalError("no such table: quests_user"), False),
        (OperationalError("no such column: x"), False),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_outages_heal_faults_do_not(error, outage):
    assert errors.is_outage(error) is outage


def test_a_broken_template_still_answers(rf, settings, tmp_path):
    for status in (404, 503):
        (tmp_path / f"{status}.html").write_text("{% no_such_tag %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    for status in (404, 503):
        response = errors.page(rf.get("/"), status)
        assert response.status_code == status
        assert b"<h1>" in response.content


@pytest.mark.django_db
def test_a_form_without_token_is_refused_kindly(settings):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(
        "/i18n/setlang/", {"language": "nl"}, headers={"Accept": "application/json"}
    )
    assert (response.status_code, response.json()["error"]) == (403, "csrf")


def test_browsers_prefer_pages(rf):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert not errors.wants_json(rf.get("/", headers={"Accept": browser}))
    assert not errors.wants_json(rf.get("/"))
    assert errors.wants_json(rf.get("/", headers={"Accept": "application/json"}))
