"""The pages of managers and funders, their files, and what a learner sees of all that.

What a person may not see does not exist: 404. A file is only ever answered to a POST with a
purpose, after confirming who one is, and its audit line is written before its first byte.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from tempfile import TemporaryFile
from typing import Any, ParamSpec, cast
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quests.people import access
from quests.people.models import User
from quests.reports import screens, services
from quests.reports.forms import ExportForm, FilterForm, PurposeForm
from quests.reports.screens import Report
from quests.reports.selectors import journal, team
from quests.reports.selectors.filters import Filters
from quests.reports.selectors.learners import LearnerLine
from quests.reports.selectors.overview import overview
from quests.reports.writers import FRENCH, OPEN, csv_lines, write_xlsx

LINES_A_PAGE = 50
PIECE = 64 * 1024
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


P = ParamSpec("P")


def _confirmed(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Only for who signed in again in the last minutes; people without any means to do so pass."""
    return cast("Callable[P, HttpResponseBase]", reauthentication_required(view))


class StreamedFile(StreamingHttpResponse):
    """A file sent as it is written, by WSGI and ASGI servers alike.

    Under ASGI, Django would read a whole synchronous iterator before sending any of it. Each piece
    is read in the request's own thread, which holds the database connection.
    """

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self.streaming_content)  # type: ignore[arg-type]  # a synchronous one: see _file
        following = sync_to_async(lambda: next(pieces, None))
        while (piece := await following()) is not None:
            yield piece


# --- funders -------------------------------------------------------------------------------


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The figures of the financier's learners, masked where they are small."""
    form = FilterForm(_reader(request), request.GET)
    filters = form.filters()
    report = overview(filters)
    context = {"overview": report, "chart": screens.chart(report.quarters), "chart_width": screens.chart_width()}
    return _report_page(request, "home", form, filters, {**context, "export": ExportForm()})


@login_required
@require_safe
def learner_list(request: HttpRequest) -> HttpResponse:
    """The nominative list, page by page."""
    form = FilterForm(_reader(request), request.GET)
    filters = form.filters()
    pages: Paginator[LearnerLine] = Paginator(screens.Lines(filters), LINES_A_PAGE)  # type: ignore[arg-type]
    context = {"page": pages.get_page(request.GET.get("page")), "export": ExportForm()}
    return _report_page(request, "learners", form, filters, context)


@login_required
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """Who took what out, the newest first."""
    pages = Paginator(journal.exports_seen_by(_reader(request)), LINES_A_PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "here": "exports"}
    return render(request, "quests/reports/exports.html", context | _frame(request))


@login_required
@require_POST
def export(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Take a report out as a file."""
    form, purpose = FilterForm(_reader(request), request.POST), ExportForm(request.POST)
    if file_format not in FORMATS:
        raise Http404
    if form.is_valid() and purpose.is_valid():
        return _export(request, file_format, form, purpose)
    context = {"export": purpose, "explain": True}
    return _report_page(request, "refused", form, form.filters(), context, status=422)


@_confirmed
def _export(request: HttpRequest, file_format: str, form: FilterForm, purpose: ExportForm) -> HttpResponseBase:
    report = screens.REPORTS[purpose.cleaned_data["report"]](form.filters())
    return _file(request, report, file_format, purpose=purpose.cleaned_data["stated"])


# --- managers ------------------------------------------------------------------------------


@login_required
@require_safe
def manage_home(request: HttpRequest) -> HttpResponse:
    """The teams of a manager, and the codes they join with."""
    return _manage_page(request, PurposeForm())


@login_required
@require_POST
def manage_export(request: HttpRequest) -> HttpResponseBase:
    """The manager's own file, in French."""
    _manager(request)
    purpose = PurposeForm(request.POST)
    if purpose.is_valid():
        return _manage_export(request, purpose)
    return _manage_page(request, purpose, status=422)


@_confirmed
def _manage_export(request: HttpRequest, purpose: PurposeForm) -> HttpResponseBase:
    employments = access.employments_seen_by_manager(request.user)
    programme = _programme(request.POST.get("programme"), employments)
    report = screens.team_report(
        team.team_lines(employments, programme=programme),
        employers=access.managed_employers(request.user),
        programme=programme.slug if programme else "",
    )
    return _file(request, report, "csv-fr", purpose=purpose.cleaned_data["stated"])


def _manage_page(request: HttpRequest, purpose: PurposeForm, *, status: int = 200) -> HttpResponse:
    employers = list(_manager(request))
    employments = access.employments_seen_by_manager(request.user)
    programme = _programme((request.POST or request.GET).get("programme"), employments)
    lines = team.team_lines(employments, programme=programme)
    codes = access.join_codes_seen_by_manager(request.user).filter(revoked_at=None)
    context = {
        "teams": screens.teams(lines, employers),
        "programmes": team.team_programmes(employments),
        "programme": programme,
        "employers": employers,
        "posters": [screens.poster(code) for code in codes],
        "now": timezone.now(),
        "export": purpose,
    }
    return render(request, "quests/manage/home.html", context | _frame(request), status=status)


# --- learners ------------------------------------------------------------------------------


@login_required
@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """What my employer sees of me, from the same lines, and who took my name out."""
    lines = team.team_lines(access.own_employments(request.user))
    context = {"teams": screens.teams(lines), "taken": journal.exports_including(_user(request))}
    return render(request, "quests/reports/seen.html", context)


# --- shared --------------------------------------------------------------------------------


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - behind login_required
    return request.user


def _reader(request: HttpRequest) -> User:
    """Who reads reports here; for anyone else the page does not exist."""
    if not access.may_read_reports(request.user):
        raise Http404
    return _user(request)


def _manager(request: HttpRequest) -> Any:
    """The employers managed here; for anyone else the page does not exist."""
    employers = access.managed_employers(request.user)
    if not employers.exists():
        raise Http404
    return employers


def _programme(pk: str | None, employments: Any) -> Any:
    if not pk:
        return None
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        raise Http404
    return get_object_or_404(team.team_programmes(employments), pk=pk)


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {"roles": access.roles_of(request.user)}


def _report_page(
    request: HttpRequest,
    here: str,
    form: FilterForm,
    filters: Filters,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    asked = {name: value for name, value in form.data.items() if name in form.fields}
    context |= {"form": form, "filters": filters, "here": here, "query": urlencode(asked)}
    template = f"quests/reports/{here}.html"
    return render(request, template, context | _frame(request), status=status)


def _file(request: HttpRequest, report: Report, file_format: str, *, purpose: str) -> StreamedFile:
    services.record_export(
        _user(request),
        purpose=purpose,
        report=report.name,
        file_format=file_format,
        filters=report.filters,
        rows=report.rows,
    )
    write, content_type, ending = FORMATS[file_format]
    name = f"{timezone.localdate():%Y%m%d}_export_{report.file_name}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamedFile(write(report), content_type=content_type, headers=headers)


def _xlsx(report: Report) -> Iterator[bytes]:
    """Written whole on disk, then sent: a workbook is a ZIP, its beginning comes last."""
    with TemporaryFile() as file:
        write_xlsx(file, report.cover, report.columns, report.lines(), sheet="Données")
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


Writer = Callable[[Report], Iterator[bytes]]
FORMATS: dict[str, tuple[Writer, str, str]] = {
    "csv-fr": (lambda report: csv_lines(FRENCH, report.columns, report.lines()), CSV_TYPE, "_excel.csv"),
    "csv": (lambda report: csv_lines(OPEN, report.columns, report.lines()), CSV_TYPE, ".csv"),
    "xlsx": (_xlsx, XLSX_TYPE, ".xlsx"),
}
