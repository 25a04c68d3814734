"""The screen, the CSV files and the workbook say the same; each file leaves its audit line first."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from quests.models import ExportRecord, User
from quests.reports.cells import original
from quests.reports.columns import LEARNERS
from quests.reports.selectors import learners
from quests.reports.selectors.filters import Filters
from quests.reports.views import StreamedFile

PAYLOAD = '=HYPERLINK("http://evil";"x")'


@pytest.fixture
def reader(
    funder: User, receptionist: User, colleague: User, waiter: User, train: Any, agreement: Any,
    other_agreement: Any, signed_in: Any,
) -> Client:  # fmt: skip
    """AKTO's reader, with one completion and one hostile name under way."""
    colleague.first_name, colleague.last_name = "Élodie; «L’Aînée»", PAYLOAD
    colleague.save()
    train(receptionist, seconds=4510, done=True)
    train(colleague)
    train(waiter, done=True)
    return signed_in(funder)


@pytest.fixture
def take(reader: Client, filters: Filters) -> Callable[..., bytes]:
    """Export in a format, over the period of ``filters``."""

    def export(file_format: str, **data: str) -> bytes:
        answer = reader.post(f"/reports/export/{file_format}/", asked(filters, **data))
        assert answer.status_code == 200
        return answer.getvalue()

    return export


def asked(filters: Filters, **data: str) -> dict[str, str]:
    period = {"period": "", "start": filters.period.first.isoformat(), "end": filters.period.last.isoformat()}
    return {**period, "report": "learners", "purpose": "agreement", **data}


def expected(filters: Filters) -> list[list[Any]]:
    return [[column.read(line) for column in LEARNERS] for line in learners.stream(filters)]


