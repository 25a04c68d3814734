"""Who may see what of others: managers of an employer, officers of a financier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from quests.people.models import FunderSeat, ManagerSeat, User


class SeatForm(WagtailAdminModelForm):
    """A person is named by the sign-in name, so that nobody has to scroll through everybody."""

    username = forms.CharField(
        label=gettext_lazy("Sign-in name"), help_text=gettext_lazy("As on the person’s own “Me” page.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["username"].initial = self.instance.person.username

    def clean_username(self) -> str:
        """Find the person, or say that nobody signs in like this."""
        person = User.objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody signs in with this name."))
        self.instance.person = person
        return person.username

    def validate_unique(self) -> None:
        """The person is set from the sign-in name: check the pair too."""
        try:
            self.instance.full_clean(exclude=None, validate_unique=True)
        except forms.ValidationError as error:
            self.add_error(None, error.messages)


class ManagerSeatForm(SeatForm):
    """A person sees who enrolled and completed at one employer."""

    class Meta:
        model = ManagerSeat
        fields = ["employer"]


class FunderSeatForm(SeatForm):
    """A person reads the reports of one financier."""

    class Meta:
        model = FunderSeat
        fields = ["financier"]
