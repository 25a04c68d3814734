"""Screens of the back office, over the game's plain models."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.back_office import forms, seats
from cms.publishing.compiling import compile_checkpoint
from quests.checkpoints.models import Checkpoint
from quests.ledger.models import Badge, Season
from quests.people.models import Employer, Financier, FunderSeat, JoinCode, ManagerSeat, Territory
from quests.programme.models import FundingAgreement, Programme
from quests.qr import qr_svg


class BackOfficeViewSet(ModelViewSet):
    """A listing with a form of ours; no copy, no export."""

    copy_view_enabled = False
    form_class: Any = None
    list_export: list[str] = []
    # The game's rows are not content: searching where they are used would read every revision.
    add_to_reference_index = False

    def get_form_class(self, for_update: bool = False) -> Any:
        """The same form to add and to change."""
        return self.form_class


class EmployerViewSet(BackOfficeViewSet):
    """Employers."""

    model = Employer
    name = "employers"
    icon = "home"
    form_class = forms.EmployerForm
    list_display = ["name", "siret", "sector", "territory", "opco"]
    list_filter = ["sector", "territory", "opco"]
    search_fields = ["name", "siret", "commune"]


class JoinCodeInspectView(InspectView):
    """The code and the address to print."""

    template_name = "cms/back_office/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Address and QR code of the code."""
        url = f"{settings.SITE_URL}/join/{self.object.code}/"
        return super().get_context_data(**kwargs) | {"url": url, "typed": self.object.code, "qr": qr_svg(url)}


class JoinCodeViewSet(BackOfficeViewSet):
    """Join codes."""

    model = JoinCode
    name = "join_codes"
    icon = "key"
    menu_label = gettext_lazy("Join codes")
    form_class = forms.JoinCodeForm
    list_display = ["code", "employer", "uses", "seats", "expires_at", "revoked_at"]
    list_filter = ["employer"]
    search_fields = ["code", "employer__name"]
    inspect_view_enabled = True
    inspect_view_class = JoinCodeInspectView
    inspect_view_fields = ["code", "employer", "seats", "uses", "expires_at", "revoked_at"]


class ManagerSeatViewSet(BackOfficeViewSet):
    """Managers."""

    model = ManagerSeat
    name = "managers"
    icon = "user"
    menu_label = gettext_lazy("Managers")
    form_class = seats.ManagerSeatForm
    list_display = ["person", "employer"]
    list_filter = ["employer"]
    search_fields = ["person__username", "employer__name"]


class FunderSeatViewSet(BackOfficeViewSet):
    """Funders' officers."""

    model = FunderSeat
    name = "funders"
    icon = "user"
    menu_label = gettext_lazy("Funders")
    form_class = seats.FunderSeatForm
    list_display = ["person", "financier"]
    list_filter = ["financier"]
    search_fields = ["person__username"]


class TerritoryViewSet(BackOfficeViewSet):
    """Territories."""

    model = Territory
    name = "territories"
    icon = "globe"
    form_class = forms.TerritoryForm
    list_display = ["name", "slug"]
    search_fields = ["name"]


class FinancierViewSet(BackOfficeViewSet):
    """Financiers."""

    model = Financier
    name = "financiers"
    icon = "group"
    form_class = forms.FinancierForm
    list_display = ["name", "code", "siren"]
    search_fields = ["name", "code"]


class ProgrammeViewSet(BackOfficeViewSet):
    """Programmes."""

    model = Programme
    name = "programmes"
    icon = "tasks"
    form_class = forms.ProgrammeForm
    list_display = ["__str__", "legal_nature", "starts_on", "ends_on"]


class AgreementViewSet(BackOfficeViewSet):
    """Funding agreements."""

    model = FundingAgreement
    name = "agreements"
    icon = "clipboard-list"
    form_class = forms.AgreementForm
    list_display = ["reference", "financier", "programme", "starts_on", "ends_on"]
    list_filter = ["financier", "programme"]
    search_fields = ["reference"]


class SeasonViewSet(BackOfficeViewSet):
    """Seasons."""

    model = Season
    name = "seasons"
    icon = "calendar-alt"
    form_class = forms.SeasonForm
    list_display = ["__str__", "starts_at", "ends_at"]


class BadgeViewSet(BackOfficeViewSet):
    """Badges."""

    model = Badge
    name = "badges"
    icon = "success"
    form_class = forms.BadgeForm
    list_display = ["__str__", "rule", "icon"]


class CheckpointSaved:
    """A checkpoint's points and minutes are compiled into the quests that use it."""

    def save_instance(self) -> Checkpoint:
        """Save, then compile those quests again."""
        checkpoint = super().save_instance()  # type: ignore[misc]
        compile_checkpoint(checkpoint)
        return checkpoint


class CheckpointCreateView(CheckpointSaved, CreateView):
    """A new checkpoint."""


class CheckpointEditView(CheckpointSaved, EditView):
    """A checkpoint."""


class CheckpointInspectView(InspectView):
    """What to print at the place: QR code, address and the code to type."""

    template_name = "cms/back_office/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Address and QR code of the place."""
        url = f"{settings.SITE_URL}/c/{self.object.code}/"
        return super().get_context_data(**kwargs) | {"url": url, "typed": self.object.human_code, "qr": qr_svg(url)}


class CheckpointViewSet(BackOfficeViewSet):
    """Checkpoints."""

    model = Checkpoint
    name = "checkpoints"
    icon = "site"
    form_class = forms.CheckpointForm
    add_view_class = CheckpointCreateView
    edit_view_class = CheckpointEditView
    inspect_view_class = CheckpointInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["slug", "human_code", "pillar", "territory", "points", "in_play"]
    list_display = ["__str__", "human_code", "pillar", "territory", "points", "in_play"]
    list_filter = ["pillar", "territory", "in_play"]
    search_fields = ["slug", "human_code"]


class GameGroup(ViewSetGroup):
    """What the game is made of, besides quests and questions."""

    menu_label = gettext_lazy("Game")
    menu_icon = "site"
    menu_name = "game"
    menu_order = 250
    items = (CheckpointViewSet, SeasonViewSet, BadgeViewSet)


class TrainingGroup(ViewSetGroup):
    """Who trains, and who pays."""

    menu_label = gettext_lazy("Training")
    menu_icon = "group"
    menu_name = "training"
    menu_order = 260
    items = (
        EmployerViewSet,
        JoinCodeViewSet,
        ManagerSeatViewSet,
        FunderSeatViewSet,
        ProgrammeViewSet,
        AgreementViewSet,
        FinancierViewSet,
        TerritoryViewSet,
    )