def plain(value: Any) -> str:
    """A cell as a person reads it in French, whatever it was read from."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal | float | int):
        return f"{Decimal(str(value)):.2f}".replace(".", ",")
    return {"entered": "entré", "started": "commencé", "completed": "achevé"}.get(value, value) or ""


def test_csv_for_excel_in_french(take: Any, filters: Filters) -> None:
    content = take("csv-fr")
    assert content.startswith(b"\xef\xbb\xbfConvention;Financeur;Nom;")
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    assert content.endswith(b"\r\n")
    text = content.decode("utf-8-sig")
    assert ";1,25;1,25\r\n" in text  # 4510 s, and no thousands separator
    assert re.search(r";\d\d/\d\d/\d{4};", text)
    rows = list(csv.reader(StringIO(text), delimiter=";"))[1:]
    assert [[original(cell) for cell in row] for row in rows] == [[plain(v) for v in row] for row in expected(filters)]


def test_open_csv(take: Any, filters: Filters) -> None:
    content = take("csv").decode()
    header, *rows = csv.reader(StringIO(content))
    assert header[:3] == ["agreement", "financier", "last_name"]
    assert all(re.fullmatch("[a-z_]+", name) for name in header)
    values = [[str(value) if value is not None else "" for value in row] for row in expected(filters)]
    assert [[original(cell) for cell in row] for row in rows] == values
    assert "1.25" in rows[-1] or "1.25" in rows[0]


def test_workbook(take: Any, filters: Filters) -> None:
    book = load_workbook(BytesIO(take("xlsx")))
    assert book.sheetnames == ["README", "Données"]
    header, *rows = book["Données"].iter_rows()
    assert [cell.value for cell in header] == [column.title for column in LEARNERS]
    assert [[plain(cell.value) for cell in row] for row in rows] == [
        [plain(v) for v in row] for row in expected(filters)
    ]
    kinds = {column.key: {row[place].data_type for row in rows} for place, column in enumerate(LEARNERS)}
    assert kinds["siret"] == kinds["idcc"] == kinds["last_name"] == {"s"}
    assert kinds["entered_on"] == {"d"}
    assert kinds["hours_credited"] == {"n"}
    facts = {row[0].value: row[1].value for row in book["README"].iter_rows() if row[0].value}
    assert facts["Lignes"] == "2"
    assert facts["Financeur"] == "AKTO"
    assert facts["Période"].startswith("du ")


def test_the_screen_says_the_same(take: Any, reader: Client, filters: Filters) -> None:
    page = reader.get("/reports/learners/", asked(filters)).content.decode()
    lines = list(csv.DictReader(StringIO(take("csv-fr").decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == page.count("</tr>") - 1 == 2
    for line in lines:
        for title in ("SIRET", "IDCC", "Entrée", "Achèvement", "Heures créditées au total", "Programme", "Convention"):
            assert line[title] in page
    assert "Samira Benali" in page
    assert "Invisible" not in page


def test_no_formula_lives(take: Any) -> None:
    for kind, delimiter in (("csv-fr", ";"), ("csv", ",")):
        cells = [c for row in csv.reader(StringIO(take(kind).decode("utf-8-sig")), delimiter=delimiter) for c in row]
        assert "'" + PAYLOAD in cells
        assert not any(cell[:1] in "=+-@" for cell in cells if cell)
    book = load_workbook(BytesIO(take("xlsx")))
    assert {cell.data_type for row in book["Données"].iter_rows() for cell in row} <= {"s", "d", "n"}


def test_the_audit_line_comes_before_the_first_byte(reader: Client, filters: Filters, funder: User) -> None:
    answer = reader.post("/reports/export/csv/", asked(filters, detail="Comité  du 3"))
    record = ExportRecord.objects.get()  # nothing of the answer has been read yet
    assert (record.person, record.rows, record.report, record.file_format) == (funder, 2, "learners", "csv")
    assert record.purpose.endswith(" · Comité du 3")
    assert record.filters["financiers"] == ["akto"]
    assert answer["Content-Disposition"].endswith('_export_apprenants.csv"')
    assert answer.getvalue().count(b"\n") == 3


REFUSED = [
    {"purpose": ""}, {"purpose": "x"}, {"purpose": "other"}, {"purpose": "other", "detail": "ab "},
    {"report": "team"}, {"end": "1999-01-01"},
]  # fmt: skip


@pytest.mark.parametrize("data", REFUSED)
def test_nothing_leaves_without_a_purpose_or_a_period(reader: Client, filters: Filters, data: dict[str, str]) -> None:
    assert reader.post("/reports/export/csv/", asked(filters, **data)).status_code == 422
    assert not ExportRecord.objects.exists()


def test_reading_never_exports(reader: Client, filters: Filters) -> None:
    assert reader.get("/reports/export/csv/", asked(filters)).status_code == 405
    assert reader.post("/reports/export/pdf/", asked(filters)).status_code == 404
    assert not ExportRecord.objects.exists()


def test_others_do_not_export(
    reader: Client, manager: User, receptionist: User, filters: Filters, signed_in: Any
) -> None:
    for person in (manager, receptionist):
        client = signed_in(person)
        assert client.post("/reports/export/csv/", asked(filters)).status_code == 404
        assert {client.get(path).status_code for path in ("/reports/", "/reports/learners/", "/reports/exports/")} == {
            404
        }
    assert not ExportRecord.objects.exists()


def test_a_foreign_financier_is_no_choice(reader: Client, filters: Filters, other_agreement: Any) -> None:
    foreign = str(other_agreement.financier_id)
    assert reader.post("/reports/export/csv/", asked(filters, financier=foreign)).status_code == 422
    page = reader.get("/reports/learners/", asked(filters, financier=foreign)).content.decode()
    assert "Invisible" not in page


def test_who_has_a_password_confirms_it_first(funder: User, filters: Filters) -> None:
    funder.set_password("une-longue-phrase")
    funder.save()
    client = Client()
    client.force_login(funder)
    answer = client.post("/reports/export/csv/", asked(filters))
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not ExportRecord.objects.exists()
    file = client.post(answer["Location"], {"password": "une-longue-phrase"})
    assert file["Content-Type"].startswith("text/csv")
    assert ExportRecord.objects.count() == 1


def test_figures_leave_masked(take: Any) -> None:
    rows = list(csv.DictReader(StringIO(take("csv-fr", report="employers").decode("utf-8-sig")), delimiter=";"))
    assert [(row["Établissement"], row["En formation"]) for row in rows] == [("Hôtel du Carreau", "masqué")]


def test_the_manager_s_file(manager: User, reader: Client, signed_in: Any) -> None:
    answer = signed_in(manager).post("/manage/export/", {"purpose": "team"})
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [(row["Prénom"], row["Minutes créditées"]) for row in rows] == [
        ("Élodie; «L’Aînée»", "0"), ("Samira", "75"),
    ]  # fmt: skip
    assert ExportRecord.objects.get().report == "team"
    assert signed_in(manager).post("/manage/export/", {}).status_code == 422


def test_the_journal_shows_the_financier_s_people_only(
    reader: Client, filters: Filters, manager: User, other_agreement: Any, signed_in: Any
) -> None:
    reader.post("/reports/export/csv/", asked(filters, detail="du nôtre"))
    signed_in(manager).post("/manage/export/", {"purpose": "team", "detail": "du directeur"})
    manager.funder_seats.create(financier=other_agreement.financier)
    signed_in(manager).post("/reports/export/csv/", asked(filters, detail="des autres"))
    ours = reader.get("/reports/exports/").content.decode()
    theirs = signed_in(manager).get("/reports/exports/").content.decode()
    assert ("du nôtre" in ours, "des autres" in ours, "du directeur" in ours) == (True, False, False)
    assert ("du nôtre" in theirs, "des autres" in theirs) == (False, True)


@pytest.mark.parametrize("path", ["/reports/", "/reports/learners/", "/reports/exports/"])
def test_pages_stay_under_thirty_queries(path: str, reader: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(26):
        assert reader.get(path).status_code == 200


@pytest.mark.parametrize("query", ["period=2026-Q9", "start=x&end=y", "start=2026-02-01&end=2026-01-01",
                                   "start=1900-01-01&end=2026-01-01", "employer=x", "page=zzz", "period="])  # fmt: skip
def test_odd_filters_never_break_the_page(query: str, reader: Client) -> None:
    for page in ("/reports/", "/reports/learners/"):
        assert reader.get(f"{page}?{query}").status_code == 200


def test_a_file_is_sent_piece_by_piece_under_asgi() -> None:
    """Each piece leaves before the next one is made."""
    made: list[int] = []

    def pieces() -> Any:
        for number in range(3):
            made.append(number)
            yield b"%d" % number

    async def first() -> tuple[bytes, list[int]]:
        async for piece in StreamedFile(pieces()):
            return piece, list(made)
        raise AssertionError

    assert asyncio.run(first()) == (b"0", [0])


def test_answers_are_private(reader: Client, filters: Filters) -> None:
    answer: HttpResponse = reader.post("/reports/export/csv/", asked(filters))
    assert "no-store" in answer["Cache-Control"]
