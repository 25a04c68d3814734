"""A learner is shown what is seen of them, and who took their name out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quests.factories import FinancierFactory, UserFactory
from quests.models import Employer, ExportRecord, User
from quests.people import access
from quests.reports.periods import Period
from quests.reports.selectors import learners
from quests.reports.selectors.attribution import attributed
from quests.reports.selectors.filters import within
from quests.reports.selectors.journal import exports_including
from quests.reports.selectors.team import team_lines
from quests.reports.services import record_export

from .conftest import moved


def test_the_same_lines_and_the_same_rows(manager: User, receptionist: User, train: Any, signed_in: Any) -> None:
    train(receptionist, seconds=4500, done=True)
    seen_by_manager = team_lines(access.employments_seen_by_manager(manager))
    assert team_lines(access.own_employments(receptionist)) == seen_by_manager
    row = re.compile(r"<tr>\s*<th scope=\"row\">.*?</tr>", re.S)
    mine = signed_in(receptionist).get("/me/seen/").content.decode()
    theirs = signed_in(manager).get("/manage/").content.decode()
    assert row.findall(mine) == row.findall(theirs) != []


def test_nothing_of_a_colleague(receptionist: User, colleague: User, waiter: User, train: Any, signed_in: Any) -> None:
    for person in (receptionist, colleague, waiter):
        train(person)
    page = signed_in(receptionist).get("/me/seen/").content.decode()
    assert "Samira Benali" in page
    assert "Wattiez" not in page
    assert "Invisible" not in page


def test_who_took_my_name_out(  # noqa: PLR0917
    funder: User, manager: User, receptionist: User, colleague: User, waiter: User, train: Any,
    agreement: Any, this_year: Period, signed_in: Any, hotel: Employer,
) -> None:  # fmt: skip
    train(receptionist, seconds=60, done=True)
    train(waiter)
    filters = within(funder, period=this_year, financier=None).as_record()
    record_export(funder, purpose="Paiement du dossier", report="learners", file_format="csv", filters=filters, rows=1)
    record_export(funder, purpose="Chiffres", report="employers", file_format="csv", filters=filters, rows=1)
    team = {"employers": [hotel.siret], "programme": ""}
    record_export(manager, purpose="Suivi", report="team", file_format="csv-fr", filters=team, rows=1)
    mine = exports_including(receptionist)
    assert [(taken.by, taken.purpose) for taken in mine] == [
        ("Hôtel du Carreau", "Suivi"), ("AKTO", "Paiement du dossier"),
    ]  # fmt: skip
    assert exports_including(colleague) == exports_including(waiter) == []
    page = signed_in(receptionist).get("/me/seen/").content.decode()
    assert "Paiement du dossier" in page
    assert "Inès" not in page  # an organisation, not a person


@pytest.mark.parametrize("stage", ["entered", "done", "moved", "done then moved", "left"])
def test_an_export_is_shown_to_those_it_held_and_to_nobody_else(
    stage: str, receptionist: User, brasserie: Employer, hotel: Employer, train: Any,
    agreement: Any, other_agreement: Any, today: Any,
) -> None:  # fmt: skip
    """The rule in Python agrees with the selector, for every filter."""
    train(receptionist, seconds=60, done="done" in stage)
    if "moved" in stage:
        moved(receptionist, brasserie, today)
    if stage == "left":
        receptionist.employments.update(ended_on=today - timedelta(days=1))
    admin = UserFactory(is_superuser=True)
    periods = [Period(today, today), Period(today - timedelta(days=9), today - timedelta(days=1)),
               Period(today + timedelta(days=1), today + timedelta(days=9))]  # fmt: skip
    payers = [None, hotel.opco, brasserie.opco, FinancierFactory(code="opco-ep")]
    for period in periods:
        for payer in payers:
            for employer in (None, hotel, brasserie):
                filters = within(admin, period=period, financier=payer, employer=employer)
                ExportRecord.objects.all()._raw_delete("default")
                record_export(admin, purpose="x", report="learners", file_format="csv",
                              filters=filters.as_record(), rows=0)  # fmt: skip
                assert len(exports_including(receptionist)) == learners.count(filters), (period, payer, employer)


def test_an_export_before_my_entry_did_not_hold_me(
    funder: User, receptionist: User, train: Any, agreement: Any, this_year: Period
) -> None:
    filters = within(funder, period=this_year, financier=None).as_record()
    record_export(funder, purpose="Avant", report="learners", file_format="csv", filters=filters, rows=0)
    enrolment = train(receptionist)
    attributed().filter(pk=enrolment.pk).update(entered_at=timezone.now())
    assert exports_including(receptionist) == []


def test_queries_do_not_grow_with_the_exports(
    funder: User, receptionist: User, train: Any, agreement: Any, this_year: Period, signed_in: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    train(receptionist)
    filters = within(funder, period=this_year, financier=None).as_record()
    for _ in range(20):
        record_export(funder, purpose="Suivi", report="learners", file_format="csv", filters=filters, rows=1)
    client = signed_in(receptionist)
    with django_assert_max_num_queries(14):
        assert client.get("/me/seen/").status_code == 200
