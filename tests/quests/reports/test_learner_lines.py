"""A funder reads the lines of learners it pays for, as they were on the day they completed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from quests.factories import EmployerFactory, FinancierFactory, TerritoryFactory, UserFactory
from quests.models import Employer, Enrolment, Financier, User
from quests.reports.periods import Period
from quests.reports.selectors import learners
from quests.reports.selectors.filters import Filters, within
from quests.reports.selectors.overview import overview

from .conftest import at, moved


def names(filters: Filters) -> list[str]:
    return sorted(line.first_name for line in learners.stream(filters))


def test_only_the_learners_of_its_own_agreements(
    receptionist: User, colleague: User, waiter: User, taxi_driver: User, train: Any,
    agreement: Any, other_agreement: Any, filters: Filters,
) -> None:  # fmt: skip
    train(receptionist, seconds=60, done=True)
    for person in (colleague, waiter, taxi_driver):
        train(person)
    assert names(filters) == ["Jules", "Samira"]


def test_no_agreement_no_line(receptionist: User, train: Any, filters: Filters) -> None:
    train(receptionist, done=True)
    assert names(filters) == []


def test_a_financier_that_is_not_one_s_own_brings_nothing(
    funder: User, waiter: User, train: Any, other_agreement: Any, this_year: Period
) -> None:
    train(waiter, done=True)
    foreign = within(funder, period=this_year, financier=other_agreement.financier)
    assert names(foreign) == []


def test_a_completion_keeps_the_employer_of_its_day(
    receptionist: User, brasserie: Employer, train: Any, agreement: Any, other_agreement: Any,
    filters: Filters, today: date,
) -> None:  # fmt: skip
    train(receptionist, seconds=60, done=True)
    moved(receptionist, brasserie, today)
    receptionist.employments.get(ended_on__isnull=False).employer.__class__.objects.filter(
        name="Hôtel du Carreau"
    ).update(name="Renamed", idcc="9999")
    (line,) = learners.stream(filters)
    assert (line.employer, line.idcc, line.agreement, line.opco) == ("Hôtel du Carreau", "1979", "ADEC-AKTO", "AKTO")


def test_who_is_under_way_counts_for_the_employer_of_today(
    receptionist: User, brasserie: Employer, train: Any, agreement: Any, other_agreement: Any,
    filters: Filters, this_year: Period, today: date,
) -> None:  # fmt: skip
    train(receptionist, seconds=60)
    moved(receptionist, brasserie, today)
    assert names(filters) == []
    reader = UserFactory()
    reader.funder_seats.create(financier=other_agreement.financier)
    (line,) = learners.stream(within(reader, period=this_year, financier=None))
    assert (line.employer, line.agreement, line.state) == ("Brasserie du 9-9", "ADEC-AFDAS", "started")


def test_an_agreement_that_ended_still_counts_for_those_it_entered(
    receptionist: User, train: Any, agreement: Any, filters: Filters, today: date
) -> None:
    type(agreement).objects.update(ends_on=today - timedelta(days=5))
    train(receptionist, entered=today - timedelta(days=10))
    assert names(filters) == ["Samira"]
    Enrolment.objects.update(entered_at=at(today))
    assert names(filters) == []


def test_the_period_keeps_who_was_in_training_during_it(
    funder: User, receptionist: User, colleague: User, train: Any, agreement: Any, today: date
) -> None:
    train(receptionist, seconds=60, done=True, entered=today - timedelta(days=40))
    train(colleague, seconds=60, entered=today - timedelta(days=10))

    def during(first: int, last: int) -> list[str]:
        period = Period(today - timedelta(days=first), today - timedelta(days=last))
        return names(within(funder, period=period, financier=None))

    assert during(60, 41) == []
    assert during(60, 40) == ["Samira"]
    assert during(30, 10) == ["Jules", "Samira"]
    assert during(0, 0) == ["Jules", "Samira"]
    assert during(-1, -9) == ["Jules"]  # she has completed


def test_hours_of_the_period_and_of_the_whole(
    funder: User, receptionist: User, train: Any, agreement: Any, today: date
) -> None:
    enrolment = train(receptionist, seconds=3600, entered=today - timedelta(days=40))
    enrolment.evidence.model.objects.create(
        enrolment=enrolment, source="old", kind="read", seconds=1800, occurred_at=at(today - timedelta(days=35))
    )
    period = Period(today - timedelta(days=40), today - timedelta(days=1))
    (line,) = learners.stream(within(funder, period=period, financier=None))
    assert (line.hours_in_period, line.hours_credited, line.hours_foreseen) == (
        Decimal("0.50"), Decimal("1.50"), Decimal("6.00"),
    )  # fmt: skip


def test_employer_territory_and_programme(
    funder: User, hotel: Employer, receptionist: User, colleague: User, train: Any, agreement: Any, today: date,
    this_year: Period,
) -> None:  # fmt: skip
    elsewhere = TerritoryFactory(slug="arras", name="Arras")
    inn = EmployerFactory(name="Auberge", opco=hotel.opco, territory=elsewhere)
    train(receptionist, seconds=60, done=True)
    moved(colleague, inn, today)
    train(colleague)

    def kept(**chosen: Any) -> list[str]:
        return names(within(funder, period=this_year, financier=None, **chosen))

    assert kept(employer=inn) == ["Jules"]
    assert kept(territory=elsewhere) == ["Jules"]
    assert kept(territory=hotel.territory) == ["Samira"]
    assert kept(programme=agreement.programme) == ["Jules", "Samira"]
    Employer.objects.filter(pk=hotel.pk).update(territory=elsewhere)
    assert kept(territory=hotel.territory) == ["Samira"]  # as on the day she completed


def test_administrators_see_every_line(taxi_driver: User, waiter: User, train: Any, this_year: Period) -> None:
    admin = UserFactory(is_superuser=True)
    for person in (taxi_driver, waiter):
        train(person)
    every = within(admin, period=this_year, financier=None)
    assert len(list(learners.stream(every))) == learners.count(every) == 2
    one = within(admin, period=this_year, financier=FinancierFactory(code="akto"))
    assert learners.count(one) == 0


def test_the_figures_add_up_to_the_lines(hotel: Employer, team_of: Any, agreement: Any, filters: Filters) -> None:
    team_of(hotel, 9, started=8, done=6)
    report = overview(filters)
    lines = list(learners.stream(filters))
    figures = report.figures
    assert figures.in_training == len(lines) == 9
    assert figures.started == sum(1 for line in lines if line.started_on) == 8
    assert figures.completed == sum(1 for line in lines if line.completed_on) == 6
    assert figures.hours == Decimal("1.33")  # 8 × 10 min, rounded once; 8 × 0.17 would make 1.36
    assert figures.hours_foreseen == Decimal("54.00")
    assert (figures.establishments, figures.small_houses) == (1, 0)
    assert report.quarters[-1][1] == 6


def test_a_small_house_is_masked_and_so_is_a_neighbour(
    hotel: Employer, team_of: Any, agreement: Any, filters: Filters
) -> None:
    cafe = EmployerFactory(name="Café des Galibots", opco=hotel.opco, headcount=4)
    inn = EmployerFactory(name="Auberge", opco=hotel.opco)
    team_of(hotel, 8)
    team_of(inn, 6)
    team_of(cafe, 2)
    report = overview(filters)
    shown = {line.employer: (line.in_training, line.hours) for line in report.employers}
    assert shown == {
        "Auberge": (None, None), "Café des Galibots": (None, None), "Hôtel du Carreau": (8, Decimal("0.00")),
    }  # fmt: skip
    assert report.figures.in_training == 16
    assert report.figures.small_houses == 1
    assert report.figures.completed is None


def test_queries_do_not_grow_with_the_lines(
    hotel: Employer, team_of: Any, agreement: Any, filters: Filters, django_assert_max_num_queries: Any
) -> None:
    assert Financier.objects.exists()
    team_of(hotel, 12, started=8, done=5)
    with django_assert_max_num_queries(7):
        assert len(learners.page(filters, start=0, stop=50)) == 12
    with django_assert_max_num_queries(5):
        overview(filters)
