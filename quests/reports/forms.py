"""What a funder or a manager asked for, and why they take it out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quests.people.access import funded_financiers
from quests.people.models import Employer, Financier, Territory, User
from quests.programme.models import Programme
from quests.reports.periods import Period, Quarter, preset, recent_quarters
from quests.reports.selectors.filters import Filters, employers_in_reach, within
from quests.reports.selectors.journal import EMPLOYERS, LEARNERS

QUARTERS = 8
LONGEST_YEARS = 10
OTHER = "other"
PURPOSES = {
    "agreement": gettext_lazy("Following a funding agreement"),
    "payment": gettext_lazy("Checking a request for payment"),
    "meeting": gettext_lazy("Steering committee"),
    "control": gettext_lazy("Audit or control"),
    "team": gettext_lazy("Following the training of the team"),
    OTHER: gettext_lazy("Other purpose"),
}
LEAST_WORDS, MOST_WORDS = 5, 120


class _Date(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Period, financier, employer, territory, programme: only what the person may see is offered."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    start = forms.DateField(label=pgettext_lazy("date", "From"), required=False, widget=_Date)
    end = forms.DateField(label=pgettext_lazy("date", "To"), required=False, widget=_Date)
    financier = forms.ModelChoiceField(Financier.objects.none(), label=gettext_lazy("Financier"), required=False)
    employer = forms.ModelChoiceField(Employer.objects.none(), label=gettext_lazy("Employer"), required=False)
    territory = forms.ModelChoiceField(Territory.objects.all(), label=gettext_lazy("Territory"), required=False)
    programme = forms.ModelChoiceField(Programme.objects.none(), label=gettext_lazy("Programme"), required=False)

    def __init__(self, person: User, data: QueryDict) -> None:
        self.person = person
        financiers = funded_financiers(person)
        if not {"period", "start", "end"} & data.keys():
            data = data.copy()
            data["period"] = Quarter.of(timezone.localdate()).key
        super().__init__(data, auto_id="filter-%s")
        self._offer("period", choices=period_choices())
        self._offer("financier", queryset=financiers)
        self._offer("employer", queryset=employers_in_reach(financiers))
        self._offer("programme", queryset=_programmes_of(person, financiers))
        self._say_any()
        if len(financiers) == 1:
            self.fields["financier"].widget = forms.HiddenInput()  # nothing to choose, still checked

    def _offer(self, name: str, **values: Any) -> None:
        for key, value in values.items():
            setattr(self.fields[name], key, value)

    def _say_any(self) -> None:
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("All")

    def clean(self) -> dict[str, Any]:
        """Find the period: a preset, or two dates."""
        data = super().clean() or {}
        data["chosen"] = preset(data.get("period") or "")
        if data["chosen"] is None and not self.errors:
            data["chosen"] = self._between(data.get("start"), data.get("end"))
        return data

    def _between(self, start: Any, end: Any) -> Period | None:
        if not start or not end:
            self.add_error(None, _("Choose a quarter, or give both dates."))
        elif end < start:
            self.add_error("end", _("The period ends before it starts."))
        elif end.year - start.year > LONGEST_YEARS:
            self.add_error("end", _("Choose a period of ten years at most."))
        else:
            return Period(start, end)
        return None

    def filters(self) -> Filters:
        """The filters of a valid form; of one with mistakes, the current quarter and nothing else."""
        if not self.is_valid():
            period = Quarter.of(timezone.localdate()).period
            return within(self.person, period=period, financier=None)
        names = ("financier", "employer", "territory", "programme")
        chosen = {name: self.cleaned_data[name] for name in names}
        return within(self.person, period=self.cleaned_data["chosen"], **chosen)


class PurposeForm(forms.Form):
    """Why data are taken out: a usual purpose, or words of one's own."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"))
    detail = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=MOST_WORDS,
        help_text=gettext_lazy("Learners can read it beside the date of the export."),
    )
    usual: tuple[str, ...] = ("team", "control", OTHER)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="export-%s")
        purposes = [(key, PURPOSES[key]) for key in self.usual]
        self.fields["purpose"].choices = [("", _("Choose")), *purposes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another purpose must be said."""
        data = super().clean() or {}
        detail = " ".join(data.get("detail", "").split())
        if data.get("purpose") == OTHER and len(detail) < LEAST_WORDS:
            self.add_error("detail", _("Say in a few words what these data are for."))
        data["stated"] = " · ".join(part for part in (self._usual(data), detail) if part)
        return data

    @staticmethod
    def _usual(data: dict[str, Any]) -> str:
        key = data.get("purpose", OTHER)
        return "" if key == OTHER else str(PURPOSES[key])


class ExportForm(PurposeForm):
    """Which report a funder takes out, and why."""

    report = forms.ChoiceField(
        label=gettext_lazy("Report"),
        choices=[
            (LEARNERS, gettext_lazy("List of learners, with names")),
            (EMPLOYERS, gettext_lazy("Figures per establishment, without names")),
        ],
    )
    usual = ("agreement", "payment", "meeting", "control", OTHER)
    field_order = ("report", "purpose", "detail")


def period_choices() -> list[tuple[str, str]]:
    """The last quarters, this year and the one before, or two dates."""
    today = timezone.localdate()
    quarters = [(q.key, quarter_name(q)) for q in reversed(recent_quarters(today, QUARTERS))]
    years = [(str(year), str(year)) for year in (today.year, today.year - 1)]
    return [*quarters, *years, ("", _("Between two dates"))]


def quarter_name(quarter: Quarter) -> str:
    """``Q4 2026`` in the reader's language."""
    return _("Q%(number)s %(year)s") % {"number": quarter.number, "year": quarter.year}


def _programmes_of(person: User, financiers: Any) -> Any:
    if person.is_superuser:
        return Programme.objects.all()
    return Programme.objects.filter(agreements__financier__in=financiers).distinct()
