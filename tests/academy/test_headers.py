"""Headers of the public site, of the studio and of uploads."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from academy.middleware import policies

pytestmark = pytest.mark.django_db


def policy(response):
    """The CSP header as ``{directive: [sources]}``."""
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


def test_public_pages_allow_nothing_inline_and_nothing_from_elsewhere(client):
    found = policy(client.get("/accounts/login/"))
    assert found["default-src"] == ["'none'"]
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"]
    sources = {source for listed in found.values() for source in listed}
    assert not sources & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"}
    assert sources <= {"'none'", "'self'", "data:", "blob:"} | {s for s in sources if s.startswith("'nonce-")}


def test_the_nonce_read_by_a_template_is_the_one_in_the_header(client, settings, tmp_path):
    (tmp_path / "404.html").write_text("{{ CSP_NONCE }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    response = client.get("/fr/no/such/page/")
    nonce = response.content.decode()
    assert len(nonce) >= 20
    assert policy(response)["script-src"] == ["'self'", f"'nonce-{nonce}'"]
    assert client.get("/fr/no/such/page/").content.decode() != nonce


def test_the_studio_has_its_own_policy_without_nonce(admin_client):
    response = admin_client.get("/studio/")
    assert response.status_code == 200
    found = policy(response)
    assert "'unsafe-inline'" in found["script-src"]
    assert not [source for source in found["script-src"] if source.startswith("'nonce-")]
    assert found["frame-ancestors"] == ["'self'"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_studio_names_no_other_site(admin_client):
    page = admin_client.get("/studio/").content.decode()
    assert "gravatar" not in page
    assert "releases.wagtail" not in page


def test_other_protections(client):
    headers = client.get("/accounts/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert "microphone=()" in headers["Permissions-Policy"]


def test_a_signed_in_page_is_never_kept(admin_client, client):
    kept = admin_client.get("/accounts/email/").headers["Cache-Control"]
    assert "private" in kept
    assert "no-store" in kept
    assert "no-store" not in client.get("/fr/no/such/page/").headers.get("Cache-Control", "")


def test_a_page_that_says_public_stays_public(settings):
    request = RequestFactory().get("/sw.js")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    answer = policies(lambda _request: HttpResponse(headers={"Cache-Control": "public, max-age=60"}))
    assert answer(request).headers["Cache-Control"] == "public, max-age=60"


def test_trace_and_unknown_methods_are_refused(client):
    assert client.trace("/accounts/login/").status_code == 405
    assert client.generic("BREW", "/healthz").status_code == 405


def test_long_bodies_are_refused_outside_the_studio(client, admin_client, settings):
    body = b"x" * (settings.GAME_BODY_LIMIT + 1)
    assert client.post("/i18n/setlang/", body, content_type="text/plain").status_code == 413
    studio = admin_client.post("/studio/account/", body, content_type="text/plain")
    assert studio.status_code != 413


def test_a_body_without_a_length_is_refused(client):
    response = client.generic("POST", "/i18n/setlang/", headers={"Transfer-Encoding": "chunked"})
    assert response.status_code == 411


@pytest.mark.parametrize(
    ("name", "disposition"),
    [("a.png", "inline"), ("a.vtt", "inline"), ("a.svg", "attachment"), ("a.html", "attachment")],
)
def test_uploads_cannot_act(client, settings, tmp_path, name, disposition):
    settings.MEDIA_ROOT = str(tmp_path)
    (tmp_path / name).write_bytes(b"<script>alert(1)</script>")
    response = client.get(f"/media/{name}")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == disposition


@pytest.mark.parametrize("path", ["", "folder/", "../settings.py", "%2e%2e/secret", "documents/private.pdf"])
def test_uploads_are_not_listed_nor_escaped(client, settings, tmp_path, path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media" / "folder").mkdir(parents=True)
    (tmp_path / "media" / "documents").mkdir()
    (tmp_path / "media" / "documents" / "private.pdf").write_text("private")
    (tmp_path / "secret").write_text("private")
    response = client.get(f"/media/{path}", follow=True)
    assert response.status_code in {400, 404}
    assert b"private" not in response.content
