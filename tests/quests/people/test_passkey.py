"""A whole story in a real browser: join without e-mail, add a passkey, sign out, come back with it."""

import pytest
from django.urls import reverse

from quests.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def finger(page):
    """A phone whose sensor always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda recognised: session.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": added["authenticatorId"], "isUserVerified": recognised},
    )


@pytest.fixture
def troubles(page):
    """What the browser complained about: scripts that fail, things the policy refuses."""
    heard = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda line: heard.append(line.text) if line.type == "error" else None)
    return heard


def join(page, live_server, join_code):
    """From the poster's link to the first quest."""
    page.goto(live_server.url + reverse("join_code", args=[join_code.code]))
    page.fill("[name=display_name]", "Zoé")
    page.fill("[name=first_name]", "Zoé")
    page.fill("[name=last_name]", "Lefebvre")
    page.click("main form button.is-wide")
    page.wait_for_url("**/play/")


def test_join_add_a_passkey_and_come_back_with_it(page, live_server, join_code, finger, troubles):
    join(page, live_server, join_code)
    page.goto(live_server.url + "/me/")
    page.click("#back-title ~ div a >> nth=0")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/")
    page.goto(live_server.url + "/me/")
    assert page.locator("#back-title").count() == 0
    page.click("main form[action='/accounts/logout/'] button")
    page.goto(live_server.url + "/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/play/")
    assert User.objects.get(last_name="Lefebvre").last_login is not None
    assert not troubles


def test_a_refused_passkey_says_so_and_offers_another_way(page, live_server, join_code, finger):
    finger(recognised=False)
    join(page, live_server, join_code)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.click("#mfa_webauthn_add")
    page.wait_for_selector("[data-passkey-problem]:visible")


def test_a_password_first_then_a_passkey(page, live_server, join_code, finger):
    join(page, live_server, join_code)
    page.goto(live_server.url + reverse("account_set_password"))
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", "coron-terril-1906")
    page.click("main form button")
    page.wait_for_url("**/me/")
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.fill("[name=password]", "coron-terril-1906")  # one's password, asked again
    page.click("main form button")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/")
