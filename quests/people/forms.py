"""What a newcomer fills in, with one thumb."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quests.catalogue.models import Role
from quests.errors import QuestError
from quests.people.models import Employer, Sector
from quests.people.names import LONGEST, LONGEST_CIVIL
from quests.people.refusals import kept_name
from quests.people.services import Newcomer

USUAL_TRADES = {
    Sector.HOTEL: Role.RECEPTION,
    Sector.RESTAURANT: Role.SERVICE,
    Sector.CAFE: Role.SERVICE,
    Sector.SHOP: Role.SHOP,
    Sector.TAXI: Role.TAXI,
    Sector.TOURIST_OFFICE: Role.ADVISER,
}
"""The trade to propose first at each kind of establishment."""


class NameField(forms.CharField):
    """A name, kept as it is written minus control and bidirectional characters."""

    def __init__(self, *, longest: int = LONGEST, autocomplete: str, **kwargs: Any) -> None:
        self.longest = longest
        widget = forms.TextInput(attrs={"autocomplete": autocomplete, "maxlength": longest, "spellcheck": "false"})
        super().__init__(widget=widget, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """The name to keep; empty stays empty, so that "required" speaks first."""
        typed = super().to_python(value) or ""
        if not typed.strip():
            return ""
        try:
            return kept_name(typed, longest=self.longest)
        except QuestError as error:
            raise ValidationError(str(error.message), code=error.code) from error


class JoinForm(forms.Form):
    """A newcomer's names and trade."""

    display_name = NameField(
        label=_("Name on screen"),
        help_text=_("What your colleagues call you. You can change it later."),
        autocomplete="nickname",
    )
    first_name = NameField(label=_("First name"), longest=LONGEST_CIVIL, autocomplete="given-name")
    last_name = NameField(
        label=_("Surname"),
        help_text=_("As on your payslip, for your certificate. Boards never show it."),
        longest=LONGEST_CIVIL,
        autocomplete="family-name",
    )
    trade = forms.ChoiceField(label=_("Your trade"), choices=[*Role.choices, ("", _("Another trade"))], required=False)
    is_minor = forms.BooleanField(label=_("I am under 18"), required=False)

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"trade": USUAL_TRADES.get(Sector(employer.sector), "")})
        super().__init__(*args, **kwargs)

    def newcomer(self) -> Newcomer:
        """The newcomer a valid form describes; they read in the language of this screen."""
        return Newcomer(language=(get_language() or "fr")[:2], **self.cleaned_data)


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that signs in alone: that is what people without e-mail need.

    allauth's script reads the checkbox, so it stays in the form, ticked and out of sight.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.widget.attrs["hidden"] = True
        self.fields["name"].label = _("Name of this passkey")
