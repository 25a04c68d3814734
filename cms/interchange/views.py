"""Import and export of questions in the studio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.auth import permission_required
from wagtail.admin.widgets import HeaderButton

from cms.interchange.importing import Row, drafts_of, import_drafts, rehearse
from cms.interchange.outgoing import bank, exported
from cms.models import BankQuestion
from cms.models.bank import KIND_NAMES
from cms.models.imports import ImportBatch
from cms.studio_page import StudioPage
from quests.questions import formats
from quests.questions.formats.sheet import template

PERMISSION = "cms.add_bankquestion"
LARGEST = 5 * 1024 * 1024
TYPES = {
    "gift": ("questions.gift.txt", "text/plain; charset=utf-8"),
    "moodle-xml": ("questions.xml", "application/xml"),
    "xlsx": ("questions.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("questions.csv", "text/csv; charset=utf-8"),
}
NAMES = [
    ("gift", "GIFT"),
    ("moodle-xml", "Moodle XML"),
    ("qti", "QTI 3"),
    ("xlsx", gettext_lazy("Spreadsheet (XLSX)")),
    ("csv", gettext_lazy("Spreadsheet (CSV)")),
    ("aiken", "Aiken"),
]


class ImportForm(forms.Form):
    """A file, and its format when the file does not tell."""

    file = forms.FileField(label=gettext_lazy("File"))
    format = forms.ChoiceField(
        choices=[("", gettext_lazy("Told by the file")), *NAMES], required=False, label=gettext_lazy("Format")
    )

    def clean_file(self) -> Any:
        """Small enough to be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file weighs more than 5 MB: split it."))
        return file


class ExportForm(forms.Form):
    """Which questions, in which format."""

    format = forms.ChoiceField(
        choices=[(name, label) for name, label in NAMES if name in formats.WRITABLE], label=gettext_lazy("Format")
    )
    tags = forms.CharField(
        required=False,
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("For example: pillar=history, site=lewarde, difficulty=2. Empty: the whole bank."),
    )

    def labels(self) -> list[str]:
        """The tags asked for, one by one."""
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class ImportView(StudioPage, FormView):
    """Choose a file; nothing is saved yet."""

    template_name = "cms/interchange/import.html"
    form_class = ImportForm
    page_title = gettext_lazy("Import questions")
    header_icon = "upload"

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Read the file and show what it would give."""
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            chosen = form.cleaned_data["format"] or formats.detect(file.name, content)
            drafts_of(content, format=chosen)
        except formats.Unreadable as error:
            form.add_error("file", _("This file cannot be read, nothing was imported: %s") % error)
            return self.form_invalid(form)
        batch = ImportBatch.objects.create(
            author=self.request.user, name=file.name[:200], format=chosen, content=content
        )
        return redirect("question_import", batch.pk)


class ReportView(StudioPage, TemplateView):
    """Row by row, what the file gives; posting makes the drafts."""

    template_name = "cms/interchange/report.html"
    page_title = gettext_lazy("Import questions")
    header_icon = "upload"

    def rows(self) -> tuple[ImportBatch, list[Any]]:
        """The batch of whoever looks, read again."""
        batch = get_object_or_404(ImportBatch, pk=self.kwargs["pk"], author=self.request.user)
        return batch, drafts_of(bytes(batch.content), format=batch.format)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows and how many of each sort."""
        batch, drafts = self.rows()
        rows = rehearse(drafts)
        names = dict(KIND_NAMES)
        shown = [(row.item, names.get(row.item.kind, row.item.kind)) for row in rows]
        return super().get_context_data(**kwargs) | {"batch": batch, "rows": shown, "counts": _counts(rows)}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the drafts; the file is not needed any more."""
        batch, drafts = self.rows()
        rows = import_drafts(drafts, author=request.user)
        batch.delete()
        made = sum(row.question is not None for row in rows)
        messages.success(
            request,
            ngettext("%(n)s draft is in the bank.", "%(n)s drafts are in the bank.", made) % {"n": made},
        )
        return redirect(reverse(BankQuestion.snippet_viewset.get_url_name("list")) + "?live=False")


def _counts(rows: list[Row]) -> dict[str, int]:
    found = Counter(row.item.status for row in rows)
    return {"ok": found["ok"], "approximated": found["approximated"], "refused": found["refused"]}


class ExportView(StudioPage, FormView):
    """Choose; see what the file will not hold; download."""

    template_name = "cms/interchange/export.html"
    form_class = ExportForm
    page_title = gettext_lazy("Export questions")
    header_icon = "download"

    def form_valid(self, form: ExportForm) -> HttpResponse:
        """The file, or first its losses."""
        export = exported(bank(form.labels()), format=form.cleaned_data["format"])
        if "download" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, export=export))
        name, content_type = TYPES[form.cleaned_data["format"]]
        return _file(export.content, name=name, content_type=content_type)


def sheet_template(request: HttpRequest) -> HttpResponse:
    """A spreadsheet to fill in, with an example of each kind."""
    return _file(template(), name="questions.xlsx", content_type=TYPES["xlsx"][1])


def _file(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def urls() -> list[Any]:
    """Where the pages live in the studio."""
    authors = permission_required(PERMISSION)
    return [
        path("questions/import/", authors(ImportView.as_view()), name="question_imports"),
        path("questions/import/template/", authors(sheet_template), name="question_sheet"),
        path("questions/import/<int:pk>/", authors(ReportView.as_view()), name="question_import"),
        path("questions/export/", authors(ExportView.as_view()), name="question_export"),
    ]


def bank_buttons(user: Any) -> Iterator[HeaderButton]:
    """In the menu of the bank's list."""
    if user.has_perm(PERMISSION):
        yield HeaderButton(_("Import questions"), reverse("question_imports"), icon_name="upload", priority=90)
        yield HeaderButton(_("Export questions"), reverse("question_export"), icon_name="download", priority=91)
