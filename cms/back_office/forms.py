"""Forms of the back office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from cms.back_office.words import WordsForm
from quests.catalogue.models import Quest, Question
from quests.checkpoints.models import Checkpoint
from quests.codes import new_human_code
from quests.ledger.models import Badge, Season
from quests.people.models import Employer, Financier, JoinCode, Territory
from quests.people.opco import normalised_idcc, opco_for
from quests.people.siret import BadSiret, clean_siret
from quests.programme.models import FundingAgreement, Programme, ProgrammeQuest


class EmployerForm(WagtailAdminModelForm):
    """An establishment: its SIRET is checked, its OPCO proposed from its collective agreement."""

    class Meta:
        model = Employer
        fields = ["siret", "name", "sector", "headcount", "commune", "territory", "idcc", "opco"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A SIRET is read and typed in groups: 732 829 320 00074.
        self.fields["siret"] = forms.CharField(
            label="SIRET", max_length=20, help_text=gettext_lazy("Fourteen digits, spaces allowed.")
        )
        self.fields["idcc"].help_text = gettext_lazy("Number of the collective agreement.")
        self.fields["opco"].help_text = gettext_lazy("Left empty: proposed from the IDCC.")

    def clean_siret(self) -> str:
        """The digits alone; refuses a wrong check digit."""
        try:
            return clean_siret(self.cleaned_data["siret"])
        except BadSiret as error:
            raise forms.ValidationError(_("This is not a SIRET: check its fourteen digits.")) from error

    def clean_idcc(self) -> str:
        """Four digits, or nothing."""
        typed = self.cleaned_data["idcc"]
        if typed and not normalised_idcc(typed):
            raise forms.ValidationError(_("An IDCC has one to four digits."))
        return normalised_idcc(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """Propose the OPCO when nobody chose one."""
        cleaned = super().clean()
        if not cleaned.get("opco") and (code := opco_for(cleaned.get("idcc", ""))):
            cleaned["opco"] = Financier.objects.filter(code=code).first()
        return cleaned


class TerritoryForm(WagtailAdminModelForm):
    """The area of a tourist office."""

    class Meta:
        model = Territory
        fields = ["name", "slug"]


class FinancierForm(WagtailAdminModelForm):
    """Who pays."""

    class Meta:
        model = Financier
        fields = ["name", "code", "siren"]


class SeasonForm(WordsForm):
    """A season: its dates never overlap another's."""

    word_fields = {"name": (gettext_lazy("Name"), 60), "story": (gettext_lazy("Story"), None)}

    class Meta:
        model = Season
        fields = ["slug", "starts_at", "ends_at"]
        widgets = {"starts_at": AdminDateTimeInput, "ends_at": AdminDateTimeInput}

    def clean(self) -> dict[str, Any]:
        """Points go to one season at a time."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends:
            if ends <= starts:
                self.add_error("ends_at", _("A season ends after it starts."))
            others = Season.objects.exclude(pk=self.instance.pk)
            if other := others.filter(starts_at__lt=ends, ends_at__gt=starts).first():
                self.add_error("starts_at", _("These dates overlap the season “%s”.") % other)
        return cleaned


class BadgeForm(WordsForm):
    """An honour."""

    word_fields = {
        "name": (gettext_lazy("Name"), 60),
        "description": (gettext_lazy("Description"), None),
    }

    class Meta:
        model = Badge
        fields = ["slug", "rule", "icon"]


class PublishedQuestionField(forms.ModelChoiceField):
    """A question that learners can meet; a dialogue is too long for a visit."""

    def __init__(self, **kwargs: Any) -> None:
        playable = Question.objects.filter(retired_at=None, current__isnull=False).exclude(kind="dialogue")
        super().__init__(queryset=playable.select_related("current"), required=False, **kwargs)


class CheckpointForm(WordsForm):
    """A place: in play only with its question on site and its remote twin."""

    word_fields = {
        "name": (gettext_lazy("Name"), 80),
        "address": (gettext_lazy("Address"), 160),
        "teaser": (gettext_lazy("Teaser"), None),
        "place": (gettext_lazy("Where the sign stands"), None),
    }
    onsite_question = PublishedQuestionField(label=gettext_lazy("Question to answer on site"))
    remote_question = PublishedQuestionField(
        label=gettext_lazy("Remote twin"),
        help_text=gettext_lazy("The question answered from afar, for the same points."),
    )

    class Meta:
        model = Checkpoint
        fields = [
            "slug", "pillar", "territory", "latitude", "longitude", "picture", "points", "seconds",
            "onsite_question", "remote_question", "in_play",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """No checkpoint in play without its twin: nobody is left out for want of a car."""
        cleaned = super().clean()
        if cleaned.get("in_play"):
            for name in ("onsite_question", "remote_question"):
                if not cleaned.get(name):
                    self.add_error(name, _("A checkpoint in play needs this question."))
        if cleaned.get("remote_question") and (cleaned["remote_question"] == cleaned.get("onsite_question")):
            self.add_error("remote_question", _("The remote twin is another question."))
        return cleaned


class ProgrammeForm(WordsForm):
    """A funded course of study and the quests it requires."""

    word_fields = {
        "title": (gettext_lazy("Title"), 150),
        "objectives": (gettext_lazy("Objectives, one on each line"), None),
    }
    quests = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Required quests"),
        queryset=Quest.objects.filter(current__isnull=False).select_related("current"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Programme
        fields = ["slug", "legal_nature", "minutes_foreseen", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["quests"] = list(self.instance.required.values_list("quest_id", flat=True))

    def save(self, commit: bool = True) -> Programme:
        """Save the programme, then its quests in the order of the catalogue."""
        programme = super().save(commit)
        chosen = [quest.pk for quest in self.cleaned_data["quests"]]
        programme.required.exclude(quest_id__in=chosen).delete()
        for position, quest_id in enumerate(chosen, start=1):
            ProgrammeQuest.objects.update_or_create(
                programme=programme, quest_id=quest_id, defaults={"position": position}
            )
        return programme


class AgreementForm(WagtailAdminModelForm):
    """Who pays for which programme, and when."""

    class Meta:
        model = FundingAgreement
        fields = ["reference", "financier", "programme", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}


class JoinCodeForm(WagtailAdminModelForm):
    """A code for a staff-room poster; the code itself is drawn, never chosen."""

    revoked = forms.BooleanField(
        label=gettext_lazy("Revoked"),
        required=False,
        help_text=gettext_lazy("Nobody can join with this code any more."),
    )

    class Meta:
        model = JoinCode
        fields = ["employer", "seats", "expires_at"]
        widgets = {"expires_at": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revoked"] = bool(self.instance.revoked_at)
        if not self.instance.pk:
            self.initial.setdefault("expires_at", timezone.now() + timedelta(days=365))

    def save(self, commit: bool = True) -> JoinCode:
        """Draw the code the first time; keep the day it was revoked."""
        if not self.instance.code:
            self.instance.code = new_human_code()
        revoked = self.cleaned_data["revoked"]
        self.instance.revoked_at = (self.instance.revoked_at or timezone.now()) if revoked else None
        return super().save(commit)
