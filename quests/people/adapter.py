"""How allauth signs people in here: no public sign-up, a landing page for each role."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from quests.people.models import User
from quests.people.selectors import landing_url, needs_second_step


class AccountAdapter(DefaultAccountAdapter):
    """Newcomers come through ``/join/``; everybody signs in through ``/accounts/login/``."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence whatever is wrong: it says neither which names nor which addresses exist.
        **dict.fromkeys(
            ("invalid_login", "username_password_mismatch", "email_password_mismatch"),
            gettext_lazy("The name and the password do not go together. Check both, then try again."),
        ),
        "account_inactive": gettext_lazy("This account is closed. Your employer can tell you more."),
        "too_many_login_attempts": gettext_lazy("Too many tries for this name. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many tries. Please wait a moment."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account belongs to an employment."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The landing page of the person's role; ``next`` goes before it."""
        assert isinstance(request.user, User)  # noqa: S101 - allauth asks once somebody is signed in
        return landing_url(request.user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Ready for the next person on a shared phone: signing in and joining are both there."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("me")

    def get_login_stages(self) -> list[str]:
        """allauth's stages, with our own second step in the place of its own."""
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        ours = f"{SecondStep.__module__}.{SecondStep.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Everything speaks the person's language from the next page on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response


class SecondStep(AuthenticateStage):
    """A learner's passkey is another key to the same door, not a second lock on it.

    Who loses the phone comes back with the password; who sees other people's data needs both.
    """

    def handle(self) -> tuple[Any, bool]:
        """Ask for the second step, or go on."""
        user = self.login.user
        if user is not None and not needs_second_step(user):
            return None, True
        step: tuple[Any, bool] = super().handle()
        return step


class MFAAdapter(DefaultMFAAdapter):
    """Passkeys, in words of every day."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A proposal people may change: "Passkey 1", then "Passkey 2"."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The name a phone shows when it asks which passkey to use."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": str(user)}


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the cookie Django reads the language from."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
